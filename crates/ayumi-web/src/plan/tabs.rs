//! The pages of one plan, one beside the other.

use ayumi_core::plan::Plan;
use ayumi_locale::key;

use crate::address;
use crate::review::finding::Link;
use crate::shell::CouncilLink;
use crate::words::Words;

/// Which page of a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tab {
    /// The plan itself.
    Plan,
    /// Editing.
    Edit,
    /// Editions.
    Editions,
    /// By groupings.
    Groups,
    /// Comments.
    Comments,
    /// The review chapter.
    Review,
    /// Perhaps not mentioned.
    Unmentioned,
    /// Publishing.
    Publish,
}

/// The pages of a plan.
#[derive(Clone, Debug)]
pub struct Tabs {
    /// The plan's own address.
    pub plan: String,
    /// Every page, and whether it is this one.
    pub all: Vec<(Link, bool)>,
    /// What the list is called.
    pub name: String,
}

impl Tabs {
    /// The pages of `plan`; `here` is the one shown.
    pub fn new(w: Words, council: &CouncilLink, plan: &Plan, here: Tab) -> Self {
        let below = |page: &str| address::below_plan(&council.slug, &plan.slug, page);
        let own = address::plan(&council.slug, &plan.slug);
        let all = [
            (Tab::Plan, key::WEB_TAB_PLAN, own.clone()),
            (Tab::Edit, key::WEB_TAB_EDIT, below("edit")),
            (Tab::Editions, key::WEB_TAB_EDITIONS, below("editions")),
            (Tab::Groups, key::WEB_TAB_GROUPS, below("groups")),
            (Tab::Comments, key::WEB_TAB_COMMENTS, below("comments")),
            (Tab::Review, key::WEB_TAB_REVIEW, below("review")),
            (
                Tab::Unmentioned,
                key::WEB_TAB_UNMENTIONED,
                below("unmentioned"),
            ),
            (Tab::Publish, key::WEB_TAB_PUBLISH, below("publish")),
        ];
        let all = all
            .into_iter()
            .filter(|(tab, ..)| match tab {
                Tab::Edit => council.may.edit,
                Tab::Comments => council.may.comments,
                // Where nothing is grouped there is nothing to look at.
                Tab::Groups => here == Tab::Groups || is_grouped(plan),
                _ => true,
            })
            .map(|(tab, words, href)| {
                (
                    Link {
                        words: w.t(words),
                        href,
                    },
                    tab == here,
                )
            })
            .collect();
        Self {
            plan: own,
            all,
            name: w.t(key::WEB_TABS),
        }
    }
}

fn is_grouped(plan: &Plan) -> bool {
    !plan.groupings.is_empty()
}
