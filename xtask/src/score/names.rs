//! The same documents under other names: whoever knows the names of a sample reads them worse.
//!
//! In a copy of the documents and of their truths the organisation, the sections and the titles
//! of the items are exchanged for invented ones. Scores may change by no more than
//! [`ALLOWED`].

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use super::Score;

/// How much a score may change.
const ALLOWED: f64 = 0.01;

/// Invented titles; a number of the document's own is put into none of them.
const TITLES: [&str; 16] = [
    "ひだまり広場の運営",
    "移動図書の巡回",
    "朝市への送迎",
    "縁側でのお茶会",
    "昔あそびの伝承",
    "花壇の手入れ",
    "買いもの袋の貸出",
    "手紙の代筆",
    "星を見る会",
    "川べりの散歩",
    "楽器の練習場",
    "写真の展示",
    "古着の交換",
    "弁当の見本市",
    "雪かきの順番",
    "紙芝居の上演",
];

/// Invented parts of the title, so that there are enough of them.
const PLACES: [&str; 12] = [
    "丘の上",
    "橋のそば",
    "南町",
    "坂下",
    "浜",
    "森",
    "峠",
    "港",
    "谷",
    "原",
    "湖畔",
    "島",
];

/// Copies the text documents of `folder` into `into` under other names; how many names were
/// exchanged. A name is left alone where the text prints it in another spelling as well (broken over lines, with
/// other brackets).
pub(super) fn exchange(folder: &Path, into: &Path) -> Result<usize> {
    if into.exists() {
        std::fs::remove_dir_all(into)?;
    }
    std::fs::create_dir_all(into)?;
    let mut count = 0;
    for entry in std::fs::read_dir(folder).context("the documents")? {
        let path = entry?.path();
        let truth = path.with_extension("truth.json");
        let is_text = path.extension().is_some_and(|ending| ending == "txt");
        if !is_text || !truth.is_file() {
            continue;
        }
        // A text in another encoding is judged under its own names only.
        let Ok(text) = String::from_utf8(std::fs::read(&path)?) else {
            continue;
        };
        let truth_text = std::fs::read_to_string(&truth)?;
        let names = others(&serde_json::from_str(&truth_text)?, &text);
        count += names.len();
        let name = path.file_name().context("a file name")?;
        std::fs::write(into.join(name), exchanged(&text, &names))?;
        let name = truth.file_name().context("a file name")?;
        std::fs::write(into.join(name), exchanged(&truth_text, &names))?;
    }
    Ok(count)
}

/// Old name and new one, the longest first: a name may stand within another.
fn others(truth: &Value, text: &str) -> Vec<(String, String)> {
    let mut titles = BTreeSet::new();
    let mut sections = BTreeSet::new();
    gather(truth, &mut titles, &mut sections);
    let plain = squeezed(text);
    let whole = |name: &String| {
        let there = text.matches(name.as_str()).count();
        let printed = plain.matches(&squeezed(name)).count();
        name.chars().count() >= 3 && there > 0 && there == printed
    };
    let mut made = (0..).map(|i: usize| {
        let place = PLACES[(i / TITLES.len()) % PLACES.len()];
        let title = TITLES[i % TITLES.len()];
        format!("{place}{title}")
    });
    let mut names = BTreeMap::new();
    for title in titles.iter().filter(|title| whole(title)) {
        names.extend(made.next().map(|other| (title.clone(), other)));
    }
    for section in sections.iter().filter(|section| whole(section)) {
        // The last sign tells what it is (課, 係, 室): it belongs to the form, not to the name.
        let tail = section.chars().last().unwrap_or_default();
        let other = format!("くらし{}{tail}", PLACES[names.len() % PLACES.len()]);
        names.entry(section.clone()).or_insert(other);
    }
    if let Some(place) = town(truth).filter(|place| plain.contains(place.as_str())) {
        names.entry(place).or_insert_with(|| "あかね浦".to_owned());
    }
    let mut names: Vec<_> = names.into_iter().collect();
    names.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
    names
}

