//! Editions (版): the plan as it was put up for decision, frozen and hashed; what was decided; and
//! how two of them differ.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{PlanId, id};
use crate::access::role::named;
use crate::organisation::{Kind, PostId};

id!(
    /// Identity of an edition.
    EditionId
);

named!(
    /// Who decides on an edition, or is told of it.
    Body {
        /// 策定委員会.
        Committee = "committee",
        /// 会長決裁・首長決裁: by paper or electronically.
        Head = "head",
        /// 理事会.
        Board = "board",
        /// 評議員会, where the statutes say so.
        Councillors = "councillors",
        /// 庁議.
        Administration = "administration",
        /// 議会報告.
        Assembly = "assembly",
    }
);

impl Body {
    /// The bodies a kind of organisation has.
    #[must_use]
    pub fn of(kind: Kind) -> Vec<Self> {
        match kind {
            Kind::WelfareCouncil => {
                vec![Self::Committee, Self::Head, Self::Board, Self::Councillors]
            }
            Kind::Municipality | Kind::Prefecture => {
                vec![
                    Self::Committee,
                    Self::Head,
                    Self::Administration,
                    Self::Assembly,
                ]
            }
        }
    }
}

/// What was decided of an edition, as it stands on the office's paper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// Who decided.
    pub body: Body,
    /// 文書番号.
    pub number: Option<String>,
    /// 起案日.
    pub drafted: Option<Date>,
    /// 決裁日, 議決日.
    pub decided: Date,
    /// 施行日.
    pub effective: Option<Date>,
    /// 保存年限, as the office writes it.
    pub kept: Option<String>,
    /// What else was said.
    pub note: Option<String>,
}

named!(
    /// What a file of an edition is.
    FileRole {
        /// 起案一式 as PDF.
        ProposalPdf = "proposal-pdf",
        /// 起案一式 as Word.
        ProposalWord = "proposal-docx",
        /// The slip (起案用紙, 決裁票) as it came back, scanned.
        Slip = "slip",
    }
);

/// A file of an edition.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EditionFile {
    /// What it is.
    pub role: FileRole,
    /// Its name.
    pub name: String,
    /// Digest of its contents.
    pub sha256: String,
    /// In bytes.
    pub size: u64,
}

/// To whom an edition was sent: whoever holds the post sees it, and nothing else of the plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sent {
    /// The post.
    pub post: PostId,
    /// When, RFC 3339.
    pub at: String,
}

/// A plan as it was put up for decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edition {
    /// Identity.
    pub id: EditionId,
    /// Of which plan.
    pub plan: PlanId,
    /// Counted per plan, from 1; never given again.
    pub number: u32,
    /// What it is called (`素案`, `第1回改定案`).
    pub name: String,
    /// Digest of its contents: the canonical `ayumi/plan@1`.
    pub sha256: String,
    /// When it was frozen, RFC 3339.
    pub made_at: String,
    /// What was decided, in the order it was recorded.
    pub decisions: Vec<Decision>,
    /// The day on which it was adopted. From then on it is in force until a later one is.
    pub adopted: Option<Date>,
    /// Its papers as they were put up, and the slips that came back.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<EditionFile>,
    /// To whom it was sent.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sent: Vec<Sent>,
    /// Rises with every change.
    pub version: u64,
}

/// Why an edition is not changed so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EditionFault {
    /// What is adopted stays as it is; later changes are an edition of their own.
    #[error("the edition is adopted")]
    Adopted,
    /// Nobody decided on it yet.
    #[error("no decision is recorded")]
    Undecided,
    /// What is sent goes to somebody it was not sent to yet.
    #[error("it is sent to nobody new")]
    Nobody,
    /// It came into force before it was decided.
    #[error("it cannot be in force before it was decided")]
    Days,
}

impl Edition {
    /// Records a decision.
    ///
    /// # Errors
    /// [`EditionFault`].
    pub fn decide(&mut self, decision: Decision) -> Result<(), EditionFault> {
        if self.adopted.is_some() {
            return Err(EditionFault::Adopted);
        }
        let early = |day: Option<Date>| day.is_some_and(|day| day < decision.decided);
        let late = decision.drafted.is_some_and(|day| day > decision.decided);
        if early(decision.effective) || late {
            return Err(EditionFault::Days);
        }
        self.decisions.push(decision);
        self.version += 1;
        Ok(())
    }

    /// Keeps a file with it. A paper is kept once; slips may come in when it is long adopted.
    pub fn keep(&mut self, file: EditionFile) {
        let once = file.role != FileRole::Slip;
        if once && self.file(file.role).is_some() {
            return;
        }
        self.files.push(file);
        self.version += 1;
    }

    /// The first of its files that is this.
    #[must_use]
    pub fn file(&self, role: FileRole) -> Option<&EditionFile> {
        self.files.iter().find(|one| one.role == role)
    }

    /// Sends it to posts; those it was sent to already are left as they are.
    ///
    /// # Errors
    /// [`EditionFault::Nobody`] when there is nobody new among them.
    pub fn send(&mut self, posts: &[PostId], at: &str) -> Result<(), EditionFault> {
        let before = self.sent.len();
        for post in posts {
            if self.sent.iter().all(|one| one.post != *post) {
                self.sent.push(Sent {
                    post: *post,
                    at: at.to_owned(),
                });
            }
        }
        if self.sent.len() == before {
            return Err(EditionFault::Nobody);
        }
        self.version += 1;
        Ok(())
    }

    /// Adopts it, on the day of the last decision.
    ///
    /// # Errors
    /// [`EditionFault`].
    pub fn adopt(&mut self) -> Result<(), EditionFault> {
        if self.adopted.is_some() {
            return Err(EditionFault::Adopted);
        }
        let days = self.decisions.iter().map(|one| one.decided);
        let day = days.max().ok_or(EditionFault::Undecided)?;
        self.adopted = Some(day);
        self.version += 1;
        Ok(())
    }
}
