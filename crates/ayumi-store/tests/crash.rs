//! A writer is killed in mid-write, again and again: what was acknowledged must be there, and
//! nothing may be there by half. The same rig must catch two planted faults: a writer that
//! acknowledges too early, and one that writes one act in two transactions.
//!
//! `cargo test -p ayumi-store --test crash -- --ignored --nocapture`; AYUMI_CRASH_KILLS sets how
//! often (80).

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a rig that tells its figures"
)]

use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use ayumi_core::interchange::{canonical_bytes, plan_to_json};
use ayumi_core::organisation::{Council, CouncilId};
use ayumi_core::plan::{Item, ItemId, Plan, PlanId};
use ayumi_core::record::verify;
use ayumi_store::intake::{Intake, IntakeState};
use ayumi_store::plan::Origin;
use ayumi_store::record::NewEntry;
use ayumi_store::{Database, IntakeId, Settings, Store};
use ayumi_store::{doctor, files, intake, organisation, plan, record};
use jiff::Timestamp;
use uuid::Uuid;

const TASK: &str = "AYUMI_STORE_CRASH_TASK";

/// How the writer behaves.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Mode {
    Honest,
    /// Says "saved" before the act is written to its end.
    AcknowledgesEarly,
    /// Writes the plan in one transaction, and its file and record in another.
    WritesByHalves,
}

/// The one council and the one plan that are written.
const COUNCIL: CouncilId = CouncilId(Uuid::from_u128(1));
const PLAN: PlanId = PlanId(Uuid::from_u128(2));

#[test]
#[ignore = "kills 80 writers"]
fn nothing_acknowledged_is_lost_on_sqlite() {
    let folder = tempfile::tempdir().unwrap();
    let settings = Settings::embedded(folder.path());
    rig(&settings, || {
        let folder = tempfile::tempdir().unwrap();
        (Settings::embedded(folder.path()), folder)
    });
}

#[test]
#[ignore = "kills 80 writers"]
fn nothing_acknowledged_is_lost_on_postgres() {
    let fresh = || {
        let url = ayumi_testkit::postgres::database()?;
        let folder = tempfile::tempdir().unwrap();
        let database = Database::Postgres {
            url,
            password_file: None,
        };
        Some((
            Settings {
                database,
                data_dir: folder.path().to_owned(),
            },
            folder,
        ))
    };
    let Some((settings, _folder)) = fresh() else {
        return;
    };
    rig(&settings, || fresh().unwrap());
}

fn rig(settings: &Settings, fresh: impl Fn() -> (Settings, tempfile::TempDir)) {
    let kills = std::env::var("AYUMI_CRASH_KILLS")
        .ok()
        .and_then(|kills| kills.parse().ok());
    let kills = kills.unwrap_or(80);
    let (mut acknowledged, mut in_flight) = (0, 0);
    for round in 0..kills {
        acknowledged = kill_one(settings, Mode::Honest, round).max(acknowledged);
        match examine(settings, acknowledged) {
            Ok(stored) => in_flight += usize::from(stored > acknowledged),
            Err(fault) => panic!("kill {round}, {acknowledged} acknowledged: {fault}"),
        }
    }
    println!(
        "{kills} kills, {acknowledged} acts acknowledged, 0 lost, 0 half; \
         {in_flight} kills between commit and acknowledgement"
    );
    assert!(acknowledged > u64::from(kills), "the writer hardly wrote");
    for mode in [Mode::AcknowledgesEarly, Mode::WritesByHalves] {
        let (settings, _folder) = fresh();
        let mut acknowledged = 0;
        let caught = (0..100).find_map(|round| {
            acknowledged = kill_one(&settings, mode, round).max(acknowledged);
            examine(&settings, acknowledged)
                .err()
                .map(|fault| (round + 1, fault))
        });
        let (round, fault) = caught.unwrap_or_else(|| panic!("{mode:?} was not caught"));
        println!("planted {mode:?}: caught after {round} kills ({fault})");
    }
}

