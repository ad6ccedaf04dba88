//! The first page, and a council's home.

use askama::Template;
use ayumi_app::access::kind_words;
use ayumi_core::organisation::Kind;
use ayumi_core::plan::Period;
use ayumi_locale::key;

use crate::address;
use crate::review::finding::Link;
use crate::shell::{CouncilLink, Here, Hidden, Shell};
use crate::words::Words;

/// The first page: the councils, or the form that makes the first one.
#[derive(Template)]
#[template(path = "organisation/councils.html")]
pub struct CouncilsPage {
    /// The language.
    pub w: Words,
    /// The frame.
    pub shell: Shell,
    /// The councils.
    pub councils: Vec<CouncilEntry>,
    /// Version and key.
    pub hidden: Hidden,
    /// What was typed, kept on error.
    pub name: String,
    /// What was typed, kept on error.
    pub slug: String,
    /// What is wrong with the name.
    pub name_wrong: Option<String>,
    /// What is wrong with the short name.
    pub slug_wrong: Option<String>,
    /// A council may be made.
    pub may_make: bool,
    /// Its first administrator is asked for.
    pub asks_admin: bool,
    /// What was typed, kept on error.
    pub admin: String,
    /// What is wrong with the administrator's name.
    pub admin_wrong: Option<String>,
    /// The kinds of organisation: name and words.
    pub kinds: Vec<(&'static str, String)>,
}

impl CouncilsPage {
    /// The page of these councils.
    pub fn new(w: Words, councils: Vec<CouncilEntry>) -> Self {
        Self {
            w,
            shell: Shell::new(w.t(key::WEB_COUNCILS_TITLE), "/"),
            councils,
            hidden: Hidden::fresh(0),
            name: String::new(),
            slug: String::new(),
            name_wrong: None,
            slug_wrong: None,
            may_make: true,
            asks_admin: false,
            admin: String::new(),
            admin_wrong: None,
            kinds: Kind::ALL
                .iter()
                .map(|kind| (kind.name(), w.t(kind_words(*kind))))
                .collect(),
        }
    }
}

/// A council of the list.
#[derive(Clone, Debug)]
pub struct CouncilEntry {
    /// Its name.
    pub name: String,
    /// Its home; `None` for whoever holds no post in it, and for all while it is stopped.
    pub home: Option<String>,
    /// Is it stopped?
    pub stopped: bool,
    /// What can be done with it as a whole, for whoever runs the installation.
    pub keeping: Option<String>,
}

/// A plan of the list.
#[derive(Clone, Debug)]
pub struct PlanEntry {
    /// Its title and page.
    pub link: Link,
    /// 第n次.
    pub generation: Option<u32>,
    /// Its years.
    pub period: Option<Period>,
    /// How many items it has.
    pub items: usize,
    /// Its review chapter.
    pub review: String,
    /// Its publishing page.
    pub publish: String,
}

impl PlanEntry {
    /// A plan of a council.
    pub fn new(council: &CouncilLink, slug: &str, title: String) -> Self {
        Self {
            link: Link {
                words: title,
                href: address::plan(&council.slug, slug),
            },
            generation: None,
            period: None,
            items: 0,
            review: address::below_plan(&council.slug, slug, "review"),
            publish: address::below_plan(&council.slug, slug, "publish"),
        }
    }
}

/// A council's home.
#[derive(Template)]
#[template(path = "organisation/home.html")]
pub struct HomePage {
    /// The language.
    pub w: Words,
    /// The frame.
    pub shell: Shell,
    /// The council.
    pub council: CouncilLink,
    /// Its plans.
    pub plans: Vec<PlanEntry>,
    /// Readings that wait: name, address, moment.
    pub waiting: Vec<(Link, String)>,
    /// Editions sent to whoever looks: name, address, moment.
    pub sent: Vec<(Link, String)>,
    /// Whoever looks may see plans.
    pub sees_plans: bool,
}

impl HomePage {
    /// The home of a council.
    pub fn new(
        w: Words,
        council: &CouncilLink,
        plans: Vec<PlanEntry>,
        waiting: Vec<(Link, String)>,
    ) -> Self {
        let mut shell =
            Shell::new(council.name.clone(), council.home()).in_council(council, Here::Plans);
        shell.crumbs.clear();
        Self {
            w,
            shell,
            council: council.clone(),
            plans,
            waiting,
            sent: Vec::new(),
            sees_plans: true,
        }
    }
}
