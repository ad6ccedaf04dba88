//! Rights that rest on one thing: an item of one's own post or section, an edition sent to one's own
//! post. Every role on every such thing; the expectation stands here by hand.

use axum::body::Body;
use axum::http::StatusCode;
use ayumi_core::access::Role;
use ayumi_core::organisation::{
    CouncilId, Hold, Kind, PersonId, Post, PostId, Section, SectionId, Tenure, TenureId,
};
use ayumi_core::plan::edition::{Edition, EditionId, Sent};
use ayumi_core::plan::{ItemId, Plan};
use ayumi_store::{edition, files, handover, organisation, people, plan as plans_of};
use ayumi_web::samples::plans;
use jiff::civil::date;

use crate::house::{House, Told, encoded, get};
use crate::rights::{City, NOW, Who, id, post_of};

/// A text of the sample plan that is for the office alone.
const INTERNAL: &str = "空き店舗の家主と交渉中";

/// Whose an item is, seen by whoever asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Item {
    /// The own post answers for it.
    OwnPost,
    /// The own section carries it.
    OwnSection,
    /// Another post of the own section answers for it.
    Colleague,
    /// Another section carries it, and another section's post answers for it.
    OtherSection,
    /// Nobody.
    Nobody,
    /// It was taken out of the plan.
    Gone,
}

const ITEMS: [Item; 6] = [
    Item::OwnPost,
    Item::OwnSection,
    Item::Colleague,
    Item::OtherSection,
    Item::Nobody,
    Item::Gone,
];

/// To whom an edition was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Edited {
    /// To the own post.
    ToMe,
    /// To another post of the same role.
    ToAnother,
    /// To nobody: it is not published.
    ToNobody,
    /// There is no such edition.
    Gone,
}

const EDITIONS: [Edited; 4] = [
    Edited::ToMe,
    Edited::ToAnother,
    Edited::ToNobody,
    Edited::Gone,
];

/// May a role write such an item? By hand, from `practice.md` §3e.
fn writes(role: Role, item: Item) -> bool {
    use Item as I;
    match role {
        Role::Secretariat => true,
        Role::SectionHead | Role::SubsectionHead => {
            matches!(item, I::OwnPost | I::OwnSection | I::Colleague)
        }
        Role::Staff | Role::DistrictWorker => item == I::OwnPost,
        _ => false,
    }
}

/// Does a role see all plans?
fn sees_all(role: Role) -> bool {
    matches!(
        role,
        Role::Secretariat
            | Role::SecretaryGeneral
            | Role::SectionHead
            | Role::SubsectionHead
            | Role::Staff
            | Role::DistrictWorker
            | Role::Chair
            | Role::BoardMember
            | Role::Auditor
    )
}

/// Is a role sent editions?
fn is_outside(role: Role) -> bool {
    matches!(
        role,
        Role::PlanningCommittee
            | Role::EvaluationCommittee
            | Role::DistrictCouncil
            | Role::CityHall
    )
}

/// What an edition must answer.
fn reads(role: Role, edition: Edited) -> StatusCode {
    match edition {
        Edited::Gone if sees_all(role) => StatusCode::NOT_FOUND,
        _ if sees_all(role) => StatusCode::OK,
        Edited::ToMe if is_outside(role) => StatusCode::OK,
        _ => StatusCode::FORBIDDEN,
    }
}

/// The city, with two sections; every post stands in the first of them.
struct Town {
    city: City,
    council: CouncilId,
    plan: Plan,
    posts: Vec<Post>,
    other: Post,
    colleague: Post,
}

impl Town {
    async fn of(city: City) -> Self {
        let s = city.house.store().write().await.unwrap();
        let found = organisation::by_slug(&s, "council").await.unwrap();
        let council = found.unwrap().id;
        let [own, other] = ["地域福祉課", "総務課"]
            .map(|name| Section::new(SectionId(id()), name.to_owned(), date(2020, 4, 1)));
        for section in [&own, &other] {
            people::put_section(&s, council, section).await.unwrap();
        }
        let mut posts = people::posts(&s, council).await.unwrap();
        for post in &mut posts {
            post.section = Some(own.id);
            people::put_post(&s, council, post).await.unwrap();
        }
        let mut extra = Vec::new();
        for (title, section) in [("よその担当", other.id), ("同じ課の担当", own.id)] {
            let post = post_of(Role::Staff, title, Some(section));
            people::put_post(&s, council, &post).await.unwrap();
            let name = ayumi_core::organisation::Person {
                id: PersonId(id()),
                name: title.to_owned(),
                disabled: false,
                version: 1,
            };
            let tenure = Tenure {
                id: TenureId(id()),
                post: post.id,
                person: name.id,
                hold: Hold::Holder,
                from: date(2020, 4, 1),
                to: None,
            };
            let member = people::Member {
                person: name,
                login: None,
            };
            people::put_person(&s, council, &member).await.unwrap();
            people::put_tenure(&s, council, &tenure).await.unwrap();
            extra.push(post);
        }
        let plan = plans_of::load(&s, council, plans::typical().id).await;
        let plan = plan.unwrap().unwrap().plan;
        s.commit().await.unwrap();
        let [other, colleague] = extra.try_into().unwrap();
        Self {
            city,
            council,
            plan,
            posts,
            other,
            colleague,
        }
    }

