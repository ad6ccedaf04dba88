//! Samples of the pages of people: signing in, accounts, the organisation, the record.

use std::sync::Arc;

use ayumi_app::access::{Factors, Invitation};
use ayumi_app::organisation::people::{Chart, Entry as Member, PostEntry, State};
use ayumi_app::record::Record;
use ayumi_core::access::{Identity, LoginId, Role, Seat, SessionId};
use ayumi_core::organisation::{
    Council, CouncilId, Hold, Kind, Person, PersonId, Post, PostId, Section, SectionId, Succession,
    Tenure, TenureId, Turn,
};
use ayumi_core::record::{BrokenLink, Change, Entry, Fault, Who};
use ayumi_locale::key;
use jiff::civil::{Date, date};
use uuid::Uuid;

use super::{council, page};
use crate::access::account::{AccountPage, SessionRow};
use crate::access::pages::{CodePage, JoinPage, ResumePage, SignInPage};
use crate::access::table::TablePage;
use crate::organisation::chart::{ChartPage, LinkPage};
use crate::organisation::home::CouncilEntry;
use crate::organisation::keeping::KeepingPage;
use crate::record::pages::{RecordPage, Typed};
use crate::shell::Viewer;
use crate::words::Words;

/// A day of the samples.
pub const TODAY: Date = date(2026, 11, 22);
/// The day on which things change.
pub const APRIL: Date = date(2026, 4, 1);

/// Every page of people.
pub fn pages(w: Words) -> Vec<(String, String)> {
    let mut pages = doors(w);
    pages.extend(accounts(w));
    pages.extend(organisation(w));
    pages.extend(records(w));
    pages
}

fn doors(w: Words) -> Vec<(String, String)> {
    let mut wrong = SignInPage::new(w, "/c/midorino");
    wrong.wrong = Some(w.t(key::ERROR_SIGN_IN));
    wrong.name = "<yamamoto>".to_owned();
    let mut kept = SignInPage::new(w, "/c/midorino/plans/plan/unmentioned");
    kept.kept = "item=1&text=%E5%A3%B0".to_owned();
    kept.told = Some(w.t(key::WEB_SIGN_IN_KEPT));
    let mut empty = SignInPage::new(w, "/");
    (empty.empty, empty.passkeys) = (true, true);
    let code = CodePage::new(w, "0".repeat(64), ("/", ""));
    let resume = ResumePage::new(w, "/c/midorino/plans", "title=%3Cb%3E&text=2");
    let first = Invitation::First {
        councils: Vec::new(),
    };
    let person = Invitation::Person {
        council: of_council(),
        name: "山本 花子".to_owned(),
    };
    let reset = Invitation::Reset {
        name: "yamamoto".to_owned(),
    };
    let mut refused = JoinPage::new(w, "0", &person);
    refused.wrong = Some(w.t(key::ERROR_PASSWORD_COMMON));
    vec![
        page("access-sign-in", &SignInPage::new(w, "/")),
        page("access-sign-in-wrong", &wrong),
        page("access-sign-in-kept", &kept),
        page("access-sign-in-empty", &empty),
        page("access-code", &code),
        page("access-resume", &resume),
        page("access-join-first", &JoinPage::new(w, "0", &first)),
        page("access-join", &JoinPage::new(w, "0", &person)),
        page("access-join-refused", &refused),
        page("access-reset", &JoinPage::new(w, "0", &reset)),
        page("access-table", &TablePage::new(w, Kind::WelfareCouncil)),
        page("access-table-town", &TablePage::new(w, Kind::Municipality)),
    ]
}

