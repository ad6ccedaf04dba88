//! The first administrator becomes a person with posts in every council there is.

use ayumi_core::access::{Actor, LoginId, Role};
use ayumi_core::intake::Ids as _;
use ayumi_core::interchange::canonical_bytes;
use ayumi_core::organisation::{Council, Hold, Person, PersonId, Post, PostId, Tenure, TenureId};
use ayumi_locale::Lang;
use ayumi_store::StoreError;
use ayumi_store::people::{self, Member};

use super::links::{Join, JoinError, Joining};
use crate::Unit;
use crate::guard::{Contents, Subject};
use crate::organisation::{MakeCouncil, NewCouncil, make_within};

/// Makes the first administrator a person with posts in every council there is.
pub(super) async fn first(
    unit: &mut Unit,
    login: LoginId,
    mut councils: Vec<Council>,
    typed: &Joining,
) -> Result<(), JoinError> {
    use JoinError as E;
    let name = typed.name.trim();
    if name.is_empty() {
        return Err(E::NoName);
    }
    if councils.is_empty() {
        let (name, kind) = typed.council.clone().unwrap_or_default();
        let new = NewCouncil {
            name: name.trim().to_owned(),
            slug: None,
            kind,
        };
        let permit = ayumi_core::access::check::<MakeCouncil>(&Actor::LocalOperator, None);
        let permit = permit.map_err(|_| E::NotThere)?;
        let made = make_within(unit, permit, new).await.map_err(E::Council)?;
        councils.push(made);
    }
    for council in councils {
        let mut roles = vec![Role::SystemAdministrator];
        if typed.secretariat {
            roles.push(Role::Secretariat);
        }
        let person = Member {
            person: Person {
                id: PersonId(unit.next()),
                name: name.to_owned(),
                disabled: false,
                version: 1,
            },
            login: Some(login),
        };
        let put = people::put_person(unit.session(), council.id, &person).await;
        put.map_err(E::Store)?;
        for role in roles {
            seat(unit, &council, person.person.id, role)
                .await
                .map_err(E::Store)?;
        }
        let after = canonical_bytes(&person.person);
        let contents = Contents {
            before: None,
            after: Some(&after),
        };
        let subject = Subject {
            council: council.id,
            object: format!("person/{}", person.person.id),
        };
        let noted = unit.note::<Join>(&subject, contents).await;
        noted.map_err(E::Store)?;
    }
    Ok(())
}

/// A post of a role, held by a person from today on.
async fn seat(
    unit: &mut Unit,
    council: &Council,
    person: PersonId,
    role: Role,
) -> Result<(), StoreError> {
    let post = Post {
        id: PostId(unit.next()),
        title: Lang::Ja.text(crate::access::role_words(role, council.kind)),
        role,
        section: None,
        district: None,
        ended: None,
        version: 1,
    };
    people::put_post(unit.session(), council.id, &post).await?;
    let tenure = Tenure {
        id: TenureId(unit.next()),
        post: post.id,
        person,
        hold: Hold::Holder,
        from: unit.day(),
        to: None,
    };
    people::put_tenure(unit.session(), council.id, &tenure).await
}
