//! Posts, persons, and who holds which post from when to when. Owners of items are posts: when
//! people move in April, nothing changes its owner.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{CouncilId, PersonId, PostId, SectionId, TenureId};
use crate::access::{Role, Seat};

/// A post (職): what owns items and holds rights.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Post {
    /// Identity.
    pub id: PostId,
    /// Its title as printed (地域福祉課長).
    pub title: String,
    /// Its role: what it may do.
    pub role: Role,
    /// Its section.
    pub section: Option<SectionId>,
    /// Its district, as the council names it.
    pub district: Option<String>,
    /// The day from which it is no more.
    #[schemars(with = "Option<String>")]
    pub ended: Option<Date>,
    /// Rises with every change.
    pub version: u64,
}

impl Post {
    /// Is it there on a day?
    #[must_use]
    pub fn is_on(&self, day: Date) -> bool {
        self.ended.is_none_or(|ended| day < ended)
    }
}

/// A person in a council. Without a login nobody can sign in as it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Person {
    /// Identity.
    pub id: PersonId,
    /// The name as it is shown.
    pub name: String,
    /// May it not come in (停止)?
    pub disabled: bool,
    /// Rises with every change.
    pub version: u64,
}

/// How a post is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Hold {
    /// As its holder.
    Holder,
    /// In the holder's place (代理): with the same rights, for a time.
    Deputy,
}

/// That a person holds a post from a day, to a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Tenure {
    /// Identity.
    pub id: TenureId,
    /// Which post.
    pub post: PostId,
    /// Who.
    pub person: PersonId,
    /// How.
    pub hold: Hold,
    /// The first day.
    #[schemars(with = "String")]
    pub from: Date,
    /// The last day; open when it is not known yet.
    #[schemars(with = "Option<String>")]
    pub to: Option<Date>,
}

impl Tenure {
    /// Does it hold on a day? First and last day count.
    #[must_use]
    pub fn is_on(&self, day: Date) -> bool {
        self.from <= day && self.to.is_none_or(|to| day <= to)
    }
}

/// Who holds a post on a day: holders before deputies.
#[must_use]
pub fn holders(tenures: &[Tenure], post: PostId, day: Date) -> Vec<&Tenure> {
    let mut found: Vec<&Tenure> = tenures
        .iter()
        .filter(|tenure| tenure.post == post && tenure.is_on(day))
        .collect();
    found.sort_by_key(|tenure| tenure.hold == Hold::Deputy);
    found
}

/// The posts nobody holds on a day as its holder, though they are there.
#[must_use]
pub fn vacant<'a>(posts: &'a [Post], tenures: &[Tenure], day: Date) -> Vec<&'a Post> {
    let held = |post: &Post| {
        let all = holders(tenures, post.id, day);
        all.iter().any(|tenure| tenure.hold == Hold::Holder)
    };
    let there = posts.iter().filter(|post| post.is_on(day));
    there.filter(|post| !held(post)).collect()
}

/// What a person may come in with on a day: the posts held, unless the person is stopped.
#[must_use]
pub fn seats_on(
    council: CouncilId,
    person: &Person,
    held: &[(Post, Tenure)],
    day: Date,
) -> Vec<Seat> {
    if person.disabled {
        return Vec::new();
    }
    let on = held
        .iter()
        .filter(|(post, tenure)| post.is_on(day) && tenure.is_on(day));
    on.map(|(post, _)| Seat {
        council,
        person: person.id,
        post: post.id,
        role: post.role,
        section: post.section,
        district: post.district.clone(),
        name: person.name.clone(),
        title: post.title.clone(),
    })
    .collect()
}
