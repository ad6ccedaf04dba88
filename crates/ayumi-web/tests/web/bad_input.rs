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

/// Names given, and how they are shown.
fn names() -> Vec<(String, String)> {
    let long = format!("{}.txt", "a".repeat(500));
    let cut = format!("{}.txt", "a".repeat(196));
    [
        ("../../etc/passwd", "passwd"),
        ("..", "file"),
        ("C:\\plans\\plan.txt", "plan.txt"),
        ("CON", "CON"),
        ("plan.txt.", "plan.txt"),
        ("a\u{202e}txt.exe", "atxt.exe"),
        ("\u{1f600}.txt", "\u{1f600}.txt"),
        ("％00.txt", "％00.txt"),
        ("か\u{3099}.txt", "か\u{3099}.txt"),
        ("b%0Ac.txt", "b%0Ac.txt"),
        (long.as_str(), cut.as_str()),
    ]
    .map(|(given, shown)| (given.to_owned(), shown.to_owned()))
    .to_vec()
}

#[tokio::test]
async fn row_91_names_of_files_are_cleaned_and_never_paths() {
    let house = House::with(&plans::typical()).await;
    for (number, (given, shown)) in names().into_iter().enumerate() {
        let text = format!("plan {number}\n");
        let key = format!("k{number}");
        let sent = house.send_file(&key, &given, text.as_bytes()).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{given}: {}", sent.body);
        // Kept under an id and under its digest; no part of the name leads anywhere.
        let location = sent.header("location");
        let id = location.strip_prefix("/c/council/intakes/").unwrap();
        assert!(id.parse::<uuid::Uuid>().is_ok(), "{given}: {location}");
        let page = house.get(location).await;
        assert!(page.body.contains(&format!("「{shown}」")), "{given}");
        for never in ["../", "\u{202e}", "C:\\"] {
            assert!(!page.body.contains(never), "{given} shows {never:?}");
        }
    }
    for name in house.names_of_files() {
        let plain = name.bytes().all(|byte| byte.is_ascii_hexdigit());
        assert!(
            plain && [2, 64].contains(&name.len()),
            "{name} in the data folder"
        );
    }
}

#[tokio::test]
async fn row_91_a_refused_file_leaves_nothing_and_its_name_is_cleaned() {
    let house = House::with(&plans::typical()).await;
    let before = house.digest().await;
    for (given, shown, content, status) in [
        ("../x\u{202e}/plan.pdf", "plan.pdf", &b"1 plan"[..], 415),
        ("<b>x</b>.docx", "b&#62;.docx", b"1 plan", 415),
        ("..", "<strong>file</strong>", b"", 422),
        ("CON.pdf", "CON.pdf", b"%PDF-1.7\n1 0 obj\n", 415),
        (
            "か\u{3099}\u{1f600}.txt",
            "か\u{3099}\u{1f600}.txt",
            b"a\0b\0c\0",
            422,
        ),
    ] {
        let sent = house.send_file("k", given, content).await;
        assert_eq!(sent.status.as_u16(), status, "{given}: {}", sent.body);
        assert!(sent.body.contains("role=\"alert\""), "{given}");
        assert!(sent.body.contains(shown), "{given}");
        for never in ["../", "\u{202e}", "<b>"] {
            assert!(!sent.body.contains(never), "{given} shows {never:?}");
        }
        assert_eq!(house.digest().await, before, "{given} left something");
    }
}

#[tokio::test]
async fn row_91_downloads_are_named_by_rfc_6266() {
    let mut plan = plans::typical();
    plan.slug = "plan-2".to_owned();
    let house = House::with(&plan).await;
    let own = "/c/council/plans/plan-2/publish";
    let fields = [("version", "1"), ("key", "k"), ("format", "md")];
    let look = house.post(own, &fields).await.header("location").to_owned();
    while house.get(&look).await.body.contains("data-again") {
        tokio::task::yield_now().await;
    }
    let before = house.digest().await;
    let file = house.get(&format!("{look}/files/1")).await;
    assert_eq!(
        file.header("content-disposition"),
        "attachment; filename=\"plan-2.md\""
    );
    for number in ["0", "99", "..%2f1", "%00", "1%0d%0aSet-Cookie:x"] {
        let told = house.get(&format!("{look}/files/{number}")).await;
        assert!(told.status.is_client_error(), "{number}: {}", told.status);
        assert_eq!(told.header("set-cookie"), "");
    }
    assert_eq!(house.digest().await, before);
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
