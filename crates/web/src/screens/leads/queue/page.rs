//! What the queue of leads shows.
use askama::Template;

use crate::screens::today::LeadLine;
use frame::parts::Pager;
use frame::{Shell, Speaks, speaks};

/// The queue of leads, most pressing first.
#[derive(Debug, Clone, Template)]
#[template(path = "screens/leads/queue/page.html")]
pub struct QueuePage {
    /// The frame.
    pub shell: Shell,
    /// How many, in a sentence.
    pub said: String,
    /// Whether this person may take the next lead.
    pub take_next: bool,
    /// The lists: words, address, whether shown.
    pub kept: Vec<(String, String, bool)>,
    /// The leads.
    pub leads: Vec<LeadLine>,
    /// What is said where the list is empty, and what then.
    pub none: (String, String),
    /// The next ones.
    pub pager: Pager,
}

speaks!(QueuePage);
