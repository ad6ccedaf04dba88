//! Bytes to text: the encoding is told or asked, a byte that is no text is reported with its
//! place, and what nobody can see is taken out and reported.

mod bytes;
mod clean;
mod encoding;
mod mojibake;
mod report;

pub(crate) use clean::unseen;

use ayumi_document::{Ask, Notice, Question, Refusal, Rule, Severity, Source};

use crate::detect::refuse_binary;
pub(crate) use report::Report;

/// The largest text that is read, in bytes.
pub const LIMIT: u64 = 50 * 1024 * 1024;

/// A decoded file: lines end with `\n`, nothing invisible is left.
#[derive(Clone, Debug, Default)]
pub struct Decoded {
    /// The text.
    pub text: String,
    /// The encoding it was read in, by its label (`utf-8`, `shift_jis`…).
    pub encoding: String,
    /// What was taken out or is unsure.
    pub notices: Vec<Notice>,
    /// Which encoding, where several are possible.
    pub questions: Vec<Question>,
}

/// Turns the bytes of a text file into text.
///
/// # Errors
/// A [`Refusal`] when the bytes are no text.
pub fn decode(source: Source<'_>) -> Result<Decoded, Refusal> {
    let size = source.bytes.len() as u64;
    if size > LIMIT {
        return Err(Refusal::TooLarge { size, limit: LIMIT });
    }
    refuse_binary(source.name, source.bytes)?;
    let choice = encoding::choose(source)?;
    let mut report = Report::default();
    let raw = bytes::text(choice.encoding, choice.content, &mut report);
    mojibake::refuse(&raw)?;
    let text = clean::clean(raw, &mut report)?;
    if text.trim().is_empty() {
        return Err(Refusal::Empty);
    }
    let label = choice.encoding.name().to_ascii_lowercase();
    let mut notices = about_encoding(&label, &choice.others);
    notices.extend(report.finish());
    let questions = question(&label, &choice.others);
    Ok(Decoded {
        text,
        encoding: label,
        notices,
        questions,
    })
}

fn about_encoding(label: &str, others: &[String]) -> Vec<Notice> {
    let notice = |rule, severity| Notice::new(rule, severity, None).with("value", label);
    if !others.is_empty() {
        return vec![notice(Rule::EncodingUnsure, Severity::Warning)];
    }
    if label == "utf-8" {
        Vec::new()
    } else {
        vec![notice(Rule::EncodingDetected, Severity::Info)]
    }
}

fn question(label: &str, others: &[String]) -> Vec<Question> {
    if others.is_empty() {
        return Vec::new();
    }
    let choices = std::iter::once(label.to_owned())
        .chain(others.iter().cloned())
        .collect();
    vec![Question {
        at: None,
        ask: Ask::WhichEncoding,
        text: String::new(),
        choices,
        values: Default::default(),
    }]
}

#[cfg(test)]
mod tests;
