//! What goes onto paper: the comparison alone, or all that is put up for decision (起案一式).

use ayumi_book::edition::{Put, comparison, put_up, text_alone};
use ayumi_core::access::Role;
use ayumi_core::organisation::Kind;
use ayumi_document::Document;
use ayumi_locale::{Lang, key};

use super::{Compared, Side};
use crate::access::role_words;

/// Which paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paper {
    /// 新旧対照表.
    Comparison,
    /// 伺い文, 決裁欄, the plan's text, 新旧対照表.
    Proposal,
    /// The plan's text alone, for those it is sent to.
    Text,
}

/// The paper of two states of a plan, as a document for every writer.
#[must_use]
pub fn paper_of(
    compared: &Compared,
    paper: Paper,
    (lang, day): (Lang, jiff::civil::Date),
) -> Document {
    // What is for the office alone goes onto no paper.
    let [old_plan, new_plan] = [&compared.old, &compared.new].map(|side| {
        let mut plan = side.plan.clone();
        plan.keep_public();
        plan
    });
    let (old, new) = (called(&compared.old, lang), called(&compared.new, lang));
    let approvers = approvers(compared.council.kind, lang);
    let edition = compared.new.edition.as_ref();
    let put = Put {
        council: &compared.council,
        old: (&old, &old_plan),
        new: (&new, &new_plan),
        first: compared.old.edition.is_none(),
        sha256: edition.map(|one| one.sha256.as_str()),
        decisions: edition.map_or(&[], |one| &one.decisions),
        approvers: &approvers,
        day,
    };
    match paper {
        Paper::Comparison => comparison(&put, lang),
        Paper::Proposal => put_up(&put, lang),
        Paper::Text => text_alone(&put, lang),
    }
}

/// Whose boxes stand on a request of this kind of organisation, the highest first.
fn approvers(kind: Kind, lang: Lang) -> Vec<String> {
    let all = [
        Role::Chair,
        Role::SecretaryGeneral,
        Role::SectionHead,
        Role::SubsectionHead,
        Role::Staff,
    ];
    all.map(|role| lang.text(role_words(role, kind))).into()
}

/// How a side is called: number and name, or the draft.
#[must_use]
pub fn called(side: &Side, lang: Lang) -> String {
    match &side.edition {
        Some(one) => {
            let number = one.number.to_string();
            let values = [("number", &*number), ("name", &*one.name)];
            lang.format(key::BOOK_EDITION_CALLED, &values)
        }
        None => lang.text(key::BOOK_EDITION_DRAFT),
    }
}
