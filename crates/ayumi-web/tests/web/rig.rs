//! Many people in one plan, over HTTP: sixteen clients read, write, add, move, merge, split, remove
//! and comment, and a checker of its own goes over what was acknowledged. Nothing that was
//! acknowledged is lost, nobody writes over what he did not see, and the plan is a tree all along.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use ayumi_core::interchange::{digest, plan_from_json};
use ayumi_core::plan::{Item, ItemId, Plan};
use ayumi_web::samples::plans;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use uuid::Uuid;

use crate::house::House;

const CLIENTS: usize = 16;
/// Requests of the rig that runs every day; the long one asks `AYUMI_RIG_OPERATIONS`, or this
/// many times fifty.
const FEW: usize = 2_000;
const PLAN: &str = "/c/council/plans/plan-2";

/// An answer.
struct Answer {
    status: u16,
    place: String,
    body: String,
}

/// One connection, kept open.
struct Client {
    stream: TcpStream,
    door: String,
    heard: Vec<u8>,
}

impl Client {
    async fn to(door: &str) -> Self {
        let stream = TcpStream::connect(door).await.unwrap();
        stream.set_nodelay(true).unwrap();
        Self {
            stream,
            door: door.to_owned(),
            heard: Vec::new(),
        }
    }

    async fn get(&mut self, path: &str) -> Answer {
        self.ask("GET", path, "").await
    }

    async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let body = {
            let mut form = form_urlencoded::Serializer::new(String::new());
            form.extend_pairs(fields).finish()
        };
        self.ask("POST", path, &body).await
    }

    async fn ask(&mut self, method: &str, path: &str, body: &str) -> Answer {
        let head = format!(
            "{method} {path} HTTP/1.1\r\nHost: {}\r\nSec-Fetch-Site: same-origin\r\n\
             Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}",
            self.door,
            body.len()
        );
        self.stream.write_all(head.as_bytes()).await.unwrap();
        let end = self.until(b"\r\n\r\n").await;
        let head = String::from_utf8_lossy(&self.heard[..end]).into_owned();
        self.heard.drain(..end);
        let header = |name: &str| {
            head.lines().find_map(|line| {
                let (key, value) = line.split_once(": ")?;
                key.eq_ignore_ascii_case(name).then(|| value.to_owned())
            })
        };
        let bytes = match header("content-length") {
            Some(length) => self.exactly(length.parse().unwrap()).await,
            None => self.chunks().await,
        };
        Answer {
            status: head[9..12].parse().unwrap(),
            place: header("location").unwrap_or_default(),
            body: String::from_utf8_lossy(&bytes).into_owned(),
        }
    }

    /// Reads until this stands there; the place behind it.
    async fn until(&mut self, sign: &[u8]) -> usize {
        loop {
            let found = self.heard.windows(sign.len()).position(|part| part == sign);
            if let Some(at) = found {
                return at + sign.len();
            }
            self.more().await;
        }
    }

    async fn more(&mut self) {
        let mut part = [0; 65_536];
        let count = self.stream.read(&mut part).await.unwrap();
        assert!(count > 0, "the server hung up");
        self.heard.extend_from_slice(&part[..count]);
    }

    async fn exactly(&mut self, length: usize) -> Vec<u8> {
        while self.heard.len() < length {
            self.more().await;
        }
        self.heard.drain(..length).collect()
    }

    async fn chunks(&mut self) -> Vec<u8> {
        let mut all = Vec::new();
        loop {
            let end = self.until(b"\r\n").await;
            let size = String::from_utf8_lossy(&self.heard[..end - 2]).into_owned();
            self.heard.drain(..end);
            let size = usize::from_str_radix(size.trim(), 16).unwrap();
            all.extend(self.exactly(size).await);
            self.exactly(2).await;
            if size == 0 {
                return all;
            }
        }
    }
}

/// What was acknowledged.
#[derive(Clone, Debug)]
enum Done {
    /// A title was written on one that was seen.
    Wrote {
        item: ItemId,
        seen: String,
        title: String,
    },
    /// An item was made, by adding or splitting.
    Made { item: ItemId, title: String },
    /// It moved.
    Moved,
    /// It went to the bin, with all below it.
    Removed { item: ItemId },
    /// It went into another one.
    Merged { item: ItemId },
    /// A comment was made.
    Said { text: String },
}

/// What all clients know together.
#[derive(Default)]
struct History {
    done: Mutex<Vec<Done>>,
    /// Answers by status.
    answers: Mutex<BTreeMap<u16, usize>>,
    asked: AtomicUsize,
    tokens: AtomicUsize,
    items: Mutex<Vec<ItemId>>,
    trees: AtomicUsize,
}

