//! Sections, posts, persons, and who holds which post from when to when.

use ayumi_core::access::{LoginId, Role, Seat};
use ayumi_core::organisation::{
    CouncilId, Hold, Person, PersonId, Post, PostId, Section, SectionId, Succession, Tenure,
    TenureId, Turn, seats_on, section_on,
};
use jiff::civil::Date;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::batch;
use crate::error::StoreError;
use crate::organisation;
use crate::store::Session;
use crate::table::{self, person, post, section, section_succession, tenure};

/// A person with the login it comes in with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// The person.
    pub person: Person,
    /// Its login; `None` until an invitation was taken up.
    pub login: Option<LoginId>,
}

/// Keeps a section as it is now.
///
/// # Errors
/// [`StoreError`].
pub async fn put_section(
    s: &Session,
    council: CouncilId,
    section: &Section,
) -> Result<(), StoreError> {
    let names = serde_json::to_string(&section.names)
        .map_err(|error| StoreError::unreadable("section", error))?;
    let row = section::Model {
        council_id: council.0,
        id: section.id.0,
        version: table::to_i64("section", section.version)?,
        names,
        ended: section.ended.map(|day| day.to_string()),
    };
    batch::put::<section::Entity>(s, vec![row]).await
}

/// The sections of a council, in the order they were made.
///
/// # Errors
/// [`StoreError`].
pub async fn sections(s: &Session, council: CouncilId) -> Result<Vec<Section>, StoreError> {
    let rows = section::Entity::find()
        .filter(section::Column::CouncilId.eq(council.0))
        .order_by_asc(section::Column::Id)
        .all(s.on())
        .await
        .map_err(StoreError::database("list sections"))?;
    let section = |row: section::Model| {
        let names = serde_json::from_str(&row.names)
            .map_err(|error| StoreError::unreadable("section", error))?;
        Ok(Section {
            id: SectionId(row.id),
            names,
            ended: day("section", row.ended)?,
            version: row.version.unsigned_abs(),
        })
    };
    rows.into_iter().map(section).collect()
}

/// Keeps that one section goes on in another.
///
/// # Errors
/// [`StoreError`].
pub async fn put_succession(
    s: &Session,
    council: CouncilId,
    succession: &Succession,
) -> Result<(), StoreError> {
    let turn = match succession.turn {
        Turn::Merged => "merged",
        Turn::Split => "split",
    };
    let row = section_succession::Model {
        council_id: council.0,
        from_id: succession.from.0,
        to_id: succession.to.0,
        day: succession.day.to_string(),
        turn: turn.to_owned(),
    };
    batch::put::<section_succession::Entity>(s, vec![row]).await
}

/// How the sections of a council followed each other, by day.
///
/// # Errors
/// [`StoreError`].
pub async fn successions(s: &Session, council: CouncilId) -> Result<Vec<Succession>, StoreError> {
    let rows = section_succession::Entity::find()
        .filter(section_succession::Column::CouncilId.eq(council.0))
        .order_by_asc(section_succession::Column::Day)
        .order_by_asc(section_succession::Column::FromId)
        .order_by_asc(section_succession::Column::ToId)
        .all(s.on())
        .await
        .map_err(StoreError::database("list successions"))?;
    let succession = |row: section_succession::Model| {
        Ok(Succession {
            from: SectionId(row.from_id),
            to: SectionId(row.to_id),
            day: a_day("succession", &row.day)?,
            turn: if row.turn == "merged" {
                Turn::Merged
            } else {
                Turn::Split
            },
        })
    };
    rows.into_iter().map(succession).collect()
}

/// Keeps a post as it is now.
///
/// # Errors
/// [`StoreError::Dangling`] when the council has no such section.
pub async fn put_post(s: &Session, council: CouncilId, post: &Post) -> Result<(), StoreError> {
    let row = post::Model {
        council_id: council.0,
        id: post.id.0,
        version: table::to_i64("post", post.version)?,
        title: post.title.clone(),
        role: post.role.name().to_owned(),
        section_id: post.section.map(|section| section.0),
        district: post.district.clone(),
        ended: post.ended.map(|day| day.to_string()),
    };
    batch::put::<post::Entity>(s, vec![row]).await
}

