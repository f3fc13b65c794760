//! The one table of all measures, printed for a bench that ran and kept in `docs/measures.md`.
//! Never touches the lines of another bench; met or not, a figure stands.
use std::fs;

use crate::failure::Failure;
use crate::place::Place;
use crate::say;
use crate::shell::Task;

const FILE: &str = "docs/measures.md";
const HEAD: &str = "# Measures\n\nEvery line is written by `cargo xtask bench NAME`, on the machine that it names; met or not, \
    the figure stands. It is\nof the dev build, which is what the demo runs, unless it says release. CPU seconds are told \
    where other work on the\nmachine can blur a time.\n";
const COLUMNS: [&str; 8] = ["bench", "work", "must", "ours", "met?", "machine", "date", "commit"];

/// One measured thing.
#[derive(Debug, Clone)]
pub(crate) struct Row {
    pub(crate) work: String,
    pub(crate) ours: String,
    pub(crate) limit: String,
    pub(crate) met: Verdict,
}

/// Whether the limit was kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    Met,
    Missed,
    /// A figure without a limit.
    Told,
}

impl Row {
    /// A figure without a limit.
    pub(crate) fn told(work: impl Into<String>, ours: impl Into<String>) -> Self {
        Self { work: work.into(), ours: ours.into(), limit: String::new(), met: Verdict::Told }
    }
}

impl Verdict {
    pub(crate) fn of(kept: Option<()>) -> Self {
        if kept.is_some() { Self::Met } else { Self::Missed }
    }

    fn word(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::Missed => "**not met**",
            Self::Told => "",
        }
    }
}

/// Prints the lines of a bench and replaces them in the table; `order` is that of all benches.
pub(crate) fn keep(place: &Place, name: &str, order: &[&str], rows: &[Row]) -> Result<(), Failure> {
    let circumstances = circumstances(place);
    let lines: Vec<String> = rows.iter().map(|row| line(name, row, &circumstances)).collect();
    say::line(&page(&lines));
    let file = place.path(FILE);
    let before = fs::read_to_string(&file).unwrap_or_default();
    fs::write(&file, format!("{HEAD}\n{}", page(&replaced(&before, name, order, lines)))).map_err(Failure::io(FILE))?;
    say::step(&format!("wrote {FILE}"));
    Ok(())
}

fn page(lines: &[String]) -> String {
    let rule = COLUMNS.map(|_| "---");
    let head = [cells(&COLUMNS), cells(&rule)];
    head.iter().chain(lines).flat_map(|line| [line.as_str(), "\n"]).collect()
}

fn cells(texts: &[&str]) -> String {
    format!("| {} |", texts.join(" | "))
}

fn line(name: &str, row: &Row, [machine, day, commit]: &[String; 3]) -> String {
    cells(&[name, &row.work, &row.limit, &row.ours, row.met.word(), machine, day, commit])
}

/// What a figure hangs on: the machine, the day, the program.
fn circumstances(place: &Place) -> [String; 3] {
    let asked = |program: &str, words: &[&str]| {
        Task::new(place, program).args(words).read().map_or_else(|_| "?".to_owned(), |text| text.trim().to_owned())
    };
    let memory = fs::read_to_string("/proc/meminfo").ok().and_then(|text| gibibytes(&text));
    let memory = memory.map_or_else(String::new, |memory| format!(", {memory} GiB"));
    let machine = format!("{} cores{memory}", asked("nproc", &[]));
    [machine, asked("date", &["-u", "+%F"]), asked("git", &["rev-parse", "--short", "HEAD"])]
}

fn gibibytes(told: &str) -> Option<u64> {
    let line = told.lines().find_map(|line| line.strip_prefix("MemTotal:"))?;
    line.trim().strip_suffix("kB")?.trim().parse::<u64>().ok()?.checked_div(1024 * 1024)
}

/// The lines of the table in the order of the benches, those of `name` replaced.
fn replaced(page: &str, name: &str, order: &[&str], new: Vec<String>) -> Vec<String> {
    let bench = |line: &str| line.strip_prefix("| ")?.split(" |").next().map(str::to_owned);
    let place = |line: &String| order.iter().position(|own| bench(line).as_deref() == Some(own));
    let kept = page.lines().map(str::to_owned).filter(|line| place(line).is_some());
    let mut all: Vec<String> = kept.filter(|line| bench(line).as_deref() != Some(name)).chain(new).collect();
    all.sort_by_key(place);
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(work: &str, met: Verdict) -> Row {
        Row { work: work.to_owned(), ours: "2".to_owned(), limit: "1".to_owned(), met }
    }

    fn told() -> [String; 3] {
        ["4 cores", "2026-01-02", "abc"].map(str::to_owned)
    }

    #[test]
    fn the_lines_of_a_bench_are_replaced_and_those_of_others_stay_in_their_order() {
        let order = ["a", "b", "c"];
        let lines = |name: &str, work: &str| vec![line(name, &row(work, Verdict::Met), &told())];
        let first = page(&replaced("", "b", &order, lines("b", "old")));
        let second = page(&replaced(&first, "a", &order, lines("a", "kept")));
        let third = replaced(&second, "b", &order, [lines("b", "new"), lines("b", "more")].concat());
        let works: Vec<&str> = third.iter().filter_map(|line| line.split(" | ").nth(1)).collect();
        assert_eq!(works, ["kept", "new", "more"]);
    }

    #[test]
    fn a_missed_limit_is_told() {
        let missed = line("a", &row("w", Verdict::Missed), &told());
        assert_eq!(missed, "| a | w | 1 | 2 | **not met** | 4 cores | 2026-01-02 | abc |");
        assert!(line("a", &row("w", Verdict::Met), &told()).contains("| met |"));
    }

    #[test]
    fn the_memory_of_a_machine_is_told_in_gibibytes() {
        assert_eq!(gibibytes("MemTotal:       24605000 kB\nMemFree: 1 kB\n"), Some(23));
    }
}