impl History {
    fn count(&self, answer: &Answer) {
        self.asked.fetch_add(1, Ordering::Relaxed);
        let mut answers = self.answers.lock().unwrap();
        *answers.entry(answer.status).or_default() += 1;
    }

    fn note(&self, done: Done) {
        self.done.lock().unwrap().push(done);
    }

    fn token(&self) -> String {
        let number = self.tokens.fetch_add(1, Ordering::Relaxed);
        format!("言葉{number:07}")
    }
}

/// The id that a form's key makes, the first one.
fn first_of(key: &str) -> ItemId {
    let said = digest(format!("{key}/1").as_bytes());
    let bytes = u128::from_str_radix(&said[..32], 16).unwrap();
    let marked = bytes & !(0xf << 76 | 0x3 << 62) | 0x8 << 76 | 0x2 << 62;
    ItemId(Uuid::from_u128(marked))
}

fn ids(items: &[Item], all: &mut Vec<ItemId>) {
    for item in items {
        all.push(item.id);
        ids(&item.items, all);
    }
}

fn between<'a>(text: &'a str, begin: &str, end: &str) -> Option<&'a str> {
    let at = text.find(begin)? + begin.len();
    text[at..].split(end).next()
}

/// The version in the form of this name: the last one before the name.
pub fn version_of<'a>(page: &'a str, name: &str) -> Option<&'a str> {
    let before = page.split(&format!("value=\"{name}\"")).next()?;
    let at = before.rfind("name=\"version\" value=\"")?;
    before[at + 22..].split('"').next()
}

/// A client's own dice.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        usize::try_from(self.0 >> 33).unwrap() % sides
    }
}

struct Worker {
    client: Client,
    history: Arc<History>,
    dice: Dice,
}

impl Worker {
    async fn get(&mut self, path: &str) -> Answer {
        let answer = self.client.get(path).await;
        self.history.count(&answer);
        answer
    }

