//! What Ayumi publishes, opened by other people's programs and compared with the plan.
//!
//! PDF by qpdf and poppler, Word and Excel by LibreOffice. Every check is also shown a planted
//! fault (a torn PDF, a plan with a finding too many) and must find it in the same run.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use super::back;
use super::count::Count;
use super::links;
use crate::shell;

/// Publishes both sample plans and looks at every file.
pub fn check(ayumi: &Path) -> Result<Count> {
    let folder = shell::target()?.join("papers");
    if folder.exists() {
        fs::remove_dir_all(&folder).with_context(|| folder.display().to_string())?;
    }
    let mut count = Count::default();
    for (sample, slug) in publish(ayumi, &folder)? {
        let paper = Paper::open(ayumi, &folder, &slug)?;
        for (name, look) in LOOKS {
            let outcome = look(&paper);
            let passed = outcome.is_ok();
            let said = outcome
                .err()
                .map(|error| format!(": {error:#}"))
                .unwrap_or_default();
            println!(
                "papers: {sample}: {name} {}{said}",
                if passed { "ok" } else { "FAILED" }
            );
            count += Count::one(passed);
        }
    }
    Ok(count)
}

type Look = fn(&Paper) -> Result<()>;

const LOOKS: [(&str, Look); 13] = [
    ("PDF is sound (qpdf)", pdf_sound),
    ("PDF is tagged, titled, PDF/A-2a and PDF/UA-1", pdf_declares),
    (
        "PDF structure has headings and tables (pdfinfo -struct)",
        pdf_structure,
    ),
    ("PDF fonts are embedded with Unicode", pdf_fonts),
    ("PDF pages are neither blank nor cut off", pdf_pictures),
    ("PDF says what the plan says", |paper| {
        says(&paper.texts, &paper.pdf_text()?)
    }),
    ("PDF is read back as the same plan", |paper| {
        paper.back(&paper.pdf)
    }),
    ("Word is read back as the same plan", |paper| {
        paper.back(&paper.docx)
    }),
    ("Excel is read back as the same plan", |paper| {
        paper.back(&paper.xlsx)
    }),
    ("Word says what the plan says (LibreOffice)", |paper| {
        says(&paper.texts, &paper.word_text()?)
    }),
    ("Excel says what the plan says (LibreOffice)", |paper| {
        says(&paper.texts, &paper.excel_text()?)
    }),
    (
        "every link of the web folder leads somewhere, every page is linked",
        |paper| links::check(&paper.folder.join("html")),
    ),
    ("Markdown says what the plan says", |paper| {
        says(&paper.texts, &fs::read_to_string(&paper.md)?)
    }),
];

/// Imports the samples into a fresh database below `folder` and publishes them beside it; gives
/// each sample with its plan's slug, which is also the name of the folder of its papers.
fn publish(ayumi: &Path, folder: &Path) -> Result<Vec<(&'static str, String)>> {
    fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
    let mut samples = Vec::new();
    for sample in ["midorino-1.md", "midorino-2.txt"] {
        let file = shell::root().join("examples").join(sample);
        let known = slugs(ayumi, folder)?;
        expect(
            in_folder(ayumi, folder)
                .arg("import")
                .arg(file)
                .arg("--yes"),
        )?;
        let new = slugs(ayumi, folder)?
            .into_iter()
            .find(|slug| !known.contains(slug));
        let slug = new.with_context(|| format!("importing {sample} made no plan"))?;
        let out = folder.join(&slug);
        expect(
            in_folder(ayumi, folder)
                .args(["publish", &slug, "--to", "pdf,docx,xlsx,html,md"])
                .arg("-o")
                .arg(out),
        )?;
        samples.push((sample, slug));
    }
    Ok(samples)
}

pub(super) fn slugs(ayumi: &Path, folder: &Path) -> Result<Vec<String>> {
    let json = expect(in_folder(ayumi, folder).args(["plan", "list", "--json"]))?;
    let list: serde_json::Value = serde_json::from_str(&json).context("plan list")?;
    let plans = list["plans"]
        .as_array()
        .context("plan list names no plans")?;
    Ok(plans
        .iter()
        .filter_map(|plan| plan["slug"].as_str().map(str::to_owned))
        .collect())
}

pub(super) fn in_folder(ayumi: &Path, folder: &Path) -> Command {
    let mut command = shell::program(ayumi);
    command
        .env("AYUMI_DATA_DIR", folder.join("data"))
        .env_remove("AYUMI_DATABASE_URL");
    command
}

/// Standard output of a program that must end with 0.
pub(super) fn expect(command: &mut Command) -> Result<String> {
    let heard = shell::hear(command)?;
    if !heard.success {
        bail!("{}: {}{}", shell::show(command), heard.out, heard.err);
    }
    Ok(heard.out)
}

/// One published plan: its files, and every text that must stand in them.
struct Paper {
    ayumi: PathBuf,
    folder: PathBuf,
    pdf: PathBuf,
    docx: PathBuf,
    xlsx: PathBuf,
    md: PathBuf,
    texts: Vec<String>,
}

