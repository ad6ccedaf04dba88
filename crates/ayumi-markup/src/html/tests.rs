//! HTML in, document out, and back.
