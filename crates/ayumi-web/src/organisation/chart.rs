//! The organisation of a council as a page: posts and who holds them, persons, sections.

use askama::Template;
use ayumi_app::access::role_words;
use ayumi_app::organisation::people::{Chart, State};
use ayumi_core::access::Role;
use ayumi_core::organisation::{Hold, Section, Tenure, Turn, vacant};
use ayumi_locale::key;
use jiff::civil::Date;

use crate::chip::{Chip, Tone};
use crate::shell::{CouncilLink, Here, Hidden, Shell, Viewer};
use crate::words::Words;

/// The organisation.
#[derive(Template)]
#[template(path = "organisation/chart.html")]
pub struct ChartPage {
    /// The language.
    pub w: Words,
    /// The frame.
    pub shell: Shell,
    /// The council.
    pub council: CouncilLink,
    /// Version and key.
    pub hidden: Hidden,
    /// Today, for the fields of days.
    pub today: String,
    /// The posts.
    pub posts: Vec<PostRow>,
    /// The persons.
    pub persons: Vec<PersonRow>,
    /// The sections.
    pub sections: Vec<SectionRow>,
    /// The roles of this kind of body: name and words.
    pub roles: Vec<(&'static str, String)>,
    /// How many posts nobody holds.
    pub vacant: usize,
    /// Sections and posts may be changed.
    pub may_change: bool,
    /// People may be invited.
    pub may_invite: bool,
    /// Until when the operator may look.
    pub support: Option<String>,
    /// What is wrong.
    pub wrong: Option<String>,
}

/// A post.
#[derive(Clone, Debug)]
pub struct PostRow {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its role in words.
    pub role: String,
    /// Its section.
    pub section: Option<String>,
    /// Its district.
    pub district: Option<String>,
    /// Who holds it.
    pub tenures: Vec<TenureRow>,
    /// Nobody holds it today.
    pub vacant: bool,
}

/// Who holds a post.
#[derive(Clone, Debug)]
pub struct TenureRow {
    /// Its id.
    pub id: String,
    /// Who.
    pub name: String,
    /// In the holder's place.
    pub deputy: bool,
    /// From when to when.
    pub days: String,
    /// It has a last day.
    pub ends: bool,
}

/// A person.
#[derive(Clone, Debug)]
pub struct PersonRow {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// May it come in?
    pub state: Chip,
    /// It may not come in.
    pub stopped: bool,
    /// It can sign in: a link sets the password anew.
    pub is_in: bool,
    /// The posts held today.
    pub posts: String,
}

/// A section.
#[derive(Clone, Debug)]
pub struct SectionRow {
    /// Its id.
    pub id: String,
    /// Its name today.
    pub name: String,
    /// Is it there today?
    pub there: bool,
    /// What became of it.
    pub history: Vec<String>,
}

impl ChartPage {
    /// The organisation of a council.
    pub fn new(w: Words, council: &CouncilLink, chart: &Chart) -> Self {
        let shell = Shell::new(w.t(key::WEB_ORGANISATION_TITLE), council.organisation())
            .in_council(council, Here::Organisation)
            .end();
        let posts: Vec<_> = chart.posts.iter().map(|one| one.post.clone()).collect();
        let empty = vacant(&posts, &chart.tenures, chart.day);
        let kind = chart.council.kind;
        let role = |role: Role| w.t(role_words(role, kind));
        let name_of = |section: &Section| section.name_on(chart.day).to_owned();
        let post = |entry: &ayumi_app::organisation::people::PostEntry| PostRow {
            id: entry.post.id.to_string(),
            title: entry.post.title.clone(),
            role: role(entry.post.role),
            section: entry.post.section.and_then(|id| {
                let found = chart.sections.iter().find(|one| one.id == id);
                found.map(name_of)
            }),
            district: entry.post.district.clone(),
            tenures: entry
                .tenures
                .iter()
                .map(|one| tenure(w, chart, one))
                .collect(),
            vacant: empty.iter().any(|one| one.id == entry.post.id),
        };
        Self {
            w,
            shell,
            council: council.clone(),
            hidden: Hidden::fresh(chart.council.revision),
            today: chart.day.to_string(),
            posts: chart.posts.iter().map(post).collect(),
            persons: persons(w, chart),
            sections: chart
                .sections
                .iter()
                .map(|one| section(w, chart, one))
                .collect(),
            roles: kind
                .roles()
                .into_iter()
                .map(|one| (one.name(), role(one)))
                .collect(),
            vacant: empty.len(),
            may_change: false,
            may_invite: false,
            support: chart.support.map(|until| w.instant(&until)),
            wrong: None,
        }
    }
}

fn tenure(w: Words, chart: &Chart, tenure: &Tenure) -> TenureRow {
    TenureRow {
        id: tenure.id.to_string(),
        name: chart.name(tenure.person).to_owned(),
        deputy: tenure.hold == Hold::Deputy,
        days: days(w, tenure.from, tenure.to),
        ends: tenure.to.is_some(),
    }
}

/// From a day, to a day.
fn days(w: Words, from: Date, to: Option<Date>) -> String {
    match to {
        Some(to) => {
            let values = [("from", &*w.day(from)), ("to", &*w.day(to))];
            w.vs(key::WEB_DAYS, &values)
        }
        None => w.v(key::WEB_DAYS_OPEN, "from", w.day(from)),
    }
}

fn persons(w: Words, chart: &Chart) -> Vec<PersonRow> {
    let row = |entry: &ayumi_app::organisation::people::Entry| {
        let (tone, words) = match entry.state {
            State::In => (Tone::Done, key::WEB_PERSON_IN),
            State::Invited => (Tone::Busy, key::WEB_PERSON_INVITED),
            State::Expired => (Tone::Warn, key::WEB_PERSON_EXPIRED),
            State::Without => (Tone::Plain, key::WEB_PERSON_WITHOUT),
            State::Stopped => (Tone::Warn, key::WEB_PERSON_STOPPED),
        };
        let id = entry.person.id;
        let held = chart.posts.iter().filter(|post| {
            let mut tenures = post.tenures.iter();
            tenures.any(|one| one.person == id && one.is_on(chart.day))
        });
        let titles: Vec<&str> = held.map(|post| post.post.title.as_str()).collect();
        PersonRow {
            id: id.to_string(),
            name: entry.person.name.clone(),
            state: Chip::new(w, tone, words),
            stopped: entry.state == State::Stopped,
            is_in: entry.state == State::In,
            posts: titles.join("・"),
        }
    };
    chart.persons.iter().map(row).collect()
}

fn section(w: Words, chart: &Chart, section: &Section) -> SectionRow {
    let mut history: Vec<String> = section
        .names
        .iter()
        .map(|named| {
            let day = w.day(named.from);
            let values = [("day", day.as_str()), ("name", named.name.as_str())];
            w.vs(key::WEB_SECTION_NAMED, &values)
        })
        .collect();
    let name = |id| {
        let found = chart.sections.iter().find(|one| one.id == id);
        found.map_or_else(String::new, |one| one.name_on(chart.day).to_owned())
    };
    for one in chart
        .successions
        .iter()
        .filter(|one| one.from == section.id)
    {
        let words = match one.turn {
            Turn::Merged => key::WEB_SECTION_MERGED,
            Turn::Split => key::WEB_SECTION_SPLIT,
        };
        let (day, name) = (w.day(one.day), name(one.to));
        history.push(w.vs(words, &[("day", &day), ("name", &name)]));
    }
    SectionRow {
        id: section.id.to_string(),
        name: section.name_on(chart.day).to_owned(),
        there: section.is_on(chart.day),
        history,
    }
}

/// A link that was made, shown once.
#[derive(Template)]
#[template(path = "organisation/link.html")]
pub struct LinkPage {
    /// The language.
    pub w: Words,
    /// The frame.
    pub shell: Shell,
    /// Where one goes back to.
    pub back: String,
    /// Whose.
    pub name: String,
    /// The link; `None` when the form was sent again.
    pub link: Option<String>,
}

impl LinkPage {
    /// The page of a link.
    pub fn new(w: Words, council: &CouncilLink, name: String, link: Option<String>) -> Self {
        let shell = Shell::new(w.t(key::WEB_LINK_TITLE), council.organisation())
            .in_council(council, Here::Organisation)
            .via(w.t(key::WEB_ORGANISATION_TITLE), council.organisation())
            .end();
        Self {
            w,
            shell,
            back: council.organisation(),
            name,
            link,
        }
    }

    /// The same for whoever runs the installation, outside any council.
    pub fn outside(w: Words, name: String, link: Option<String>, viewer: Option<Viewer>) -> Self {
        let shell = Shell::new(w.t(key::WEB_LINK_TITLE), "/?all");
        Self {
            w,
            shell: shell.seen_by(viewer),
            back: "/?all".to_owned(),
            name,
            link,
        }
    }
}
