//! Reading goes on beside everything else: a slow file stalls neither looks nor changes, and no more
//! files are read at once than were allowed.

use std::sync::{Arc, Condvar, Mutex};
use std::time::Duration;

use ayumi_app::Formats;
use ayumi_app::intake::{FileRead, ReadSource, SourceFile, read_beside};
use ayumi_core::access::{Actor, check};
use ayumi_document::{Document, Reader, Refusal, Source, SourceKind};
use ayumi_testkit::sample_plan;

use crate::lab::Lab;

/// Holds readers back until it is opened, and counts them.
#[derive(Default)]
struct Gate {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Clone, Copy, Default)]
struct State {
    inside: usize,
    most: usize,
    open: bool,
}

impl Gate {
    fn now(&self) -> State {
        *self.state.lock().unwrap()
    }

    fn open(&self) {
        self.state.lock().unwrap().open = true;
        self.changed.notify_all();
    }

    /// Waits until it is open; a test that never opens it ends here.
    fn pass(&self) -> bool {
        let mut state = self.state.lock().unwrap();
        state.inside += 1;
        state.most = state.most.max(state.inside);
        let long = Duration::from_secs(30);
        let waits = |state: &mut State| !state.open;
        let (mut state, ended) = self.changed.wait_timeout_while(state, long, waits).unwrap();
        state.inside -= 1;
        !ended.timed_out()
    }
}

struct Slow(Arc<Gate>);

impl Reader for Slow {
    fn kinds(&self) -> &'static [SourceKind] {
        ayumi_markup::TextReader.kinds()
    }

    fn read(&self, source: Source<'_>) -> Result<Document, Refusal> {
        if self.0.pass() {
            ayumi_markup::TextReader.read(source)
        } else {
            let detail = "held up for too long: is it read on the runtime's own thread?".to_owned();
            Err(Refusal::Broken { detail })
        }
    }
}

// One thread for all: whoever reads on it stalls the test itself, and the gate says so.
#[tokio::test]
async fn a_slow_file_stalls_nobody() {
    let gate = Arc::new(Gate::default());
    let formats = Formats::new(vec![Box::new(Slow(Arc::clone(&gate)))], Vec::new());
    let formats = formats.reading_at_once(2);
    let read = |number: usize| {
        let formats = formats.clone();
        let permit = check::<ReadSource>(&Actor::LocalOperator, None).unwrap();
        let file = SourceFile {
            name: format!("{number}.txt"),
            bytes: format!("1 plan {number}\n").into_bytes(),
            ..SourceFile::default()
        };
        tokio::spawn(async move { read_beside(&formats, permit, file).await })
    };
    let readings: Vec<_> = (0..5).map(read).collect();
    while gate.now().inside < 2 {
        tokio::task::yield_now().await;
    }
    let lab = Lab::new().await;
    let council = lab.with_plan(&sample_plan()).await;
    assert_eq!(lab.councils().await[0].id, council.id);
    assert_eq!(gate.now().inside, 2, "they are still being read");

    // A person who went away does not make room: the work goes on until it ends.
    readings[4].abort();
    gate.open();
    for (number, reading) in readings.into_iter().enumerate() {
        match reading.await {
            Ok(read) => {
                let read: FileRead = read.unwrap();
                assert_eq!(read.reading().source.name, format!("{number}.txt"));
            }
            Err(error) => assert!(error.is_cancelled() && number == 4, "{error}"),
        }
    }
    assert_eq!(gate.now().most, 2, "two at once, as was allowed");
}
