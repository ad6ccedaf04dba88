//! Words for what a reader reports: notices, repairs, questions, unplaced text, refusals.
//!
//! Every code is matched by name: a new one does not compile before it has words.

use ayumi_core::interchange::Reading;
use ayumi_core::plan::FiscalYear;
use ayumi_document::{
    Ask, At, LimitHit, Notice, Question, Refusal, RepairRule, Rule, Suspicion, Why,
};

use crate::{Key, Lang, key, print};

/// Fills the words of all notices and questions of a reading.
pub fn reading(reading: &mut Reading, lang: Lang) {
    reading.notices.iter_mut().for_each(|one| notice(one, lang));
    reading
        .questions
        .iter_mut()
        .for_each(|one| question(one, lang));
}

/// Fills the words of a notice. The place is not part of them: it stands beside.
pub fn notice(notice: &mut Notice, lang: Lang) {
    let mut values: Vec<(&str, String)> = notice
        .values
        .iter()
        .map(|(name, value)| (name.as_str(), value.clone()))
        .collect();
    let given = |name: &str| notice.values.get(name).map(String::as_str);
    if let Some(year) = given("year")
        .or(given("value"))
        .and_then(|year| year.parse().ok())
    {
        values.retain(|(name, _)| *name != "year");
        values.push(("year", print::fiscal_year(FiscalYear(year), lang)));
    }
    if let Some(day) = given("day").and_then(|day| day.parse().ok()) {
        values.retain(|(name, _)| *name != "day");
        values.push(("day", print::day(day, lang)));
    }
    if let Some(part) = given("part").and_then(part_key) {
        values.retain(|(name, _)| *name != "part");
        values.push(("part", lang.text(part)));
    }
    let values: Vec<(&str, &str)> = values.iter().map(|(name, v)| (*name, v.as_str())).collect();
    let mut text = match given("more") {
        // One notice stands for all places that are not listed.
        Some(count) => lang.format(key::NOTICE_MORE, &[("count", count)]),
        None => lang.format_known(notice_key(notice.rule), &values),
    };
    if let Some(count) = given("count").filter(|count| *count != "1") {
        text.push_str(&lang.format(key::NOTICE_COUNT, &[("count", count)]));
    }
    notice.text = text;
}

/// Fills the words of a question.
pub fn question(question: &mut Question, lang: Lang) {
    let values: Vec<(&str, &str)> = question
        .values
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    question.text = lang.format_known(ask_key(question.ask), &values);
}

/// An answer of a question as a person reads it: kinds of findings are codes in the reading, and an
/// empty answer means none; everything else is the source's own words.
#[must_use]
pub fn choice(ask: Ask, words: &str, lang: Lang) -> String {
    let code = match (ask, words) {
        (Ask::WhichKind, "result") => key::WEB_KIND_RESULT,
        (Ask::WhichKind, "reflection") => key::WEB_KIND_REFLECTION,
        (Ask::WhichKind, "mixed") => key::WEB_KIND_MIXED,
        (Ask::WhichKind, "note") => key::WEB_KIND_NOTE,
        (Ask::WhichKind, "unclassified") => key::WEB_KIND_UNCLASSIFIED,
        (Ask::WhichParent, "") => key::CHOICE_AT_THE_TOP,
        (Ask::WhichLabel, "") => key::CHOICE_NO_LABEL,
        (_, "") => key::CHOICE_WITHOUT_PLACE,
        _ => return words.to_owned(),
    };
    lang.text(code)
}

/// What to do about a question that no choice can decide.
#[must_use]
pub fn advice(ask: Ask, lang: Lang) -> String {
    lang.text(match ask {
        Ask::ColumnBorder => key::ADVICE_COLUMN_BORDER,
        Ask::WhichColumn => key::ADVICE_WHICH_COLUMN,
        Ask::WhichTree => key::ADVICE_WHICH_TREE,
        _ => key::ADVICE_MEND_THE_DOCUMENT,
    })
}

/// How a text was repaired.
#[must_use]
pub fn repair(rule: RepairRule, lang: Lang) -> String {
    lang.text(repair_key(rule))
}

/// Why a text has no place.
#[must_use]
pub fn why(why: Why, lang: Lang) -> String {
    lang.text(why_key(why))
}

/// A place in a source: `12行目`.
#[must_use]
pub fn place(at: &At, lang: Lang) -> String {
    match at {
        At::Line { line } => lang.format(key::PLACE_LINE, &[("line", &line.to_string())]),
        At::Page { page } => lang.format(key::PLACE_PAGE, &[("page", &page.to_string())]),
        At::Cell { sheet, cell } => {
            lang.format(key::PLACE_CELL, &[("sheet", sheet), ("cell", cell)])
        }
        At::Paragraph { paragraph } => lang.format(
            key::PLACE_PARAGRAPH,
            &[("paragraph", &paragraph.to_string())],
        ),
    }
}

