//! `cargo xtask score DIR`: how well `ayumi read` reads documents whose truth is known.
//!
//! The corpus lies outside the clone, and so does its scorer (`DIR/../tools/score_reading.py`):
//! who judges must not be who is judged.

mod names;

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::{shell, test};

/// Means below this fail, over the text documents.
const MEAN: f64 = 0.95;
/// Any text document below this fails.
const WORST: f64 = 0.80;
/// Any Word, Excel or PDF document below this fails.
const OTHER: f64 = 0.95;

/// Builds, reads, scores, judges.
pub fn run(folder: &str) -> Result<()> {
    let folder = std::env::current_dir()
        .context("the current folder")?
        .join(folder);
    let scorer = scorer(&folder)?;
    let ayumi = test::built()?;
    let scores = scored(&scorer, &ayumi, &folder)?;
    judge(&scores)?;
    under_other_names(&scorer, &ayumi, &folder, &scores)?;
    founding(&folder)
}

/// What the scorer says of the documents of a folder.
fn scored(scorer: &Path, ayumi: &Path, folder: &Path) -> Result<Vec<Score>> {
    let reader = format!("{} read --json {{}}", ayumi.display());
    let mut command = shell::program("python3");
    command
        .arg(scorer)
        .arg("--dir")
        .arg(folder)
        .args(["--reader", &reader, "--json"]);
    let heard = shell::hear(&mut command)?;
    parse(&heard.out, folder).with_context(|| heard.err.clone())
}

/// The law that no sample's words are known, over the corpus itself.
fn under_other_names(scorer: &Path, ayumi: &Path, folder: &Path, own: &[Score]) -> Result<()> {
    let other = shell::target()?.join("score-names");
    let count = names::exchange(folder, &other)?;
    let scores = scored(scorer, ayumi, &other)?;
    let most = names::judge(own, &scores)?;
    println!(
        "other names: {count} exchanged in {} documents, largest change {most:.3}",
        scores.len()
    );
    // The planted fault: truths under the old names must not fit.
    for score in &scores {
        let truth = format!("{}.truth.json", score.name);
        std::fs::copy(folder.join(&truth), other.join(&truth))?;
    }
    if names::judge(own, &scored(scorer, ayumi, &other)?).is_ok() {
        bail!("the planted fault was not found: old names fit the exchanged texts");
    }
    Ok(())
}

/// What a person set by hand for the founding document.
fn founding(folder: &Path) -> Result<()> {
    if !folder.join("founding.txt").is_file() {
        return Ok(());
    }
    let mut command = shell::cargo();
    command.args([
        "test",
        "--workspace",
        "--locked",
        "--quiet",
        "--test",
        "founding",
    ]);
    command
        .args(["--", "--ignored"])
        .env("AYUMI_CORPUS", folder);
    shell::run(&mut command)
}

fn scorer(folder: &Path) -> Result<PathBuf> {
    let path = folder.join("../tools/score_reading.py");
    if !folder.is_dir() || !path.is_file() {
        bail!(
            "{} needs documents with NAME.truth.json beside them and the scorer in \
             ../tools/score_reading.py",
            folder.display()
        );
    }
    if !shell::present("python3") {
        bail!("the scorer needs python3");
    }
    Ok(path)
}

/// A document's name and score, and whether it is plain text (the limits speak of those).
struct Score {
    name: String,
    score: f64,
    text: bool,
}

fn parse(json: &str, folder: &Path) -> Result<Vec<Score>> {
    let report: serde_json::Value = serde_json::from_str(json).context("the scorer's report")?;
    let rows = report["files"]
        .as_array()
        .context("the scorer's report has no files")?;
    rows.iter()
        .map(|row| {
            let name = row["name"].as_str().context("a name")?.to_owned();
            let score = row["score"].as_f64().context("a score")?;
            let text = folder.join(format!("{name}.txt")).is_file();
            Ok(Score { name, score, text })
        })
        .collect()
}

fn judge(scores: &[Score]) -> Result<()> {
    let texts: Vec<&Score> = scores.iter().filter(|score| score.text).collect();
    for score in scores {
        let kind = if score.text { "txt" } else { "other" };
        println!("{:.3}  {} ({kind})", score.score, score.name);
    }
    if texts.is_empty() {
        bail!("no .txt document was scored");
    }
    let count = texts.len();
    #[expect(clippy::cast_precision_loss, reason = "a few dozen documents")]
    let mean = texts.iter().map(|score| score.score).sum::<f64>() / count as f64;
    let worst = texts.iter().map(|score| score.score).fold(1.0, f64::min);
    println!("\n.txt: {count} documents, mean {mean:.3} (≥ {MEAN}), worst {worst:.3} (≥ {WORST})");
    let others: Vec<&Score> = scores.iter().filter(|score| !score.text).collect();
    let least = others.iter().map(|score| score.score).fold(1.0, f64::min);
    if !others.is_empty() {
        println!(
            "Word, Excel, PDF: {} documents, worst {least:.3} (≥ {OTHER})",
            others.len()
        );
    }
    if mean < MEAN || worst < WORST || least < OTHER {
        bail!("below the limits");
    }
    Ok(())
}
