//! The steps by which an organisation changes, and what each does to it.

use ayumi_core::access::Role;
use ayumi_core::intake::Ids;
use ayumi_core::interchange::canonical_bytes;
use ayumi_core::organisation::{
    Council, CouncilId, Hold, PersonId, Post, PostId, Section, SectionId, Succession, Tenure,
    TenureId, Turn,
};
use ayumi_core::text::is_blank_sign;
use ayumi_store::people;
use jiff::civil::Date;
use serde::Serialize;

use super::OrganisationError as E;
use crate::Unit;

/// A step.
#[derive(Clone, Debug, Serialize)]
pub enum Step {
    /// A new section.
    NewSection {
        /// Its name.
        name: String,
        /// Its first day.
        from: Date,
    },
    /// Another name for a section.
    RenameSection {
        /// Which.
        section: SectionId,
        /// The name.
        name: String,
        /// The first day of the name.
        from: Date,
    },
    /// Sections become one new one. Their posts go over to it.
    MergeSections {
        /// Which.
        sections: Vec<SectionId>,
        /// The name of the new one.
        name: String,
        /// Its first day.
        from: Date,
    },
    /// A section becomes several new ones. Its posts go over to the first.
    SplitSection {
        /// Which.
        section: SectionId,
        /// The names of the new ones.
        names: Vec<String>,
        /// Their first day.
        from: Date,
    },
    /// A new post.
    NewPost(NewPost),
    /// Another title, role, section or district for a post.
    ChangePost {
        /// Which.
        post: PostId,
        /// What it is from now on.
        new: NewPost,
    },
    /// A post is no more from a day on.
    EndPost {
        /// Which.
        post: PostId,
        /// The day.
        day: Date,
    },
    /// A person holds a post.
    GivePost {
        /// Which.
        post: PostId,
        /// Who.
        person: PersonId,
        /// How.
        hold: Hold,
        /// The first day.
        from: Date,
        /// The last day.
        to: Option<Date>,
    },
    /// A tenure ends on a day.
    EndTenure {
        /// Which.
        tenure: TenureId,
        /// The last day.
        to: Date,
    },
}

/// What a post is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NewPost {
    /// Its title.
    pub title: String,
    /// Its role.
    pub role: Role,
    /// Its section.
    pub section: Option<SectionId>,
    /// Its district.
    pub district: Option<String>,
}

/// What a step did: the thing, and its contents before and after, for the record.
pub(super) struct Done {
    pub object: String,
    pub before: Option<Vec<u8>>,
    pub after: Option<Vec<u8>>,
}

impl Done {
    fn new(object: String, before: Option<&impl Serialize>, after: &impl Serialize) -> Self {
        Self {
            object,
            before: before.map(canonical_bytes),
            after: Some(canonical_bytes(after)),
        }
    }
}

/// Carries a step out.
pub(super) async fn carry_out(
    unit: &mut Unit,
    council: &Council,
    step: &Step,
) -> Result<Vec<Done>, E> {
    let id = council.id;
    match step {
        Step::NewSection { name, from } => Ok(vec![new_section(unit, id, name, *from).await?.1]),
        Step::RenameSection {
            section,
            name,
            from,
        } => {
            let name = named(name)?;
            let done = change_section(unit, id, *section, |one| one.rename(name, *from));
            Ok(vec![done.await?])
        }
        Step::MergeSections {
            sections,
            name,
            from,
        } => merge(unit, id, sections, (name, *from)).await,
        Step::SplitSection {
            section,
            names,
            from,
        } => split(unit, id, *section, (names, *from)).await,
        Step::NewPost(new) => new_post(unit, council, new)
            .await
            .map(|(_, done)| vec![done]),
        Step::ChangePost { post, new } => Ok(vec![change_post(unit, council, *post, new).await?]),
        Step::EndPost { post, day } => Ok(vec![end_post(unit, id, *post, *day).await?]),
        Step::GivePost {
            post,
            person,
            hold,
            from,
            to,
        } => {
            let tenure = Tenure {
                id: TenureId(unit.next()),
                post: *post,
                person: *person,
                hold: *hold,
                from: *from,
                to: *to,
            };
            Ok(vec![give_post(unit, id, tenure).await?])
        }
        Step::EndTenure { tenure, to } => Ok(vec![end_tenure(unit, id, *tenure, *to).await?]),
    }
}

