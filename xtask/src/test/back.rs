//! What was published, read back by the program itself and compared with the plan it came from:
//! every item with all it carries, and the head. A reading with one label less must be seen.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use anyhow::{Result, bail};
use serde_json::Value;

use super::papers::expect;

/// Fields that belong to the place a plan is kept in, not to the plan (decision 0007).
const OWN: [&str; 10] = [
    "id", "at", "slug", "lineage", "format", "target", "about", "leads_to", "text", "number",
];
/// Keys of the head that are compared.
const HEAD: [&str; 6] = [
    "title",
    "organization",
    "generation",
    "philosophy",
    "vision",
    "levels",
];

/// Reads `file` with `read` (`ayumi read --json`) and compares it with what `export` (`ayumi export
/// PLAN --json`) says.
pub fn same(mut read: Command, file: &Path, mut export: Command) -> Result<()> {
    let reading: Value = serde_json::from_str(&expect(read.arg(file))?)?;
    let plan: Value = serde_json::from_str(&expect(&mut export)?)?;
    let plan = plan.get("plan").unwrap_or(&plan);
    let mut back = reading["plan"].clone();
    differs(plan, &back).map_or(Ok(()), |found| {
        bail!("{}: {found}", file.display());
    })?;
    if let Some(item) = back["items"].get_mut(0) {
        item["label"] = Value::from("x");
    }
    if differs(plan, &back).is_none() {
        bail!("a label that is not the plan's went unseen");
    }
    Ok(())
}

/// The first difference between a plan and what was read back.
fn differs(plan: &Value, back: &Value) -> Option<String> {
    let head = HEAD.iter().find(|key| plan[**key] != back[**key]);
    if let Some(key) = head {
        return Some(format!("{key}: {} became {}", plan[*key], back[*key]));
    }
    let (own, read) = (told(&plan["items"]), told(&back["items"]));
    let position = (0..own.len().max(read.len())).find(|n| own.get(*n) != read.get(*n))?;
    Some(format!(
        "line {position}: {:?} became {:?}",
        own.get(position),
        read.get(position)
    ))
}

/// Everything below a value in lines of `path = value`, without what is not the plan's own.
fn told(value: &Value) -> Vec<String> {
    let mut lines = Vec::new();
    tell(value, "", &mut lines);
    lines
}

fn tell(value: &Value, path: &str, lines: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            let words =
                path.contains("findings") || path.contains("texts") || path.contains("schedule");
            // The two forms order their keys differently.
            let sorted: BTreeMap<_, _> = fields.iter().collect();
            for (name, inner) in sorted {
                let own = OWN.contains(&name.as_str()) && !(name == "text" && words);
                if !own {
                    tell(inner, &format!("{path}.{name}"), lines);
                }
            }
        }
        Value::Array(list) => {
            for (n, inner) in list.iter().enumerate() {
                tell(inner, &format!("{path}[{n}]"), lines);
            }
        }
        Value::Null => {}
        plain => lines.push(format!("{path} = {plain}")),
    }
}
