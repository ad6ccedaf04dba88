//! `cargo xtask tidy`: the rules of the house that no lint knows.
//!
//! Every rule first runs over planted bad samples (`xtask/planted/RULE/*`) and must find each of
//! them in the same run; a rule that cannot fail is no rule.

mod floors;
mod lex;
mod licences;
mod locale;
mod planted;
mod rows;
mod shape;
mod traces;
mod tree;
mod words;

use anyhow::{Result, bail};

use crate::shell;
use crate::test::count::Count;
use tree::{Fault, Tree};

/// A rule: its name (also the folder of its planted faults) and what finds breaches.
struct RuleOf {
    name: &'static str,
    find: fn(&Tree) -> Vec<Fault>,
}

/// All rules, in the order of the report.
const RULES: [RuleOf; 17] = [
    RuleOf {
        name: "floors",
        find: floors::arrows,
    },
    RuleOf {
        name: "core-allow-list",
        find: floors::core_allow_list,
    },
    RuleOf {
        name: "testkit-dev-only",
        find: floors::testkit_dev_only,
    },
    RuleOf {
        name: "pdf-only-in-binary",
        find: floors::pdf_only_in_binary,
    },
    RuleOf {
        name: "licences",
        find: licences::allowed,
    },
    RuleOf {
        name: "module-docs",
        find: shape::module_docs,
    },
    RuleOf {
        name: "function-length",
        find: shape::function_length,
    },
    RuleOf {
        name: "file-length",
        find: shape::file_length,
    },
    RuleOf {
        name: "no-unwrap",
        find: shape::no_unwrap,
    },
    RuleOf {
        name: "no-catch-unwind",
        find: shape::no_catch_unwind,
    },
    RuleOf {
        name: "silenced-with-reason",
        find: shape::silenced_with_reason,
    },
    RuleOf {
        name: "recogniser-words",
        find: words::recogniser,
    },
    RuleOf {
        name: "screen-words",
        find: words::screen,
    },
    RuleOf {
        name: "word-sources",
        find: words::sources,
    },
    RuleOf {
        name: "locale-keys",
        find: locale::keys,
    },
    RuleOf {
        name: "bad-input-rows",
        find: rows::all_tested,
    },
    RuleOf {
        name: "traces",
        find: traces::none,
    },
];

/// Runs as a command of its own.
pub fn run() -> Result<()> {
    let count = check()?;
    println!("{count}");
    if count.failed > 0 {
        bail!("tidy found something");
    }
    Ok(())
}

/// Runs every rule over its planted faults and over the repository.
pub fn check() -> Result<Count> {
    let root = shell::root();
    let tree = Tree::of_repository(&root)?;
    let mut count = Count::default();
    for rule in &RULES {
        let (planted, missed) = planted::missed(&root, rule.name, rule.find)?;
        let faults = (rule.find)(&tree);
        if missed.is_empty() && faults.is_empty() {
            println!("tidy: {:<22} ok, {planted} planted found", rule.name);
            count.passed += 1;
            continue;
        }
        count.failed += 1;
        println!("tidy: {:<22} FAILED", rule.name);
        for case in missed {
            println!("    the planted fault {case} was not found");
        }
        for fault in faults {
            println!("    {fault}");
        }
    }
    Ok(count)
}