fn accounts(w: Words) -> Vec<(String, String)> {
    let seat = |role: Role, title: &str| Seat {
        council: CouncilId(Uuid::from_u128(1)),
        person: PersonId(Uuid::from_u128(2)),
        post: PostId(Uuid::from_u128(3)),
        role,
        section: None,
        district: None,
        name: "山本 花子".to_owned(),
        title: title.to_owned(),
    };
    let who = Arc::new(Identity {
        login: LoginId(Uuid::from_u128(4)),
        session: SessionId(Uuid::from_u128(5)),
        operator: true,
        name: "yamamoto@midorino.example".to_owned(),
        seats: vec![
            seat(Role::SystemAdministrator, "システム管理"),
            seat(Role::Secretariat, "事務局（計画担当）"),
        ],
    });
    let session = |number: u32| SessionRow {
        id: number.to_string(),
        since: "2026年11月22日 9:00".to_owned(),
        seen: "2026年11月22日 10:12".to_owned(),
        network: format!("192.0.2.{number}"),
        agent: "Mozilla/5.0 (Windows NT 10.0; Win64; x64) <script>".to_owned(),
        own: number == 1,
    };
    let sessions = vec![session(1), session(2)];
    let setting_up = Factors {
        secret: Some((
            "OBWGC2LOFVZXI4TJ".to_owned(),
            "otpauth://totp/Ayumi".to_owned(),
        )),
        ..Factors::default()
    };
    let on = Factors {
        codes: true,
        recovery: 8,
        ..Factors::default()
    };
    let alone = vec![session(1)];
    let mut told = AccountPage::new(w, &who, on.clone(), alone.clone());
    told.recovery = vec!["abcd-efgh-jkmn-pqrs".to_owned(); 10];
    let mut plain = AccountPage::new(w, &who, Factors::default(), sessions);
    plain.passkeys = true;
    vec![
        page("access-account", &plain),
        page(
            "access-account-setting-up",
            &AccountPage::new(w, &who, setting_up, alone.clone()),
        ),
        page(
            "access-account-codes",
            &AccountPage::new(w, &who, on, alone),
        ),
        page("access-account-recovery", &told),
    ]
}

/// The council of the samples.
pub fn of_council() -> Council {
    Council {
        id: CouncilId(Uuid::from_u128(1)),
        slug: "midorino".to_owned(),
        name: "みどり野市社会福祉協議会".to_owned(),
        kind: Kind::WelfareCouncil,
        stopped: false,
        revision: 7,
    }
}

fn post(number: u128, title: &str, role: Role, section: Option<SectionId>) -> Post {
    Post {
        id: PostId(Uuid::from_u128(number)),
        title: title.to_owned(),
        role,
        section,
        district: (role == Role::DistrictWorker).then(|| "緑野北地区".to_owned()),
        ended: None,
        version: 1,
    }
}

fn tenure(number: u128, post: &Post, person: u128, hold: Hold) -> Tenure {
    Tenure {
        id: TenureId(Uuid::from_u128(number)),
        post: post.id,
        person: PersonId(Uuid::from_u128(person)),
        hold,
        from: APRIL,
        to: (hold == Hold::Deputy).then_some(date(2027, 3, 31)),
    }
}

fn members() -> Vec<Member> {
    let states = [
        ("山本 花子", State::In),
        ("佐藤 太郎", State::Invited),
        ("鈴木 一郎", State::Expired),
        ("田中 さくら", State::Stopped),
    ];
    (40..)
        .zip(states)
        .map(|(number, (name, state))| Member {
            person: Person {
                id: PersonId(Uuid::from_u128(number)),
                name: name.to_owned(),
                disabled: state == State::Stopped,
                version: 1,
            },
            state,
        })
        .collect()
}

/// The organisation of the samples.
pub fn chart() -> Chart {
    let (old, new) = (
        SectionId(Uuid::from_u128(20)),
        SectionId(Uuid::from_u128(21)),
    );
    let mut before = Section::new(old, "地域福祉課".to_owned(), date(2020, 4, 1));
    before.ended = Some(APRIL);
    let after = Section::new(new, "地域共生課".to_owned(), APRIL);
    let posts = [
        post(30, "システム管理", Role::SystemAdministrator, None),
        post(31, "地域共生課長", Role::SectionHead, Some(new)),
        post(
            32,
            "地域共生課 地区担当（<北>）",
            Role::DistrictWorker,
            Some(new),
        ),
    ];
    let persons = members();
    let tenures = vec![
        tenure(50, &posts[0], 40, Hold::Holder),
        tenure(51, &posts[1], 41, Hold::Holder),
        tenure(52, &posts[1], 40, Hold::Deputy),
    ];
    let of = |post: Post| PostEntry {
        tenures: tenures
            .iter()
            .filter(|one| one.post == post.id)
            .cloned()
            .collect(),
        post,
    };
    Chart {
        council: of_council(),
        day: TODAY,
        sections: vec![before, after],
        successions: vec![Succession {
            from: old,
            to: new,
            day: APRIL,
            turn: Turn::Merged,
        }],
        posts: posts.into_iter().map(of).collect(),
        persons,
        tenures,
        support: None,
    }
}

