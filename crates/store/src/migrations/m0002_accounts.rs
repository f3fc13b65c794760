//! Offices, accounts and their roles, failed sign-ins, sessions.
use crate::schema::{Table, bytes, index, int, text, truth, unique};

pub(crate) const TABLES: &[Table] = &[
    Table {
        name: "office",
        what: "the offices, as a tree",
        columns: &[
            int("id", "number of the office"),
            int("parent_id", "the office above it").null(),
            text("path", "place in the tree, e.g. /1/4/, ending in its own number"),
            text("area", "code of its area, six digits"),
            text("name_zh", "name in Chinese"),
            text("name_en", "name in English"),
            text("mark", "its mark in the numbers of its documents"),
            text("organ", "which organ it belongs to, as packs name it"),
        ],
        key: &["id"],
        indexes: &[unique(&["path"]), index(&["parent_id"])],
    },
    Table {
        name: "account",
        what: "one account for each member of staff",
        columns: &[
            int("id", "number of the account"),
            text("login", "name typed at sign-in, lower case"),
            text("name", "name on pages"),
            text("name_en", "name on English pages; the name itself where empty").null(),
            text("password_hash", "Argon2id, as a PHC string"),
            text("language", "zh or en; empty until chosen").null(),
            truth("care_mode", "larger type and high contrast"),
            truth("disabled", "may not sign in any more"),
            truth("password_given", "somebody else gave the password: its owner changes it first"),
            int("made_us", "when it was made, microseconds UTC"),
            int("last_sign_in_us", "when its owner last signed in, microseconds UTC").null(),
            int("locked_until_us", "until when sign-in is refused, microseconds UTC").null(),
        ],
        key: &["id"],
        indexes: &[unique(&["login"])],
    },
    Table {
        name: "account_role",
        what: "which roles an account has, and in which office",
        columns: &[
            int("account_id", "the account"),
            text("role", "name of the role in packs"),
            int("office_id", "the office in which it counts"),
        ],
        key: &["account_id", "role", "office_id"],
        indexes: &[index(&["office_id"])],
    },
    Table {
        name: "sign_in_failure",
        what: "failed sign-ins, for the limits; removed once they no longer count",
        columns: &[
            int("id", "number"),
            text("login", "name that was typed, lower case"),
            text("address", "network address it came from"),
            int("at_us", "when, microseconds UTC"),
        ],
        key: &["id"],
        indexes: &[index(&["login", "at_us"]), index(&["address", "at_us"]), index(&["at_us"])],
    },
    Table {
        name: "session",
        what: "who is signed in where",
        columns: &[
            bytes("id_hash", "SHA-256 of the session's id: who reads the table cannot take a session over"),
            text("data", "JSON of what the session holds"),
            int("expires_us", "when it ends, microseconds UTC"),
        ],
        key: &["id_hash"],
        indexes: &[index(&["expires_us"])],
    },
];
