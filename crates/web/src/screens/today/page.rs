//! What Today shows.
use askama::Template;

use frame::parts::{Hidden, Share, Stat, Tag, Tone};
use frame::{Shell, Speaks, speaks};

/// The page that a day begins with.
#[derive(Debug, Clone, Template)]
#[template(path = "screens/today/page.html")]
pub struct TodayPage {
    /// The frame.
    pub shell: Shell,
    /// The day, and how much is mine.
    pub lede: String,
    /// Whether this person may take the next lead.
    pub take_next: bool,
    /// Values of law that others entered and this person is to confirm: words and address.
    pub values: Option<(String, &'static str)>,
    /// What is late, soon due, new, waiting.
    pub stats: Vec<Stat>,
    /// What to do, most pressing first.
    pub tasks: Vec<Task>,
    /// What else lies on this person's desk: what they are called to do, and cases without a clock.
    pub waiting: Vec<Task>,
    /// What lies with others and is this person's concern.
    pub elsewhere: Option<Elsewhere>,
    /// Whether this person sees leads at all.
    pub leads_shown: bool,
    /// New leads, by need.
    pub leads: Vec<LeadLine>,
    /// How many leads there are beyond those shown.
    pub leads_said: String,
    /// Whether the account is shown at all.
    pub account_shown: bool,
    /// The account of everyone for this month; empty where nothing was imported.
    pub account: Vec<Share>,
    /// The sum of the account, its left and right side.
    pub account_sum: String,
}

/// A thing to do.
#[derive(Debug, Clone)]
pub struct Task {
    /// When, in a colour.
    pub due: Tag,
    /// The day itself.
    pub day: String,
    /// What.
    pub what: String,
    /// For whom.
    pub who: Hidden,
    /// In which case.
    pub number: String,
    /// Where that case is.
    pub href: String,
    /// Why it is due then.
    pub why: String,
    /// What to press.
    pub act: String,
    /// Where that leads.
    pub act_href: String,
}

/// Cases that lie with somebody else.
#[derive(Debug, Clone)]
pub struct Elsewhere {
    /// The heading.
    pub title: String,
    /// What is said where there are none.
    pub none: String,
    /// The heading over what is said of each: what is to be done, or where it stands.
    pub what: String,
    /// The first of them.
    pub lines: Vec<ElsewhereLine>,
    /// Where all of them are: words and address.
    pub all: (String, String),
}

/// A case that lies with somebody else.
#[derive(Debug, Clone)]
pub struct ElsewhereLine {
    /// How late, or how much time is left.
    pub due: Tag,
    /// The day itself.
    pub day: String,
    /// What is to be done, or where the case stands.
    pub what: String,
    /// For whom.
    pub who: Hidden,
    /// In which case.
    pub number: String,
    /// Where that case is.
    pub href: String,
    /// The role on whose desk it lies.
    pub desk: String,
    /// Who works on it.
    pub officer: Option<String>,
}

/// A lead, in a line.
#[derive(Debug, Clone)]
pub struct LeadLine {
    /// Its score.
    pub score: String,
    /// The colour: `red`, `amber`, `blue`.
    pub colour: &'static str,
    /// The colour in words, for those who do not see it.
    pub colour_word: String,
    /// Who.
    pub who: Hidden,
    /// Why.
    pub why: String,
    /// From which register or agency.
    pub from: String,
    /// Where it is.
    pub href: String,
    /// A word on its state: to confirm, taken by.
    pub state: Option<Tag>,
}

impl ElsewhereLine {
    fn is_late(&self) -> bool {
        self.due.tone == Tone::Late
    }
}

impl Task {
    fn is_late(&self) -> bool {
        self.due.tone == Tone::Late
    }
}

speaks!(TodayPage);
