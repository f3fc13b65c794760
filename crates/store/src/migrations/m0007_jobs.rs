//! Work that must happen later, and what an administrator confirmed of the packs.
use crate::schema::{Table, index, int, text};

pub(crate) const TABLES: &[Table] = &[
    Table {
        name: "job",
        what: "work asked for by an entry of the journal; runs at least once, does no harm when it runs twice",
        columns: &[
            int("entry", "the entry that asks for it"),
            text("kind", "which work, e.g. print-documents"),
            text("state", "waiting, running or done"),
            int("attempts", "how often it was tried"),
            int("run_after_us", "not before this moment; while running, when it counts as abandoned; microseconds UTC"),
            text("last_error", "what went wrong last, without personal text").null(),
        ],
        key: &["entry", "kind"],
        indexes: &[index(&["state", "run_after_us"])],
    },
    Table {
        name: "confirmation",
        what: "values of the packs that an administrator confirmed",
        columns: &[
            text("subject", "what was confirmed, e.g. figure:average_annual_wage/340000/2024"),
            text("note", "what they said"),
            text("confirmed_by", "who"),
            int("confirmed_us", "when, microseconds UTC"),
        ],
        key: &["subject"],
        indexes: &[],
    },
];