/// The posts of a council, in the order they were made.
///
/// # Errors
/// [`StoreError`].
pub async fn posts(s: &Session, council: CouncilId) -> Result<Vec<Post>, StoreError> {
    let rows = post::Entity::find()
        .filter(post::Column::CouncilId.eq(council.0))
        .order_by_asc(post::Column::Id)
        .all(s.on())
        .await
        .map_err(StoreError::database("list posts"))?;
    rows.into_iter().map(to_post).collect()
}

/// The same as they stand on a day: of a section that was merged or split by then, each with the
/// section it became.
///
/// # Errors
/// [`StoreError`].
pub async fn posts_on(s: &Session, council: CouncilId, on: Date) -> Result<Vec<Post>, StoreError> {
    let successions = successions(s, council).await?;
    let mut posts = posts(s, council).await?;
    for post in &mut posts {
        post.section = post.section.map(|one| section_on(one, &successions, on));
    }
    Ok(posts)
}

fn to_post(row: post::Model) -> Result<Post, StoreError> {
    let role = Role::named(&row.role).ok_or_else(|| StoreError::unreadable("role", row.role))?;
    Ok(Post {
        id: PostId(row.id),
        title: row.title,
        role,
        section: row.section_id.map(SectionId),
        district: row.district,
        ended: day("post", row.ended)?,
        version: row.version.unsigned_abs(),
    })
}

/// Keeps a person as it is now.
///
/// # Errors
/// [`StoreError::Duplicate`] when the login is another person's of the council already.
pub async fn put_person(
    s: &Session,
    council: CouncilId,
    member: &Member,
) -> Result<(), StoreError> {
    let row = person::Model {
        council_id: council.0,
        id: member.person.id.0,
        version: table::to_i64("person", member.person.version)?,
        name: member.person.name.clone(),
        login_id: member.login.map(|login| login.0),
        disabled: i64::from(member.person.disabled),
    };
    batch::put::<person::Entity>(s, vec![row]).await
}

/// The persons of a council, in the order they were made.
///
/// # Errors
/// [`StoreError`].
pub async fn persons(s: &Session, council: CouncilId) -> Result<Vec<Member>, StoreError> {
    let rows = person::Entity::find()
        .filter(person::Column::CouncilId.eq(council.0))
        .order_by_asc(person::Column::Id)
        .all(s.on())
        .await
        .map_err(StoreError::database("list persons"))?;
    Ok(rows.into_iter().map(to_member).collect())
}

/// The person of this id.
///
/// # Errors
/// [`StoreError`].
pub async fn person(
    s: &Session,
    council: CouncilId,
    id: PersonId,
) -> Result<Option<Member>, StoreError> {
    let row = person::Entity::find_by_id((council.0, id.0))
        .one(s.on())
        .await
        .map_err(StoreError::database("find a person"))?;
    Ok(row.map(to_member))
}

fn to_member(row: person::Model) -> Member {
    Member {
        person: Person {
            id: PersonId(row.id),
            name: row.name,
            disabled: row.disabled != 0,
            version: row.version.unsigned_abs(),
        },
        login: row.login_id.map(LoginId),
    }
}

/// The councils in which a login is somebody.
///
/// # Errors
/// [`StoreError`].
pub async fn councils_of(s: &Session, login: LoginId) -> Result<Vec<CouncilId>, StoreError> {
    let rows = person::Entity::find()
        .filter(person::Column::LoginId.eq(login.0))
        .all(s.on())
        .await
        .map_err(StoreError::database("find the councils of a login"))?;
    Ok(rows
        .into_iter()
        .map(|row| CouncilId(row.council_id))
        .collect())
}

/// Keeps a tenure as it is now.
///
/// # Errors
/// [`StoreError::Dangling`] when the council has no such post or person.
pub async fn put_tenure(
    s: &Session,
    council: CouncilId,
    tenure: &Tenure,
) -> Result<(), StoreError> {
    let hold = match tenure.hold {
        Hold::Holder => "holder",
        Hold::Deputy => "deputy",
    };
    let row = tenure::Model {
        council_id: council.0,
        id: tenure.id.0,
        post_id: tenure.post.0,
        person_id: tenure.person.0,
        hold: hold.to_owned(),
        from_day: tenure.from.to_string(),
        to_day: tenure.to.map(|day| day.to_string()),
    };
    batch::put::<tenure::Entity>(s, vec![row]).await
}

