//! What a file is refused for before it is opened: what it unpacks to, how deep it nests, whether
//! its page tree leads back into itself. The parser behind would follow all three to the end.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;

use ayumi_document::{Refusal, Suspicion};
use flate2::read::ZlibDecoder;

/// Most bytes that the packed text and structure of a file may come to. Pictures do not count:
/// they are never unpacked.
pub(super) const MOST_UNPACKED: u64 = 100 << 20;

/// Arrays and dictionaries inside one another. Programs write ten at most.
const DEEPEST: usize = 400;

/// Page trees of real files are three deep.
const DEEPEST_TREE: usize = 64;

/// Looks through the bytes.
///
/// # Errors
/// [`Refusal::UnpackedTooLarge`], [`Refusal::Suspicious`].
pub(super) fn check(bytes: &[u8]) -> Result<(), Refusal> {
    let mut tree = Tree::default();
    let mut left = MOST_UNPACKED;
    let mut at = 0;
    while let Some(found) = find(&bytes[at..], b"stream") {
        let head = &bytes[at..at + found];
        between(head, &mut tree)?;
        let begin = data_begin(bytes, at + found + b"stream".len());
        let data = &bytes[begin..];
        let packed = matches!(data, [first, second, ..]
            if first & 0x0f == 8 && (u16::from(*first) << 8 | u16::from(*second)).is_multiple_of(31));
        let picture = is_picture(head);
        let skipped = if packed && !picture {
            unpack(data, &mut left)?
        } else {
            0
        };
        let rest = bytes.get(begin + skipped..).unwrap_or_default();
        let end = find(rest, b"endstream").map_or(rest.len(), |end| end + b"endstream".len());
        if !packed && !picture {
            Depth::default().feed(&rest[..end])?;
        }
        at = bytes.len() - rest.len() + end;
    }
    between(&bytes[at..], &mut tree)?;
    if tree.goes_wrong() {
        return Err(nesting());
    }
    Ok(())
}

fn nesting() -> Refusal {
    Refusal::Suspicious {
        part: String::new(),
        sign: Suspicion::Nesting,
    }
}

fn find(bytes: &[u8], word: &[u8]) -> Option<usize> {
    let first = *word.first()?;
    let mut from = 0;
    // One byte first: files are mostly packed data.
    while let Some(next) = bytes.get(from..)?.iter().position(|byte| *byte == first) {
        from += next;
        if bytes[from..].starts_with(word) {
            return Some(from);
        }
        from += 1;
    }
    None
}

fn data_begin(bytes: &[u8], at: usize) -> usize {
    match bytes.get(at..) {
        Some([b'\r', b'\n', ..]) => at + 2,
        Some([b'\r' | b'\n', ..]) => at + 1,
        _ => at.min(bytes.len()),
    }
}

/// Is the stream after these bytes a picture?
fn is_picture(head: &[u8]) -> bool {
    let object = head
        .windows(4)
        .rposition(|word| word == b" obj")
        .unwrap_or(0);
    find(&head[object..], b"/Image").is_some()
}

/// Unpacks a stream and throws it away; gives how many bytes of the file it took.
fn unpack(data: &[u8], left: &mut u64) -> Result<usize, Refusal> {
    let mut stream = ZlibDecoder::new(data);
    let mut depth = Depth::default();
    let mut buffer = [0; 1 << 15];
    while let Ok(count) = stream.read(&mut buffer) {
        let Some(some) = buffer.get(..count).filter(|some| !some.is_empty()) else {
            break;
        };
        *left = left
            .checked_sub(count as u64)
            .ok_or(Refusal::UnpackedTooLarge {
                limit: MOST_UNPACKED,
            })?;
        depth.feed(some)?;
    }
    Ok(usize::try_from(stream.total_in()).unwrap_or(data.len()))
}

/// Objects between two streams.
fn between(head: &[u8], tree: &mut Tree) -> Result<(), Refusal> {
    let mut rest = head;
    while let Some(end) = find(rest, b"endobj") {
        let (object, after) = rest.split_at(end);
        Depth::default().feed(object)?;
        tree.object(object);
        rest = &after[b"endobj".len()..];
    }
    Depth::default().feed(rest)
}

/// How deep brackets nest, strings left out.
#[derive(Default)]
struct Depth {
    /// Fonts and colour profiles: brackets mean nothing there.
    binary: bool,
    brackets: usize,
    string: usize,
    escaped: bool,
}

impl Depth {
    fn feed(&mut self, bytes: &[u8]) -> Result<(), Refusal> {
        for byte in bytes {
            if self.binary {
                return Ok(());
            }
            if std::mem::take(&mut self.escaped) {
                continue;
            }
            match (byte, self.string) {
                (0, 0) => self.binary = true,
                (b'\\', 1..) => self.escaped = true,
                (b'(', _) => self.string += 1,
                (b')', 1..) => self.string -= 1,
                (b'[' | b'<', 0) => self.brackets += 1,
                (b']' | b'>', 0) => self.brackets = self.brackets.saturating_sub(1),
                _ => {}
            }
            if self.brackets > DEEPEST {
                return Err(nesting());
            }
        }
        Ok(())
    }
}

/// The page tree as far as it stands openly in the file.
#[derive(Default)]
struct Tree {
    kids: BTreeMap<u32, Vec<u32>>,
}

impl Tree {
    fn object(&mut self, object: &[u8]) {
        let Some(at) = find(object, b"/Kids").filter(|_| find(object, b"/Pages").is_some()) else {
            return;
        };
        let Some(own) = number(object) else { return };
        let list = &object[at + b"/Kids".len()..];
        let end = find(list, b"]").unwrap_or(list.len());
        let words = String::from_utf8_lossy(&list[..end]).replace('[', " ");
        let words: Vec<&str> = words.split_whitespace().collect();
        let kids = words.windows(3).filter_map(|three| match three {
            [number, _, "R"] => number.parse().ok(),
            _ => None,
        });
        // A later object of the same number stands in place of the earlier one.
        self.kids.insert(own, kids.collect());
    }

    /// Does a way lead back to where it began, or further down than any program writes?
    fn goes_wrong(&self) -> bool {
        let mut fine: BTreeSet<u32> = BTreeSet::new();
        for start in self.kids.keys() {
            // The way down: each with the kids that are still to be looked at.
            let mut way: Vec<(u32, usize)> = vec![(*start, 0)];
            while let Some((own, next)) = way.last_mut() {
                let (own, at) = (*own, *next);
                *next += 1;
                match self.kids.get(&own).and_then(|kids| kids.get(at)) {
                    None => {
                        fine.insert(own);
                        way.pop();
                    }
                    Some(kid) if way.iter().any(|(on, _)| on == kid) => return true,
                    Some(kid) if self.kids.contains_key(kid) && !fine.contains(kid) => {
                        way.push((*kid, 0));
                    }
                    Some(_) => {}
                }
                if way.len() > DEEPEST_TREE {
                    return true;
                }
            }
        }
        false
    }
}

/// `12 0 obj`: the number of the object at the end of which these bytes stand.
fn number(object: &[u8]) -> Option<u32> {
    let at = object.windows(4).position(|word| word == b" obj")?;
    let head = String::from_utf8_lossy(&object[at.saturating_sub(20)..at]).into_owned();
    let mut words = head.split_whitespace().rev();
    words.next()?;
    words.next()?.parse().ok()
}