impl Paper {
    fn open(ayumi: &Path, folder: &Path, slug: &str) -> Result<Self> {
        let json = expect(in_folder(ayumi, folder).args(["export", slug, "--json"]))?;
        let plan: serde_json::Value = serde_json::from_str(&json).context("export")?;
        let mut texts = Vec::new();
        collect(&plan, &mut texts);
        if texts.len() < 20 {
            bail!("only {} texts in the plan {slug}", texts.len());
        }
        let folder = folder.join(slug);
        let find = |ending: &str| file_with(&folder, ending);
        let (pdf, docx) = (find("pdf")?, find("docx")?);
        Ok(Self {
            ayumi: ayumi.to_owned(),
            pdf,
            docx,
            xlsx: find("xlsx")?,
            md: find("md")?,
            folder,
            texts,
        })
    }

    fn back(&self, file: &Path) -> Result<()> {
        let kept = self.folder.parent().context("the folder of all papers")?;
        back::same(&self.ayumi, kept, file, &self.md)
    }

    fn pdf_text(&self) -> Result<String> {
        expect(
            shell::program("pdftotext")
                .arg("-raw")
                .arg(&self.pdf)
                .arg("-"),
        )
    }

    fn word_text(&self) -> Result<String> {
        self.converted(&self.docx, "txt:Text (encoded):UTF8", "txt")
    }

    /// Every sheet, as comma-separated text.
    fn excel_text(&self) -> Result<String> {
        let filter =
            "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1";
        self.converted(&self.xlsx, filter, "csv")
    }

    fn converted(&self, file: &Path, filter: &str, ending: &str) -> Result<String> {
        let out = self.folder.join(format!("as-{ending}"));
        let profile = format!(
            "-env:UserInstallation=file://{}/office",
            self.folder.display()
        );
        let convert = || {
            let mut office = shell::program("soffice");
            office.args([&profile, "--headless", "--convert-to", filter, "--outdir"]);
            expect(office.arg(&out).arg(file))
        };
        // LibreOffice falls over by itself once in a while when it starts for the first time.
        convert().or_else(|_| convert())?;
        let mut text = String::new();
        let made = fs::read_dir(&out).with_context(|| format!("no {ending} was made"))?;
        for entry in made {
            text.push_str(&fs::read_to_string(entry?.path())?);
        }
        Ok(text)
    }
}

/// Every one of `texts` stands there; and the check sees a text that does not.
fn says(texts: &[String], paper: &str) -> Result<()> {
    let said = bare(paper);
    let first = texts.first().context("a plan without texts")?;
    if said.contains(&bare(&format!("{first}・植えた誤り"))) {
        bail!("the planted text was “found”");
    }
    let missing: Vec<&String> = texts
        .iter()
        .filter(|text| !said.contains(&bare(text)))
        .collect();
    match missing.first() {
        None => Ok(()),
        Some(first) => bail!("{} of {} missing: {first}", missing.len(), texts.len()),
    }
}

/// Titles of items and texts of findings, and the head.
fn collect(value: &serde_json::Value, texts: &mut Vec<String>) {
    match value {
        serde_json::Value::Object(fields) => {
            for (name, field) in fields {
                let wanted = ["title", "text", "philosophy", "vision"].contains(&name.as_str());
                match field.as_str() {
                    Some(text) if wanted && !text.is_empty() => texts.push(text.to_owned()),
                    _ => collect(field, texts),
                }
            }
        }
        serde_json::Value::Array(list) => list.iter().for_each(|one| collect(one, texts)),
        _ => {}
    }
}

/// Without blanks and mark-up signs: line breaks and cell borders differ by format. A page
/// reference is computed anew in each paper, so digits before ページ are left out.
fn bare(text: &str) -> String {
    let signs = text
        .chars()
        .filter(|sign| !sign.is_whitespace() && !"*\\|\"\u{c}".contains(*sign));
    let joined: String = signs.collect();
    let mut out = String::new();
    for part in joined.split("ページ") {
        out.push_str(part.trim_end_matches(|sign: char| sign.is_ascii_digit()));
        out.push('頁');
    }
    out.pop();
    out
}

fn file_with(folder: &Path, ending: &str) -> Result<PathBuf> {
    let list = fs::read_dir(folder).with_context(|| folder.display().to_string())?;
    let mut files = list.flatten().map(|entry| entry.path());
    files
        .find(|path| path.extension().is_some_and(|found| found == ending))
        .with_context(|| format!("no .{ending} was published"))
}

fn pdf_sound(paper: &Paper) -> Result<()> {
    expect(shell::program("qpdf").arg("--check").arg(&paper.pdf))?;
    let bytes = fs::read(&paper.pdf)?;
    let torn = paper.folder.join("torn.broken");
    fs::write(&torn, &bytes[..bytes.len() / 2])?;
    if shell::hear(shell::program("qpdf").arg("--check").arg(&torn))?.success {
        bail!("the planted torn PDF was not found");
    }
    Ok(())
}

