//! The table of rights, to print and to show.

use ayumi_core::access::table::{COLUMNS, cell};
use ayumi_core::access::{Action, Area, Cell, Effect, Role, Scope};
use ayumi_core::organisation::Kind;
use ayumi_locale::{Lang, key};
use serde::Serialize;

use super::words::{form_words, role_words, scope_words};

/// Looks at the table of rights. Anybody may: the program's rules are no secret.
pub struct ShowTable;

impl Action for ShowTable {
    const NAME: &'static str = "show-table";
    const EFFECT: Effect = Effect::Read;
    const AREA: Area = Area::Door;
}

/// A row of the table.
#[derive(Clone, Debug, Serialize)]
pub struct Row {
    /// The role.
    pub role: Role,
    /// What it is called.
    pub name: String,
    /// What it may do in each area.
    pub cells: Vec<RowCell>,
}

/// A cell of the table.
#[derive(Clone, Debug, Serialize)]
pub struct RowCell {
    /// The area.
    pub area: Area,
    /// What may be done.
    #[serde(flatten)]
    pub cell: Cell,
    /// The same in words.
    pub words: String,
}

/// The table for a kind of organisation: the operator, also where support was granted, the roles its posts have, everyone.
#[must_use]
pub fn rows(kind: Kind, lang: Lang) -> Vec<Row> {
    let roles = [Role::Operator, Role::Support]
        .into_iter()
        .chain(kind.roles())
        .chain([Role::Public]);
    let row = |role| Row {
        role,
        name: lang.text(role_words(role, kind)),
        cells: COLUMNS
            .iter()
            .map(|area| RowCell {
                area: *area,
                cell: cell(role, *area),
                words: words(cell(role, *area), lang),
            })
            .collect(),
    };
    roles.map(row).collect()
}

/// A cell in words: what may be seen, in what form, what may be changed, whether it decides.
fn words(cell: Cell, lang: Lang) -> String {
    if cell.see == Scope::Nothing {
        return lang.text(scope_words(Scope::Nothing));
    }
    let mut said = lang.text(scope_words(cell.see));
    if let Some(form) = form_words(cell.form) {
        said = lang.format(
            key::RIGHT_IN_FORM,
            &[("scope", &said), ("form", &lang.text(form))],
        );
    }
    let mut parts = vec![lang.format(key::RIGHT_SEE, &[("scope", &said)])];
    if cell.change != Scope::Nothing {
        let scope = lang.text(scope_words(cell.change));
        parts.push(lang.format(key::RIGHT_CHANGE, &[("scope", &scope)]));
    }
    if cell.decide {
        parts.push(lang.text(key::RIGHT_DECIDE));
    }
    parts.join(&lang.text(key::RIGHT_AND))
}
