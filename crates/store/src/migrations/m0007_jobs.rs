//! Work that must happen later, asked for by an entry of the journal.
use crate::schema::{Table, index, int, text};

pub(crate) const TABLES: &[Table] = &[Table {
    name: "job",
    what: "work asked for by an entry of the journal; runs at least once, does no harm when it runs twice",
    columns: &[
        int("entry", "the entry that asks for it"),
        text("kind", "which work, e.g. document"),
        text("state", "waiting, running, done or failed"),
        int("attempts", "how often it was tried"),
        int("run_after_us", "not before this moment; while running: when it counts as abandoned; microseconds UTC"),
        text("last_error", "what went wrong last, without personal text").null(),
    ],
    key: &["entry", "kind"],
    indexes: &[index(&["state", "run_after_us"])],
}];
