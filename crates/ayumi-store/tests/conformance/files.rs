//! The data folder: what is put comes out, is written once, and never leaves its folder.

use ayumi_core::interchange::digest;
use ayumi_store::plan::Origin;
use ayumi_store::{StoreError, files, intake, plan};

use crate::house::House;
use crate::samples;

crate::on_both_engines! {
    bytes_come_out_as_they_went_in,
    the_same_bytes_are_written_once,
    only_old_files_that_no_row_names_are_swept,
    a_damaged_file_is_noticed_and_mended_by_the_right_bytes,
    only_digests_are_looked_up,
    no_row_points_at_a_file_that_is_not_there,
}

fn path(house: &House, sha256: &str) -> std::path::PathBuf {
    house
        .settings
        .data_dir
        .join("files")
        .join(&sha256[..2])
        .join(sha256)
}

async fn bytes_come_out_as_they_went_in(house: House) {
    let mut expected = Vec::new();
    for bytes in [&b""[..], b"\0\xff", "計画".as_bytes(), &vec![7; 3_000_000]] {
        let sha256 = files::put(&house.store, bytes).await.unwrap();
        assert_eq!(sha256, digest(bytes));
        assert_eq!(
            files::get(&house.store, &sha256).await.unwrap().as_deref(),
            Some(bytes)
        );
        files::verify(&house.store, &sha256).await.unwrap();
        expected.push(sha256);
    }
    expected.sort();
    let list = files::list(&house.store).await.unwrap();
    let found: Vec<String> = list.into_iter().map(|one| one.sha256).collect();
    assert_eq!(found, expected);
}

async fn the_same_bytes_are_written_once(house: House) {
    use std::os::unix::fs::MetadataExt as _;
    let sha256 = files::put(&house.store, b"plan").await.unwrap();
    let written = || std::fs::metadata(path(&house, &sha256)).unwrap().ino();
    let before = written();
    assert_eq!(files::put(&house.store, b"plan").await.unwrap(), sha256);
    assert_eq!(written(), before);
    let home = path(&house, &sha256).parent().unwrap().to_owned();
    assert_eq!(
        std::fs::read_dir(home).unwrap().count(),
        1,
        "nothing temporary is left"
    );
}

/// Makes a file as old as the first of all days.
fn age(house: &House, sha256: &str) {
    let mut file = std::fs::File::options();
    let file = file.write(true).open(path(house, sha256)).unwrap();
    file.set_modified(std::time::SystemTime::UNIX_EPOCH)
        .unwrap();
}

async fn only_old_files_that_no_row_names_are_swept(house: House) {
    let council = house.council("midorino").await;
    let mut kept = Vec::new();
    for bytes in [&b"held"[..], b"young", b"put again", b"old"] {
        kept.push(files::put(&house.store, bytes).await.unwrap());
    }
    let session = house.store.write().await.unwrap();
    let intake = samples::intake(council, &kept[0]);
    intake::insert(&session, &intake).await.unwrap();
    assert!(!files::release(&session, council, &kept[0]).await.unwrap());
    session.commit().await.unwrap();
    for sha256 in [&kept[0], &kept[2], &kept[3]] {
        age(&house, sha256);
    }
    files::put(&house.store, b"put again").await.unwrap();
    let now = jiff::Timestamp::now();
    assert_eq!(files::sweep(&house.store, now).await.unwrap(), 1);
    let left = |list: Vec<files::Stored>| -> Vec<String> {
        list.into_iter().map(|one| one.sha256).collect()
    };
    let mut expected = kept[..3].to_vec();
    expected.sort();
    assert_eq!(left(files::list(&house.store).await.unwrap()), expected);
    // When the intake goes, its file is free, and goes with the next sweep.
    let session = house.store.write().await.unwrap();
    assert!(intake::delete(&session, &intake).await.unwrap());
    assert!(!intake::delete(&session, &intake).await.unwrap());
    session.commit().await.unwrap();
    assert_eq!(files::sweep(&house.store, now).await.unwrap(), 1);
    assert!(!path(&house, &kept[0]).exists());
}

async fn a_damaged_file_is_noticed_and_mended_by_the_right_bytes(house: House) {
    let sha256 = files::put(&house.store, b"plan").await.unwrap();
    std::fs::write(path(&house, &sha256), b"plam").unwrap();
    for error in [
        files::get(&house.store, &sha256)
            .await
            .map(drop)
            .unwrap_err(),
        files::verify(&house.store, &sha256).await.unwrap_err(),
    ] {
        assert!(matches!(error, StoreError::DamagedFile { .. }), "{error:?}");
    }
    files::put(&house.store, b"plan").await.unwrap();
    files::verify(&house.store, &sha256).await.unwrap();
}

async fn only_digests_are_looked_up(house: House) {
    std::fs::write(house.settings.data_dir.join("secret"), "秘密").unwrap();
    for name in [
        "../secret",
        "",
        "..",
        "/etc/passwd",
        &"A".repeat(64),
        &"a".repeat(64),
        "計画",
    ] {
        assert_eq!(
            files::get(&house.store, name).await.unwrap(),
            None,
            "{name}"
        );
    }
}

async fn no_row_points_at_a_file_that_is_not_there(house: House) {
    let council = house.council("midorino").await;
    let source = Some("a".repeat(64));
    let origin = Origin {
        source_sha256: source,
        ..Origin::default()
    };
    let s = house.store.write().await.unwrap();
    let error = plan::insert(&s, council, &samples::bare("first"), &origin)
        .await
        .unwrap_err();
    assert!(matches!(error, StoreError::NoFile { .. }), "{error:?}");
}