    fn post(&self, role: Role) -> PostId {
        let found = self.posts.iter().find(|post| post.role == role);
        found.unwrap_or_else(|| panic!("{role:?}")).id
    }

    /// An item that is this to the holder of a post.
    async fn item(&mut self, what: Item, post: PostId) -> ItemId {
        let items = &mut self.plan.items;
        let at = match what {
            Item::OwnSection => (&mut items[0], "地域福祉課", None),
            Item::OtherSection => (&mut items[1], "総務課", Some(self.other.id)),
            Item::OwnPost => (&mut items[2], "", Some(post)),
            Item::Colleague => (&mut items[2], "", Some(self.colleague.id)),
            Item::Nobody => (&mut items[2], "", None),
            Item::Gone => return ItemId(id()),
        };
        let (item, section, owner) = at;
        item.sections = (!section.is_empty())
            .then(|| section.to_owned())
            .into_iter()
            .collect();
        let of = (self.plan.id, item.id);
        let found = item.id;
        let s = self.city.house.store().write().await.unwrap();
        let version = plans_of::claim(&s, self.council, self.plan.id).await;
        let version = version.unwrap().unwrap();
        let stored = plans_of::load(&s, self.council, self.plan.id).await;
        let before = stored.unwrap().unwrap().plan;
        plans_of::rewrite(&s, self.council, (&before, &self.plan), version + 1)
            .await
            .unwrap();
        handover::set_owner(&s, self.council, of, owner)
            .await
            .unwrap();
        s.commit().await.unwrap();
        found
    }

    async fn write(&self, role: Role, item: ItemId) -> Told {
        let item = item.to_string();
        let key = id().to_string();
        // A version nobody saw: whoever may is told that it is stale, and nothing happens.
        let fields = [
            ("do", "change"),
            ("item", &item),
            ("title", "書きかえ"),
            ("version", "999999"),
            ("key", &key),
        ];
        let request = get("/c/council/plans/plan-2/edit")
            .method("POST")
            .header("sec-fetch-site", "same-origin")
            .header("content-type", "application/x-www-form-urlencoded")
            .header("cookie", self.cookie(role));
        let request = request.body(encoded(&fields)).unwrap();
        self.city.house.ask(request).await
    }

    fn cookie(&self, role: Role) -> String {
        let token = &self.city.tokens[&Who::Role(role)];
        format!("ayumi-session={token}")
    }

    async fn look(&self, role: Role, path: &str) -> Told {
        let request = get(path).header("cookie", self.cookie(role));
        self.city
            .house
            .ask(request.body(Body::empty()).unwrap())
            .await
    }

    /// An edition that was sent so.
    async fn edition(&self, what: Edited, role: Role, number: u32) -> EditionId {
        let made = EditionId(id());
        if what == Edited::Gone {
            return made;
        }
        let another = post_of(role, "別の委員", None);
        let s = self.city.house.store().write().await.unwrap();
        people::put_post(&s, self.council, &another).await.unwrap();
        let to = match what {
            Edited::ToMe => vec![self.post(role)],
            Edited::ToAnother => vec![another.id],
            _ => Vec::new(),
        };
        let form = ayumi_core::interchange::plan_to_json(&plans::typical());
        let bytes = ayumi_core::interchange::canonical_bytes(&form);
        let sha256 = files::put(self.city.house.store(), &bytes).await.unwrap();
        let one = Edition {
            id: made,
            plan: self.plan.id,
            number,
            name: "委員会へ送る案".into(),
            sha256,
            made_at: NOW.into(),
            decisions: Vec::new(),
            adopted: None,
            files: Vec::new(),
            sent: to
                .into_iter()
                .map(|post| Sent {
                    post,
                    at: NOW.into(),
                })
                .collect(),
            version: 1,
        };
        edition::put(&s, self.council, &one).await.unwrap();
        s.commit().await.unwrap();
        made
    }
}

struct Found {
    cases: usize,
    surprises: Vec<String>,
}

