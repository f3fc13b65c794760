//! The store on both databases: every body below runs on `SQLite` in a file and on `PostgreSQL`.

#[path = "it/accounts.rs"]
mod accounts;
#[path = "it/archive.rs"]
mod archive;
#[path = "it/cases.rs"]
mod cases;
#[path = "it/due.rs"]
mod due;
#[path = "it/faults.rs"]
mod faults;
#[path = "it/jobs.rs"]
mod jobs;
#[path = "it/leads.rs"]
mod leads;
#[path = "it/lists.rs"]
mod lists;
#[path = "it/people.rs"]
mod people;
#[path = "../../journal/tests/it/place.rs"]
mod place;
#[path = "it/registers.rs"]
mod registers;
#[path = "it/support.rs"]
mod support;
