//! The PDF reader, on small files made here.

mod make;
mod show;
mod seen;
mod hostile;
