//! A large file being read stalls no page and no change.

use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::http::StatusCode;
use ayumi_document::{Document, Reader, Refusal, Source, SourceKind};
use ayumi_web::samples::plans;

use crate::house::House;

/// Reads only once it is told to; says when it begins.
struct Slow {
    begun: Mutex<Sender<()>>,
    go: Mutex<Receiver<()>>,
}

impl Reader for Slow {
    fn kinds(&self) -> &'static [SourceKind] {
        ayumi_markup::TextReader.kinds()
    }

    fn read(&self, source: Source<'_>) -> Result<Document, Refusal> {
        self.begun.lock().unwrap().send(()).unwrap();
        let told = self
            .go
            .lock()
            .unwrap()
            .recv_timeout(Duration::from_secs(30));
        match told {
            Ok(()) => ayumi_markup::TextReader.read(source),
            Err(error) => Err(Refusal::Broken {
                detail: format!("is it read on the runtime's own thread? {error}"),
            }),
        }
    }
}

// One thread for all: whoever reads on it stalls the pages asked for below.
#[tokio::test]
async fn while_a_file_is_read_everything_else_goes_on() {
    let ((begun, has_begun), (go, gone)) = (channel(), channel());
    let slow = Slow {
        begun: Mutex::new(begun),
        go: Mutex::new(gone),
    };
    let house = House::reading_by(vec![Box::new(slow)]).await;
    let house = Arc::new(house.and(&plans::typical()).await);
    let sending = Arc::clone(&house);
    let upload = tokio::spawn(async move {
        let text = b"1 plan\n";
        sending.send_file("k1", "plan.txt", text).await
    });
    while has_begun.try_recv().is_err() {
        tokio::task::yield_now().await;
    }
    for path in ["/c/council", "/c/council/plans/plan-2", "/c/council/record"] {
        assert_eq!(house.get(path).await.status, StatusCode::OK, "{path}");
    }
    let fields = [
        ("version", "0"),
        ("key", "k2"),
        ("name", "Other council"),
        ("slug", "other"),
    ];
    let made = house.post("/councils", &fields).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.body);
    assert!(!upload.is_finished());
    // Once to be read, once for the page beside.
    go.send(()).unwrap();
    go.send(()).unwrap();
    let sent = upload.await.unwrap();
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    let shown = house.get(sent.header("location")).await;
    assert!(shown.body.contains("plan.txt"), "{}", shown.body);
}
