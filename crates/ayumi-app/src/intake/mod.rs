//! Reading in: a file becomes a reading, a person looks at it, a plan is kept.

mod accept_intake;
mod answer_questions;
mod answers;
pub mod apart;
mod attach_intake;
mod change_answers;
mod compare_newer;
mod correct_reading;
mod discard_intake;
mod import_file;
mod import_form;
mod keep;
mod kind;
mod list_intakes;
mod match_columns;
mod name;
mod newer;
mod open_intake;
mod page_picture;
mod place;
mod read_beside;
mod read_source;
mod reread_intake;
mod show_intake;
mod sweep_intakes;
mod take_newer;
mod upload;

pub use accept_intake::{AcceptIntake, AcceptIntakeError, Acceptance, Accepted, accept_intake};
pub use answer_questions::{AnswerQuestions, answer_questions};
pub use answers::{
    Answer, AnswerError, Answers, Becomes, Below, Correction, CorrectionError, Offered, Origin,
    Origins, Step, Ways, can_be_chosen, can_be_typed, kind_named, offered_plans, unnamed_depths,
    ways,
};
pub use attach_intake::{AttachIntake, AttachIntakeError, attach_intake};
pub use ayumi_store::IntakeId;
pub use ayumi_store::intake::{Intake, IntakeState};
pub use change_answers::{Answered, ChangeAnswersError};
pub use compare_newer::{CompareNewer, Comparison, compare_newer};
pub use correct_reading::{Correct, CorrectReading, correct_reading};
pub use discard_intake::{DiscardIntake, DiscardIntakeError, discard_intake};
pub use import_file::{ImportFile, ImportFileError, Imported, ToImport, check_import, import_file};
pub use import_form::{ImportForm, ImportFormError, import_form, read_form};
pub use keep::{Choice, KeepError, KeptPlan};
pub use kind::kind_of;
pub use list_intakes::{ListIntakes, ListIntakesError, list_intakes};
pub use match_columns::{
    ColumnsSaid, MatchColumns, MatchColumnsError, file_with_columns, known_columns, match_columns,
};
pub use name::shown_name;
pub use newer::{NewerError, Pairing};
pub use open_intake::OpenIntakeError;
pub use page_picture::{file_of_intake, page_picture};
pub use read_beside::{FileRead, document_beside, read_beside, read_for_intake};
pub use read_source::{MAX_BYTES, ReadSource, ReadSourceError, SourceFile, fits, read_source};
pub use reread_intake::{ReadAs, RereadIntake, RereadIntakeError, file_again, reread_intake};
pub use show_intake::{OtherCouncil, ShowIntake, ShowIntakeError, Shown, show_intake};
pub use sweep_intakes::{SweepError, SweepIntakes, sweep_files, sweep_intakes};
pub use take_newer::{TakeNewer, Taken, Taking, take_newer};
pub use upload::{Upload, UploadError, Uploaded, upload};

pub(crate) use place::places_in_source;
pub use place::{SourceRow, source_rows};