impl Found {
    fn case(&mut self, holds: bool, told: impl FnOnce() -> String) {
        self.cases += 1;
        if !holds {
            self.surprises.push(told());
        }
    }
}

type Writes = fn(Role, Item) -> bool;

async fn items_of(town: &mut Town, writes: Writes) -> Found {
    let mut found = Found {
        cases: 0,
        surprises: Vec::new(),
    };
    for role in Kind::WelfareCouncil.roles() {
        for what in ITEMS {
            let item = town.item(what, town.post(role)).await;
            let may = writes(role, what);
            let told = town.write(role, item).await.status;
            let right = match (may, what) {
                (true, Item::Gone) => told == StatusCode::UNPROCESSABLE_ENTITY,
                (true, _) => told == StatusCode::PRECONDITION_FAILED,
                (false, _) => told == StatusCode::FORBIDDEN,
            };
            found.case(right, || format!("{role:?} writes {what:?}: {told}"));
            let page = format!("/c/council/plans/plan-2/items/{item}/edit");
            let told = town.look(role, &page).await.status;
            let right = match (what, may, sees_all(role)) {
                (_, _, false) => told == StatusCode::FORBIDDEN,
                (Item::Gone, ..) => told == StatusCode::NOT_FOUND,
                (_, true, _) => told == StatusCode::OK,
                // Led to the page on which it is only read.
                (_, false, _) => told == StatusCode::SEE_OTHER,
            };
            found.case(right, || format!("{role:?} looks at {what:?}: {told}"));
        }
    }
    found
}

type Reads = fn(Role, Edited) -> StatusCode;

async fn editions_of(town: &Town, reads: Reads, mut number: u32) -> Found {
    let mut found = Found {
        cases: 0,
        surprises: Vec::new(),
    };
    for role in Kind::WelfareCouncil.roles() {
        for what in EDITIONS {
            number += 1;
            let edition = town.edition(what, role, number).await;
            let page = format!("/c/council/sent/{edition}");
            let told = town.look(role, &page).await;
            let right = told.status == reads(role, what) && !told.body.contains(INTERNAL);
            let status = told.status;
            found.case(right, || format!("{role:?} reads {what:?}: {status}"));
            // What was sent opens nothing else, and is on the entrance of whom it was sent to.
            let home = town.look(role, "/c/council").await.body;
            let listed = home.contains(&page);
            let mine = what == Edited::ToMe;
            found.case(listed == mine, || {
                format!("{role:?} finds {what:?}: {listed}")
            });
            let plan = town.look(role, "/c/council/plans/plan-2").await.status;
            let right = (plan == StatusCode::OK) == sees_all(role);
            found.case(right, || format!("{role:?} sees the plan: {plan}"));
        }
    }
    found
}

/// A table that is wrong in one place: what was sent to another is read.
fn wrong_reads(role: Role, edition: Edited) -> StatusCode {
    match (role, edition) {
        (Role::CityHall, Edited::ToAnother) => StatusCode::OK,
        _ => reads(role, edition),
    }
}

async fn whole(house: House) {
    let house = house.and(&plans::typical()).await;
    let mut town = Town::of(City::built_in(house).await).await;
    let items = items_of(&mut town, writes).await;
    let editions = editions_of(&town, reads, 10).await;
    println!("scoped rights: {} cases", items.cases + editions.cases);
    assert!(items.surprises.is_empty(), "{:#?}", items.surprises);
    assert!(editions.surprises.is_empty(), "{:#?}", editions.surprises);
    assert!(items.cases + editions.cases > 300);
    // The text for the office alone is there to be found, by those it is meant for.
    let item = plans::typical().items[0].items[0].items[0].id;
    let page = format!("/c/council/plans/plan-2/items/{item}");
    let told = town.look(Role::Secretariat, &page).await;
    assert!(told.body.contains(INTERNAL), "{}", told.status);
    // A wrong table is contradicted.
    let wrong = items_of(&mut town, |role, item| {
        role == Role::Auditor || writes(role, item)
    });
    let wrong = wrong.await.surprises;
    assert!(
        wrong.iter().all(|one| one.contains("Auditor")),
        "{wrong:#?}"
    );
    assert!(wrong.len() >= 6, "{wrong:#?}");
    let wrong = editions_of(&town, wrong_reads, 1_000).await.surprises;
    let one = |one: &String| one.contains("CityHall reads ToAnother");
    assert!(wrong.len() == 1 && wrong.iter().all(one), "{wrong:#?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn every_role_on_what_is_its_own_and_what_is_not() {
    whole(House::empty().await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_on_postgresql() {
    if let Some(house) = House::on_postgres().await {
        whole(house).await;
    }
}