/// Why a file is not read and what to do about it, its place first where one is known. The file's
/// name is for the caller to say.
#[must_use]
pub fn refusal(refusal: &Refusal, lang: Lang) -> String {
    let (words, at) = match refusal {
        Refusal::KindNotRead { kind } => {
            let old = matches!(kind.as_str(), "doc" | "xls" | "ppt" | "ole" | "jtd");
            let words = if old {
                key::REFUSAL_KIND_OLD_OFFICE
            } else {
                key::REFUSAL_KIND_NOT_READ
            };
            (lang.format(words, &[("kind", kind)]), None)
        }
        Refusal::KindDisagrees { named, found } => {
            let values = [("named", named.as_str()), ("found", found.as_str())];
            (lang.format(key::REFUSAL_KIND_DISAGREES, &values), None)
        }
        Refusal::Macros => (lang.text(key::REFUSAL_MACROS), None),
        Refusal::Encrypted => (lang.text(key::REFUSAL_ENCRYPTED), None),
        Refusal::NotText { at } => (lang.text(key::REFUSAL_NOT_TEXT), at.as_ref()),
        Refusal::NulBytes { at } => (lang.text(key::REFUSAL_NUL_BYTES), at.as_ref()),
        Refusal::TooLarge { .. }
        | Refusal::LimitHit { .. }
        | Refusal::UnpackedTooLarge { .. }
        | Refusal::TooManyParts { .. }
        | Refusal::TooManyPages { .. } => (beyond(refusal, lang), None),
        Refusal::NoSuchPages { count } => {
            let count = count.to_string();
            let words = lang.format(key::REFUSAL_NO_SUCH_PAGES, &[("count", &count)]);
            (words, None)
        }
        Refusal::NoText => (lang.text(key::REFUSAL_NO_TEXT), None),
        Refusal::Suspicious { part, sign } => (suspicious(part, *sign, lang), None),
        Refusal::Empty => (lang.text(key::REFUSAL_EMPTY), None),
        Refusal::Broken { .. } => (lang.text(key::REFUSAL_BROKEN), None),
    };
    match at {
        Some(at) => {
            let place = place(at, lang);
            lang.format(key::REFUSAL_AT, &[("place", &place), ("words", &words)])
        }
        None => words,
    }
}

/// A limit that was passed.
fn beyond(refusal: &Refusal, lang: Lang) -> String {
    let size = |bytes: u64| print::file_size(bytes, lang);
    match refusal {
        Refusal::TooLarge { size: own, limit } => {
            let values = [("size", &*size(*own)), ("limit", &*size(*limit))];
            lang.format(key::REFUSAL_TOO_LARGE, &values)
        }
        Refusal::UnpackedTooLarge { limit } => {
            lang.format(key::REFUSAL_UNPACKED_TOO_LARGE, &[("limit", &size(*limit))])
        }
        Refusal::TooManyParts { count, limit } => {
            let (count, limit) = (count.to_string(), limit.to_string());
            let values = [("count", &*count), ("limit", &*limit)];
            lang.format(key::REFUSAL_TOO_MANY_PARTS, &values)
        }
        Refusal::TooManyPages { count, limit } => {
            let (count, limit) = (count.to_string(), limit.to_string());
            let values = [("count", &*count), ("limit", &*limit)];
            lang.format(key::REFUSAL_TOO_MANY_PAGES, &values)
        }
        Refusal::LimitHit {
            limit: LimitHit::Memory,
        } => lang.text(key::REFUSAL_LIMIT_MEMORY),
        Refusal::LimitHit {
            limit: LimitHit::Answer,
        } => lang.text(key::REFUSAL_LIMIT_ANSWER),
        _ => lang.text(key::REFUSAL_LIMIT_TIME),
    }
}

fn suspicious(part: &str, sign: Suspicion, lang: Lang) -> String {
    let sign = lang.text(match sign {
        Suspicion::Overlap => key::SUSPICION_OVERLAP,
        Suspicion::HeadersDisagree => key::SUSPICION_HEADERS_DISAGREE,
        Suspicion::PartName => key::SUSPICION_PART_NAME,
        Suspicion::Symlink => key::SUSPICION_SYMLINK,
        Suspicion::Doctype => key::SUSPICION_DOCTYPE,
        Suspicion::Nesting => key::SUSPICION_NESTING,
        Suspicion::Attributes => key::SUSPICION_ATTRIBUTES,
    });
    if part.is_empty() {
        return lang.format(key::REFUSAL_SUSPICIOUS, &[("sign", &sign)]);
    }
    let values = [("sign", &*sign), ("part", part)];
    lang.format(key::REFUSAL_SUSPICIOUS_PART, &values)
}

