//! Work that must happen later; what an administrator confirmed of the packs, and what was entered beside them.
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
    Table {
        name: "entered_value",
        what: "values of law that an office entered for itself; they count once a second person confirmed them",
        columns: &[
            int("id", "number of the value"),
            text("subject", "for what, e.g. table:provinces/340000/anhui_months"),
            text("from_day", "the first day on which it holds, ISO"),
            text(
                "given",
                "what was entered, JSON: rows in months, factors or fen, an amount in fen, or a year and fen",
            ),
            text("act", "the act in full"),
            text("article", "the article"),
            text("document", "the document in which it was read"),
            text("note", "what else is to be known of it"),
            text("state", "proposed, confirmed, rejected, withdrawn or replaced"),
            text("entered_by", "who entered it"),
            int("entered_us", "when, microseconds UTC"),
            text("decided_by", "who confirmed or rejected it or took it back").null(),
            int("decided_us", "when, microseconds UTC").null(),
            text("reason", "why it was rejected").null(),
        ],
        key: &["id"],
        indexes: &[index(&["state", "entered_by"])],
    },
];
