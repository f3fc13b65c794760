//! The form of a step: its fields as the pack asks for them, filled with what is known.
use domain::access::action::WorkCases;
use domain::access::permit;
use domain::case_types::{CaseType, Effect, FieldKind, PAPERS, Section, Step};
use domain::cases::decide::Desk;
use domain::cases::{Case, PaymentState};
use domain::forms::{Entries, typed};
use domain::masks;
use kernel::id::{CaseId, FactName, StepId};
use kernel::{Fen, Label, Mistake, Refusal};
use law::amount::{Amount, AmountContext};
use law::expr::Truth;
use law::facts::{Choice, DataClass, Facts, Origin, Value};

use super::alike::Alike;
use super::choosing::{answering, shares};
use super::facts::{FactLine, Sight, line};
use super::head::CaseHead;
use super::refused::{helps, open_facts};
use super::tabs::reference;
use super::weigh::{Answered, Form, Speaks, Warning, Weighed};
use super::{EarlierLine, Setting};
use crate::asking::Typed;
use crate::{Answer, App, Asker, Error, Shown};

/// The form of a step.
#[derive(Debug, Clone, PartialEq)]
pub struct StepForm {
    /// The case.
    pub head: CaseHead,
    /// Which step.
    pub step: StepId,
    /// Its words.
    pub label: Label,
    /// What taking it means.
    pub hint: Option<Label>,
    /// What stands in the way before anything is filled in.
    pub blocked: Option<Box<Refusal>>,
    /// The steps that help there, the nearest first.
    pub helps: Vec<(StepId, Label)>,
    /// What is to be found out before it can be taken.
    pub waits_for: Vec<Label>,
    /// The fields, in order.
    pub fields: Vec<FormField>,
    /// What to look at twice before going on.
    pub warnings: Vec<Warning>,
    /// The reasons that were given so far, where the step decides on something.
    pub answered: Vec<Answered>,
    /// The money that it sends, or whose arrival it records.
    pub sends: Option<Sends>,
    /// What the person was granted before, where the step proposes or grants.
    pub earlier: Vec<EarlierLine>,
    /// What the step decides on.
    pub shown: Vec<FactLine>,
    /// The range as it computes from what is known and typed, where the step proposes an amount.
    pub range: Option<Amount>,
    /// What cannot be read of what was typed.
    pub mistakes: Vec<Mistake>,
    /// What was put forward, where the step decides on it.
    pub proposed: Option<Fen>,
    /// What was granted in like cases, where the step proposes an amount or decides on it, and that amount.
    pub alike: Option<(Alike, Option<Fen>)>,
    /// Documents that will be issued.
    pub issues: Vec<Label>,
    /// Clocks that will start.
    pub starts: Vec<Label>,
}

/// A field of a form.
#[derive(Debug, Clone, PartialEq)]
pub struct FormField {
    /// The fact; also the field's name in the form.
    pub name: FactName,
    /// How it is asked.
    pub kind: FieldKind,
    /// What a citizen reads.
    pub label: Label,
    /// A hint.
    pub hint: Option<Label>,
    /// The heading under which the kind of case asks for it.
    pub section: Label,
    /// Whether it must be filled in, as far as is known now.
    pub required: bool,
    /// How guarded.
    pub class: DataClass,
    /// The choices.
    pub choices: Vec<Choice>,
    /// Whether "none of these" is an answer.
    pub may_be_none: bool,
    /// What is known, as it would be typed.
    pub known: Vec<String>,
    /// Where it was learnt.
    pub origin: Option<Origin>,
}

/// Money that a step sends, or whose arrival it records.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sends {
    /// How much.
    pub amount: Fen,
    /// To whom it was sent; nothing while the form asks for it.
    pub to: Option<Shown>,
    /// The account that it was sent to.
    pub account: Option<Shown>,
}

