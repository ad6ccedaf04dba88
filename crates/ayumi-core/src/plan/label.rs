//! Printed labels (`①`, `(1)`, `1-1`, `基本方針1`, `◇`): their style and their ordinal.
