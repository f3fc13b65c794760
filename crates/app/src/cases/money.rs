//! The money of a case: granted, advanced, under way, arrived, and why it went where it went.
use domain::case_types::{CaseType, Effect, FieldKind, Step};
use domain::cases::{Case, Custody, Expense, Payment, PaymentState, Recovery, Share, Vote};
use jiff::civil::Date;
use kernel::id::FactName;
use kernel::{Fen, Label};

use super::facts::{Sight, line};
use super::journal::vote_label;
use super::lines::{CustodyLines, MoneyLine, MoneyTab, RecoveryLine, ShareLine, VoteLine};
use super::weigh::{Form, Weighed};

pub(crate) fn money_tab((case, case_type): (&Case, &CaseType), sight: Sight, today: Date) -> MoneyTab {
    let facts = domain::cases::state::all_facts(case_type, case, today);
    let weighed = Weighed { case, case_type, facts: &facts, today, form: Form::Fresh };
    let account = account_facts(case_type).into_iter().filter_map(|fact| {
        let known = case.facts.get(fact.as_str())?;
        Some(line(case_type, case_type.schema.get(fact.as_str())?, Some(known), sight))
    });
    let paid = case.paid().unwrap_or(Fen::ZERO);
    let in_payment = case.in_payment().unwrap_or(Fen::ZERO);
    MoneyTab {
        awarded: granted(case),
        advanced: (advanced(case), label_of(case_type, "amount_advanced")),
        paid,
        open: in_payment.minus(paid).unwrap_or(Fen::ZERO),
        payments: case.payments.iter().map(|payment| payment_line(payment, sight)).collect(),
        account: account.collect(),
        answered: weighed.answered_in(sight, |step| sends_money(case_type, step)),
        shares: shares(case, sight),
        elsewhere: Fen::sum(case.awards.iter().map(|award| award.elsewhere)).unwrap_or(Fen::ZERO),
        votes: case.votes.iter().map(|vote| vote_line(case_type, vote, sight)).collect(),
        recoveries: case.recoveries.iter().map(|own| recovery_line(own, sight)).collect(),
        custody: case.custody.as_ref().map(|own| custody_lines(case, own, sight)),
    }
}

/// What each of several gets; nothing where one applies alone.
fn shares(case: &Case, sight: Sight) -> Vec<ShareLine> {
    let paid = |person| {
        let own = case.payments.iter().filter(|own| own.person == person && own.state == PaymentState::Paid);
        Fen::sum(own.map(|own| own.amount)).unwrap_or(Fen::ZERO)
    };
    let line = |share: &Share| {
        let party = case.parties.iter().find(|party| party.person == share.person)?;
        let who = sight.typed(FieldKind::Person, case.party_name(party).unwrap_or_default());
        Some(ShareLine { who, amount: share.amount, paid: paid(share.person) })
    };
    case.shares.iter().filter_map(line).collect()
}

fn vote_line(case_type: &CaseType, vote: &Vote, sight: Sight) -> VoteLine {
    VoteLine {
        who: vote.by.clone(),
        cast: vote_label(case_type, &vote.cast),
        on: vote.on,
        why: vote.why.as_ref().map(|text| sight.wrote(text)),
    }
}

fn recovery_line(own: &Recovery, sight: Sight) -> RecoveryLine {
    RecoveryLine {
        amount: own.amount,
        returned: own.returned().unwrap_or(Fen::ZERO),
        open: own.open().unwrap_or(Fen::ZERO),
        on: own.on,
        why: sight.wrote(&own.why),
    }
}

fn custody_lines(case: &Case, own: &Custody, sight: Sight) -> CustodyLines {
    let person = |name: &str| sight.typed(FieldKind::Person, name);
    let expense = |own: &Expense| (own.amount, sight.wrote(&own.purpose), own.on, own.allowed);
    CustodyLines {
        said: [person(&own.guardian), sight.wrote(&own.custodian), person(&own.approver), sight.wrote(&own.purposes)],
        since: own.since,
        left: own.left.or_else(|| case.in_custody()).unwrap_or(Fen::ZERO),
        ended_on: own.ended_on,
        expenses: own.expenses.iter().map(expense).collect(),
    }
}

/// What the forms that send money ask for, once each: to whom, to which account.
fn account_facts(case_type: &CaseType) -> Vec<&FactName> {
    let sends = |step: &&Step| {
        let asked = |fact: &Option<FactName>| fact.as_ref().is_some_and(|fact| step.form.contains(fact));
        step.effects.iter().any(|own| matches!(own, Effect::OrderPayment { account, .. } if asked(account)))
    };
    let mut facts: Vec<&FactName> = vec![];
    for fact in case_type.steps.iter().filter(sends).flat_map(|step| &step.form) {
        if !facts.contains(&fact) {
            facts.push(fact);
        }
    }
    facts
}

/// What was decided; an advance alone is no decision yet.
pub(crate) fn granted(case: &Case) -> Fen {
    Fen::sum(case.awards.iter().filter(|award| award.decided).map(|award| award.amount)).unwrap_or(Fen::ZERO)
}

pub(crate) fn advanced(case: &Case) -> Fen {
    Fen::sum(case.awards.iter().map(|award| award.advanced)).unwrap_or(Fen::ZERO)
}

pub(crate) fn label_of(case_type: &CaseType, fact: &str) -> Option<Label> {
    case_type.schema.get(fact).map(|own| own.label.clone())
}

/// Whether `step` sends money or records what became of it, or asks somebody to send it.
fn sends_money(case_type: &CaseType, step: &Step) -> bool {
    let moves = |effect: &Effect| matches!(effect, Effect::OrderPayment { .. } | Effect::ConfirmPayment { .. });
    let called = step.calls.iter().filter_map(|id| case_type.step(id));
    std::iter::once(step).chain(called).any(|own| own.effects.iter().any(moves))
}

fn payment_line(payment: &Payment, sight: Sight) -> MoneyLine {
    MoneyLine {
        no: payment.no,
        amount: payment.amount,
        state: payment.state,
        ordered_on: payment.ordered_on,
        settled_on: payment.settled_on,
        checked_on: payment.checked_on,
        payable_from: payment.payable_from,
        payee: payment.payee.as_ref().map(|text| sight.typed(FieldKind::Person, text)),
        account: payment.account.as_ref().map(|text| sight.typed(FieldKind::BankAccount, text)),
        note: payment.reference.as_ref().or(payment.why.as_ref()).map(|text| sight.wrote(text)),
    }
}
