//! Which actions are perhaps not mentioned by any finding (shared bigrams).
