//! What a column, a row or a field is about, by its heading.

use ayumi_core::review::FindingKind;

use crate::words::{exact, find, prefix, suffix};
use crate::years::{half, spans, without_era};

/// When a column speaks of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct When {
    /// First or only year.
    pub year: Option<i32>,
    /// Last year of a span; `Some(None)` = open.
    pub to: Option<Option<i32>>,
    /// Half of the year, or ten and its quarter.
    pub half: Option<u8>,
}

/// What a heading says its column, row or field holds.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Role {
    /// Items of one level.
    Level(String),
    /// Items of several levels in one cell.
    Levels(Vec<String>),
    /// The one item of a sheet.
    SheetTitle,
    /// Labels of the items right of it.
    Label,
    /// Sections.
    Section,
    /// 新規, 拡充…
    Mark,
    /// A text under its name.
    Text(String),
    /// Names of indicators.
    Indicator,
    /// Units.
    Unit,
    /// Value before the plan.
    Baseline,
    /// Value aimed at.
    Target,
    /// Value reached.
    Actual,
    /// What is planned.
    Schedule,
    /// A year alone: planned, aimed at or reached, as the heading above or the values say.
    Year,
    /// A grade.
    Rating {
        /// Who judges.
        stage: Option<String>,
        /// What is judged.
        axis: Option<String>,
    },
    /// Words beside a grade.
    RatingText,
    /// Findings.
    Finding(Option<FindingKind>),
    /// 基本理念.
    Philosophy,
    /// 経営ビジョン.
    Vision,
    /// Money.
    Money,
    /// A count.
    Count,
    /// An opinion.
    Opinion,
    /// A reply to one.
    Reply,
    /// An answer to tick: the grade is the heading.
    Choice(String),
    /// No place in the form.
    NoField,
}

/// A role with its time.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Column {
    /// What.
    pub role: Role,
    /// When.
    pub when: When,
}

impl Column {
    /// Is it about items themselves?
    pub(crate) fn is_level(&self) -> bool {
        matches!(
            self.role,
            Role::Level(_) | Role::Levels(_) | Role::SheetTitle
        )
    }
}

/// Reads a heading; `None` = it says nothing we know. `t` is folded, without blanks.
pub(crate) fn column(t: &[char]) -> Option<Column> {
    let t = unbracket(t);
    if t.is_empty() || t.len() > 40 {
        return None;
    }
    if let Some(year) = without_era(t) {
        let when = When {
            year: Some(year),
            ..When::default()
        };
        return Some(Column {
            role: Role::Year,
            when,
        });
    }
    if let Some(quarter) = quarter(t) {
        let when = When {
            half: Some(quarter),
            ..When::default()
        };
        return Some(Column {
            role: Role::Schedule,
            when,
        });
    }
    if let Some(role) = plain(t) {
        return Some(Column {
            role,
            when: When::default(),
        });
    }
    let (rest, when) = without_time(t);
    if when == When::default() {
        return qualified(t).map(|role| Column { role, when });
    }
    let rest = unbracket(&rest).to_vec();
    // 前期(H19-H22): the years tell.
    let role = if rest.is_empty() || exact("block_year", &rest).is_some() {
        Role::Year
    } else {
        plain(&rest).or_else(|| qualified(&rest))?
    };
    // 令和6年度の取組: what was done in that year.
    let done = exact("year_done", &rest).is_some();
    let role = if done { Role::Finding(None) } else { role };
    Some(Column { role, when })
}

/// 取組番号: the labels of a level, as the heading of a column. In lines such words stand before the
/// codes of whole sheets.
pub(crate) fn numbers_of_level(t: &[char]) -> Option<Column> {
    let tail = suffix("label_tail", t)?;
    let front = &t[..t.len() - tail.chars.len()];
    let level = exact("level", front).or_else(|| suffix("level_suffix", front));
    level.map(|_| Column {
        role: Role::Label,
        when: When::default(),
    })
}

/// 4～6月, 第1四半期: the quarter, ten added.
fn quarter(t: &[char]) -> Option<u8> {
    let word = exact("quarter", t)?;
    word.value
        .chars()
        .next()?
        .to_digit(10)
        .map(|n| 10 + n as u8)
}

/// Takes one pair of brackets off that encloses the whole, and a closing colon.
pub(crate) fn unbracket(t: &[char]) -> &[char] {
    use crate::words::{Class, is};
    match t {
        [inner @ .., ':'] => unbracket(inner),
        [a, inner @ .., b] if is(*a, Class::Open) && is(*b, Class::Close) => {
            let nested = inner
                .iter()
                .any(|c| is(*c, Class::Open) || is(*c, Class::Close));
            if nested { t } else { inner }
        }
        _ => t,
    }
}

/// A heading that is exactly a known word, or levels joined by と.
fn plain(t: &[char]) -> Option<Role> {
    if exact("field.sheet_title", t).is_some() {
        return Some(Role::SheetTitle);
    }
    if let Some(role) = field_role(t) {
        return Some(role);
    }
    if let Some(word) = exact("level", t) {
        return Some(Role::Level(word.chars.iter().collect()));
    }
    if let Some(word) = prefix("level_column", t) {
        let number = &t[word.chars.len()..];
        let counted = (1..=2).contains(&number.len()) && number.iter().all(char::is_ascii_digit);
        if counted {
            return Some(Role::Level(t.iter().collect()));
        }
    }
    joined_levels(t).map(Role::Levels)
}