fn named(name: &str) -> Result<String, E> {
    match name.trim_matches(is_blank_sign) {
        "" => Err(E::NoName),
        name => Ok(name.to_owned()),
    }
}

async fn new_section(
    unit: &mut Unit,
    council: CouncilId,
    name: &str,
    from: Date,
) -> Result<(SectionId, Done), E> {
    let id = SectionId(unit.next());
    let section = Section::new(id, named(name)?, from);
    let put = people::put_section(unit.session(), council, &section).await;
    put.map_err(E::Store)?;
    let done = Done::new(format!("section/{id}"), None::<&Section>, &section);
    Ok((id, done))
}

async fn change_section<R: Into<E>>(
    unit: &Unit,
    council: CouncilId,
    id: SectionId,
    change: impl FnOnce(&mut Section) -> Result<(), R>,
) -> Result<Done, E> {
    let all = people::sections(unit.session(), council).await;
    let mut found = all.map_err(E::Store)?.into_iter();
    let before = found.find(|one| one.id == id).ok_or(E::NotThere)?;
    let mut after = before.clone();
    change(&mut after).map_err(Into::into)?;
    after.version += 1;
    let put = people::put_section(unit.session(), council, &after).await;
    put.map_err(E::Store)?;
    Ok(Done::new(format!("section/{id}"), Some(&before), &after))
}

/// The posts follow on the day by themselves ([`ayumi_core::organisation::section_on`]).
async fn merge(
    unit: &mut Unit,
    council: CouncilId,
    sections: &[SectionId],
    (name, from): (&str, Date),
) -> Result<Vec<Done>, E> {
    let (new, done) = new_section(unit, council, name, from).await?;
    let mut all = vec![done];
    for old in sections {
        all.push(change_section(unit, council, *old, |one| one.end(from)).await?);
        follow(unit, council, (*old, new), (from, Turn::Merged)).await?;
    }
    Ok(all)
}

async fn split(
    unit: &mut Unit,
    council: CouncilId,
    old: SectionId,
    (names, from): (&[String], Date),
) -> Result<Vec<Done>, E> {
    let mut all = vec![change_section(unit, council, old, |one| one.end(from)).await?];
    if names.is_empty() {
        return Err(E::NoName);
    }
    for name in names {
        let (new, done) = new_section(unit, council, name, from).await?;
        all.push(done);
        follow(unit, council, (old, new), (from, Turn::Split)).await?;
    }
    Ok(all)
}

async fn follow(
    unit: &Unit,
    council: CouncilId,
    (from, to): (SectionId, SectionId),
    (day, turn): (Date, Turn),
) -> Result<(), E> {
    let succession = Succession {
        from,
        to,
        day,
        turn,
    };
    let put = people::put_succession(unit.session(), council, &succession).await;
    put.map_err(E::Store)
}

/// A new post of the council's kind.
pub(super) async fn new_post(
    unit: &mut Unit,
    council: &Council,
    new: &NewPost,
) -> Result<(PostId, Done), E> {
    let id = PostId(unit.next());
    let post = Post {
        id,
        title: named(&new.title)?,
        role: new.role,
        section: new.section,
        district: new.district.clone(),
        ended: None,
        version: 1,
    };
    check_post(unit, council, &post).await?;
    let put = people::put_post(unit.session(), council.id, &post).await;
    put.map_err(E::Store)?;
    Ok((id, Done::new(format!("post/{id}"), None::<&Post>, &post)))
}

