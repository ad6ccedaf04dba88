//! The PDF reader, on small files made here.

mod hostile;
mod laws;
use ayumi_testkit::pdf as make;
mod seen;
mod show;
