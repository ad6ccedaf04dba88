//! The record: a chain without gap or fork, whatever writes at the same time.

use ayumi_core::interchange::canonical_bytes;
use ayumi_core::organisation::CouncilId;
use ayumi_core::record::{ERASE, Erasure, GENESIS, verify};
use ayumi_store::record::NewEntry;
use ayumi_store::{Store, StoreError, record};

use crate::house::House;
use crate::samples;

crate::on_both_engines! {
    entries_are_chained,
    eight_writers_leave_no_gap,
    an_erased_content_leaves_the_chain_whole,
    a_council_that_is_not_there_has_no_record,
    a_dropped_entry_leaves_no_gap,
}

fn entry(council: CouncilId, object: &str) -> NewEntry {
    NewEntry {
        council,
        at: "2026-11-22T09:00:00+09:00".into(),
        actor: "local-operator".into(),
        action: "import-plan".into(),
        object: object.into(),
        who: ayumi_core::record::Who::default(),
        class: "plans",
    }
}

async fn append(store: &Store, council: CouncilId, object: &str) {
    let s = store.write().await.unwrap();
    let before = object.starts_with("b").then_some(&b"before"[..]);
    record::append(&s, entry(council, object), before, Some(object.as_bytes()))
        .await
        .unwrap();
    s.commit().await.unwrap();
}

async fn entries_are_chained(house: House) {
    let (one, other) = (
        house.council("midorino").await,
        house.council("aozora").await,
    );
    for object in ["a", "b", "c"] {
        append(&house.store, one, object).await;
        append(&house.store, other, object).await;
    }
    let s = house.store.read().await.unwrap();
    for council in [one, other] {
        let chain = record::chain(&s, council).await.unwrap();
        assert_eq!(verify(&chain), Ok(3));
        assert_eq!(chain[0].previous, GENESIS);
        assert_eq!(
            (chain[0].before.is_some(), chain[1].before.is_some()),
            (false, true)
        );
        for change in &chain {
            let content = record::content(&s, council, change.sequence)
                .await
                .unwrap()
                .unwrap();
            assert!(content.fits(change));
            assert_eq!(content.after.as_deref(), Some(change.object.as_bytes()));
        }
    }
    let (a, b) = (
        record::chain(&s, one).await.unwrap(),
        record::chain(&s, other).await.unwrap(),
    );
    assert_ne!(a[0].after, b[0].after, "each content has a salt of its own");
}

async fn eight_writers_leave_no_gap(house: House) {
    let council = house.council("midorino").await;
    let writers = (0..8).map(|writer| {
        let store = house.store.clone();
        tokio::spawn(async move {
            for number in 0..10 {
                append(&store, council, &format!("{writer}/{number}")).await;
            }
        })
    });
    for writer in writers.collect::<Vec<_>>() {
        writer.await.unwrap();
    }
    let s = house.store.read().await.unwrap();
    let chain = record::chain(&s, council).await.unwrap();
    assert_eq!(verify(&chain), Ok(80));
}

async fn an_erased_content_leaves_the_chain_whole(house: House) {
    let council = house.council("midorino").await;
    append(&house.store, council, "a").await;
    append(&house.store, council, "b").await;
    let s = house.store.write().await.unwrap();
    let erased = Erasure {
        contents: vec![1],
        names: Vec::new(),
    };
    record::erase(&s, council, &erased).await.unwrap();
    let said = NewEntry {
        action: ERASE.into(),
        ..entry(council, "class/plans")
    };
    let bytes = canonical_bytes(&erased);
    record::append(&s, said, None, Some(&bytes)).await.unwrap();
    s.commit().await.unwrap();
    let s = house.store.read().await.unwrap();
    let gone = record::content(&s, council, 1).await.unwrap().unwrap();
    assert!(gone.is_erased() && gone.after.is_none());
    let kept = record::content(&s, council, 2).await.unwrap().unwrap();
    assert!(!kept.is_erased() && kept.after.is_some());
    assert_eq!(verify(&record::chain(&s, council).await.unwrap()), Ok(3));
    assert_eq!(record::verify(&s, council).await.unwrap(), Ok(3));
}

async fn a_council_that_is_not_there_has_no_record(house: House) {
    let nobody = CouncilId(samples::id());
    let s = house.store.write().await.unwrap();
    let error = record::append(&s, entry(nobody, "a"), None, None)
        .await
        .unwrap_err();
    assert!(
        matches!(error, StoreError::Gone { what: "council" }),
        "{error:?}"
    );
    assert_eq!(record::chain(&s, nobody).await.unwrap(), []);
}

async fn a_dropped_entry_leaves_no_gap(house: House) {
    let council = house.council("midorino").await;
    append(&house.store, council, "a").await;
    let s = house.store.write().await.unwrap();
    record::append(&s, entry(council, "lost"), None, None)
        .await
        .unwrap();
    drop(s);
    append(&house.store, council, "b").await;
    let s = house.store.read().await.unwrap();
    let chain = record::chain(&s, council).await.unwrap();
    assert_eq!(verify(&chain), Ok(2));
    assert_eq!(chain[1].object, "b");
}
