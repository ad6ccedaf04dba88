//! A table as a sheet of names and numbers, seen along its rows or along its columns.

use ayumi_core::review::{Amount, Decimal, amount};
use ayumi_document::block::{self, Cell};
use ayumi_document::{At, Table};

use crate::sums::Lines;
use crate::words::{self, fold};

/// A name or a number is short; longer texts are neither.
pub(crate) const LONGEST: usize = 40;
/// Places a line gives its names in, before its first number.
const NAMES: usize = 4;
/// Numbers are compared up to here; sums of a whole table then stay exact.
const LARGEST: i64 = 1_000_000_000_000_000;
const MOST_PLACES: u32 = 6;

/// What stands at a place of a sheet.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Holds {
    /// Nothing.
    Blank,
    /// A name or another text.
    Text,
    /// A number with its unit.
    Number(Decimal, String),
    /// The sign for "none": it counts as 0.
    Nought,
    /// A number that cannot be added: rounded, hidden, a range.
    Unclear,
}

/// A place of a sheet.
#[derive(Clone, Debug)]
pub(crate) struct Spot {
    /// What stands there. A merged cell stands at its first place; the others hold nothing.
    pub holds: Holds,
    /// Its text as printed, of short ones.
    pub text: String,
    /// The same folded, without blanks and without what stands in brackets behind it.
    pub name: Vec<char>,
    /// Where it stands in the source.
    pub at: Option<At>,
    /// The cell begins here.
    pub begins: bool,
}

/// What a line of a sheet is, by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// A line that is added up.
    Plain,
    /// The sum of lines.
    Total,
    /// The sum of some lines, added up again in a total.
    Sub,
    /// A part of the line before it: not added up.
    Part,
    /// An average, a difference: not added up.
    Aside,
    /// Shares of a whole.
    Share,
    /// A rate of target and actual.
    Rate,
    /// What was to be reached or spent.
    Target,
    /// What was reached or spent.
    Actual,
    /// The unit of each line.
    Unit,
}

/// A line: what it is, and the name it has beside the word for its role.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    /// Its role.
    pub role: Role,
    /// Its innermost name, if that is not the word the role came from.
    pub inner: Vec<char>,
    /// Its name as printed, for people.
    pub text: String,
    /// It holds a number.
    pub counts: bool,
    /// It opens with a name of its own at the first place.
    pub opens: bool,
}

/// A table laid out.
#[derive(Debug)]
pub(crate) struct Sheet {
    columns: usize,
    rows: usize,
    spots: Vec<Spot>,
    row_lines: Vec<Line>,
    column_lines: Vec<Line>,
}

impl Sheet {
    /// Lays a table out.
    pub(crate) fn of(table: &Table) -> Self {
        let grid = table.grid();
        let mut spots = Vec::with_capacity(grid.columns * grid.rows);
        for y in 0..grid.rows {
            for x in 0..grid.columns {
                let under = grid.covering(x, y);
                let begins = under.is_some_and(|spot| (spot.x, spot.y) == (x, y));
                spots.push(spot(under.and_then(|spot| spot.cell), begins));
            }
        }
        let mut sheet = Self {
            columns: grid.columns,
            rows: grid.rows,
            spots,
            row_lines: Vec::new(),
            column_lines: Vec::new(),
        };
        sheet.row_lines = sheet.name_lines(Lines::Rows, grid.head_rows);
        sheet.column_lines = sheet.name_lines(Lines::Columns, 0);
        sheet
    }

    /// The lines of a direction.
    pub(crate) fn lines(&self, along: Lines) -> &[Line] {
        match along {
            Lines::Rows => &self.row_lines,
            Lines::Columns => &self.column_lines,
        }
    }

    /// The lines across: what stands at the places of each line.
    pub(crate) fn across(&self, along: Lines) -> &[Line] {
        match along {
            Lines::Rows => &self.column_lines,
            Lines::Columns => &self.row_lines,
        }
    }

    /// What stands at a place of a line; both must be of the sheet.
    pub(crate) fn spot(&self, along: Lines, line: usize, place: usize) -> &Spot {
        match along {
            Lines::Rows => &self.spots[line * self.columns + place],
            Lines::Columns => &self.spots[place * self.columns + line],
        }
    }

    /// The number at a place, if there is one that can be reckoned with.
    pub(crate) fn number(&self, along: Lines, line: usize, place: usize) -> Option<Decimal> {
        match &self.spot(along, line, place).holds {
            Holds::Number(value, _) => Some(*value),
            _ => None,
        }
    }

    fn name_lines(&self, along: Lines, heads: usize) -> Vec<Line> {
        let (count, places) = match along {
            Lines::Rows => (self.rows, self.columns),
            Lines::Columns => (self.columns, self.rows),
        };
        let line = |line: usize| {
            let spots = (0..places).map(|place| self.spot(along, line, place));
            let mut named = name(spots.clone());
            let number = |spot: &Spot| matches!(spot.holds, Holds::Number(..));
            named.counts = line >= heads && spots.clone().any(number);
            named.opens = spots
                .clone()
                .next()
                .is_some_and(|spot| spot.begins && !spot.name.is_empty());
            named
        };
        (0..count).map(line).collect()
    }
}

