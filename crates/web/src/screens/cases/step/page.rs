//! What the page of a step shows. The fields come from the pack of the kind of case.
use askama::Template;

use frame::forms::{ErrorLine, Field, Section};
use frame::parts::{Changed, Hidden, Notice, Strip, Sure, Work};
use frame::{Shell, Speaks, speaks};

/// The page of a step.
#[derive(Debug, Clone, Template)]
#[template(path = "screens/cases/step/page.html")]
pub struct StepPage {
    /// The frame.
    pub shell: Shell,
    /// Where the case is: `/cases/7`.
    pub base: String,
    /// The number of the case.
    pub number: String,
    /// Whom it is about.
    pub who: Hidden,
    /// The name of the step.
    pub title: String,
    /// What the step is for.
    pub hint: Option<String>,
    /// Where the form goes.
    pub action: String,
    /// The version of the case that the form was made from.
    pub version: String,
    /// The key that makes a second sending do nothing.
    pub once: String,
    /// What was not understood.
    pub errors: Vec<ErrorLine>,
    /// What happened to the case meanwhile; what was typed still stands in the form.
    pub changed: Option<Changed>,
    /// Why it could not be kept although nothing typed is wrong; what was typed still stands in the form.
    pub notice: Option<Notice>,
    /// What is in the way; where there is something, the form has no button.
    pub blocked: Vec<String>,
    /// What is to be found out before it can be taken.
    pub waits_for: Vec<String>,
    /// The steps that help there: words and address, the nearest first.
    pub helps: Vec<(String, String)>,
    /// What speaks against it: told above the form, or asking for a reason in it.
    pub warnings: Vec<Warning>,
    /// The fields.
    pub sections: Vec<Section>,
    /// What the person was granted before: a sentence and where it stands.
    pub earlier: Vec<(String, Option<String>)>,
    /// The money that it sends, or whose arrival it records.
    pub sends: Option<Sending>,
    /// What the step decides on: words and value.
    pub shown: Vec<(String, Hidden)>,
    /// The reasons that were given so far: to what, the reason, when.
    pub answered: Vec<(String, Hidden, String)>,
    /// What will happen: documents, clocks, approval.
    pub consequences: Vec<String>,
    /// The range beside the field of the amount, or the one that an amount was proposed from.
    pub amount: Option<Work>,
    /// What keeps it open.
    pub to_find_out: Vec<String>,
    /// What was granted in like cases.
    pub alike: Option<Strip>,
    /// Whether the range can be worked out anew from what is typed.
    pub works_out: bool,
    /// The words on the button.
    pub button: String,
}

/// Money that is sent, or whose arrival is recorded.
#[derive(Debug, Clone)]
pub struct Sending {
    /// How much, in a sentence.
    pub said: String,
    /// To whom: words and value.
    pub lines: Vec<(String, Hidden)>,
}

/// Something to look at twice: it is told, or asks for a reason.
#[derive(Debug, Clone)]
pub struct Warning {
    /// What it says.
    pub label: String,
    /// What it says in detail, a line each.
    pub lines: Vec<String>,
    /// Where it stands.
    pub source: String,
    /// How sure we are.
    pub sure: Option<Sure>,
    /// The reason for going on, where one is asked for here.
    pub reason: Option<Field>,
}

impl StepPage {
    /// What is only told, above the form.
    fn told(&self) -> impl Iterator<Item = &Warning> {
        self.warnings.iter().filter(|own| own.reason.is_none())
    }
}

speaks!(StepPage);
