//! Counting what the suites say, for the closing line.

use std::fmt;
use std::ops::AddAssign;

/// Tests passed, failed, skipped.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Passed.
    pub passed: u64,
    /// Failed, timed out or not run because something before them failed.
    pub failed: u64,
    /// Left out on purpose.
    pub skipped: u64,
}

impl AddAssign for Count {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
    }
}

impl fmt::Display for Count {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} passed, {} failed", self.passed, self.failed)?;
        if self.skipped > 0 {
            write!(out, ", {} skipped", self.skipped)?;
        }
        Ok(())
    }
}

impl Count {
    /// One check.
    pub fn one(passed: bool) -> Self {
        Self {
            passed: u64::from(passed),
            failed: u64::from(!passed),
            skipped: 0,
        }
    }

    /// Adds up the summaries of cargo test, nextest or the browser's walks.
    ///
    /// A suite that failed without counting a failure (it did not compile, it died) is one
    /// failure, and so is one that ran nothing at all.
    pub fn of_lines(success: bool, lines: &[String]) -> Self {
        let mut count = Self::default();
        for line in lines.iter().filter(|line| is_summary(line)) {
            count += Self {
                passed: before(line, "passed"),
                failed: before(line, "failed") + before(line, "timed out"),
                skipped: before(line, "skipped") + before(line, "ignored"),
            };
        }
        if count.failed == 0 && (!success || count.passed == 0) {
            count.failed = 1;
        }
        count
    }
}

fn is_summary(line: &str) -> bool {
    let line = line.trim_start();
    ["test result:", "Summary [", "browser:"]
        .iter()
        .any(|start| line.starts_with(start))
}

/// The number that stands right before `word`.
pub fn before(line: &str, word: &str) -> u64 {
    let Some((head, _)) = line.split_once(&format!(" {word}")) else {
        return 0;
    };
    head.rsplit(|sign: char| !sign.is_ascii_digit())
        .next()
        .and_then(|n| n.parse().ok())
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::Count;

    fn check(success: bool, lines: &[&str], expected: (u64, u64, u64)) {
        let lines: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
        let count = Count::of_lines(success, &lines);
        assert_eq!(
            (count.passed, count.failed, count.skipped),
            expected,
            "{lines:?}"
        );
    }

    #[test]
    fn sums_the_suites() {
        let first = "test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out";
        let second = "test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 measured";
        check(false, &[first, "running 5 tests", second], (15, 2, 1));
        let next = "     Summary [   4.1s] 30 tests run: 28 passed (1 slow), 2 failed, 1 skipped";
        check(false, &[next], (28, 2, 1));
        check(true, &["browser: 40 passed, 0 failed"], (40, 0, 0));
    }

    #[test]
    fn a_suite_that_died_or_ran_nothing_is_a_failure() {
        check(false, &["error: could not compile"], (0, 1, 0));
        check(
            false,
            &["test result: ok. 12 passed; 0 failed; 0 ignored"],
            (12, 1, 0),
        );
        check(true, &[], (0, 1, 0));
    }
}
