//! Counting what passed and what failed over programs that say it in different ways.
//! Never guesses: a program that failed without naming a test counts as one failure.
use crate::shell::Heard;

/// Tests that passed and failed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    pub(crate) passed: u64,
    pub(crate) failed: u64,
}

impl Tally {
    /// What a program said about its tests. One that says nothing is itself one test.
    pub(crate) fn of(heard: &Heard) -> Self {
        let all = Self::counted(heard);
        if all == Self::default() { Self { passed: 1, failed: 0 } } else { all }
    }

    /// What a program said about its tests, which may be that there are none. An end in failure is a failure.
    pub(crate) fn counted(heard: &Heard) -> Self {
        let mut all = Self::default();
        // Nextest shows what a failing test printed, and that has a result of its own.
        let summed = heard.lines.iter().any(|line| is_summary(line));
        for told in heard.lines.iter().filter(|line| !summed || is_summary(line)).filter_map(|line| told(line)) {
            all.add(told);
        }
        if !heard.well && all.failed == 0 {
            all.failed = 1;
        }
        all
    }

    /// Adds what another program said.
    pub(crate) fn add(&mut self, other: Self) {
        self.passed = self.passed.saturating_add(other.passed);
        self.failed = self.failed.saturating_add(other.failed);
    }

    /// The closing line of every command that runs tests.
    pub(crate) fn line(self) -> String {
        format!("{} passed, {} failed", self.passed, self.failed)
    }
}

fn is_summary(line: &str) -> bool {
    line.trim().starts_with("Summary [")
}

/// What one line tells: nextest's `Summary […] 3 tests run: 2 passed, 1 failed`, cargo's
/// `test result: ok. 3 passed; 0 failed`, or the plain `3 passed, 0 failed`.
fn told(line: &str) -> Option<Tally> {
    let line = line.trim();
    let rest = if let Some((head, rest)) = line.split_once(" run: ") {
        head.starts_with("Summary").then_some(rest)?
    } else if let Some(rest) = line.strip_prefix("test result: ") {
        rest.split_once(". ")?.1
    } else {
        line.starts_with(|letter: char| letter.is_ascii_digit()).then_some(line)?
    };
    let mut tally = Tally::default();
    let mut counted = false;
    // "2 passed (1 slow), 1 failed, 1 exec failed, 1 timed out, 0 skipped"
    for part in rest.split([',', ';', '/']) {
        let part = part.split('(').next().unwrap_or_default().trim();
        let Some((number, word)) = part.split_once(' ') else { continue };
        let Ok(number) = number.parse::<u64>() else { continue };
        match word.trim() {
            "passed" => {
                tally.passed = tally.passed.saturating_add(number);
                counted = true;
            }
            "failed" | "exec failed" | "timed out" | "not run due to test failure" => {
                tally.failed = tally.failed.saturating_add(number);
            }
            _ => {}
        }
    }
    (counted || tally.failed > 0).then_some(tally)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_way_of_saying_it_is_read() {
        for (line, passed, failed) in [
            ("     Summary [   0.1s] 5 tests run: 5 passed, 0 skipped", 5, 0),
            (
                "     Summary [  62.1s] 9 tests run: 4 passed (1 slow), 2 failed, 1 exec failed, 2 timed out, 0 skipped",
                4,
                5,
            ),
            ("test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.00s", 3, 0),
            ("test result: FAILED. 1 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out", 1, 2),
            ("16 passed, 0 failed", 16, 0),
        ] {
            assert_eq!(told(line), Some(Tally { passed, failed }), "{line}");
        }
    }

    #[test]
    fn other_lines_tell_nothing() {
        for line in ["", "running 3 tests", "3 files changed", "test law::fen ... ok", "error: 2 failed somewhere"] {
            assert_eq!(told(line), None, "{line}");
        }
    }

    #[test]
    fn a_program_that_fails_without_a_count_is_one_failure() {
        let heard = |well, lines: &[&str]| Heard { well, lines: lines.iter().map(|l| (*l).to_owned()).collect() };
        assert_eq!(Tally::of(&heard(false, &["error: could not compile"])), Tally { passed: 0, failed: 1 });
        assert_eq!(Tally::of(&heard(false, &["4 passed, 0 failed"])), Tally { passed: 4, failed: 1 });
        let shown =
            ["test result: FAILED. 0 passed; 1 failed; 0 ignored", "Summary [ 1.0s] 3 tests run: 2 passed, 1 failed"];
        assert_eq!(Tally::of(&heard(false, &shown)), Tally { passed: 2, failed: 1 }, "a failing test counts once");
        assert_eq!(Tally::of(&heard(true, &["fine"])), Tally { passed: 1, failed: 0 });
        assert_eq!(Tally::of(&heard(true, &["4 passed, 0 failed"])), Tally { passed: 4, failed: 0 });
    }
}