fn pdf_declares(paper: &Paper) -> Result<()> {
    let info = expect(shell::program("pdfinfo").arg(&paper.pdf))?;
    let meta = expect(shell::program("pdfinfo").arg("-meta").arg(&paper.pdf))?;
    let title = info
        .lines()
        .find_map(|line| line.strip_prefix("Title:"))
        .unwrap_or_default();
    let squeezed: String = meta.chars().filter(|sign| !sign.is_whitespace()).collect();
    let wanted = [
        ("a title", !title.trim().is_empty()),
        (
            "tags",
            info.lines()
                .any(|line| line.starts_with("Tagged:") && line.contains("yes")),
        ),
        (
            "PDF/A-2",
            squeezed.contains("pdfaid:part>2<") || squeezed.contains("pdfaid:part=\"2\""),
        ),
        (
            "level A",
            squeezed.contains("conformance>A<") || squeezed.contains("conformance=\"A\""),
        ),
        (
            "PDF/UA-1",
            squeezed.contains("pdfuaid:part>1<") || squeezed.contains("pdfuaid:part=\"1\""),
        ),
    ];
    all(&wanted)
}

fn pdf_structure(paper: &Paper) -> Result<()> {
    let tree = expect(shell::program("pdfinfo").arg("-struct").arg(&paper.pdf))?;
    let has = |tag: &str| tree.lines().any(|line| line.trim_start().starts_with(tag));
    all(&[
        ("first headings", has("H1")),
        ("second headings", has("H2")),
        ("tables", has("Table")),
        ("heads of tables", has("TH")),
        ("no planted tag", !has("Planted")),
    ])
}

fn pdf_fonts(paper: &Paper) -> Result<()> {
    let list = expect(shell::program("pdffonts").arg(&paper.pdf))?;
    let fonts: Vec<&str> = list.lines().skip(2).collect();
    let whole = |line: &&&str| {
        let columns: Vec<&str> = line.split_whitespace().collect();
        // … emb sub uni object id
        columns.len() > 5
            && columns[columns.len() - 5] == "yes"
            && columns[columns.len() - 3] == "yes"
    };
    all(&[
        ("fonts", !fonts.is_empty()),
        (
            "all embedded, all with Unicode",
            fonts.iter().filter(whole).count() == fonts.len(),
        ),
    ])
}

/// Looks at the pages as grey pictures: some ink everywhere, none at the very edge.
fn pdf_pictures(paper: &Paper) -> Result<()> {
    let stem = paper.folder.join("page");
    expect(
        shell::program("pdftoppm")
            .args(["-gray", "-r", "50"])
            .arg(&paper.pdf)
            .arg(&stem),
    )?;
    let mut pages = 0;
    for entry in fs::read_dir(&paper.folder)?.flatten() {
        if entry
            .path()
            .extension()
            .is_some_and(|ending| ending == "pgm")
        {
            let picture = Picture::parse(&fs::read(entry.path())?).context("a page's picture")?;
            let (ink, edge) = picture.ink();
            if ink < 0.002 || edge > 0 {
                bail!(
                    "{}: ink {ink:.4}, {edge} dark points at the edge",
                    entry.path().display()
                );
            }
            pages += 1;
        }
    }
    let blank = Picture {
        width: 10,
        height: 10,
        points: vec![255; 100],
    };
    if pages == 0 || blank.ink().0 > 0.0 {
        bail!("no page, or the planted blank page has ink");
    }
    Ok(())
}

/// A grey picture.
struct Picture {
    width: usize,
    height: usize,
    points: Vec<u8>,
}

impl Picture {
    /// Binary PGM: `P5 width height 255` and the points.
    fn parse(bytes: &[u8]) -> Option<Self> {
        let head_end = bytes
            .iter()
            .enumerate()
            .filter(|(_, byte)| **byte == b'\n')
            .nth(2)?
            .0;
        let head = std::str::from_utf8(&bytes[..head_end]).ok()?;
        let mut numbers = head.split_whitespace().skip(1);
        let width = numbers.next()?.parse().ok()?;
        let height = numbers.next()?.parse().ok()?;
        Some(Self {
            width,
            height,
            points: bytes[head_end + 1..].to_vec(),
        })
    }

    /// Share of dark points, and their number within 3 points of the edge.
    #[expect(clippy::cast_precision_loss, reason = "a share of some 100,000 points")]
    fn ink(&self) -> (f64, usize) {
        let mut dark = 0_usize;
        let mut edge = 0_usize;
        for (at, point) in self.points.iter().enumerate() {
            if *point < 128 {
                let (x, y) = (at % self.width, at / self.width);
                dark += 1;
                let inside = (3..self.width - 3).contains(&x) && (3..self.height - 3).contains(&y);
                edge += usize::from(!inside);
            }
        }
        (dark as f64 / self.points.len().max(1) as f64, edge)
    }
}

/// Fails with the name of the first thing that is not there.
fn all(wanted: &[(&str, bool)]) -> Result<()> {
    match wanted.iter().find(|(_, there)| !there) {
        Some((name, _)) => bail!("missing: {name}"),
        None => Ok(()),
    }
}
