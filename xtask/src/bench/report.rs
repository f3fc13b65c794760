//! The table of one bench, printed and put into its part of `docs/measures.md`.
//! Never touches another bench's part.
use std::fs;

use crate::failure::Failure;
use crate::place::Place;
use crate::say;
use crate::shell::Task;

const FILE: &str = "docs/measures.md";
const HEAD: &str = "# Measures\n\nEach part is written by `cargo xtask bench NAME` on the machine that it names; met or not, \
    the figure stands.\n";

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

/// Prints the table and replaces the bench's part of the page.
pub(crate) fn keep(place: &Place, name: &str, says: &str, rows: &[Row]) -> Result<(), Failure> {
    let table = table(rows);
    say::line(&table);
    let part = format!("## {name}: {says}\n\n{}\n\n{table}", circumstances(place));
    let file = place.path(FILE);
    let page = fs::read_to_string(&file).unwrap_or_else(|_| HEAD.to_owned());
    fs::write(&file, replaced(&page, name, &part)).map_err(Failure::io(FILE))?;
    say::step(&format!("wrote {FILE}"));
    Ok(())
}

fn table(rows: &[Row]) -> String {
    let mut text = String::from("| work | ours | limit | |\n| --- | --- | --- | --- |\n");
    for row in rows {
        text.push_str(&["| ", &row.work, " | ", &row.ours, " | ", &row.limit, " | ", row.met.word(), " |\n"].concat());
    }
    text
}

fn circumstances(place: &Place) -> String {
    let asked = |program: &str, words: &[&str]| {
        Task::new(place, program).args(words).read().map_or_else(|_| "?".to_owned(), |text| text.trim().to_owned())
    };
    let commit = asked("git", &["rev-parse", "--short", "HEAD"]);
    let (day, cores) = (asked("date", &["-u", "+%F"]), asked("nproc", &[]));
    format!("Commit {commit}, {day}, {cores} cores, dev build.")
}

/// The page with the part of `name` replaced, or added at its end.
fn replaced(page: &str, name: &str, part: &str) -> String {
    let part = format!("{}\n", part.trim_end());
    let start = format!("## {name}: ");
    let Some(from) = page.find(&start) else {
        return format!("{}\n\n{part}", page.trim_end());
    };
    let (before, rest) = page.split_at(from);
    // The next part begins with the next heading of the same level.
    let after = rest.match_indices("\n## ").next().map_or("", |(at, _)| rest.split_at(at).1);
    format!("{before}{part}{after}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_replaced_and_the_others_stay() {
        let page = "# Measures\n\n## a: one\n\nold\n\n## b: two\n\nkept\n";
        let page = replaced(page, "a", "## a: one\n\nnew\n");
        assert_eq!(page, "# Measures\n\n## a: one\n\nnew\n\n## b: two\n\nkept\n");
        let page = replaced(&page, "b", "## b: two\n\nnewer\n");
        assert_eq!(page, "# Measures\n\n## a: one\n\nnew\n\n## b: two\n\nnewer\n");
        assert!(replaced(&page, "c", "## c: three\n").ends_with("newer\n\n## c: three\n"));
    }

    #[test]
    fn a_missed_limit_is_told() {
        let row = |met| Row { work: "w".to_owned(), ours: "2".to_owned(), limit: "1".to_owned(), met };
        assert!(table(&[row(Verdict::Missed)]).contains("| w | 2 | 1 | **not met** |"));
        assert!(table(&[row(Verdict::Met)]).contains("| met |"));
    }
}
