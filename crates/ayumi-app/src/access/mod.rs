//! Who comes in: passwords, second factors, one-time links, sessions; and the table of rights.

mod claim;
mod factors;
mod first;
mod links;
mod passkeys;
mod password;
pub(crate) mod secret;
mod sessions;
mod sign_in;
mod table;
mod totp;
mod words;

pub use ayumi_store::session::Session;
pub use claim::Origin;
pub use factors::{
    ChangeFactors, FactorError, FactorStep, Factors, FactorsChanged, change_factors, own_factors,
};
pub(crate) use links::make_link;
pub use links::{INVITATION, RESET};
pub use links::{
    Invitation, Join, JoinError, Joining, ShowLink, join, offer_first, rescue, show_link,
};
pub use passkeys::{
    AddPasskey, Challenge, NewPasskey, Site, add_passkey, ask_passkey, start_passkey, use_passkey,
};
pub use password::{LONGEST, PasswordFault, SHORTEST, check_password};
pub use sessions::{
    AccountError, EndSession, ShowAccount, SignOut, actor_of, end_session, own_sessions, sign_out,
    sweep_access,
};
pub use sign_in::{Entry, ShowSignIn, SignIn, SignInError, SignedIn, give_code, sign_in};
pub use table::{Row, ShowTable, rows};
pub use words::{area_words, form_words, kind_words, privacy_words, role_words, scope_words};