    async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let answer = self.client.post(path, fields).await;
        self.history.count(&answer);
        answer
    }

    /// All items as they stand, and that they are a tree.
    async fn look(&mut self) {
        let answer = self.get("/api/plans/plan-2").await;
        assert_eq!(answer.status, 200, "{}", answer.body);
        let plan = plan_from_json(&answer.body).expect("what leaves is a plan");
        assert_eq!(plan.check(), Ok(()));
        let mut all = Vec::new();
        ids(&plan.items, &mut all);
        let once: BTreeSet<ItemId> = all.iter().copied().collect();
        assert_eq!(once.len(), all.len(), "an item stands twice");
        self.history.trees.fetch_add(1, Ordering::Relaxed);
        *self.history.items.lock().unwrap() = all;
    }

    /// One of the items; every third time one of a few that all want.
    fn item(&mut self) -> ItemId {
        let items = self.history.items.lock().unwrap();
        let among = match self.dice.roll(3) {
            0 => items.len().min(3),
            _ => items.len(),
        };
        items[self.dice.roll(among)]
    }

    async fn work(&mut self, until: usize) {
        while self.history.asked.load(Ordering::Relaxed) < until {
            if self.dice.roll(40) == 0 {
                self.look().await;
                self.get(PLAN).await;
                continue;
            }
            let item = self.item();
            let page = self.get(&format!("{PLAN}/items/{item}/edit")).await;
            if page.status == 404 {
                self.look().await;
                continue;
            }
            assert_eq!(page.status, 200, "{}", page.body);
            let full = self.history.items.lock().unwrap().len() > 120;
            match self.dice.roll(20) {
                0..=8 => self.write(item, &page.body).await,
                9..=11 if !full => self.add(item, &page.body).await,
                9..=13 => self.step(item, &page.body).await,
                14 => self.merge(item, &page.body).await,
                15 if !full => self.split(item, &page.body).await,
                15 | 16 if full => self.remove(item, &page.body).await,
                _ => self.say(item).await,
            }
        }
    }

    /// Sends an edit with the version that was seen; the form's key when it was made.
    async fn edit(&mut self, kind: &str, version: &str, more: &[(&str, &str)]) -> Option<String> {
        let key = Uuid::now_v7().to_string();
        let own = [("do", kind), ("version", version), ("key", &*key)];
        let fields = [&own, more].concat();
        let answer = self.post(&format!("{PLAN}/edit"), &fields).await;
        match answer.status {
            303 => {
                assert!(answer.place.contains("done="), "{}", answer.place);
                Some(key)
            }
            // Somebody was faster, it is gone, or it does not fit any more.
            412 | 404 | 422 => None,
            other => panic!("{other}: {}", answer.body),
        }
    }

    async fn write(&mut self, item: ItemId, page: &str) {
        let begin = "<textarea id=\"title\" name=\"title\" rows=\"2\">";
        let seen = between(page, begin, "</textarea>").unwrap().to_owned();
        let version = version_of(page, "change").unwrap();
        let (title, id) = (self.history.token(), item.to_string());
        let more = [("item", &*id), ("title", &*title)];
        if self.edit("change", version, &more).await.is_some() {
            self.history.note(Done::Wrote { item, seen, title });
        }
    }

    async fn add(&mut self, parent: ItemId, page: &str) {
        let version = version_of(page, "change").unwrap();
        let (title, parent) = (self.history.token(), parent.to_string());
        let more = [("parent", &*parent), ("title", &*title)];
        if let Some(key) = self.edit("add", version, &more).await {
            let item = first_of(&key);
            self.history.note(Done::Made { item, title });
        }
    }

    async fn step(&mut self, item: ItemId, page: &str) {
        let version = version_of(page, "change").unwrap();
        let step = ["up", "down", "in", "out"][self.dice.roll(4)];
        let more = [("item", &*item.to_string()), ("step", step)];
        if self.edit("step", version, &more).await.is_some() {
            self.history.note(Done::Moved);
        }
    }

    async fn remove(&mut self, item: ItemId, page: &str) {
        let version = version_of(page, "remove").unwrap();
        let more = [("item", &*item.to_string())];
        if self.edit("remove", version, &more).await.is_some() {
            self.history.note(Done::Removed { item });
        }
    }

    async fn merge(&mut self, item: ItemId, page: &str) {
        let Some(other) = between(page, "name=\"from\" value=\"", "\"") else {
            return;
        };
        let version = version_of(page, "merge").unwrap();
        let more = [("item", &*item.to_string()), ("from", other)];
        if self.edit("merge", version, &more).await.is_some() {
            let item = other.parse().unwrap();
            self.history.note(Done::Merged { item });
        }
    }

    async fn split(&mut self, item: ItemId, page: &str) {
        let version = version_of(page, "split").unwrap();
        let (title, id) = (self.history.token(), item.to_string());
        let more = [("item", &*id), ("title", &*title)];
        if let Some(key) = self.edit("split", version, &more).await {
            let item = first_of(&key);
            self.history.note(Done::Made { item, title });
        }
    }

    async fn say(&mut self, item: ItemId) {
        let (text, key) = (self.history.token(), Uuid::now_v7().to_string());
        let fields = [
            ("step", "say"),
            ("text", &*text),
            ("version", "0"),
            ("key", &*key),
        ];
        let path = format!("{PLAN}/items/{item}/comments");
        let answer = self.post(&path, &fields).await;
        match answer.status {
            303 => self.history.note(Done::Said { text }),
            404 => {}
            other => panic!("{other}: {}", answer.body),
        }
    }
}

/// What is wrong with a history and what stands there at its end.
fn faults(done: &[Done], plan: &Plan, comments: &BTreeSet<String>) -> Vec<String> {
    let mut found = Vec::new();
    let mut titles: BTreeMap<ItemId, String> = BTreeMap::new();
    fn walk(items: &[Item], titles: &mut BTreeMap<ItemId, String>) {
        for item in items {
            titles.insert(item.id, item.title.clone());
            walk(&item.items, titles);
        }
    }
    walk(&plan.items, &mut titles);
    let (mut seen_before, mut written, mut left) =
        (BTreeSet::new(), BTreeMap::new(), BTreeSet::new());
    for one in done {
        match one {
            Done::Wrote { item, seen, title } => {
                if !seen_before.insert((*item, seen.clone())) {
                    found.push(format!("{item}: two wrote on {seen}"));
                }
                written.entry(*item).or_insert_with(Vec::new).push(title);
            }
            Done::Made { item, title } => {
                written.entry(*item).or_insert_with(Vec::new).push(title);
            }
            Done::Removed { item } | Done::Merged { item } => drop(left.insert(*item)),
            Done::Said { text } if !comments.contains(text) => {
                found.push(format!("the comment {text} is gone"));
            }
            Done::Said { .. } | Done::Moved => {}
        }
    }
    for (item, all) in &written {
        let Some(title) = titles.get(item) else {
            continue;
        };
        // What stands there was written last: nobody saw it and wrote on it.
        if seen_before.contains(&(*item, title.clone())) || !all.contains(&title) {
            found.push(format!(
                "{item}: {title} stands there, and was written over"
            ));
        }
    }
    if left.iter().any(|item| titles.contains_key(item)) {
        found.push("what was taken out is there".to_owned());
    }
    found
}

