//! Funds, and the payments that went to the bank.
use crate::schema::{Table, index, int, text};

pub(crate) const TABLES: &[Table] = &[
    Table {
        name: "fund",
        what: "the fund of an office in a year",
        columns: &[
            int("office_id", "whose"),
            int("year", "of which year"),
            int("version", "how many entries of its stream made it"),
            int("budget_fen", "the year's budget, fen"),
            int("appropriated_fen", "what came from the treasury, counter-entries counted off, fen"),
            int("returned_fen", "what went back to the treasury, counter-entries counted off, fen"),
        ],
        key: &["office_id", "year"],
        indexes: &[],
    },
    Table {
        name: "fund_payment",
        what: "a payment of a case in a batch for the bank, and what the bank said",
        columns: &[
            int("office_id", "whose fund"),
            int("year", "of which year"),
            int("batch", "1, 2, 3 … within the fund"),
            int("case_id", "the case"),
            int("place", "which of its payments"),
            int("amount_fen", "how much, fen"),
            text("state", "made, released, withdrawn, paid, failed or reversed"),
            text("settled_on", "the day that the bank gave, ISO").null(),
        ],
        key: &["office_id", "year", "batch", "case_id", "place"],
        indexes: &[index(&["case_id", "place"])],
    },
];