impl App {
    /// The form of `step` in the case `id`, as it follows from what is known and what was typed into it so far.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a case out of reach or a step that its kind does not have.
    pub async fn step_form(
        &self,
        asker: &Asker,
        (id, step): (CaseId, &StepId),
        typed: Option<&Typed>,
    ) -> Answer<StepForm> {
        permit::<WorkCases>(&asker.actor)?;
        let (case, case_type) = self.load(asker, id).await?;
        let step = case_type.step(step).ok_or(Error::NotFound)?;
        let earlier = if concerns_money(step) { self.earlier_of(asker, &case).await? } else { vec![] };
        let set = Setting { earlier: earlier.iter().map(EarlierLine::award).collect(), ..Setting::default() };
        let desk = self.desk(asker, case_type, &set);
        let offers = domain::cases::decide::offered(&desk, &case);
        let blocked = match offers.iter().find(|offer| offer.step.id == step.id) {
            Some(offer) => offer.blocked.clone(),
            None => Some(Box::new(domain::cases::decide::out_of_turn(case_type, &case, step))),
        };
        let helps = blocked.as_deref().map(|refusal| helps(&offers, step, refusal)).unwrap_or_default();
        let (entries, mut mistakes) = typed.map(|typed| typed_into(asker, case_type, step, typed)).unwrap_or_default();
        let (head, sight) = (self.head(asker, &case, case_type).await?, self.sight(asker, &case).await?);
        let case =
            if typed.is_some() { domain::cases::decide::filled(&desk, &case, step, entries) } else { case.clone() };
        let fields = beside_earlier(&desk, &case, step, fields(&case, case_type, step));
        if typed.is_none() {
            self.log_form(asker, &case, &fields).await?;
        }
        let range = self.range(asker, &case, case_type, step);
        mistakes.extend(range.iter().filter(|_| typed.is_some()).flat_map(|own| senseless(&case, &fields, own)));
        let facts = domain::cases::state::all_facts(case_type, &case, asker.today);
        let form = typed.map_or(Form::Fresh, |_| Form::Typed);
        let weighed = Weighed { case: &case, case_type, facts: &facts, today: asker.today, form };
        let warnings = self.warnings(asker, &weighed, (step, range.as_ref())).await?;
        Ok(StepForm {
            head,
            mistakes,
            step: step.id.clone(),
            label: step.label.clone(),
            hint: step.hint.clone(),
            waits_for: blocked.as_deref().map(|own| open_facts(case_type, own)).unwrap_or_default(),
            blocked: blocked.map(|refusal| Box::new(self.called(case_type, *refusal))),
            helps,
            fields: wanting(fields, step, &warnings),
            answered: if step.shows.is_empty() { vec![] } else { weighed.answered(sight) },
            sends: sends(&case, step, &facts, sight),
            warnings,
            earlier,
            shown: shown(case_type, step, (&facts, sight)),
            range,
            alike: self.alike_beside(asker, (&case, case_type), (step, &facts, sight)).await?,
            proposed: case.proposal.as_ref().filter(|_| step.by_amount_band).map(|proposal| proposal.amount),
            issues: issued(case_type, step),
            starts: started(case_type, step),
        })
    }

    /// What was granted in like cases, and the amount to set beside it.
    async fn alike_beside(
        &self,
        asker: &Asker,
        of: (&Case, &CaseType),
        (step, facts, sight): (&Step, &Facts, Sight),
    ) -> Answer<Option<(Alike, Option<Fen>)>> {
        if !step.by_amount_band && !step.effects.iter().any(|own| matches!(own, Effect::ComputeAmount { .. })) {
            return Ok(None);
        }
        let alike = self.alike(asker, of, sight).await?;
        Ok(alike.map(|alike| (alike, put_forward(of.0, step, facts))))
    }

    /// Everything to look at twice, and what the year's fund does not reach for.
    async fn warnings(
        &self,
        asker: &Asker,
        weighed: &Weighed<'_>,
        (step, range): (&Step, Option<&Amount>),
    ) -> Answer<Vec<Warning>> {
        let mut all = weighed.warnings(step, range);
        if let Some(wanted) = weighed.wants(step) {
            let short = self.fund_short_by(asker, wanted).await?;
            let told = |(_, free)| Warning { field: None, says: Speaks::FundShort(wanted, free), source: None };
            all.extend(short.map(told));
        }
        Ok(all)
    }

