//! What acts do to the money of a case.
use jiff::civil::Date;
use kernel::Fen;
use kernel::id::PersonId;

use crate::cases::act::Event;
use crate::cases::{Case, Custody, Expense, Payment, PaymentState, Proposal, Recovery, Returned};

impl Case {
    #[expect(clippy::wildcard_enum_match_arm, reason = "the others were applied before")]
    pub(super) fn apply_money(&mut self, event: Event) {
        match event {
            Event::AmountProposed { proposal } => {
                let facts = self.facts.clone();
                self.proposal = Some(Proposal { facts, recomputed: None, ..*proposal });
            }
            Event::AmountRecomputed { recomputed } => {
                self.proposal.iter_mut().for_each(|own| own.recomputed = Some(recomputed.clone()));
            }
            Event::Divided { shares } => self.shares = shares,
            Event::VotesCalled => self.votes.clear(),
            Event::VoteCast { vote } => self.votes.push(vote),
            // One award per person and case: a later one says how the same award stands now.
            Event::Awarded { award } => match self.awards.iter_mut().find(|own| own.person == award.person) {
                Some(own) => *own = award,
                None => self.awards.push(award),
            },
            Event::AwardsRevoked { on, .. } => {
                for award in self.awards.iter_mut().filter(|own| own.revoked_on.is_none()) {
                    (award.decided, award.revoked_on) = (true, Some(on));
                }
            }
            Event::PaymentOrdered { .. }
            | Event::PaymentChecked { .. }
            | Event::PaymentArrived { .. }
            | Event::PaymentFailed { .. } => self.apply_payment(event),
            Event::RecoveryDemanded { .. } | Event::Recovered { .. } | Event::RecoveryEnded { .. } => {
                self.apply_recovery(event);
            }
            kept => self.apply_custody(kept),
        }
    }

    fn apply_payment(&mut self, event: Event) {
        if let Event::PaymentOrdered { payment, person, amount, on, payee, bank, account } = event {
            self.payments.push(Payment { payee, bank, account, ..ordered((payment, person), amount, on) });
        } else if let Event::PaymentChecked { payment, on, payable_from } = event {
            self.change(payment, |own| (own.checked_on, own.payable_from) = (Some(on), Some(payable_from)));
        } else if let Event::PaymentArrived { payment, on, reference } = event {
            self.change(payment, |own| {
                (own.state, own.settled_on, own.reference) = (PaymentState::Paid, Some(on), Some(reference));
            });
        } else if let Event::PaymentFailed { payment, on, why } = event {
            self.change(payment, |own| {
                (own.state, own.settled_on, own.why) = (PaymentState::Failed, Some(on), Some(why));
            });
        }
    }

    fn change(&mut self, no: u32, change: impl FnOnce(&mut Payment)) {
        if let Some(payment) = self.payments.iter_mut().find(|payment| payment.no == no) {
            change(payment);
        }
    }

    fn apply_recovery(&mut self, event: Event) {
        if let Event::RecoveryDemanded { recovery: no, amount, on, why } = event {
            self.recoveries.push(Recovery { no, amount, on, why, returned: vec![], ended_on: None });
        } else if let Event::Recovered { recovery, amount, on, reference } = event {
            self.demand(recovery, |own| own.returned.push(Returned { amount, on, reference }));
        } else if let Event::RecoveryEnded { recovery, on, .. } = event {
            self.demand(recovery, |own| own.ended_on = Some(on));
        }
    }

    fn demand(&mut self, no: u32, change: impl FnOnce(&mut Recovery)) {
        if let Some(recovery) = self.recoveries.iter_mut().find(|recovery| recovery.no == no) {
            change(recovery);
        }
    }

    fn apply_custody(&mut self, event: Event) {
        if let Event::CustodyOpened { custody } = event {
            self.custody = Some(custody);
        } else if let (Event::ExpenseAsked { expense }, Some(own)) = (&event, &mut self.custody) {
            own.expenses.push(expense.clone());
        } else if let (Event::ExpenseDecided { expense, allowed, on, why }, Some(own)) = (&event, &mut self.custody) {
            own.decide(*expense, (*allowed, *on), why);
        } else if let (Event::CustodyEnded { left, on, .. }, Some(own)) = (&event, &mut self.custody) {
            own.end(*left, *on);
        }
    }
}

impl Custody {
    fn decide(&mut self, no: u32, (allowed, on): (bool, Date), why: &str) {
        let said = (!why.is_empty()).then(|| why.to_owned());
        let of = |own: &&mut Expense| own.no == no;
        for own in self.expenses.iter_mut().filter(of) {
            (own.allowed, own.decided_on, own.why) = (Some(allowed), Some(on), said.clone());
        }
    }

    fn end(&mut self, left: Fen, on: Date) {
        (self.left, self.ended_on) = (Some(left), Some(on));
    }
}

fn ordered((no, person): (u32, PersonId), amount: Fen, on: Date) -> Payment {
    let (state, ordered_on) = (PaymentState::Ordered, on);
    let (checked_on, payable_from, settled_on) = (None, None, None);
    let (reference, why, payee, bank, account) = (None, None, None, None, None);
    Payment {
        no,
        person,
        amount,
        state,
        ordered_on,
        checked_on,
        payable_from,
        settled_on,
        reference,
        why,
        payee,
        bank,
        account,
    }
}
