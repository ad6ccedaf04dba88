//! Figures, told and not judged: run them with `--ignored --nocapture figures`.

use std::time::{Duration, Instant};

use ayumi_store::{organisation, plan};

use crate::house::House;
use crate::samples;

#[tokio::test(flavor = "multi_thread")]
#[ignore = "measures, judges nothing"]
async fn figures_on_sqlite() {
    tell(House::on_sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "measures, judges nothing"]
async fn figures_on_postgres() {
    if let Some(house) = House::on_postgres().await {
        tell(house).await;
    }
}

async fn tell(house: House) {
    let engine = house.store.engine();
    let council = house.council("midorino").await;
    for (name, top, below, rounds) in [("60", 4, 14, 200), ("5000", 50, 99, 5)] {
        let mut given = samples::sized(name, top, below);
        let begin = Instant::now();
        house.keep(council, &given).await;
        println!("{engine:?} insert {name} items: {:?}", begin.elapsed());
        let mut times = Vec::new();
        for _ in 0..rounds {
            let begin = Instant::now();
            let s = house.store.read().await.unwrap();
            plan::load(&s, council, given.id).await.unwrap().unwrap();
            drop(s);
            times.push(begin.elapsed());
        }
        spread(&format!("{engine:?} load {name} items"), times);
        let mut times = Vec::new();
        for version in 1..=rounds.min(50) {
            given.title = format!("{version}");
            let begin = Instant::now();
            let s = house.store.write().await.unwrap();
            plan::replace(&s, council, &given, version).await.unwrap();
            s.commit().await.unwrap();
            times.push(begin.elapsed());
        }
        spread(&format!("{engine:?} replace {name} items"), times);
    }
    let begin = Instant::now();
    let mut commits = 0;
    while begin.elapsed() < Duration::from_secs(2) {
        let s = house.store.write().await.unwrap();
        organisation::bump(&s, council).await.unwrap();
        s.commit().await.unwrap();
        commits += 1;
    }
    println!(
        "{engine:?} durable commits: {:.0}/s",
        f64::from(commits) / begin.elapsed().as_secs_f64()
    );
}

fn spread(what: &str, mut times: Vec<Duration>) {
    times.sort();
    let (half, last) = (times[times.len() / 2], times[(times.len() - 1) * 99 / 100]);
    println!("{what}: median {half:?}, p99 {last:?}");
}
