//! The form of a verdict: what may be decided, what each decision needs, and what was typed.
use app::leads::{Judgement, LeadPage as Lead, Sureness};
use domain::leads::Verdict as Judged;
use kernel::Mistake;
use kernel::id::VariantId;

use super::Verdict;
use crate::edge::{Desk, FormBody};
use crate::say::{FormSaid, Say, day};
use frame::forms::field::Line;
use frame::forms::{Choice, Field, Input};

/// A verdict as it was typed.
pub(crate) struct Typed<'a> {
    form: &'a FormBody,
}

impl<'a> Typed<'a> {
    pub(crate) fn of(form: &'a FormBody) -> Self {
        Self { form }
    }

    /// The reason in the person's own words.
    pub(crate) fn note(&self) -> &str {
        self.form.get("reason").trim()
    }

    /// What was decided; a mistake at the field that is missing for it.
    pub(crate) fn judgement(&self) -> Result<Judgement, Mistake> {
        let needed = |field: &str| {
            let text = self.form.get(field).trim();
            if text.is_empty() { Err(Mistake::at(field, "required")) } else { Ok(text.to_owned()) }
        };
        Ok(match self.form.get("verdict") {
            "open" => Judgement::OpenCase(VariantId::from(needed("variant")?.as_str())),
            "ask" => Judgement::Other(Judged::Asked),
            "same" => Judgement::Other(Judged::SamePerson),
            "other" => Judgement::Other(Judged::NotTheSame),
            "not" => Judgement::Other(Judged::NotEligible { ground: needed("ground")? }),
            "hand-on" => Judgement::Other(Judged::HandedOn { to: needed("to")? }),
            "lost" => Judgement::Other(Judged::Lost),
            "rest" => {
                let until = needed("until")?.parse().map_err(|_| Mistake::at("until", "not-a-date"))?;
                Judgement::Other(Judged::Suppressed { until })
            }
            _ => return Err(Mistake::at("verdict", "not-a-choice")),
        })
    }
}

/// The form.
pub(crate) fn form(say: Say<'_>, lead: &Lead, said: FormSaid<'_>) -> Verdict {
    let chosen = said.value("verdict", "");
    let may_say = lead.candidate.as_ref().is_some_and(|pair| pair.may_say);
    let identity: &[&str] = if lead.row.sure == Sureness::ToConfirm && may_say { &["same", "other"] } else { &[] };
    let all = identity.iter().chain(&["open", "ask", "not", "hand-on", "lost", "rest"]);
    let choice = |id: &&str| Choice {
        hint: Some(say.t(&format!("verdict-{id}-hint"))),
        ..Choice::of(id, say.t(&format!("verdict-{id}")), &chosen)
    };
    let field = |name: &str, input| say.own_field(name, say.t(&format!("verdict-field-{name}")), input, said);
    let optional = |field: Field, only: &str| Field {
        optional: Some(say.words.with("verdict-only", [("verdict", say.t(only))])),
        ..field
    };
    let variant = said.value("variant", lead.variants.first().map(|(id, _)| id.as_str()).unwrap_or_default());
    let variants = lead.variants.iter().map(|(id, label)| Choice::of(id.as_str(), say.l(label), &variant)).collect();
    let ground = said.value("ground", "");
    let grounds = lead.grounds.iter().map(|(id, label)| Choice::of(id, say.l(label), &ground)).collect();
    Verdict {
        once: Desk::once(),
        version: lead.version.to_string(),
        fields: vec![
            field("verdict", Input::One(all.map(choice).collect())),
            optional(field("variant", Input::One(variants)), "verdict-open"),
            optional(field("ground", Input::OneOfMany(grounds, say.t("form-choose"))), "verdict-not"),
            optional(field("to", Input::Line { value: said.value("to", ""), kind: Line::Text }), "verdict-hand-on"),
            optional(field("until", day(said.value("until", ""))), "verdict-rest"),
            field("reason", Input::Long { value: said.value("reason", ""), most: 2000 }),
        ],
    }
}
