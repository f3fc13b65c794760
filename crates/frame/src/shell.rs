//! The frame of a page: who is signed in, the way about, the language, what was just done.
//!
//! Never: asks for anything; the handler was told all of it.
use super::words::Words;
use crate::assets;
use crate::parts::Notice;

/// The frame around a page of the staff desk.
#[derive(Debug, Clone)]
pub struct Shell {
    /// The words of the person who looks.
    pub words: Words,
    /// Care mode: larger type, more contrast, more room.
    pub care: bool,
    /// The address of this page, for the language switch to come back to.
    pub here: String,
    /// The token of the session that every form sends back.
    pub token: String,
    /// Who is signed in.
    pub me: Me,
    /// Whether this person may look somebody up.
    pub finds: bool,
    /// The way about, in order.
    pub nav: Vec<NavItem>,
    /// What was just done, told once.
    pub notice: Option<Notice>,
    /// Which packs are in force: name, version, hash.
    pub packs: String,
}

/// Who is signed in.
#[derive(Debug, Clone)]
pub struct Me {
    /// The person's name.
    pub name: String,
    /// What they are, in words.
    pub roles: String,
    /// Their office.
    pub office: String,
}

/// An entry of the way about.
#[derive(Debug, Clone)]
pub struct NavItem {
    /// Which area.
    pub area: Area,
    /// Whether the page shown is in it.
    pub current: bool,
    /// How many wait there; nothing is shown for none.
    pub waiting: Option<String>,
    /// Whether one of them is urgent.
    pub urgent: bool,
}

/// The areas of the desk, in the order of the way about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Area {
    /// What is due.
    Today,
    /// People who may qualify.
    Leads,
    /// Cases.
    Cases,
    /// People.
    People,
    /// The money: what came, what was sent.
    Fund,
    /// Lists that agencies hand over.
    Registers,
    /// Time limits and amounts without a case.
    Calculator,
    /// Offices, people, packs, journal.
    Administration,
}

impl Area {
    /// Every area, in order.
    pub const ALL: [Area; 8] = [
        Area::Today,
        Area::Leads,
        Area::Cases,
        Area::People,
        Area::Fund,
        Area::Registers,
        Area::Calculator,
        Area::Administration,
    ];

    /// Where the area begins.
    #[must_use]
    pub const fn href(self) -> &'static str {
        match self {
            Area::Today => "/today",
            Area::Leads => "/leads",
            Area::Cases => "/cases",
            Area::People => "/people",
            Area::Fund => "/fund",
            Area::Registers => "/registers",
            Area::Calculator => "/calculator",
            Area::Administration => "/admin",
        }
    }

    /// The message with its name; the icon has the same name.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Area::Today => "nav-today",
            Area::Leads => "nav-leads",
            Area::Cases => "nav-cases",
            Area::People => "nav-people",
            Area::Fund => "nav-fund",
            Area::Registers => "nav-registers",
            Area::Calculator => "nav-calculator",
            Area::Administration => "nav-admin",
        }
    }

    /// Whether a line stands above it: daily work first, then what it rests on.
    #[must_use]
    pub const fn starts_group(self) -> bool {
        match self {
            Area::Registers => true,
            Area::Today
            | Area::Leads
            | Area::Cases
            | Area::People
            | Area::Fund
            | Area::Calculator
            | Area::Administration => false,
        }
    }
}

impl Shell {
    /// The address of the style sheet.
    #[must_use]
    pub fn style(&self) -> &'static str {
        &assets::STYLE
    }

    /// The address of the script.
    #[must_use]
    pub fn script(&self) -> &'static str {
        &assets::SCRIPT
    }

    /// The other language's switch.
    #[must_use]
    pub fn switch(&self) -> String {
        switch(self.words, &self.here)
    }

    /// The switch of care mode.
    #[must_use]
    pub fn care_switch(&self) -> String {
        let wanted = if self.care { "off" } else { "on" };
        format!("/look/care/{wanted}?back={}", escaped(&self.here))
    }
}

/// The frame of a page outside the desk: signing in, and errors.
#[derive(Debug, Clone)]
pub struct Door {
    /// The words of whoever looks.
    pub words: Words,
    /// Care mode.
    pub care: bool,
    /// The address of this page.
    pub here: String,
}

impl Door {
    /// The address of the style sheet.
    #[must_use]
    pub fn style(&self) -> &'static str {
        &assets::STYLE
    }

    /// The address of the script.
    #[must_use]
    pub fn script(&self) -> &'static str {
        &assets::SCRIPT
    }

    /// The other language's switch.
    #[must_use]
    pub fn switch(&self) -> String {
        switch(self.words, &self.here)
    }
}

fn switch(words: Words, here: &str) -> String {
    format!("/look/language/{}?back={}", words.say("language-other-tag"), escaped(here))
}

/// Percent-encodes what a query's value may not hold.
#[must_use]
pub fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'/' => safe.push(char::from(byte)),
            other => {
                safe.push('%');
                safe.extend(
                    [other >> 4, other & 15].into_iter().filter_map(|nibble| char::from_digit(u32::from(nibble), 16)),
                );
            }
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn the_page_to_come_back_to_is_one_value_of_the_query() {
        assert_eq!(escaped("/cases?state=review&x=审"), "/cases%3fstate%3dreview%26x%3d%e5%ae%a1");
    }
}