async fn rig(house: House, operations: usize) {
    let house = house.and(&plans::typical()).await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let door = listener.local_addr().unwrap().to_string();
    let server = tokio::spawn(axum::serve(listener, house.router()).into_future());
    let history = Arc::new(History::default());
    let mut workers = Vec::new();
    let worker = async |number: usize| Worker {
        client: Client::to(&door).await,
        history: Arc::clone(&history),
        dice: Dice(number as u64 + 1),
    };
    worker(CLIENTS).await.look().await;
    for number in 0..CLIENTS {
        let mut worker = worker(number).await;
        workers.push(tokio::spawn(async move { worker.work(operations).await }));
    }
    for worker in workers {
        worker.await.unwrap();
    }
    let mut last = worker(CLIENTS).await;
    last.look().await;
    server.abort();
    judge(&house, &history).await;
}

async fn judge(house: &House, history: &History) {
    let done = history.done.lock().unwrap().clone();
    let s = house.store().read().await.unwrap();
    let found = ayumi_store::organisation::by_slug(&s, "council").await;
    let council = found.unwrap().unwrap().id;
    let id = plans::typical().id;
    let stored = ayumi_store::plan::load(&s, council, id).await.unwrap();
    let stored = stored.unwrap();
    let comments = ayumi_store::comment::of_plan(&s, council, id)
        .await
        .unwrap();
    let comments: BTreeSet<String> = comments.into_iter().map(|one| one.text).collect();
    drop(s);
    let edits = done.iter().filter(|one| !matches!(one, Done::Said { .. }));
    let edits = edits.count();
    println!(
        "rig: {} requests by {CLIENTS} clients, answers {:?}, {edits} edits, {} trees looked at",
        history.asked.load(Ordering::Relaxed),
        history.answers.lock().unwrap(),
        history.trees.load(Ordering::Relaxed),
    );
    let found = faults(&done, &stored.plan, &comments);
    assert!(found.is_empty(), "{found:#?}");
    // Each acknowledged edit is a version, and nothing else is.
    assert_eq!(stored.version, 1 + edits as u64);
    // Made again from the record, the edits lead to what stands there: none was lost or made twice.
    let rows = ayumi_store::doctor::rows(house.store()).await.unwrap();
    assert!(rows.is_empty(), "{rows:?}");
    assert!(
        edits > history.asked.load(Ordering::Relaxed) / 8,
        "{edits} edits"
    );
    let stale = history.answers.lock().unwrap().get(&412).copied();
    assert!(stale.unwrap_or_default() > 0, "nobody met anybody");
    planted(&done, &stored.plan, &comments);
}

/// The checker finds an update that was lost, and a comment.
fn planted(done: &[Done], plan: &Plan, comments: &BTreeSet<String>) {
    let wrote = |one: &&Done| matches!(one, Done::Wrote { .. });
    let mut twice = done.to_vec();
    twice.extend(done.iter().find(wrote).cloned());
    assert!(!faults(&twice, plan, comments).is_empty(), "two on one");
    let mut first = Vec::new();
    ids(&plan.items, &mut first);
    let mut lost = done.to_vec();
    lost.push(Done::Wrote {
        item: first[0],
        seen: plan.items[0].title.clone(),
        title: "消えた言葉".to_owned(),
    });
    assert!(!faults(&lost, plan, comments).is_empty(), "a lost update");
    let mut silent = done.to_vec();
    silent.push(Done::Said {
        text: "消えた書き込み".to_owned(),
    });
    assert!(
        !faults(&silent, plan, comments).is_empty(),
        "a lost comment"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn sixteen_people_in_one_plan() {
    rig(House::empty().await, FEW).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn sixteen_people_in_one_plan_on_postgresql() {
    if let Some(house) = House::on_postgres().await {
        rig(house, FEW).await;
    }
}

fn many() -> usize {
    let asked = std::env::var("AYUMI_RIG_OPERATIONS").ok();
    asked
        .and_then(|count| count.parse().ok())
        .unwrap_or(FEW * 50)
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "takes minutes: cargo xtask deep"]
async fn long_rig() {
    rig(House::empty().await, many()).await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "takes minutes: cargo xtask deep"]
async fn long_rig_on_postgresql() {
    if let Some(house) = House::on_postgres().await {
        rig(house, many()).await;
    }
}
