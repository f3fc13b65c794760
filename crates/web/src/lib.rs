//! The pages of the staff desk and their JSON face: takes a request apart, asks `app` once, fills a page.
//!
//! Never: rules, SQL, the clock, words outside the message files. Every page works without scripts.
#![recursion_limit = "256"]

pub mod assets;
pub mod forms;
pub mod page;
pub mod screens;
