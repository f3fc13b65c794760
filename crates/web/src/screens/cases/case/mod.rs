//! One case: its head on every tab, and a folder for each tab.
//!
//! Never: decides what may be done next; `app` says so.

pub mod amount;
pub mod facts;
pub mod handovers;
pub mod journal;
pub mod linked;
pub mod money;
pub mod overview;
pub mod papers;
pub mod people;
pub mod visits;

mod fill;
mod handler;

#[cfg(test)]
pub(crate) mod preview;

pub(crate) use handler::{document, document_for_the_web, document_set, file, handed, show, show_tab};

use frame::parts::{Clock, Hidden, Tag, Tone};

/// What stands above the tabs.
#[derive(Debug, Clone)]
pub struct CaseHead {
    /// Where the case is: `/cases/7`.
    pub base: String,
    /// Kind of case, number, variant and rules.
    pub caption: String,
    /// Who, as far as it may be shown.
    pub who: Hidden,
    /// What the case is about, in a few words.
    pub title: String,
    /// State, green channel, groups.
    pub tags: Vec<Tag>,
    /// A sentence where a demonstration value was used.
    pub demonstration: Option<String>,
    /// What was asked or sent back, the latest first.
    pub notices: Vec<Standing>,
    /// The next thing to do; none when the case is closed or another's turn.
    pub next: Next,
    /// Everything else that may be done now.
    pub more: Vec<OtherStep>,
    /// Clocks: late first, then soon, running, done.
    pub clocks: Vec<Clock>,
    /// The tabs.
    pub tabs: Vec<TabLink>,
}

impl CaseHead {
    /// Whether a time limit still runs or stands still.
    fn runs(&self) -> bool {
        self.clocks.iter().any(|clock| !clock.finished)
    }

    /// How many time limits were met.
    fn finished(&self) -> usize {
        self.clocks.iter().filter(|clock| clock.finished).count()
    }
}

/// What was asked or sent back.
#[derive(Debug, Clone)]
pub struct Standing {
    /// What happened.
    pub title: String,
    /// Who, when, and whose decision it waits for.
    pub line: String,
    /// What was said: words and value.
    pub tells: Vec<(String, Hidden)>,
    /// The steps that answer it: words and address.
    pub acts: Vec<(String, String)>,
}

/// The one thing to do next.
#[derive(Debug, Clone)]
pub struct Next {
    /// `Next`, `Waiting`, `Closed`.
    pub label: String,
    /// What.
    pub what: String,
    /// What is in the way, or that nothing is.
    pub hint: String,
    /// Where it is done: words and address.
    pub button: Option<(String, String)>,
    /// Its colour.
    pub tone: Tone,
}

impl Next {
    fn class(&self) -> &'static str {
        match self.tone {
            Tone::Late => "tr-next--late",
            Tone::Good => "tr-next--done",
            Tone::Plain | Tone::Soon | Tone::Quiet => "",
        }
    }
}

/// Another step.
#[derive(Debug, Clone)]
pub struct OtherStep {
    /// Its name.
    pub label: String,
    /// Where its form is.
    pub href: String,
}

/// A tab.
#[derive(Debug, Clone)]
pub struct TabLink {
    /// Its name.
    pub label: String,
    /// How many things it holds; nothing is shown for none.
    pub count: Option<String>,
    /// Where it is.
    pub href: String,
    /// Whether it is shown.
    pub current: bool,
}
