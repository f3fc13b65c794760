//! Leads: people who may qualify and never asked.

pub mod lead;
pub mod queue;