/// The town's own name within the organisation's: what stands before its kind.
fn town(truth: &Value) -> Option<String> {
    let organization = truth["plan"]["organization"].as_str()?;
    let name = organization
        .strip_prefix("社会福祉法人")
        .unwrap_or(organization)
        .trim();
    let end = name.find(['市', '町', '村', '区', '県'])?;
    let town = &name[..end];
    (town.chars().count() >= 2).then(|| town.to_owned())
}

fn gather(value: &Value, titles: &mut BTreeSet<String>, sections: &mut BTreeSet<String>) {
    match value {
        Value::Array(all) => all.iter().for_each(|one| gather(one, titles, sections)),
        Value::Object(map) => {
            for (key, value) in map {
                if key == "items" {
                    let own = value.as_array().into_iter().flatten();
                    let own = own.filter_map(|item| item["title"].as_str());
                    titles.extend(own.map(str::to_owned));
                }
                if key == "sections" {
                    let own = value.as_array().into_iter().flatten();
                    sections.extend(own.filter_map(|one| one.as_str()).map(str::to_owned));
                }
                gather(value, titles, sections);
            }
        }
        _ => {}
    }
}

/// Blanks taken out and the width of signs folded: what a reader takes for one spelling.
fn squeezed(text: &str) -> String {
    let narrow = |c: char| match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        _ => c,
    };
    text.chars()
        .filter(|c| !c.is_whitespace())
        .map(narrow)
        .collect()
}

fn exchanged(text: &str, names: &[(String, String)]) -> String {
    // In two steps, so that no new name is taken for an old one.
    let mark = |i: usize| format!("\u{e000}{i}\u{e001}");
    let held = names
        .iter()
        .enumerate()
        .fold(text.to_owned(), |text, (i, (old, _))| {
            text.replace(old.as_str(), &mark(i))
        });
    names
        .iter()
        .enumerate()
        .fold(held, |text, (i, (_, new))| text.replace(&mark(i), new))
}

/// Compares the scores under the documents' own names and under others.
pub(super) fn judge(own: &[Score], other: &[Score]) -> Result<f64> {
    let mut most: f64 = 0.0;
    for score in other {
        let before = own.iter().find(|one| one.name == score.name);
        let before = before.with_context(|| format!("{} was not scored", score.name))?;
        let change = (before.score - score.score).abs();
        most = most.max(change);
        if change > ALLOWED {
            bail!(
                "{}: {:.3} under its own names, {:.3} under others (≤ {ALLOWED})",
                score.name,
                before.score,
                score.score
            );
        }
    }
    Ok(most)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn names_are_exchanged_where_they_stand_whole() {
        let truth = json!({ "plan": { "organization": "社会福祉法人さくら台町社会福祉協議会",
            "items": [{ "title": "見守りの輪", "sections": ["福祉課"],
                "items": [{ "title": "友愛訪問" }] }] } });
        let text = "さくら台町\n見守りの輪\n福祉課\n友愛訪問\n友愛\n訪問\n";
        let names = others(&truth, text);
        let old: BTreeSet<_> = names.iter().map(|(old, _)| old.as_str()).collect();
        assert_eq!(old, BTreeSet::from(["さくら台", "見守りの輪", "福祉課"]));
        let text = exchanged(text, &names);
        assert!(old.iter().all(|old| !text.contains(old)), "{text}");
        assert!(text.contains("友愛訪問"));
    }

    #[test]
    fn a_reader_that_knows_names_is_found() {
        let score = |score| Score {
            name: "F".to_owned(),
            score,
            text: true,
        };
        assert!(judge(&[score(1.0)], &[score(0.995)]).is_ok());
        assert!(judge(&[score(1.0)], &[score(0.98)]).is_err());
    }
}
