//! A form of the administration: an account, an office, a value to confirm.
use askama::Template;

use super::Section;
use crate::edge::{Desk, Trouble};
use frame::forms::{ErrorLine, Field};
use frame::parts::{Hidden, Notice};
use frame::{Area, Shell, Speaks, speaks};

#[cfg(test)]
pub(crate) mod preview;

/// The page of a form.
#[derive(Debug, Clone, Template)]
#[template(path = "screens/admin/form/page.html")]
pub struct FormPage {
    /// The frame.
    pub shell: Shell,
    /// Where it belongs: words and address.
    pub back: (String, &'static str),
    /// Whom or what it is about.
    pub title: String,
    /// What is known of it, or what to do.
    pub lede: String,
    /// What one should know first.
    pub notices: Vec<Notice>,
    /// What is stated already: words and value.
    pub facts: Vec<(String, Hidden)>,
    /// Where the form goes.
    pub action: String,
    /// What the form sends along: name and value.
    pub along: Vec<(&'static str, String)>,
    /// The key that makes a second sending do nothing.
    pub once: String,
    /// What was not understood.
    pub errors: Vec<ErrorLine>,
    /// The fields; where there are none, nothing can be sent.
    pub fields: Vec<Field>,
    /// The words on the button.
    pub button: String,
    /// What else may be done: words, address, form key.
    pub acts: Vec<(String, String, String)>,
}

speaks!(FormPage);

/// A page of `section` with nothing on it yet.
pub(crate) async fn blank(desk: &Desk, section: Section) -> Result<FormPage, Trouble> {
    let say = desk.say();
    Ok(FormPage {
        shell: desk.shell(Area::Administration).await?,
        back: (say.t(section.key()), section.href()),
        title: String::new(),
        lede: String::new(),
        notices: Vec::new(),
        facts: Vec::new(),
        action: String::new(),
        along: Vec::new(),
        once: Desk::once(),
        errors: Vec::new(),
        fields: Vec::new(),
        button: say.t("form-save"),
        acts: Vec::new(),
    })
}