fn part_key(part: &str) -> Option<Key> {
    Some(match part {
        "scripts" => key::PART_SCRIPTS,
        "attachments" => key::PART_ATTACHMENTS,
        "form" => key::PART_FORM,
        "dynamic-form" => key::PART_DYNAMIC_FORM,
        "notes" => key::PART_NOTES,
        "signature" => key::PART_SIGNATURE,
        _ => return None,
    })
}

fn notice_key(rule: Rule) -> Key {
    use Rule as R;
    match rule {
        R::BadByte => key::NOTICE_BAD_BYTE,
        R::EncodingUnsure => key::NOTICE_ENCODING_UNSURE,
        R::EncodingDetected => key::NOTICE_ENCODING_DETECTED,
        R::ControlCharacter => key::NOTICE_CONTROL_CHARACTER,
        R::InvisibleCharacter => key::NOTICE_INVISIBLE_CHARACTER,
        R::LabelRepeated => key::NOTICE_LABEL_REPEATED,
        R::LabelGap => key::NOTICE_LABEL_GAP,
        R::LabelOrder => key::NOTICE_LABEL_ORDER,
        R::TitleRepeated => key::NOTICE_TITLE_REPEATED,
        R::FieldLimit => key::NOTICE_FIELD_LIMIT,
        R::PlanLimit => key::NOTICE_PLAN_LIMIT,
        R::EraContinued => key::NOTICE_ERA_CONTINUED,
        R::EraAssumed => key::NOTICE_ERA_ASSUMED,
        R::EraOutside => key::NOTICE_ERA_OUTSIDE,
        R::YearMismatch => key::NOTICE_YEAR_MISMATCH,
        R::DateImpossible => key::NOTICE_DATE_IMPOSSIBLE,
        R::PeriodReversed => key::NOTICE_PERIOD_REVERSED,
        R::TermOutsidePeriod => key::NOTICE_TERM_OUTSIDE_PERIOD,
        R::PrivateCharacter => key::NOTICE_PRIVATE_CHARACTER,
        R::TextDamaged => key::NOTICE_TEXT_DAMAGED,
        R::ReferenceUnresolved => key::NOTICE_REFERENCE_UNRESOLVED,
        R::NotAPlan => key::NOTICE_NOT_A_PLAN,
        R::PersonalDetails => key::NOTICE_PERSONAL_DETAILS,
        R::PrintingsDiffer => key::NOTICE_PRINTINGS_DIFFER,
        R::SiteFurniture => key::NOTICE_SITE_FURNITURE,
        R::GlyphMissing => key::NOTICE_GLYPH_MISSING,
        R::PicturesNotRead | R::ObjectsNotRead | R::DeletionsNotRead => reach_key(rule),
        R::CommentsNotRead | R::HiddenRead | R::HiddenNotRead => reach_key(rule),
        R::PagesChosen | R::NoText => reach_key(rule),
        R::PhotoPlace => key::NOTICE_PHOTO_PLACE,
        R::PartMissing => key::NOTICE_PART_MISSING,
        R::CellLimit => key::NOTICE_CELL_LIMIT,
        R::CellCut => key::NOTICE_CELL_CUT,
        R::CellError => key::NOTICE_CELL_ERROR,
        R::FormulaWithoutValue => key::NOTICE_FORMULA_WITHOUT_VALUE,
        R::StringMissing => key::NOTICE_STRING_MISSING,
        R::OutsideNotFollowed => key::NOTICE_OUTSIDE_NOT_FOLLOWED,
        R::QuoteOpen => key::NOTICE_QUOTE_OPEN,
        R::RowRagged => key::NOTICE_ROW_RAGGED,
        R::HeadingRepeated => key::NOTICE_HEADING_REPEATED,
        R::HeadingEmpty => key::NOTICE_HEADING_EMPTY,
        R::SeparatorDetected => key::NOTICE_SEPARATOR_DETECTED,
        R::CharacterUntold => key::NOTICE_CHARACTER_UNTOLD,
        R::PageWithoutText => key::NOTICE_PAGE_WITHOUT_TEXT,
        R::PageCut => key::NOTICE_PAGE_CUT,
        R::InvisibleText => key::NOTICE_INVISIBLE_TEXT,
        R::PartNotRead => key::NOTICE_PART_NOT_READ,
        R::NumberAsDay => key::NOTICE_NUMBER_AS_DAY,
        R::SumDiffers | R::SumParts | R::SumCell | R::PartAboveWhole => sum_key(rule),
        R::RateDiffers | R::RateUndefined | R::UnitsMixed => sum_key(rule),
        R::ColumnsMatched => key::NOTICE_COLUMNS_MATCHED,
    }
}