/// The role of a field's exact name.
fn field_role(t: &[char]) -> Option<Role> {
    if !crate::words::is_field(t) {
        return None;
    }
    let hit = |name: &str| exact(name, t).is_some();
    if hit("field.philosophy") {
        return Some(Role::Philosophy);
    }
    if hit("field.vision") {
        return Some(Role::Vision);
    }
    let pairs = [
        ("field.section", Role::Section),
        ("field.label", Role::Label),
        ("field.mark", Role::Mark),
        ("field.indicator", Role::Indicator),
        ("field.unit", Role::Unit),
        ("field.target", Role::Target),
        ("field.actual", Role::Actual),
        ("field.baseline", Role::Baseline),
        ("field.rating_text", Role::RatingText),
        ("field.mixed", Role::Finding(None)),
        ("field.result", Role::Finding(Some(FindingKind::Result))),
        (
            "field.reflection",
            Role::Finding(Some(FindingKind::Reflection)),
        ),
        ("field.schedule", Role::Schedule),
        ("field.opinion", Role::Opinion),
        ("field.reply", Role::Reply),
        ("field.count", Role::Count),
        ("field.money", Role::Money),
        ("field.nofield", Role::NoField),
        ("field.other", Role::NoField),
    ];
    if let Some((_, role)) = pairs.into_iter().find(|(name, _)| hit(name)) {
        return Some(role);
    }
    if hit("field.rating") {
        return Some(rating(t));
    }
    exact("field.text", t).map(|word| Role::Text(word.text.clone()))
}

/// Who judges and what, by the name of a rating.
pub(super) fn rating(t: &[char]) -> Role {
    let axis = exact("axis", t).map(|word| word.text.clone());
    let stage = match suffix("grade_tail", t) {
        Some(tail) if axis.is_none() && t.len() > tail.chars.len() => {
            let name = &t[..t.len() - tail.chars.len()];
            {
                let kept = if exact("stage_bare", name).is_some() {
                    name
                } else {
                    t
                };
                exact("stage_none", name)
                    .is_none()
                    .then(|| kept.iter().collect())
            }
        }
        _ => None,
    };
    Role::Rating { stage, axis }
}

/// 強化項目と具体的な取り組み
fn joined_levels(t: &[char]) -> Option<Vec<String>> {
    let mut names = Vec::new();
    let mut at = 0;
    loop {
        let word = prefix("level", &t[at..])?;
        names.push(word.chars.iter().collect());
        at += word.chars.len();
        if at == t.len() {
            return (names.len() > 1).then_some(names);
        }
        at += prefix("level_joint", &t[at..])?.chars.len();
    }
}

/// A heading that ends or begins with a known word: 指標の目標値, 担当課(部署).
fn qualified(t: &[char]) -> Option<Role> {
    let tails = [
        ("field.mixed", Role::Finding(None)),
        ("field.rating_text", Role::RatingText),
        ("field.section", Role::Section),
        ("field.target", Role::Target),
        ("field.actual", Role::Actual),
        ("field.baseline", Role::Baseline),
        ("field.money", Role::Money),
        ("field.indicator", Role::Indicator),
        ("field.opinion", Role::Opinion),
        ("field.count", Role::Count),
    ];
    if let Some((at, _)) = find("field.bracket", t).filter(|(at, _)| *at > 0) {
        return plain(&t[..at]);
    }
    if t.len() > 12 {
        return None;
    }
    for (name, role) in tails {
        let tail =
            suffix(name, t).filter(|word| word.chars.len() >= 2 && t.len() > word.chars.len());
        // 理念と計画 is no column of targets.
        let front = tail.map(|word| &t[..t.len() - word.chars.len()]);
        if front.is_some_and(|front| suffix("level_joint", front).is_none()) {
            return Some(role);
        }
    }
    if suffix("grade_tail", t).is_some() {
        return Some(rating(t));
    }
    let level = suffix("level_suffix", t)?;
    let odd = exact("level_never", t).is_some() || suffix("level_never", t).is_some();
    (t.len() > level.chars.len() && !odd).then(|| Role::Level(t.iter().collect()))
}

/// A heading without its years and half.
pub(super) fn without_time(t: &[char]) -> (Vec<char>, When) {
    let mut when = When::default();
    let mut rest = t.to_vec();
    let found = spans(&rest);
    if let [one] = found.as_slice() {
        when.year = Some(one.from);
        when.to = if one.open {
            Some(None)
        } else {
            one.to.map(Some)
        };
        rest.drain(one.start..one.end);
    }
    if let Some((start, end, n)) = half(&rest) {
        when.half = Some(n);
        rest.drain(start..end);
    }
    if when.year.is_some() && rest.first() == Some(&'(') && rest.last() == Some(&')') {
        rest = unbracket(&rest).to_vec();
    }
    while rest.first().is_some_and(|c| *c == '(') && rest.get(1) == Some(&')') {
        rest.drain(..2);
    }
    if rest.ends_with(&['(', ')']) {
        rest.truncate(rest.len() - 2);
    }
    if let Some(word) = prefix("of_joint", &rest) {
        rest.drain(..word.chars.len());
    }
    (rest, when)
}