/// Starts a writer, lets it acknowledge a few acts, kills it in the middle of the next one;
/// returns the last act it acknowledged, 0 when none.
fn kill_one(settings: &Settings, mode: Mode, round: u32) -> u64 {
    let database = match &settings.database {
        Database::Sqlite(file) => format!("sqlite://{}", file.display()),
        Database::Postgres { url, .. } => url.clone(),
    };
    let mut writer = Command::new(std::env::current_exe().unwrap())
        .args([
            "--exact",
            "the_writer",
            "--ignored",
            "--nocapture",
            "--test-threads=1",
        ])
        .env(
            TASK,
            format!("{database}\n{}\n{mode:?}", settings.data_dir.display()),
        )
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut said = BufReader::new(writer.stdout.take().unwrap()).lines();
    // Knuth's multiplier spreads the rounds over acts, and over the moments within an act.
    let chance = round.wrapping_mul(2_654_435_761);
    let mut acts = said.by_ref().map_while(Result::ok).filter_map(act);
    let mut last = acts.next();
    let mut begin = Instant::now();
    let mut length = Duration::ZERO;
    for _ in 0..=chance % 8 {
        last = acts.next().or(last);
        length = begin.elapsed();
        begin = Instant::now();
    }
    drop(acts);
    let moment = length * ((chance >> 8) % 120) / 100;
    while begin.elapsed() < moment {
        std::hint::spin_loop();
    }
    writer.kill().unwrap();
    writer.wait().unwrap();
    let rest = said.map_while(Result::ok).filter_map(act).last();
    rest.or(last).unwrap_or(0)
}

fn act(line: String) -> Option<u64> {
    line.strip_prefix("ack ")?.parse().ok()
}

/// Compares what is stored with what was acknowledged; returns how many acts are stored.
fn examine(settings: &Settings, acknowledged: u64) -> Result<u64, String> {
    runtime().block_on(async {
        let store = Store::open(settings)
            .await
            .map_err(|error| format!("opening: {error:?}"))?;
        let s = store.read().await.unwrap();
        let chain = record::chain(&s, COUNCIL).await.unwrap();
        let stored = verify(&chain).map_err(|broken| broken.to_string())?;
        if stored < acknowledged || stored > acknowledged + 1 {
            return Err(format!("{stored} acts are stored"));
        }
        let revision = organisation::by_id(&s, COUNCIL)
            .await
            .unwrap()
            .map_or(0, |c| c.revision);
        let intakes = intake::list(&s, COUNCIL).await.unwrap().len() as u64;
        let plan = plan::load(&s, COUNCIL, PLAN).await.unwrap();
        let version = plan.as_ref().map_or(0, |plan| plan.version);
        if [revision, intakes, version] != [stored; 3] {
            return Err(format!(
                "half: {stored} in the record, {revision} revisions, {intakes} intakes, \
                 version {version}"
            ));
        }
        if let Some(stored_plan) = plan {
            let content = record::content(&s, COUNCIL, stored).await.unwrap().unwrap();
            if content.after != Some(canonical_bytes(&plan_to_json(&stored_plan.plan))) {
                return Err("half: the plan is not the recorded one".to_owned());
            }
        }
        drop(s);
        store.close().await;
        let found = doctor::examine(settings, doctor::LEAST_SPACE).await;
        let hurts = found
            .iter()
            .flat_map(|(_, faults)| faults)
            .find(|fault| !fault.is_harmless());
        hurts.map_or(Ok(stored), |fault| Err(format!("{fault:?}")))
    })
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .unwrap()
}

#[test]
#[ignore = "the writer of the rig"]
fn the_writer() {
    let Ok(task) = std::env::var(TASK) else {
        return;
    };
    let mut task = task.lines();
    let database = Database::from_url(task.next().unwrap(), None).unwrap();
    let settings = Settings {
        database,
        data_dir: task.next().unwrap().into(),
    };
    let mode = match task.next().unwrap() {
        "Honest" => Mode::Honest,
        "AcknowledgesEarly" => Mode::AcknowledgesEarly,
        _ => Mode::WritesByHalves,
    };
    runtime().block_on(async {
        let store = Store::open(&settings).await.unwrap();
        loop {
            write(&store, mode).await;
        }
    });
}