fn organisation(w: Words) -> Vec<(String, String)> {
    let mut council = council();
    council.viewer = Some(Viewer {
        name: "山本 花子".to_owned(),
        posts: "システム管理・事務局（計画担当）".to_owned(),
    });
    let mut all = ChartPage::new(w, &council, &chart());
    (all.may_change, all.may_invite) = (true, true);
    let granted = Chart {
        support: Some(jiff::Timestamp::UNIX_EPOCH),
        ..chart()
    };
    let mut supported = ChartPage::new(w, &council, &granted);
    supported.may_invite = true;
    let mut wrong = ChartPage::new(w, &council, &chart());
    wrong.wrong = Some(w.v(key::WEB_DAY_WRONG, "day", "令和8年13月"));
    let empty = Chart {
        sections: Vec::new(),
        successions: Vec::new(),
        posts: Vec::new(),
        persons: Vec::new(),
        tenures: Vec::new(),
        ..chart()
    };
    let link = "https://ayumi.example.jp/join/0123456789abcdef".to_owned();
    let name = "佐藤 太郎".to_owned();
    vec![
        page("organisation-chart", &all),
        page("organisation-chart-supported", &supported),
        page("organisation-chart-wrong", &wrong),
        page(
            "organisation-chart-empty",
            &ChartPage::new(w, &council, &empty),
        ),
        page(
            "organisation-link",
            &LinkPage::new(w, &council, name.clone(), Some(link)),
        ),
        page(
            "organisation-link-shown",
            &LinkPage::new(w, &council, name, None),
        ),
    ]
}

/// The pages of the record.
fn records(w: Words) -> Vec<(String, String)> {
    let council = council();
    vec![
        page(
            "record",
            &RecordPage::new(w, &council, &record(None), Typed::default()),
        ),
        page(
            "record-broken",
            &RecordPage::new(w, &council, &record(Some(2)), Typed::default()),
        ),
        page(
            "record-empty",
            &RecordPage::new(w, &council, &no_record(), Typed::default()),
        ),
    ]
}

/// A record without entries.
fn no_record() -> Record {
    Record {
        changes: Vec::new(),
        entries: 0,
        head: None,
        broken: None,
        actions: Vec::new(),
    }
}

/// Some entries of a record, the newest first, broken where it is said.
fn record(broken: Option<u64>) -> Record {
    let mut chain: Vec<(Change, Who)> = Vec::new();
    for action in [
        "make-council",
        "upload",
        "answer-questions",
        "accept-intake",
        "start-publication",
        "invite",
    ] {
        let person = action == "invite";
        let entry = Entry {
            council: CouncilId(Uuid::from_u128(1)),
            at: "2026-11-22T10:12:30+09:00".to_owned(),
            actor: match person {
                true => "post/01980000-0000-7000-8000-000000000009".to_owned(),
                false => "local-operator".to_owned(),
            },
            who: None,
            class: None,
            action: action.to_owned(),
            object: "plan/01980000-0000-7000-8000-000000000001".to_owned(),
            before: None,
            after: None,
        };
        let who = Who {
            name: person.then(|| "山本 花子".to_owned()),
            title: person.then(|| "システム管理".to_owned()),
            network: person.then(|| "192.0.2.1".to_owned()),
            reason: person.then(|| "4月の異動に合わせるため".to_owned()),
            ..Who::default()
        };
        let next = Change::after(chain.last().map(|(change, _)| change), entry);
        chain.push((next, who));
    }
    chain.reverse();
    let actions = chain.iter().map(|(change, _)| change.action.clone());
    Record {
        entries: 6,
        head: chain.first().map(|(change, _)| change.hash.clone()),
        broken: broken.map(|sequence| BrokenLink {
            sequence,
            fault: Fault::Hash,
        }),
        actions: actions.collect(),
        changes: chain,
    }
}

/// The councils as whoever runs the installation sees them.
pub fn councils() -> Vec<CouncilEntry> {
    let entry = |name: &str, stopped: bool| CouncilEntry {
        name: name.to_owned(),
        home: (!stopped).then(|| "/c/midorino".to_owned()),
        stopped,
        keeping: Some("/councils/midorino".to_owned()),
    };
    vec![
        entry("みどりの市社会福祉協議会", false),
        entry("あおば町社会福祉協議会", true),
    ]
}

/// A council as a whole.
pub fn keeping(w: Words, stopped: bool) -> KeepingPage {
    let council = Council {
        stopped,
        ..of_council()
    };
    KeepingPage::new(w, &council, None)
}
