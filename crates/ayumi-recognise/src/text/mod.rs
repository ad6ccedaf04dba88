//! Visible text: slices that know their offsets, the view of a document as lines and grids, and
//! the repairs made before anything is recognised.

pub(crate) mod chars;
pub(crate) mod repair;
pub(crate) mod slice;
pub(crate) mod source;
pub(crate) mod view;