/// One act: a file, an intake of it, a new version of the plan, an entry, the revision.
async fn write(store: &Store, mode: Mode) {
    let s = store.write().await.unwrap();
    if organisation::by_id(&s, COUNCIL).await.unwrap().is_none() {
        let (slug, name) = ("midorino".to_owned(), "みどり野市社協".to_owned());
        let council = Council {
            id: COUNCIL,
            slug,
            name,
            kind: ayumi_core::organisation::Kind::default(),
            stopped: false,
            revision: 0,
        };
        organisation::insert(&s, &council).await.unwrap();
    }
    let stored = plan::load(&s, COUNCIL, PLAN).await.unwrap();
    let number = stored.as_ref().map_or(0, |plan| plan.version) + 1;
    let plan = plan_of(number);
    match stored {
        None => plan::insert(&s, COUNCIL, &plan, &Origin::default())
            .await
            .unwrap(),
        Some(stored) => {
            plan::replace(&s, COUNCIL, &plan, stored.version)
                .await
                .unwrap();
        }
    }
    let s = match mode {
        Mode::Honest => s,
        Mode::AcknowledgesEarly => {
            acknowledge(number);
            s
        }
        Mode::WritesByHalves => {
            s.commit().await.unwrap();
            store.write().await.unwrap()
        }
    };
    let sha256 = files::put(store, format!("file {number}").as_bytes())
        .await
        .unwrap();
    intake::insert(&s, &intake_of(number, sha256))
        .await
        .unwrap();
    organisation::bump(&s, COUNCIL).await.unwrap();
    let content = canonical_bytes(&plan_to_json(&plan));
    record::append(&s, entry(), None, Some(&content))
        .await
        .unwrap();
    s.commit().await.unwrap();
    if mode != Mode::AcknowledgesEarly {
        acknowledge(number);
    }
}

fn entry() -> NewEntry {
    NewEntry {
        council: COUNCIL,
        at: "2026-11-22T09:00:00+09:00".into(),
        actor: "local-operator".into(),
        action: "write".into(),
        object: format!("plan/{PLAN}"),
        who: ayumi_core::record::Who::default(),
        class: "plans",
    }
}

fn acknowledge(number: u64) {
    // The test runner leaves its own line open.
    let mut out = std::io::stdout().lock();
    writeln!(out, "\nack {number}").unwrap();
    out.flush().unwrap();
}

fn intake_of(number: u64, sha256: String) -> Intake {
    Intake {
        id: IntakeId(Uuid::from_u128(u128::from(number) << 8)),
        council: COUNCIL,
        version: 1,
        name: format!("計画{number}.txt"),
        sha256,
        encoding: None,
        selection: Default::default(),
        reading: serde_json::json!({}),
        answers: serde_json::json!({}),
        state: IntakeState::Open,
        created_at: Timestamp::UNIX_EPOCH,
        expires_at: Timestamp::UNIX_EPOCH,
    }
}

/// The plan of an act: every act changes, adds, moves and removes something.
fn plan_of(number: u64) -> Plan {
    let item = |index: u64| Item {
        title: format!("項目{index} {}", number / 3),
        marks: vec!["新規".into(); (number % 3) as usize],
        sections: vec![format!("第{}課", number % 4)],
        ..Item::bare(ItemId(Uuid::from_u128(u128::from(index) + 1_000)))
    };
    let mut items: Vec<Item> = (number..number + 8).map(item).collect();
    let below = items.split_off((number % 5) as usize + 2);
    items[0].items = below;
    Plan {
        items,
        ..Plan::bare(PLAN, "plan".into(), format!("計画 {number}"))
    }
}
