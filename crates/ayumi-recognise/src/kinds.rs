//! Is the document a plan at all? Tables of contents, minutes, accounts, forms, opinions and mere
//! counts have no items, whatever their lines look like.

use ayumi_document::{Ask, Notice, Rule, Severity, Why};

use crate::label::{Style, label};
use crate::text::chars::is_japanese;
use crate::text::slice::Slice;
use crate::text::view::{Line, Piece};
use crate::values::tokens;
use crate::words::{Class, exact, group, is, prefix};
use crate::work::Work;

/// What was found about the document as a whole.
#[derive(Debug, Default)]
struct Signs {
    lines: usize,
    contents: usize,
    contents_word: bool,
    levels: usize,
    minutes: usize,
    speakers: usize,
    finance: usize,
    personal: usize,
    opinions: usize,
    statistics: usize,
    questions: usize,
    letter: usize,
    figures: usize,
    graded: usize,
    grids: usize,
}

/// Judges the document; `Some` = it is no plan, and why nothing of it is placed.
pub(crate) fn judge(work: &mut Work, pieces: &[Piece]) -> Option<Why> {
    if two_columns(work, pieces) || scattered(work, pieces) {
        return Some(Why::OrderUnknown);
    }
    let signs = signs(pieces);
    let why = verdict(&signs)?;
    let severity = Severity::Info;
    let rule = if why == Why::PersonalDetails {
        Rule::PersonalDetails
    } else {
        Rule::NotAPlan
    };
    work.notices.push(Notice::new(rule, severity, None));
    Some(why)
}

fn verdict(signs: &Signs) -> Option<Why> {
    if signs.personal >= 3 && signs.levels == 0 {
        return Some(Why::PersonalDetails);
    }
    if signs.levels <= 1 && (signs.minutes >= 4 || signs.minutes >= 2 && signs.speakers >= 2) {
        return Some(Why::Minutes);
    }
    let sums = signs.finance >= 2 && signs.figures >= 3;
    if (signs.finance >= 3 || sums) && signs.levels == 0 {
        return Some(Why::Finance);
    }
    let mostly = signs.contents >= 3 && signs.contents * 5 >= signs.lines * 2;
    if mostly || signs.contents_word && signs.contents >= 2 && signs.contents * 3 >= signs.lines {
        return Some(Why::TableOfContents);
    }
    if signs.opinions >= 2 && signs.levels == 0 && signs.grids == 0 && signs.graded == 0 {
        return Some(Why::Opinions);
    }
    let asks = signs.questions >= 2 || signs.letter >= 2;
    if asks && signs.levels == 0 && signs.graded == 0 && signs.grids == 0 {
        return Some(Why::NotAPlan);
    }
    if signs.statistics >= 2 && signs.levels == 0 && signs.graded == 0 && signs.grids == 0 {
        return Some(Why::Statistics);
    }
    None
}

fn signs(pieces: &[Piece]) -> Signs {
    let mut signs = Signs::default();
    let mut seen: Vec<(&str, &str)> = Vec::new();
    let mut vertical = String::new();
    for piece in pieces {
        let Piece::Line(line) = piece else {
            signs.grids += 1;
            continue;
        };
        signs.lines += 1;
        let t: Vec<char> = line.text.folded().into_iter().take(3_000).collect();
        if t.len() == 1 {
            vertical.extend(t.iter());
            let word: Vec<char> = vertical.chars().collect();
            signs.contents_word |= exact("contents", &word).is_some();
        } else {
            vertical.clear();
        }
        signs.contents_word |= exact("contents", &t).is_some();
        signs.contents += usize::from(is_contents(&line.text));
        signs.levels += usize::from(has_level(line));
        signs.graded += usize::from(crate::lines::grades::listed(&line.text));
        signs.figures += usize::from(has_sum(&t));
        signs.speakers += usize::from(is_speaker(&line.text, &t));
        for name in [
            "minutes",
            "finance",
            "personal",
            "opinions",
            "statistics",
            "questionnaire",
            "letter",
        ] {
            for word in group(name) {
                let new = !seen.contains(&(name, word.text.as_str()));
                if new && t.windows(word.chars.len()).any(|w| w == word.chars) {
                    seen.push((name, word.text.as_str()));
                }
            }
        }
    }
    let count = |name: &str| seen.iter().filter(|(group, _)| *group == name).count();
    signs.minutes = count("minutes");
    signs.finance = count("finance");
    signs.personal = count("personal");
    signs.opinions = count("opinions");
    signs.statistics = count("statistics");
    signs.questions = count("questionnaire");
    signs.letter = count("letter");
    signs
}