    /// A form shows whole what would be typed anew; who is named in it was read.
    async fn log_form(&self, asker: &Asker, case: &Case, fields: &[FormField]) -> Answer<()> {
        let says_who = |field: &FormField| masks::says_who(field.kind) || field.name.as_str() == masks::BIRTH_FACT;
        let shows_who = fields.iter().any(|field| !field.known.is_empty() && says_who(field));
        let Some(person) = case.person().filter(|_| shows_who) else { return Ok(()) };
        self.log_read(asker, person, ("read-form", &reference(case))).await
    }

    fn range(&self, asker: &Asker, case: &Case, case_type: &CaseType, step: &Step) -> Option<Amount> {
        let computes = |effect: &Effect| matches!(effect, Effect::ComputeAmount { .. });
        if step.by_amount_band {
            return case.proposal.as_ref().map(|proposal| proposal.standing().0.clone());
        }
        if !step.effects.iter().any(computes) {
            return None;
        }
        let facts = domain::cases::state::all_facts(case_type, case, asker.today);
        let version = domain::cases::decide::regime(case_type, case, &facts, asker.today)?;
        let chosen = case_type.amounts.choose(version, &case.area, asker.today)?;
        Some(chosen.quantify(&facts, &self.library().figures, &AmountContext::new(case.area.clone(), asker.today)))
    }
}

/// What of the typed can be read; what cannot, and what can but is not what its fact may be.
fn typed_into(asker: &Asker, case_type: &CaseType, step: &Step, typed: &Typed) -> (Entries, Vec<Mistake>) {
    let (entries, mut mistakes) = domain::forms::read(case_type, &step.form, typed);
    let stated = entries.iter().filter_map(|(name, value)| Some((name, value.as_ref()?)));
    let check = |(name, value): (&FactName, _)| case_type.schema.get(name.as_str())?.check(value, asker.today).err();
    mistakes.extend(stated.filter_map(check));
    (entries, mistakes)
}

/// What was stated in these fields and still keeps the amount open: it cannot be meant so.
fn senseless(case: &Case, fields: &[FormField], range: &Amount) -> Vec<Mistake> {
    let stated =
        |fact: &&FactName| case.facts.get(fact.as_str()).is_some() && fields.iter().any(|field| field.name == **fact);
    range.to_find_out.iter().filter(stated).map(|fact| Mistake::at(fact.as_str(), "makes-no-amount")).collect()
}

/// The facts that the step decides on, as far as they are known.
fn shown(case_type: &CaseType, step: &Step, (facts, sight): (&Facts, Sight)) -> Vec<FactLine> {
    let known = |name: &FactName| {
        let known = facts.get(name.as_str())?;
        Some(line(case_type, case_type.schema.get(name.as_str())?, Some(known), sight))
    };
    step.shows.iter().filter_map(known).collect()
}

/// Why an award stands beside an earlier one is asked where it does, and must be said then.
fn beside_earlier(desk: &Desk<'_>, case: &Case, step: &Step, mut fields: Vec<FormField>) -> Vec<FormField> {
    let asks = |own: &Effect, name: &FactName| matches!(own, Effect::Award { override_reason: why, .. } if why == name);
    let asks_why = |field: &FormField| step.effects.iter().any(|own| asks(own, &field.name));
    let wanted = domain::cases::decide::is_beside_earlier(desk, case);
    fields.retain(|field| wanted || !asks_why(field));
    for field in &mut fields {
        field.required |= asks_why(field);
    }
    fields
}

/// The field of a reason must be filled in as soon as the amount wants one.
fn wanting(mut fields: Vec<FormField>, step: &Step, warnings: &[Warning]) -> Vec<FormField> {
    let wants = |outside: bool, ceiling: bool| {
        warnings.iter().any(|own| match own.says {
            Speaks::Outside(..) => outside,
            Speaks::AboveCeiling(..) => ceiling,
            Speaks::NoGround | Speaks::Holds(..) | Speaks::Open(_) | Speaks::Changed(_) | Speaks::FundShort(..) => {
                false
            }
        })
    };
    for effect in &step.effects {
        let Effect::ComputeAmount { deviation, exception, .. } = effect else { continue };
        for field in &mut fields {
            field.required |=
                (field.name == *deviation && wants(true, false)) || (field.name == *exception && wants(false, true));
        }
    }
    fields
}

