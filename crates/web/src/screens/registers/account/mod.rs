//! The account of everyone: for each register, what became of each person in it.
mod handler;

use askama::Template;

use frame::forms::Choice;
use frame::parts::Share;
use frame::{Shell, Speaks, speaks};

#[cfg(test)]
pub(crate) mod preview;

pub(crate) use handler::{screen, show};

/// The account of everyone.
#[derive(Debug, Clone, Template)]
#[template(path = "screens/registers/account/page.html")]
pub struct AccountPage {
    /// The frame.
    pub shell: Shell,
    /// For which month and as of when.
    pub said: String,
    /// The months, as choices.
    pub months: Vec<Choice>,
    /// The whole and its shares.
    pub whole: Vec<Share>,
    /// The grounds under the lines that have any: words and number, in the order of `whole`.
    pub grounds: Vec<Vec<(String, String)>>,
    /// The sum: left and right side.
    pub sum: String,
    /// Whether both sides agree.
    pub agrees: bool,
    /// Each register: its name, how many, and the numbers in the order of `whole`.
    pub registers: Vec<(String, String, Vec<String>)>,
}

speaks!(AccountPage);
