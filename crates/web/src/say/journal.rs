//! What an entry of the journal states, in words.
use app::cases::Detail;

use super::Say;

impl Say<'_> {
    /// One thing that an entry states.
    pub(crate) fn detail(&self, detail: &Detail) -> String {
        let two = |id: &str, name: &'static str, one: String, other_name: &'static str, other: String| {
            self.words.with(id, [(name, one), (other_name, other)])
        };
        let one = |id: &str, name: &'static str, value: String| self.words.with(id, [(name, value)]);
        match detail {
            Detail::Fact(fact) => {
                let line = self.fact(fact);
                two("detail-fact", "label", line.label, "value", line.value.text)
            }
            Detail::Forgotten(label) => one("detail-forgotten", "label", self.l(label)),
            Detail::Paper(label) => one("detail-paper", "label", self.l(label)),
            Detail::Number(number) => one("detail-number", "number", number.clone()),
            Detail::Due(label, due) => two("detail-due", "label", self.l(label), "due", self.day(*due)),
            Detail::Kept(label) => one("detail-kept", "label", self.l(label)),
            Detail::Document(label, None) => one("step-issues", "document", self.l(label)),
            Detail::Document(label, Some(number)) => {
                one("step-issues", "document", format!("{} {number}", self.l(label)))
            }
            Detail::Proposed(fen) => one("detail-proposed", "amount", self.words.money(*fen)),
            Detail::Recomputed([low, high]) => one("detail-recomputed", "range", self.between_fen(*low, *high)),
            Detail::Granted(fen) => one("detail-granted", "amount", self.words.money(*fen)),
            Detail::Advanced(fen) => one("detail-advanced", "amount", self.words.money(*fen)),
            Detail::Ordered(fen) => one("detail-ordered", "amount", self.words.money(*fen)),
            Detail::Money(word, fen) => one(&format!("detail-{word}"), "amount", self.words.money(*fen)),
            Detail::Voted(label) => one("detail-voted", "vote", self.l(label)),
            Detail::PayableFrom(day) => one("detail-payable", "day", self.day(*day)),
            Detail::VisitDue(due) => one("detail-visit", "due", self.day(*due)),
            Detail::Named(text) => text.clone(),
            Detail::Judged(verdict) => self.t(&format!("verdict-{verdict}")),
            Detail::Wrote(text) => one("detail-wrote", "text", text.clone()),
        }
    }
}
