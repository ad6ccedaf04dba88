//! The PDF reader, on small files made here.

mod hostile;
mod laws;
mod make;
mod seen;
mod show;
