//! Markdown in, document out, and back.