/// Takes a tenure away that never began.
///
/// # Errors
/// [`StoreError`].
pub async fn delete_tenure(
    s: &Session,
    council: CouncilId,
    id: TenureId,
) -> Result<(), StoreError> {
    tenure::Entity::delete_by_id((council.0, id.0))
        .exec(s.on())
        .await
        .map(drop)
        .map_err(StoreError::database("delete a tenure"))
}

/// The tenures of a council, in the order of their first days.
///
/// # Errors
/// [`StoreError`].
pub async fn tenures(s: &Session, council: CouncilId) -> Result<Vec<Tenure>, StoreError> {
    let rows = tenure::Entity::find()
        .filter(tenure::Column::CouncilId.eq(council.0))
        .order_by_asc(tenure::Column::FromDay)
        .order_by_asc(tenure::Column::Id)
        .all(s.on())
        .await
        .map_err(StoreError::database("list tenures"))?;
    rows.into_iter().map(to_tenure).collect()
}

fn to_tenure(row: tenure::Model) -> Result<Tenure, StoreError> {
    Ok(Tenure {
        id: TenureId(row.id),
        post: PostId(row.post_id),
        person: PersonId(row.person_id),
        hold: match row.hold.as_str() {
            "deputy" => Hold::Deputy,
            _ => Hold::Holder,
        },
        from: a_day("tenure", &row.from_day)?,
        to: day("tenure", row.to_day)?,
    })
}

/// The posts a login's persons hold on a day, in all councils: what its owner comes in with.
///
/// # Errors
/// [`StoreError`].
pub async fn seats(s: &Session, login: LoginId, on: Date) -> Result<Vec<Seat>, StoreError> {
    let failed = || StoreError::database("find the seats of a login");
    let persons = person::Entity::find()
        .filter(person::Column::LoginId.eq(login.0))
        .order_by_asc(person::Column::CouncilId)
        .all(s.on())
        .await
        .map_err(failed())?;
    let mut seats = Vec::new();
    for row in persons {
        let council = row.council_id;
        // Into a stopped council nobody comes.
        let there = organisation::by_id(s, CouncilId(council)).await?;
        if there.is_none_or(|council| council.stopped) {
            continue;
        }
        let held = tenure::Entity::find()
            .filter(tenure::Column::CouncilId.eq(council))
            .filter(tenure::Column::PersonId.eq(row.id))
            .order_by_asc(tenure::Column::FromDay)
            .order_by_asc(tenure::Column::Id)
            .all(s.on())
            .await
            .map_err(failed())?;
        let of: Vec<_> = held.iter().map(|tenure| tenure.post_id).collect();
        let posts = post::Entity::find()
            .filter(post::Column::CouncilId.eq(council))
            .filter(post::Column::Id.is_in(of))
            .all(s.on())
            .await
            .map_err(failed())?;
        let mut pairs = Vec::with_capacity(held.len());
        for tenure in held {
            let post = posts.iter().find(|post| post.id == tenure.post_id);
            if let Some(post) = post {
                pairs.push((to_post(post.clone())?, to_tenure(tenure)?));
            }
        }
        let member = to_member(row);
        let mut found = seats_on(CouncilId(council), &member.person, &pairs, on);
        if found.iter().any(|seat| seat.section.is_some()) {
            let successions = successions(s, CouncilId(council)).await?;
            for seat in &mut found {
                seat.section = seat.section.map(|one| section_on(one, &successions, on));
            }
        }
        seats.extend(found);
    }
    Ok(seats)
}

fn day(what: &'static str, text: Option<String>) -> Result<Option<Date>, StoreError> {
    text.map(|text| a_day(what, &text)).transpose()
}

fn a_day(what: &'static str, text: &str) -> Result<Date, StoreError> {
    text.parse()
        .map_err(|error| StoreError::unreadable(what, error))
}