/// The amount that the step proposes, as far as it is filled in, or decides on.
fn put_forward(case: &Case, step: &Step, facts: &Facts) -> Option<Fen> {
    let typed = step.effects.iter().find_map(|effect| {
        let Effect::ComputeAmount { proposed, .. } = effect else { return None };
        facts.value(proposed.as_str())
    });
    match typed {
        Some(Value::Fen(fen)) => Some(*fen),
        Some(_) | None => case.proposal.as_ref().filter(|_| step.by_amount_band).map(|proposal| proposal.amount),
    }
}

/// What the step sends, or the payment under way whose arrival it records.
fn sends(case: &Case, step: &Step, facts: &Facts, sight: Sight) -> Option<Sends> {
    let ordered = step.effects.iter().find_map(|effect| {
        let Effect::OrderPayment { amount, .. } = effect else { return None };
        amount.fen(facts).filter(|amount| *amount > Fen::ZERO)
    });
    if let Some(amount) = ordered {
        return Some(Sends { amount, to: None, account: None });
    }
    let settles = |effect: &Effect| matches!(effect, Effect::ConfirmPayment { .. } | Effect::FailPayment { .. });
    let open = || case.payments.iter().find(|own| own.state == PaymentState::Ordered);
    let open = step.effects.iter().any(settles).then(open).flatten()?;
    Some(Sends {
        amount: open.amount,
        to: open.payee.as_ref().map(|own| sight.typed(FieldKind::Person, own)),
        account: open.account.as_ref().map(|own| sight.typed(FieldKind::BankAccount, own)),
    })
}

fn issued(case_type: &CaseType, step: &Step) -> Vec<Label> {
    step.issues.iter().filter_map(|kind| Some(case_type.document(kind)?.label.clone())).collect()
}

fn started(case_type: &CaseType, step: &Step) -> Vec<Label> {
    step.starts.iter().filter_map(|clock| Some(case_type.clock(clock)?.label.clone())).collect()
}

/// Whether the step proposes or grants an amount.
fn concerns_money(step: &Step) -> bool {
    step.effects.iter().any(|effect| matches!(effect, Effect::ComputeAmount { .. } | Effect::Award { .. }))
}

fn fields(case: &Case, case_type: &CaseType, step: &Step) -> Vec<FormField> {
    let fields = step.form.iter().filter_map(|name| field(case, case_type, name));
    // What holds for one taking only is asked anew: an earlier answer is not offered again.
    let anew = |own: FormField| {
        if step.anew.contains(&own.name) { FormField { known: vec![], origin: None, ..own } } else { own }
    };
    let wanted = |own: FormField| FormField { required: own.required || step.wants(&own.name), ..own };
    let fields = fields.map(anew).map(wanted).filter_map(|field| answering(case, step, field));
    fields.chain(shares(case, case_type, step)).collect()
}

/// The field of `name`, filled with what the case knows of it.
pub(crate) fn field(case: &Case, case_type: &CaseType, name: &FactName) -> Option<FormField> {
    let blank = blank_field(case_type, name)?;
    let field = case_type.field(name)?;
    let known = case.facts.get(name.as_str());
    // Papers are ticked off one by one and never untick themselves.
    let received = || case.papers.keys().cloned().collect::<Vec<_>>();
    Some(FormField {
        required: field.required.as_ref().is_some_and(|required| required.truth(&case.facts) == Truth::True),
        known: if name.as_str() == PAPERS {
            received()
        } else {
            known.map(|own| typed(&own.value)).unwrap_or_default()
        },
        origin: known.map(|own| own.origin.clone()),
        ..blank
    })
}

/// The field of `name`, with nothing in it.
pub(crate) fn blank_field(case_type: &CaseType, name: &FactName) -> Option<FormField> {
    let of =
        |section: &Section| Some((section.label.clone(), section.fields.iter().find(|own| own.fact == *name)?.kind));
    let (section, kind) = case_type.sections.iter().find_map(of)?;
    let definition = case_type.schema.get(name.as_str())?;
    Some(FormField {
        name: name.clone(),
        kind,
        section,
        label: definition.label.clone(),
        hint: definition.hint.clone(),
        required: false,
        class: definition.class,
        choices: case_type.choices(definition),
        may_be_none: kind == FieldKind::Choices && name.as_str() != PAPERS,
        known: vec![],
        origin: None,
    })
}
