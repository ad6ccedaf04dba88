//! The frame of every page: title, council, where one is, the way back.

use crate::address;

/// What the frame needs.
#[derive(Clone, Debug, Default)]
pub struct Shell {
    /// The page's title, without the product's name.
    pub title: String,
    /// The council the page belongs to.
    pub council: Option<CouncilLink>,
    /// The way from the top to this page; the last one is the page itself.
    pub crumbs: Vec<Crumb>,
    /// Which part of the navigation the page belongs to.
    pub here: Here,
    /// The address of this page, for the switch of language.
    pub path: String,
    /// What just happened.
    pub flash: Option<String>,
    /// Who looks; `None` while nobody has to sign in.
    pub viewer: Option<Viewer>,
}

/// Who looks at a page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Viewer {
    /// The name.
    pub name: String,
    /// The posts held in the page's council.
    pub posts: String,
}

/// What the navigation of a council leads to for whoever looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct May {
    /// Editing every item of a plan.
    pub edit: bool,
    /// Seeing comments.
    pub comments: bool,
    /// Reading in.
    pub intake: bool,
    /// Publishing.
    pub publish: bool,
    /// The organisation.
    pub organisation: bool,
    /// The record.
    pub record: bool,
}

impl Default for May {
    fn default() -> Self {
        Self {
            edit: true,
            comments: true,
            intake: true,
            publish: true,
            organisation: true,
            record: true,
        }
    }
}

/// A council as the frame names it.
#[derive(Clone, Debug, Default)]
pub struct CouncilLink {
    /// Its short name in addresses.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// What the navigation leads to.
    pub may: May,
    /// Who looks; `None` while nobody has to sign in.
    pub viewer: Option<Viewer>,
}

impl CouncilLink {
    /// Its organisation.
    pub fn organisation(&self) -> String {
        address::organisation(&self.slug)
    }

    /// Its home.
    pub fn home(&self) -> String {
        address::council(&self.slug)
    }

    /// Where a file is read in.
    pub fn intake(&self) -> String {
        address::new_intake(&self.slug)
    }

    /// Its record.
    pub fn record(&self) -> String {
        address::record(&self.slug)
    }
}

/// A step of the way back.
#[derive(Clone, Debug)]
pub struct Crumb {
    /// What it is called.
    pub title: String,
    /// Where it leads; `None` for the page itself.
    pub href: Option<String>,
}

/// The parts of the navigation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Here {
    /// None of them.
    #[default]
    Elsewhere,
    /// The plans.
    Plans,
    /// Reading in.
    Intake,
    /// The organisation.
    Organisation,
    /// The record.
    Record,
    /// The own account.
    Account,
    /// Help.
    Help,
}

impl Shell {
    /// A frame outside any council.
    pub fn new(title: impl Into<String>, path: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            path: path.into(),
            ..Self::default()
        }
    }

    /// The same in a council: its home is the first step of the way.
    #[must_use]
    pub fn in_council(mut self, council: &CouncilLink, here: Here) -> Self {
        self.crumbs = vec![Crumb {
            title: council.name.clone(),
            href: Some(council.home()),
        }];
        self.council = Some(council.clone());
        self.viewer.clone_from(&council.viewer);
        self.here = here;
        self
    }

    /// The same for whoever looks.
    #[must_use]
    pub fn seen_by(mut self, viewer: Option<Viewer>) -> Self {
        self.viewer = viewer;
        self
    }

    /// One step more on the way.
    #[must_use]
    pub fn via(mut self, title: impl Into<String>, href: impl Into<String>) -> Self {
        self.crumbs.push(Crumb {
            title: title.into(),
            href: Some(href.into()),
        });
        self
    }

    /// The last step: the page itself, by its title.
    #[must_use]
    pub fn end(mut self) -> Self {
        self.crumbs.push(Crumb {
            title: self.title.clone(),
            href: None,
        });
        self
    }

    /// This page in another language.
    pub fn in_language(&self, tag: &str) -> String {
        let sign = if self.path.contains('?') { '&' } else { '?' };
        format!("{}{sign}lang={tag}", self.path)
    }
}

/// The hidden fields of a form that changes something.
#[derive(Clone, Debug, Default)]
pub struct Hidden {
    /// The version the person sees.
    pub version: u64,
    /// The key that makes one change of two sendings.
    pub key: String,
}

impl Hidden {
    /// The fields of a form shown now.
    pub fn fresh(version: u64) -> Self {
        Self {
            version,
            key: uuid::Uuid::now_v7().to_string(),
        }
    }
}
