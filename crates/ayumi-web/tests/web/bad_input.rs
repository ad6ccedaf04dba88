//! Rows of the list of bad input that the browser's door answers for.

use axum::body::Body;
use axum::http::StatusCode;
use ayumi_web::samples::plans;

use crate::house::{House, get};

#[tokio::test]
async fn row_89_mark_up_in_texts_is_shown_as_text() {
    let plan = plans::naughty();
    let house = House::with(&plan).await;
    let before = house.digest().await;
    let home = house.get("/").await.header("location").to_owned();
    let below = |page: &str| format!("{home}/plans/naughty{page}");
    let item = |id: ayumi_core::plan::ItemId| below(&format!("/items/{id}"));
    let area = &plan.items[0];
    let paths = [
        home.clone(),
        below(""),
        below("/review"),
        below("/unmentioned"),
        item(area.id),
        item(area.items[0].id),
        item(area.items[0].items[0].id),
    ];
    for path in &paths {
        let told = house.get(path).await;
        assert_eq!(told.status, StatusCode::OK, "{path}");
        let html = &told.body;
        for live in [
            "<script>",
            "<img",
            "<svg/",
            "href=\"javascript:",
            "href=\"data:",
        ] {
            assert!(!html.contains(live), "{path} has {live}");
        }
        assert!(
            html.contains("&#60;script&#62;") || html.contains("&lt;script&gt;"),
            "{path}"
        );
    }
    let words = house.get(&paths[6]).await.body;
    for shown in [
        "{{7*7}}",
        "${7*7}",
        "[x](javascript:alert(1))",
        "javascript:alert(1)",
    ] {
        assert!(words.contains(shown), "{shown} is not shown as it stands");
    }
    assert_eq!(house.digest().await, before);
}

#[tokio::test]
async fn row_91_names_of_files_are_cleaned_and_never_paths() {
    let house = House::with(&plans::typical()).await;
    let long = format!("{}.txt", "a".repeat(500));
    for (number, (given, shown)) in [
        ("../../etc/passwd", "passwd"),
        ("CON", "CON"),
        ("plan.txt.", "plan.txt"),
        ("a\u{202e}txt.exe", "atxt.exe"),
        ("\u{1f600}.txt", "\u{1f600}.txt"),
        (long.as_str(), &long[..150]),
        ("<b>x</b>.txt", "x"),
    ]
    .into_iter()
    .enumerate()
    {
        let text = format!("plan {number}\n");
        let sent = house
            .send_file(&format!("k{number}"), given, text.as_bytes())
            .await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{given}: {}", sent.body);
        let location = sent.header("location");
        assert!(
            location.starts_with("/c/council/intakes/01"),
            "{given}: {location}"
        );
        let page = house.get(location).await;
        assert!(page.body.contains(shown), "{given}");
        assert!(
            !page.body.contains("../") && !page.body.contains('\u{202e}'),
            "{given}"
        );
        assert!(!page.body.contains("<b>"), "{given}");
    }
}

#[tokio::test]
async fn row_93_two_sendings_make_one_record() {
    let house = House::empty().await;
    let fields = [
        ("version", "0"),
        ("key", "one"),
        ("name", "Council"),
        ("slug", "council"),
    ];
    let first = house.post("/councils", &fields).await;
    assert_eq!(first.status, StatusCode::SEE_OTHER, "{}", first.body);
    let made = house.digest().await;
    let again = house.post("/councils", &fields).await;
    assert_eq!(
        again.header("location"),
        first.header("location"),
        "the same council"
    );
    assert_eq!(
        house.digest().await,
        made,
        "the second sending changed something"
    );
    let text = b"1 plan\n";
    let sent = house.send_file("two", "plan.txt", text).await;
    let after = house.digest().await;
    let again = house.send_file("two", "plan.txt", text).await;
    assert_eq!(again.status, StatusCode::SEE_OTHER, "{}", again.body);
    assert_eq!(
        again.header("location"),
        sent.header("location"),
        "the same intake"
    );
    assert_eq!(
        house.digest().await,
        after,
        "the second sending changed something"
    );
}

#[tokio::test]
async fn row_94_blanks_only_are_empty() {
    let house = House::empty().await;
    let before = house.digest().await;
    for (number, blank) in ["", " ", "\u{3000}", "\u{200b}", "\u{3000}\u{200b} \t"]
        .into_iter()
        .enumerate()
    {
        let key = format!("k{number}");
        let fields = [
            ("version", "0"),
            ("key", key.as_str()),
            ("name", blank),
            ("slug", "typed"),
        ];
        let told = house.post("/councils", &fields).await;
        assert_eq!(told.status, StatusCode::UNPROCESSABLE_ENTITY, "{blank:?}");
        assert!(told.body.contains("aria-invalid=\"true\""), "{blank:?}");
        assert!(
            told.body.contains("value=\"typed\""),
            "what was typed stays"
        );
    }
    assert_eq!(house.digest().await, before);
}

#[tokio::test]
async fn row_96_odd_addresses() {
    let house = House::with(&plans::typical()).await;
    let before = house.digest().await;
    for (path, status) in [
        ("/c/council/record?page=-1", 200),
        ("/c/council/record?page=99999999999999999999&sort=none", 200),
        ("/c/%00", 400),
        ("/c/council/plans/%00", 400),
        ("/c/council/plans/..%2f..%2fetc%2fpasswd", 404),
        ("/c/council/plans/%252e%252e%252f", 404),
        ("/c/council/plans/%c0%ae%c0%ae", 400),
        ("/c/council/plans/%ff", 400),
        ("/c/council/publications/1/files/-1", 404),
        (
            "/c/council/publications/01980000-0000-7000-8000-000000000001/files/99999999999999999999",
            404,
        ),
        ("/assets/..%2f..%2fCargo.toml", 404),
        ("/../../etc/passwd", 404),
    ] {
        let told = house.get(path).await;
        assert_eq!(told.status.as_u16(), status, "{path}: {}", told.body);
        if status >= 400 {
            assert!(told.body.contains("<h1>"), "{path}: the same page for all");
        }
    }
    let long = format!("/c/{}", "a".repeat(20_000));
    assert_eq!(
        house
            .ask(get(&long).body(Body::empty()).unwrap())
            .await
            .status,
        StatusCode::NOT_FOUND
    );
    assert_eq!(house.digest().await, before);
}