/// Which parts of a file were read, and which were not.
fn reach_key(rule: Rule) -> Key {
    match rule {
        Rule::PicturesNotRead => key::NOTICE_PICTURES_NOT_READ,
        Rule::ObjectsNotRead => key::NOTICE_OBJECTS_NOT_READ,
        Rule::DeletionsNotRead => key::NOTICE_DELETIONS_NOT_READ,
        Rule::CommentsNotRead => key::NOTICE_COMMENTS_NOT_READ,
        Rule::HiddenRead => key::NOTICE_HIDDEN_READ,
        Rule::PagesChosen => key::NOTICE_PAGES_CHOSEN,
        Rule::NoText => key::NOTICE_NO_TEXT,
        _ => key::NOTICE_HIDDEN_NOT_READ,
    }
}

/// What does not add up.
fn sum_key(rule: Rule) -> Key {
    match rule {
        Rule::SumParts => key::NOTICE_SUM_PARTS,
        Rule::SumCell => key::NOTICE_SUM_CELL,
        Rule::PartAboveWhole => key::NOTICE_PART_ABOVE_WHOLE,
        Rule::RateDiffers => key::NOTICE_RATE_DIFFERS,
        Rule::RateUndefined => key::NOTICE_RATE_UNDEFINED,
        Rule::UnitsMixed => key::NOTICE_UNITS_MIXED,
        _ => key::NOTICE_SUM_DIFFERS,
    }
}

fn repair_key(rule: RepairRule) -> Key {
    match rule {
        RepairRule::CjkRadical => key::REPAIR_CJK_RADICAL,
        RepairRule::VoicingMark => key::REPAIR_VOICING_MARK,
        RepairRule::InvisibleCharacter => key::REPAIR_INVISIBLE_CHARACTER,
        RepairRule::LetterSpacing => key::REPAIR_LETTER_SPACING,
        RepairRule::BrokenWord => key::REPAIR_BROKEN_WORD,
        RepairRule::Repeat => key::REPAIR_REPEAT,
        RepairRule::LostLeadByte => key::REPAIR_LOST_LEAD_BYTE,
        RepairRule::PrivateNumber => key::REPAIR_PRIVATE_NUMBER,
        RepairRule::VerticalText => key::REPAIR_VERTICAL_TEXT,
        RepairRule::DamagedYear => key::REPAIR_DAMAGED_YEAR,
    }
}

fn why_key(why: Why) -> Key {
    match why {
        Why::Heading => key::WHY_HEADING,
        Why::TableHead => key::WHY_TABLE_HEAD,
        Why::TableOfContents => key::WHY_TABLE_OF_CONTENTS,
        Why::PageFurniture => key::WHY_PAGE_FURNITURE,
        Why::SiteFurniture => key::WHY_SITE_FURNITURE,
        Why::Duplicate => key::WHY_DUPLICATE,
        Why::Wording => key::WHY_WORDING,
        Why::Legend => key::WHY_LEGEND,
        Why::Statistics => key::WHY_STATISTICS,
        Why::Finance => key::WHY_FINANCE,
        Why::Minutes => key::WHY_MINUTES,
        Why::PersonalDetails => key::WHY_PERSONAL_DETAILS,
        Why::Opinions => key::WHY_OPINIONS,
        Why::Unassigned => key::WHY_UNASSIGNED,
        Why::OrderUnknown => key::WHY_ORDER_UNKNOWN,
        Why::NoField => key::WHY_NO_FIELD,
        Why::FieldLimit => key::WHY_FIELD_LIMIT,
        Why::NotAPlan => key::WHY_NOT_A_PLAN,
        Why::SameAsAbove => key::WHY_SAME_AS_ABOVE,
        Why::Hidden => key::WHY_HIDDEN,
        Why::Formula => key::WHY_FORMULA,
        Why::FallbackCopy => key::WHY_FALLBACK_COPY,
        Why::NotUnderstood => key::WHY_NOT_UNDERSTOOD,
    }
}

fn ask_key(ask: Ask) -> Key {
    match ask {
        Ask::WhichParent => key::ASK_WHICH_PARENT,
        Ask::WhichLevel => key::ASK_WHICH_LEVEL,
        Ask::WhichColumn => key::ASK_WHICH_COLUMN,
        Ask::ColumnBorder => key::ASK_COLUMN_BORDER,
        Ask::WhichTitle => key::ASK_WHICH_TITLE,
        Ask::WhichKind => key::ASK_WHICH_KIND,
        Ask::WhichEncoding => key::ASK_WHICH_ENCODING,
        Ask::WhichTree => key::ASK_WHICH_TREE,
        Ask::WhichPeriod => key::ASK_WHICH_PERIOD,
        Ask::WhichMeaning => key::ASK_WHICH_MEANING,
        Ask::WhichCouncil => key::ASK_WHICH_COUNCIL,
        Ask::WhichLabel => key::ASK_WHICH_LABEL,
        Ask::WhichEra => key::ASK_WHICH_ERA,
    }
}
