//! The tables as types of `SeaORM`: one struct a table, the fields in the order of the migration.
//!
//! Never: seen outside this crate; each area turns them into its own words.
use ::journal::entities;

pub(crate) use ::journal::rows::{chain_head, counter, data_key, journal};

entities! {
    "office" office {
        #[pk] id: i64, parent_id: Option<i64>, path: String, area: String, name_zh: String, name_en: String,
        mark: String, organ: String,
    }
    "account" account {
        #[pk] id: i64, login: String, name: String, name_en: Option<String>, password_hash: String,
        language: Option<String>, care_mode: bool, disabled: bool, password_given: bool, made_us: i64,
        last_sign_in_us: Option<i64>, locked_until_us: Option<i64>,
    }
    "account_role" account_role { #[pk] account_id: i64, #[pk] role: String, #[pk] office_id: i64 }
    "sign_in_failure" sign_in_failure { #[pk] id: i64, login: String, address: String, at_us: i64 }
    "session" session { #[pk] id_hash: Vec<u8>, data: String, expires_us: i64 }
    "person" person {
        #[pk] id: i64, provisional: bool, sex: Option<String>, birth_year: Option<i64>, area: Option<String>,
        identity: Vec<u8>, merged_into: Option<i64>, batch_id: Option<i64>, made_us: i64,
    }
    "person_key" person_key { #[pk] kind: String, #[pk] hash: Vec<u8>, #[pk] person_id: i64 }
    "person_link" person_link {
        #[pk] id: i64, left_person: i64, right_person: i64, kind: String, weight: i64, why: String, verdict: String,
        judged_by: Option<String>, judged_us: Option<i64>,
    }
    "household_member" household_member {
        #[pk] household: String, #[pk] person_id: i64, #[pk] register: String, relation: String, batch_id: i64,
    }
    "access_log" access_log {
        #[pk] id: i64, batch: i64, at_us: i64, actor: String, subject: String, act: String, reason: String,
        unmasked: bool,
    }
    "access_batch" access_batch { #[pk] id: i64, lines: i64, prev_hash: Vec<u8>, hash: Vec<u8> }
    "sender" sender { #[pk] id: i64, name: String, kind: String, office_id: i64, made_us: i64 }
    "batch" batch {
        #[pk] id: i64, file_name: String, sha256: Vec<u8>, object: Option<String>, sender_id: i64, office_id: i64,
        purpose: String, keep_until: Option<String>, state: String, received_by: String, received_us: i64,
        imported_us: Option<i64>, taken_back_us: Option<i64>, rows: i64, same: i64, waiting: i64, bad_cells: i64,
        people_new: i64, people_known: i64, to_confirm: i64, detail: String,
    }
    "batch_part" batch_part { #[pk] batch_id: i64, #[pk] register: String, rows: i64, waiting: i64, bad_cells: i64 }
    "register_row" register_row {
        #[pk] id: i64, batch_id: i64, register: String, sheet: String, row_number: i64, person_id: Option<i64>,
        sealed: Vec<u8>, waiting: bool, to_confirm: bool,
    }
    "bad_cell" bad_cell {
        #[pk] id: i64, batch_id: i64, register: String, sheet: String, row_number: i64, letters: String,
        header: String, field: String, code: String, details: String, sealed: Vec<u8>,
    }
    "mapping" mapping {
        #[pk] sender_id: i64, #[pk] signature: String, columns: String, confirmed_by: String, confirmed_us: i64,
    }
    "case_file" case_file {
        #[pk] id: i64, number: Option<String>, case_type: String, variant: String, office_id: i64, area: String,
        state: String, officer_id: Option<i64>, called_role: Option<String>, called_step: Option<String>,
        opened_on: String, closed_on: Option<String>, is_open: bool,
        lead_id: Option<i64>, person_id: Option<i64>, version: i64, next_due: String, next_what: Option<String>,
        next_name: Option<String>, proposed_fen: Option<i64>, awarded_fen: i64, paid_fen: i64,
        standard: Option<String>, alike: Option<Vec<u8>>, granted_fen: Option<i64>, granted_on: Option<String>,
        range_low_fen: Option<i64>, range_high_fen: Option<i64>, new_low_fen: Option<i64>, new_high_fen: Option<i64>,
        figures_changed: bool,
        committed_fen: i64,
    }
    "case_party" case_party { #[pk] case_id: i64, #[pk] place: i64, person_id: i64, role: String }
    "case_due" case_due {
        #[pk] case_id: i64, #[pk] what: String, #[pk] place: i64, name: String, due_on: String, provisional: bool,
        case_type: String, state: String, office_id: i64, officer_id: Option<i64>, called_role: Option<String>,
    }
    "award" award {
        #[pk] harm_case: String, #[pk] person_id: i64, #[pk] award_no: i64, case_id: i64, amount_fen: i64,
        advanced_fen: i64, decided: bool, on_day: String,
    }
    "payment" payment {
        #[pk] case_id: i64, #[pk] place: i64, person_id: i64, amount_fen: i64, state: String, ordered_on: String,
        checked_on: Option<String>, payable_from: Option<String>, settled_on: Option<String>, office_id: i64,
    }
    "case_document" case_document {
        #[pk] case_id: i64, #[pk] place: i64, kind: String, number: Option<String>, issued_on: String, version: i64,
        step: String,
    }
    "case_link" case_link { #[pk] case_id: i64, #[pk] place: i64, number: String, tied_on: String }
    "document_file" document_file {
        #[pk] id: i64, case_id: i64, place: Option<i64>, kind: String, name: String, media_type: String,
        object: String, size: i64, words: Vec<u8>, made_by: String, at_us: i64,
    }
    "lead" lead {
        #[pk] id: i64, person_id: i64, office_id: i64, case_type: String, harm_case: String, source: String,
        finding: String, candidate_id: Option<i64>, ask: String, score: i64, parts: String, colour: String, need: i64,
        opened_on: String, taken_by: Option<i64>, verdict: Option<String>, judged_on: Option<String>, in_queue: bool,
        rest_until: Option<String>, case_id: Option<i64>, version: i64,
    }
    "outcome" outcome {
        #[pk] case_type: String, #[pk] person_id: i64, #[pk] harm_case: String, office_id: i64, register: String,
        batch_id: i64, sheet: String, row_number: i64, result: String, reason: String, lead_id: Option<i64>,
        on_day: String,
    }
    "job" job {
        #[pk] entry: i64, #[pk] kind: String, state: String, attempts: i64, run_after_us: i64,
        last_error: Option<String>,
    }
    "entered_value" entered_value {
        #[pk] id: i64, subject: String, from_day: String, given: String, act: String, article: String,
        document: String, note: String, state: String, entered_by: String, entered_us: i64,
        decided_by: Option<String>, decided_us: Option<i64>, reason: Option<String>,
    }
    "fund" fund {
        #[pk] office_id: i64, #[pk] year: i64, version: i64, budget_fen: i64, appropriated_fen: i64, returned_fen: i64,
    }
    "fund_payment" fund_payment {
        #[pk] office_id: i64, #[pk] year: i64, #[pk] batch: i64, #[pk] case_id: i64, #[pk] place: i64, amount_fen: i64,
        state: String, settled_on: Option<String>,
    }
    "confirmation" confirmation { #[pk] subject: String, note: String, confirmed_by: String, confirmed_us: i64 }
}