async fn check_post(unit: &Unit, council: &Council, post: &Post) -> Result<(), E> {
    if !council.kind.roles().contains(&post.role) {
        return Err(E::Role);
    }
    let Some(section) = post.section else {
        return Ok(());
    };
    let all = people::sections(unit.session(), council.id).await;
    let all = all.map_err(E::Store)?;
    let there = all.iter().find(|one| one.id == section);
    match there.ok_or(E::NotThere)?.is_on(unit.day()) {
        true => Ok(()),
        false => Err(E::Ended),
    }
}

async fn change_post(unit: &Unit, council: &Council, id: PostId, new: &NewPost) -> Result<Done, E> {
    let before = post(unit, council.id, id).await?;
    let after = Post {
        title: named(&new.title)?,
        role: new.role,
        section: new.section,
        district: new.district.clone(),
        version: before.version + 1,
        ..before.clone()
    };
    check_post(unit, council, &after).await?;
    let put = people::put_post(unit.session(), council.id, &after).await;
    put.map_err(E::Store)?;
    Ok(Done::new(format!("post/{id}"), Some(&before), &after))
}

async fn end_post(unit: &Unit, council: CouncilId, id: PostId, day: Date) -> Result<Done, E> {
    let before = post(unit, council, id).await?;
    if !before.is_on(day) {
        return Err(E::Ended);
    }
    let after = Post {
        ended: Some(day),
        version: before.version + 1,
        ..before.clone()
    };
    let put = people::put_post(unit.session(), council, &after).await;
    put.map_err(E::Store)?;
    Ok(Done::new(format!("post/{id}"), Some(&before), &after))
}

pub(super) async fn post(unit: &Unit, council: CouncilId, id: PostId) -> Result<Post, E> {
    let all = people::posts(unit.session(), council).await;
    let mut all = all.map_err(E::Store)?.into_iter();
    all.find(|post| post.id == id).ok_or(E::NotThere)
}

/// Gives a post. It has one holder on a day; deputies may be several.
pub(super) async fn give_post(unit: &Unit, council: CouncilId, tenure: Tenure) -> Result<Done, E> {
    if tenure.to.is_some_and(|to| to < tenure.from) {
        return Err(E::Days);
    }
    if !post(unit, council, tenure.post).await?.is_on(tenure.from) {
        return Err(E::Ended);
    }
    let person = people::person(unit.session(), council, tenure.person).await;
    person.map_err(E::Store)?.ok_or(E::NotThere)?;
    let all = people::tenures(unit.session(), council).await;
    let overlaps = |one: &Tenure| {
        one.post == tenure.post
            && one.hold == tenure.hold
            && (tenure.hold == Hold::Holder || one.person == tenure.person)
            && one.to.is_none_or(|to| tenure.from <= to)
            && tenure.to.is_none_or(|to| one.from <= to)
    };
    if all.map_err(E::Store)?.iter().any(overlaps) {
        return Err(E::Held);
    }
    let put = people::put_tenure(unit.session(), council, &tenure).await;
    put.map_err(E::Store)?;
    let object = format!("post/{}", tenure.post);
    Ok(Done::new(object, None::<&Tenure>, &tenure))
}

async fn end_tenure(unit: &Unit, council: CouncilId, id: TenureId, to: Date) -> Result<Done, E> {
    let all = people::tenures(unit.session(), council).await;
    let mut all = all.map_err(E::Store)?.into_iter();
    let before = all.find(|one| one.id == id).ok_or(E::NotThere)?;
    if to < before.from {
        return Err(E::Days);
    }
    let after = Tenure {
        to: Some(to),
        ..before.clone()
    };
    let put = people::put_tenure(unit.session(), council, &after).await;
    put.map_err(E::Store)?;
    let object = format!("post/{}", after.post);
    Ok(Done::new(object, Some(&before), &after))
}
