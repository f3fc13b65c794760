//! The journal, its head, the numbers it gives out, and the keys of those it speaks of.
//!
//! Never: a column that may be changed later, but for the wrapped keys.
use crate::schema::{Table, bytes, index, int, text, unique};

pub(super) const TABLES: &[Table] = &[
    Table {
        name: "journal",
        what: "every act, once, in the order in which it was accepted; rows are never changed or removed",
        columns: &[
            int("id", "number in the chain, from 1, without gaps"),
            text("stream", "what it is about, e.g. case:12"),
            int("stream_version", "number in its stream, from 1, without gaps"),
            int("at_us", "when it was accepted, microseconds UTC"),
            text("actor", "who did it, e.g. user:5 or system:screening"),
            text("kind", "what was done, e.g. step-taken"),
            text("plain", "JSON without personal text"),
            bytes("parts", "the sealed parts, each under the data key of whom it speaks of"),
            bytes("prev_hash", "algorithm and hash of the entry before"),
            bytes("hash", "algorithm and hash of this entry"),
        ],
        key: &["id"],
        indexes: &[unique(&["stream", "stream_version"]), index(&["actor", "id"])],
    },
    Table {
        name: "chain_head",
        what: "the last entry of the journal; its one row is the lock of whoever writes",
        columns: &[
            int("id", "always 1"),
            int("entry", "number of the last entry, 0 before the first"),
            bytes("hash", "algorithm and hash of the last entry"),
        ],
        key: &["id"],
        indexes: &[],
    },
    Table {
        name: "request_token",
        what: "requests already done, so that the same request twice is done once",
        columns: &[
            text("token", "the key that the form carried"),
            text("actor", "who sent it"),
            int("at_us", "when it was done, microseconds UTC"),
            text("result", "JSON of the answer that was given"),
        ],
        key: &["actor", "token"],
        indexes: &[index(&["at_us"])],
    },
    Table {
        name: "mark",
        what: "how far each reader of the journal has read",
        columns: &[text("name", "the reader"), int("entry", "number of the last entry it has dealt with")],
        key: &["name"],
        indexes: &[],
    },
    Table {
        name: "counter",
        what: "the last number given out, per table: numbers are never given twice, whatever is removed or restored",
        columns: &[text("name", "the table"), int("last", "last number given out")],
        key: &["name"],
        indexes: &[],
    },
    Table {
        name: "data_key",
        what: "a key for each person, case, batch or custodian; destroying it erases what it sealed",
        columns: &[
            int("id", "number of the key, as written in what it sealed"),
            text("subject", "whose key, e.g. person:9"),
            bytes("wrapped", "the key, sealed under a master key; empty once destroyed"),
            text("master_key", "name of the master key that wraps it"),
            int("made_us", "when it was made, microseconds UTC"),
            int("destroyed_us", "when it was destroyed, microseconds UTC").null(),
        ],
        key: &["id"],
        indexes: &[unique(&["subject"]), index(&["master_key"])],
    },
];
