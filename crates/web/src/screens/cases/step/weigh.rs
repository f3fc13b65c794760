//! What a form says to whoever takes the step: what to look at twice, and what was answered before.
use app::cases::{Answered, Sends, Speaks, Warning as Speaking};
use kernel::Label;

use super::{Sending, Warning};
use crate::say::{FormSaid, Say};
use frame::forms::{Field, Input};
use frame::parts::Hidden;

/// A warning, with the field of its reason where it asks for one here.
pub(super) fn warning(say: Say<'_>, own: &Speaking, said: FormSaid<'_>) -> Warning {
    let (label, lines) = words(say, &own.says);
    Warning {
        label,
        lines,
        source: own.source.as_ref().map(|source| say.citation(source)).unwrap_or_default(),
        sure: own.source.as_ref().map(|source| say.sure(source)),
        reason: own.field.as_ref().map(|field| reason(say, field, said)),
    }
}

fn reason(say: Say<'_>, field: &str, said: FormSaid<'_>) -> Field {
    let input = Input::Long { value: said.value(field, ""), most: 500 };
    let reason = say.own_field(field, say.t("step-reason"), input, said);
    Field { hint: Some(say.t("step-reason-hint")), ..reason }
}

/// What it says, and the lines below.
fn words(say: Say<'_>, says: &Speaks) -> (String, Vec<String>) {
    let field = |id: &str, label: &Option<Label>| {
        label.iter().map(|label| say.words.with(id, [("field", say.l(label))])).collect()
    };
    match says {
        Speaks::NoGround => (say.t("step-no-ground"), vec![]),
        Speaks::Holds(label, hint) => (say.l(label), hint.iter().map(|hint| say.l(hint)).collect()),
        Speaks::Open(all) => (say.t("step-not-judged"), all.iter().map(|own| open(say, own)).collect()),
        Speaks::Outside(amount, [low, high], label) => {
            let open = low.zip(*high).is_none();
            let range = [("amount", say.words.money(*amount)), ("range", say.between_fen(*low, *high))];
            let id = if open { "step-without-range" } else { "step-outside-range" };
            (say.words.with(id, range), field("step-write-why", label))
        }
        Speaks::Changed(own) => (say.changed(own), say.changed_lines(own)),
        Speaks::FundShort(amount, free) => {
            let both = [("amount", say.words.money(*amount)), ("free", say.words.money(*free))];
            (say.words.with("step-fund-short", both), vec![say.t("step-fund-short-do")])
        }
        Speaks::AboveCeiling(amount, ceiling, label) => {
            let both = [("amount", say.words.money(*amount)), ("ceiling", say.words.money(*ceiling))];
            (say.words.with("step-above-ceiling", both), field("step-choose-ground", label))
        }
    }
}

/// Something that cannot be judged yet, and what is to be found out.
fn open(say: Say<'_>, (label, facts): &(Label, Vec<Label>)) -> String {
    let facts: Vec<String> = facts.iter().map(|fact| say.l(fact)).collect();
    let both = [("what", say.l(label)), ("facts", say.listed(&facts))];
    // A single fact is mostly the thing itself in other words.
    say.words.with(if facts.len() < 2 { "step-not-judged-line" } else { "step-to-find-out" }, both)
}

/// The money that is sent, in a sentence, with to whom.
pub(super) fn sending(say: Say<'_>, sends: &Sends) -> Sending {
    let id = if sends.to.is_some() || sends.account.is_some() { "step-under-way" } else { "step-sends" };
    let to = sends.to.as_ref().map(|to| (say.t("step-payee"), say.hidden(to)));
    let account = sends.account.as_ref().map(|own| (say.t("step-account"), say.hidden(own)));
    Sending {
        said: say.words.with(id, [("amount", say.words.exact_money(sends.amount))]),
        lines: to.into_iter().chain(account).collect(),
    }
}

impl Say<'_> {
    /// A reason that was given: to what, the reason, when.
    pub(crate) fn answered(&self, own: &Answered) -> (String, Hidden, String) {
        let unlabelled = if own.id == domain::cases::decide::FIGURES { "changed-figures" } else { "step-no-ground" };
        let to = own.to.as_ref().map_or_else(|| self.t(unlabelled), |label| self.l(label));
        (to, self.hidden(&own.reason), self.day(own.on))
    }
}
