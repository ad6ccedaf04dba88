//! The browser's door against a real store in a temporary folder: one request, one answer.

mod api;
mod bad_input;
mod house;
mod pages;
mod refusals;