fn has_level(line: &Line) -> bool {
    label(&line.text).is_some_and(|l| l.word.is_some() && l.ordinal.is_some())
}

/// A line that leads to a page: 第1章 … …… 5
pub(crate) fn is_contents(text: &Slice) -> bool {
    let t = text.folded();
    let digits = t.iter().rev().take_while(|c| c.is_ascii_digit()).count();
    let mut end = t.len() - digits;
    if end > 0 && matches!(t[end - 1], 'P' | 'p') {
        end -= 1;
    }
    let leaders = t[..end]
        .iter()
        .rev()
        .take_while(|c| is(**c, Class::Leader))
        .count();
    leaders >= 3 && leaders < t.len() && digits <= 3
}

/// ○会長 …: a bullet before the name of an office.
fn is_speaker(text: &Slice, t: &[char]) -> bool {
    let bullet = label(text).is_some_and(|l| matches!(l.style, Style::Bullet(_)));
    let from = usize::from(bullet);
    let named = prefix("speaker", t.get(from..).unwrap_or_default());
    named.is_some_and(|word| bullet || t.get(from + word.chars.len()) == Some(&':'))
}

/// Two columns of prose read across: every line has a gap inside, and no half is whole.
fn two_columns(work: &mut Work, pieces: &[Piece]) -> bool {
    let mut run = 0;
    let mut first = None;
    for piece in pieces {
        let Piece::Line(line) = piece else {
            run = 0;
            continue;
        };
        if halves(&line.text) {
            if run == 0 {
                first.clone_from(&line.at);
            }
            run += 1;
            if run >= 3 {
                work.ask(Ask::ColumnBorder, first, Vec::new());
                return true;
            }
        } else {
            run = 0;
        }
    }
    false
}

/// One gap inside prose, words of about the same length on both sides, no label before it.
fn halves(text: &Slice) -> bool {
    if label(text).is_some() {
        return false;
    }
    let mut parts: Vec<usize> = Vec::new();
    let mut length = 0;
    let mut hiragana = [0usize; 3];
    for i in 0..text.len() {
        if text.at(i).is_whitespace() {
            if length > 0 {
                parts.push(length);
            }
            length = 0;
        } else {
            length += 1;
            if let Some(slot) = hiragana.get_mut(parts.len()) {
                *slot += usize::from(crate::text::chars::is_hiragana(text.at(i)));
            }
        }
    }
    parts.push(length);
    let [left, right] = parts.as_slice() else {
        return false;
    };
    let prose = hiragana[0] >= 3 && hiragana[1] >= 3;
    prose && *left >= 6 && *right >= 6 && left.max(right) <= &(left.min(right) * 3)
}

/// A heading line of levels over lines that follow no row: the columns were read one by one.
fn scattered(work: &mut Work, pieces: &[Piece]) -> bool {
    for (at, piece) in pieces.iter().enumerate() {
        let Piece::Line(line) = piece else { continue };
        let Some(levels) = level_header(&line.text) else {
            continue;
        };
        let below: Vec<&Line> = pieces[at + 1..]
            .iter()
            .take(40)
            .filter_map(|p| match p {
                Piece::Line(line) => Some(line),
                Piece::Grid(_) => None,
            })
            .collect();
        let rows = below
            .iter()
            .filter(|line| words_of(&line.text).len() == levels.len())
            .count();
        if below.len() >= 4 && rows * 2 < below.len() {
            for level in levels {
                work.draft.level(&level, None);
            }
            work.ask(Ask::WhichColumn, line.at.clone(), Vec::new());
            return true;
        }
    }
    false
}

/// The levels of a line that is nothing but three or more names of levels.
pub(crate) fn level_header(text: &Slice) -> Option<Vec<String>> {
    let words = words_of(text);
    let all: Option<Vec<String>> = words
        .iter()
        .map(|w| exact("level", w).map(|word| word.chars.iter().collect()))
        .collect();
    all.filter(|levels| levels.len() >= 3)
}

fn words_of(text: &Slice) -> Vec<Vec<char>> {
    tokens(text.echo())
        .iter()
        .map(Slice::folded)
        .filter(|w| w.iter().any(|c| is_japanese(*c)))
        .collect()
}

/// 991,300: a number in groups of three.
fn has_sum(t: &[char]) -> bool {
    t.windows(5).any(|w| {
        w[0].is_ascii_digit() && is(w[1], Class::Comma) && w[2..].iter().all(char::is_ascii_digit)
    })
}
