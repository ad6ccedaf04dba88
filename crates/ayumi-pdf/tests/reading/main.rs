//! The PDF reader, on small files made here.

mod hostile;
mod laws;
mod picture;
use ayumi_testkit::pdf as make;
mod seen;
mod show;
