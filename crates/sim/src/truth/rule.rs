//! Who should have a lead, by what is true: the lead rule, written a second time and apart from the packs, so that
//! the two can disagree.
//!
//! Never: eligibility; never what a list says.
//! Rule: harm, not made good, a sign of hardship, not yet helped for this case; the first reason against it counts.
use kernel::Fen;
use serde::{Deserialize, Serialize};

/// Why somebody should have a lead, or should not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// All four hold: a lead.
    Entitled,
    /// Some organ has already granted aid to this person for this case.
    HelpedForThisCase,
    /// What was owed was paid.
    MadeGood,
    /// Not hurt badly enough, and nothing much lost.
    NoHarm,
    /// Neither the person nor the household stands in a list of hardship.
    NoSignOfHardship,
}

impl Reason {
    /// Whether the person should have a lead.
    #[must_use]
    pub fn entitled(self) -> bool {
        self == Self::Entitled
    }
}

/// What the rule looks at.
#[derive(Debug, Clone, Copy)]
pub(super) struct Circumstances {
    pub(super) helped: bool,
    pub(super) owed: Fen,
    pub(super) paid: Fen,
    pub(super) harm: bool,
    pub(super) sign: bool,
}

/// The rule.
pub(super) fn judge(of: Circumstances) -> Reason {
    if of.helped {
        Reason::HelpedForThisCase
    } else if of.paid >= of.owed {
        Reason::MadeGood
    } else if !of.harm {
        Reason::NoHarm
    } else if !of.sign {
        Reason::NoSignOfHardship
    } else {
        Reason::Entitled
    }
}

#[cfg(test)]
mod tests {
    use kernel::Fen;

    use super::{Circumstances, Reason, judge};
    const HARMED: Circumstances =
        Circumstances { helped: false, owed: Fen(100), paid: Fen(99), harm: true, sign: true };

    #[test]
    fn the_first_reason_that_holds_is_the_reason() {
        let unharmed = Circumstances { harm: false, ..HARMED };
        let cases = [
            (HARMED, Reason::Entitled),
            (Circumstances { helped: true, paid: Fen(100), ..HARMED }, Reason::HelpedForThisCase),
            (Circumstances { paid: Fen(100), sign: false, ..HARMED }, Reason::MadeGood),
            (Circumstances { sign: false, ..unharmed }, Reason::NoHarm),
            (Circumstances { sign: false, ..HARMED }, Reason::NoSignOfHardship),
        ];
        for (of, reason) in cases {
            assert_eq!(judge(of), reason, "{of:?}");
        }
    }
}
