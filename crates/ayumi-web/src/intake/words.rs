//! The words for the codes of a reading.

use ayumi_document::{RepairRule, SourceKind, Why};
use ayumi_locale::key;

use crate::words::Words;

/// The kind of a file.
pub fn kind_word(w: Words, kind: SourceKind) -> String {
    w.t(match kind {
        SourceKind::Text => key::WEB_SOURCE_TEXT,
        SourceKind::Markdown => key::WEB_SOURCE_MARKDOWN,
        SourceKind::Html => key::WEB_SOURCE_HTML,
        SourceKind::Csv => key::WEB_SOURCE_CSV,
        SourceKind::Docx => key::WEB_SOURCE_DOCX,
        SourceKind::Xlsx => key::WEB_SOURCE_XLSX,
        SourceKind::Pdf => key::WEB_SOURCE_PDF,
    })
}

/// The name of a repair.
pub fn repair_word(w: Words, rule: RepairRule) -> String {
    w.t(match rule {
        RepairRule::CjkRadical => key::WEB_REPAIR_CJK_RADICAL,
        RepairRule::VoicingMark => key::WEB_REPAIR_VOICING_MARK,
        RepairRule::InvisibleCharacter => key::WEB_REPAIR_INVISIBLE,
        RepairRule::LetterSpacing => key::WEB_REPAIR_LETTER_SPACING,
        RepairRule::BrokenWord => key::WEB_REPAIR_BROKEN_WORD,
        RepairRule::Repeat => key::WEB_REPAIR_REPEAT,
        RepairRule::LostLeadByte => key::WEB_REPAIR_LOST_LEAD_BYTE,
        RepairRule::PrivateNumber => key::WEB_REPAIR_PRIVATE_NUMBER,
        RepairRule::VerticalText => key::WEB_REPAIR_VERTICAL_TEXT,
        RepairRule::DamagedYear => key::WEB_REPAIR_DAMAGED_YEAR,
    })
}

/// Why a text has no place.
pub fn why_word(w: Words, why: Why) -> String {
    w.t(match why {
        Why::Heading => key::WEB_WHY_HEADING,
        Why::TableHead => key::WEB_WHY_TABLE_HEAD,
        Why::TableOfContents => key::WEB_WHY_TABLE_OF_CONTENTS,
        Why::PageFurniture => key::WEB_WHY_PAGE_FURNITURE,
        Why::SiteFurniture => key::WEB_WHY_SITE_FURNITURE,
        Why::Duplicate => key::WEB_WHY_DUPLICATE,
        Why::Wording => key::WEB_WHY_WORDING,
        Why::Legend => key::WEB_WHY_LEGEND,
        Why::Statistics => key::WEB_WHY_STATISTICS,
        Why::Finance => key::WEB_WHY_FINANCE,
        Why::Minutes => key::WEB_WHY_MINUTES,
        Why::PersonalDetails => key::WEB_WHY_PERSONAL_DETAILS,
        Why::Opinions => key::WEB_WHY_OPINIONS,
        Why::Unassigned => key::WEB_WHY_UNASSIGNED,
        Why::OrderUnknown => key::WEB_WHY_ORDER_UNKNOWN,
        Why::NoField => key::WEB_WHY_NO_FIELD,
        Why::FieldLimit => key::WEB_WHY_FIELD_LIMIT,
        Why::NotAPlan => key::WEB_WHY_NOT_A_PLAN,
        Why::SameAsAbove => key::WEB_WHY_SAME_AS_ABOVE,
        Why::Hidden => key::WEB_WHY_HIDDEN,
        Why::Formula => key::WEB_WHY_FORMULA,
        Why::FallbackCopy => key::WEB_WHY_FALLBACK_COPY,
        Why::NotUnderstood => key::WEB_WHY_NOT_UNDERSTOOD,
    })
}
