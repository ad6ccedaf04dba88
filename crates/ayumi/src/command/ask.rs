//! What `ayumi import` asks: the questions of a reading, which plans of a file are taken in, and
//! what those without a name are called.

use std::collections::{BTreeMap, BTreeSet};

use ayumi_app::intake::{
    Answer, Answers, Choice, Offered, can_be_chosen, can_be_typed, offered_plans,
};
use ayumi_core::interchange::Reading;
use ayumi_document::{Ask, Question};
use ayumi_locale::{Lang, describe, key};

use crate::arguments::Import;
use crate::exit::{Exit, Stop};
use crate::output;

/// What came of the questions.
pub enum Answered {
    /// These answers.
    Answers(Answers),
    /// The file is in this encoding: it is read and asked about anew.
    ReadAgain(String),
}

/// Asks the questions of a reading, one by one.
pub async fn questions(reading: &Reading, lang: Lang) -> Answered {
    let mut answers = Answers::default();
    for (position, question) in reading.questions.iter().enumerate() {
        match one(reading, question, lang).await {
            Some(Answer::Choice(choice)) if question.ask == Ask::WhichEncoding => {
                return Answered::ReadAgain(question.choices[choice].clone());
            }
            Some(answer) => {
                answers.given.insert(position, answer);
            }
            None => {}
        }
    }
    Answered::Answers(answers)
}

/// One question; `None` keeps what was read. Where no choice can decide, it says what to do.
async fn one(reading: &Reading, question: &Question, lang: Lang) -> Option<Answer> {
    let (chosen, typed) = (can_be_chosen(reading, question), can_be_typed(question));
    let place = question.at.as_ref().map(|at| describe::place(at, lang));
    output::say(&format!(
        "{}{}",
        place.map(|place| format!("{place} ")).unwrap_or_default(),
        question.text
    ));
    if !chosen && !typed {
        output::say(&format!("  {}", describe::advice(question.ask, lang)));
        return None;
    }
    for (number, words) in question.choices.iter().enumerate() {
        let words = describe::choice(question.ask, words, lang);
        output::say(&format!("  {}. {words}", number + 1));
    }
    let prompt = if typed {
        key::CLI_IMPORT_CHOOSE_OR_TYPE
    } else {
        key::CLI_IMPORT_CHOOSE
    };
    let line = output::ask(&lang.text(prompt)).await?;
    understood(&line, question.choices.len(), typed)
}

/// What a typed line means: a number is a choice, other words are an answer where words may be
/// typed; nothing, the first number and what is neither keep what was read. `=2` is the word `2`.
fn understood(line: &str, choices: usize, typed: bool) -> Option<Answer> {
    let line = line.trim();
    match line.parse::<usize>() {
        Ok(1) => None,
        Ok(number) if (2..=choices).contains(&number) => Some(Answer::Choice(number - 1)),
        _ => {
            let words = line.strip_prefix('=').unwrap_or(line).trim();
            (typed && !words.is_empty()).then(|| Answer::Typed(words.to_owned()))
        }
    }
}

/// Which plans are taken: those of `--plans`, or as the person says, or all. A plan without a name
/// gets that of `--title`.
///
/// # Errors
/// Exit 2 for a number the file does not have.
pub async fn plans(import: &Import, reading: &Reading, lang: Lang) -> Result<Choice, Stop> {
    let offered = offered_plans(reading);
    let plans = if !import.plans.is_empty() {
        Some(numbers(&import.plans, &offered, lang)?)
    } else if offered.len() > 1 && !import.yes {
        typed_plans(&offered, lang).await?
    } else {
        None
    };
    let untitled = offered.iter().filter(|one| one.plan.title.is_none());
    let titles: BTreeMap<usize, String> = import
        .title
        .iter()
        .flat_map(|title| untitled.clone().map(|one| (one.part, title.clone())))
        .collect();
    if let Some(plans) = &plans {
        for one in offered.iter().filter(|one| !plans.contains(&one.part)) {
            let title = one.plan.title.clone().unwrap_or_default();
            output::say(&lang.format(key::CLI_IMPORT_SKIPPED, &[("title", &title)]));
        }
    }
    Ok(Choice { plans, titles })
}

async fn typed_plans(offered: &[Offered<'_>], lang: Lang) -> Result<Option<BTreeSet<usize>>, Stop> {
    let count = offered.len().to_string();
    output::say(&lang.format(key::CLI_IMPORT_SEVERAL, &[("count", &count)]));
    for one in offered {
        let title = one.plan.title.clone().unwrap_or_default();
        output::say(&format!("  {}. {title}", one.part + 1));
    }
    let typed = output::ask(&lang.text(key::CLI_IMPORT_CHOOSE_PLANS)).await;
    let wanted: Vec<usize> = typed
        .unwrap_or_default()
        .split([',', '、', '，', ' '])
        .filter_map(|number| number.trim().parse().ok())
        .collect();
    if wanted.is_empty() {
        return Ok(None);
    }
    numbers(&wanted, offered, lang).map(Some)
}

/// Numbers as shown, from 1, as positions in the file.
fn numbers(wanted: &[usize], offered: &[Offered<'_>], lang: Lang) -> Result<BTreeSet<usize>, Stop> {
    let known = |number: &usize| offered.iter().any(|one| one.part + 1 == *number);
    if let Some(unknown) = wanted.iter().find(|number| !known(number)) {
        let last = offered.last().map_or(0, |one| one.part + 1);
        let values = [("number", unknown.to_string()), ("count", last.to_string())];
        let values = values
            .each_ref()
            .map(|(name, value)| (*name, value.as_str()));
        let words = lang.format(key::CLI_IMPORT_NO_SUCH_PLAN, &values);
        return Err(Stop::new(Exit::Usage, words));
    }
    Ok(wanted.iter().map(|number| number - 1).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, typed: bool, expected: Option<Answer>) {
        assert_eq!(understood(line, 3, typed), expected, "{line:?} {typed}");
    }

    #[test]
    fn typed_lines() {
        let words = |text: &str| Some(Answer::Typed(text.to_owned()));
        check("", true, None);
        check("1\n", true, None);
        check("2\n", true, Some(Answer::Choice(1)));
        check(" 3 ", false, Some(Answer::Choice(2)));
        check("4", false, None);
        check("4", true, words("4"));
        check("=2", true, words("2"));
        check("第2次計画\n", true, words("第2次計画"));
        check("第2次計画\n", false, None);
    }
}
