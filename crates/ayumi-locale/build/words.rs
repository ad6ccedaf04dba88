//! The messages of one language and what must agree between two. Used by the build and by its test.

use std::collections::{BTreeMap, BTreeSet};

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement, Variant};
use fluent_syntax::parser;

/// The messages of one language.
#[derive(Default)]
pub struct Words {
    /// All files, one after the other.
    pub source: String,
    /// The text and the variables of each message, by key.
    pub messages: BTreeMap<String, (String, BTreeSet<String>)>,
}

impl Words {
    /// Takes a file's messages; returns what is wrong with them.
    pub fn add(&mut self, name: &str, text: &str) -> Vec<String> {
        let mut faults = Vec::new();
        let resource = match parser::parse(text) {
            Ok(resource) => resource,
            Err((resource, errors)) => {
                for error in errors {
                    let line = text[..error.pos.start].matches('\n').count() + 1;
                    faults.push(format!("{name}:{line}: {error}"));
                }
                resource
            }
        };
        for entry in resource.body {
            let Entry::Message(message) = entry else {
                continue;
            };
            let key = message.id.name.to_owned();
            let Some(pattern) = message.value else {
                faults.push(format!("{name}: {key} has no text"));
                continue;
            };
            if !key
                .chars()
                .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
            {
                faults.push(format!("{name}: {key}: a key is of a-z, 0-9 and hyphens"));
            }
            let mut variables = BTreeSet::new();
            in_pattern(&pattern, &mut variables);
            let told = (first_words(&pattern), variables);
            if self.messages.insert(key.clone(), told).is_some() {
                faults.push(format!("{name}: {key} stands twice"));
            }
        }
        self.source.push_str(text);
        self.source.push('\n');
        faults
    }
}

/// The plain words of a pattern, for the comment beside its constant.
fn first_words(pattern: &Pattern<&str>) -> String {
    let told: String = pattern
        .elements
        .iter()
        .map(|element| match element {
            PatternElement::TextElement { value } => (*value).to_owned(),
            PatternElement::Placeable { expression } => match expression {
                Expression::Inline(InlineExpression::VariableReference { id }) => {
                    format!("{{{}}}", id.name)
                }
                _ => "{…}".to_owned(),
            },
        })
        .collect();
    told.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn in_pattern(pattern: &Pattern<&str>, found: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            in_expression(expression, found);
        }
    }
}

fn in_expression(expression: &Expression<&str>, found: &mut BTreeSet<String>) {
    match expression {
        Expression::Inline(inline) => in_inline(inline, found),
        Expression::Select { selector, variants } => {
            in_inline(selector, found);
            for Variant { value, .. } in variants {
                in_pattern(value, found);
            }
        }
    }
}

fn in_inline(inline: &InlineExpression<&str>, found: &mut BTreeSet<String>) {
    match inline {
        InlineExpression::VariableReference { id } => {
            found.insert(id.name.to_owned());
        }
        InlineExpression::Placeable { expression } => in_expression(expression, found),
        InlineExpression::FunctionReference { arguments, .. } => {
            arguments
                .positional
                .iter()
                .for_each(|one| in_inline(one, found));
        }
        _ => {}
    }
}

/// Keys of one language that the other lacks, and keys whose variables differ.
pub fn differences(one: (&str, &Words), other: (&str, &Words)) -> Vec<String> {
    let mut faults = Vec::new();
    for ((name, words), (other_name, other_words)) in [(one, other), (other, one)] {
        for key in words.messages.keys() {
            if !other_words.messages.contains_key(key) {
                faults.push(format!("{key} stands in {name} and not in {other_name}"));
            }
        }
    }
    for (key, (_, variables)) in &one.1.messages {
        if let Some((_, others)) = other.1.messages.get(key)
            && variables != others
        {
            faults.push(format!(
                "{key}: the variables differ: {variables:?} in {}, {others:?} in {}",
                one.0, other.0
            ));
        }
    }
    faults
}

/// The Rust text of the constants.
pub fn constants(words: &Words) -> String {
    let mut code = String::new();
    for (key, (text, variables)) in &words.messages {
        let name = key.to_ascii_uppercase().replace('-', "_");
        let variables: Vec<&String> = variables.iter().collect();
        let told = text.replace('`', "'").replace(['[', ']'], "|");
        code.push_str(&format!(
            "/// {told}\npub const {name}: Key = Key {{ id: {key:?}, variables: &{variables:?} }};\n"
        ));
    }
    code
}