fn spot(cell: Option<&Cell>, begins: bool) -> Spot {
    let mut text = String::new();
    let mut at = None;
    if let Some(cell) = cell {
        at.clone_from(&cell.at);
        block::for_each_run(&cell.blocks, &mut |run| {
            text.push_str(&run.text);
            at = at.take().or_else(|| run.at.clone());
        });
    }
    let text = text.trim();
    if text.is_empty() || text.chars().nth(LONGEST).is_some() {
        return Spot {
            holds: if text.is_empty() {
                Holds::Blank
            } else {
                Holds::Text
            },
            text: String::new(),
            name: Vec::new(),
            at,
            begins,
        };
    }
    let holds = holds(text);
    let name = match holds {
        Holds::Text => before_bracket(&folded(text)),
        _ => Vec::new(),
    };
    Spot {
        holds: if begins { holds } else { Holds::Blank },
        text: text.to_owned(),
        name,
        at,
        begins,
    }
}

fn holds(text: &str) -> Holds {
    match amount(text) {
        None => Holds::Text,
        Some(Amount::None) => Holds::Nought,
        Some(Amount::Unknown | Amount::Suppressed | Amount::FromNothing) => Holds::Unclear,
        Some(Amount::Known(known)) => {
            let unit = folded(&known.unit);
            if !(unit.is_empty() || is_unit(&unit)) {
                return Holds::Text;
            }
            let small = known.low.abs() <= Decimal::from(LARGEST);
            let exact = known.low == known.high && known.notes.is_empty();
            if small && exact && known.low.scale() <= MOST_PLACES {
                Holds::Number(known.low, unit.into_iter().collect())
            } else {
                Holds::Unclear
            }
        }
    }
}

fn is_unit(folded: &[char]) -> bool {
    ["sum.unit", "sum.money", "sum.tenth"]
        .iter()
        .any(|group| words::exact(group, folded).is_some())
}

/// A text folded, without its blanks.
pub(crate) fn folded(text: &str) -> Vec<char> {
    let signs = text.chars().filter(|c| !c.is_whitespace());
    signs.map(fold).collect()
}

fn before_bracket(folded: &[char]) -> Vec<char> {
    let end = folded.iter().position(|c| *c == '(');
    match end {
        Some(end) if end > 0 => folded[..end].to_vec(),
        _ => folded.to_vec(),
    }
}

/// A line by the names it begins with: the innermost that says a role gives it.
fn name<'a>(spots: impl Iterator<Item = &'a Spot>) -> Line {
    let mut names: Vec<&Spot> = spots
        .take(NAMES)
        .take_while(|spot| !spot.name.is_empty() || spot.holds == Holds::Blank)
        .filter(|spot| !spot.name.is_empty())
        .collect();
    names.dedup_by(|a, b| a.name == b.name);
    let said = names.iter().rev().find_map(|spot| {
        let role = role(&spot.name)?;
        Some((role, *spot))
    });
    let innermost = names.last();
    let (role, inner) = match said {
        Some((role, by)) => {
            let own = innermost.filter(|last| last.name != by.name);
            (role, own.map(|last| last.name.clone()))
        }
        None => (Role::Plain, innermost.map(|last| last.name.clone())),
    };
    let shown = said.map(|(_, by)| by).or(innermost.copied());
    Line {
        role,
        inner: inner.unwrap_or_default(),
        text: shown.map_or_else(String::new, |spot| spot.text.replace('\n', "")),
        counts: false,
        opens: false,
    }
}

fn role(name: &[char]) -> Option<Role> {
    let exact = |group: &str| words::exact(group, name).is_some();
    let ends = |group: &str| words::suffix(group, name).is_some();
    let begins = |group: &str| words::prefix(group, name).is_some();
    Some(match () {
        () if exact("sum.sub") => Role::Sub,
        () if exact("sum.total") => Role::Total,
        () if begins("sum.part")
            || name.first() == Some(&'(') && words::within("sum.part", name) =>
        {
            Role::Part
        }
        () if exact("sum.rate") || ends("sum.rate") => Role::Rate,
        () if exact("sum.share") || ends("sum.share") => Role::Share,
        () if begins("sum.aside") || ends("sum.aside") => Role::Aside,
        () if ends("sum.sub") => Role::Sub,
        () if ends("sum.ending") => Role::Total,
        () if exact("sum.unitname") => Role::Unit,
        () if exact("field.target") || exact("sum.whole") => Role::Target,
        () if exact("field.actual") || exact("sum.spent") => Role::Actual,
        () => return None,
    })
}
