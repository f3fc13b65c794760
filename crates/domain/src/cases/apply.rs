//! Folding acts into a case. Pure: every day and amount stands in the act.
use kernel::id::{CaseId, PersonId, UserId};

use super::act::{Act, Event};
use super::{Call, Case, Clock, HandOver, Issued, NotedVisit, Payment, PaymentState, Taken, Visit};

/// The acts do not make a case.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FoldError {
    /// The first act opens nothing.
    #[error("case {0}: its first act does not open it")]
    NotOpened(CaseId),
}

impl Case {
    /// The case that `acts` make, oldest first; `None` when there is no act.
    ///
    /// # Errors
    /// When the first act does not open a case.
    pub fn fold(id: CaseId, acts: impl IntoIterator<Item = Act>) -> Result<Option<Case>, FoldError> {
        let mut acts = acts.into_iter();
        let Some(first) = acts.next() else { return Ok(None) };
        let mut case = Case::open(id, &first).ok_or(FoldError::NotOpened(id))?;
        for act in acts {
            case.apply(act);
        }
        Ok(Some(case))
    }

    /// The case that `first` opens, with the rest of that act folded in.
    #[must_use]
    pub fn open(id: CaseId, first: &Act) -> Option<Case> {
        let Event::Opened { case_type, variant, office, area, parties, lead, state, on } = first.events.first()? else {
            return None;
        };
        let mut case = Case {
            id,
            version: 0,
            case_type: case_type.clone(),
            variant: variant.clone(),
            office: *office,
            area: area.clone(),
            number: None,
            series: None,
            state: state.clone(),
            officer: None,
            calls: vec![],
            opened_on: *on,
            closed_on: None,
            lead: *lead,
            parties: parties.clone(),
            facts: law::facts::Facts::new(),
            classes: std::collections::BTreeMap::new(),
            papers: std::collections::BTreeMap::new(),
            clocks: vec![],
            proposal: None,
            awards: vec![],
            payments: vec![],
            visits: vec![],
            noted: vec![],
            hand_overs: vec![],
            links: vec![],
            documents: vec![],
            taken: vec![],
        };
        case.apply(first.clone());
        Some(case)
    }

    /// The case after `act`.
    pub fn apply(&mut self, act: Act) {
        self.version = self.version.saturating_add(1);
        for event in act.events {
            self.apply_event(event);
        }
    }

    pub(super) fn apply_event(&mut self, event: Event) {
        match event {
            Event::Opened { .. } => {}
            Event::FactsStated { facts, forgotten } => {
                for name in &forgotten {
                    self.facts.forget(name.as_str());
                    self.classes.remove(name);
                }
                for (name, stated) in facts {
                    self.classes.insert(name.clone(), stated.class);
                    self.facts.state(name, stated.known.value, stated.known.origin);
                }
            }
            Event::PapersReceived { papers, on } => {
                for paper in papers {
                    self.papers.entry(paper).or_insert(on);
                }
            }
            Event::StepTaken { step, by, to, on, reasons } => {
                self.calls.retain(|call| !call.steps.contains(&step));
                self.state = to;
                self.taken.push(Taken { step, by, on, reasons });
            }
            Event::NumberGiven { number, year, serial } => {
                (self.number, self.series) = (Some(number), Some((year, serial)));
            }
            Event::AmountProposed { proposal } => self.proposal = Some(*proposal),
            Event::Linked { link } => self.links.push(link),
            desk @ (Event::Called { .. } | Event::ChargeTaken { .. } | Event::Closed { .. }) => self.apply_desk(desk),
            Event::DocumentIssued { document, kind, number, on, step } => {
                self.documents.push(Issued { no: document, kind, number, on, version: self.version, step });
            }
            clock @ (Event::ClockStarted { .. } | Event::ClockStopped { .. } | Event::ClockMoved { .. }) => {
                self.apply_clock(clock);
            }
            money @ (Event::Awarded { .. }
            | Event::PaymentOrdered { .. }
            | Event::PaymentArrived { .. }
            | Event::PaymentFailed { .. }) => self.apply_money(money),
            after @ (Event::VisitPlanned { .. }
            | Event::VisitMade { .. }
            | Event::VisitNoted { .. }
            | Event::HandedOver { .. }
            | Event::HandOverAnswered { .. }) => self.apply_afterwards(after),
        }
    }

    /// On whose desk the case lies.
    fn apply_desk(&mut self, event: Event) {
        if let Event::Called { steps, role, within, arrived } = event {
            self.calls.retain(|call| call.steps != steps);
            self.calls.push(Call { steps, role, within, arrived });
        } else if let Event::ChargeTaken { by } = event {
            self.officer = user(&by);
        } else if let Event::Closed { on } = event {
            self.closed_on = Some(on);
            self.calls.clear();
        }
    }

    fn apply_clock(&mut self, event: Event) {
        if let Event::ClockStarted { clock, from, due, provisional } = event {
            self.clocks.push(Clock { id: clock, from, due, provisional, excluded: vec![], stopped: None });
        } else if let Event::ClockStopped { clock, on } = event {
            let open = self.clocks.iter_mut().filter(|own| own.id == clock && own.stopped.is_none());
            open.for_each(|own| own.stopped = Some(on));
        } else if let Event::ClockMoved { clock, due, provisional, excluded } = event {
            for own in self.clocks.iter_mut().filter(|own| own.id == clock && own.stopped.is_none()) {
                (own.due, own.provisional, own.excluded) = (due, provisional, excluded.clone());
            }
        }
    }

    fn apply_money(&mut self, event: Event) {
        if let Event::Awarded { award } = event {
            // One award per person and case: a later one says how the same award stands now.
            match self.awards.iter_mut().find(|own| own.person == award.person) {
                Some(own) => *own = award,
                None => self.awards.push(award),
            }
        } else if let Event::PaymentOrdered { payment, person, amount, on, payee, account } = event {
            self.payments.push(Payment { payee, account, ..ordered(payment, person, amount, on) });
        } else if let Event::PaymentArrived { payment, on, reference } = event {
            self.settle(payment, |own| {
                (own.state, own.settled_on, own.reference) = (PaymentState::Paid, Some(on), Some(reference));
            });
        } else if let Event::PaymentFailed { payment, on, why } = event {
            self.settle(payment, |own| {
                (own.state, own.settled_on, own.why) = (PaymentState::Failed, Some(on), Some(why));
            });
        }
    }

    fn settle(&mut self, no: u32, change: impl FnOnce(&mut Payment)) {
        if let Some(payment) = self.payments.iter_mut().find(|payment| payment.no == no) {
            change(payment);
        }
    }

    fn apply_afterwards(&mut self, event: Event) {
        if let Event::VisitPlanned { visit, due, provisional } = event {
            self.visits.push(Visit { no: visit, due, provisional, made_on: None, found: None });
        } else if let Event::VisitMade { visit, on, found } = event {
            for own in self.visits.iter_mut().filter(|own| own.no == visit) {
                (own.made_on, own.found) = (Some(on), Some(found.clone()));
            }
        } else if let Event::VisitNoted { step, on, found } = event {
            self.noted.push(NotedVisit { step, on, found });
        } else if let Event::HandedOver { hand_over, to, what, on, due, provisional } = event {
            let new = HandOver { no: hand_over, to, what, on, due, provisional, answered_on: None, answer: None };
            self.hand_overs.push(new);
        } else if let Event::HandOverAnswered { hand_over, on, answer } = event {
            for own in self.hand_overs.iter_mut().filter(|own| own.no == hand_over) {
                (own.answered_on, own.answer) = (Some(on), Some(answer.clone()));
            }
        }
    }
}

fn user(by: &str) -> Option<UserId> {
    by.strip_prefix("user:").and_then(|id| id.parse().ok())
}

fn ordered(no: u32, person: PersonId, amount: kernel::Fen, on: jiff::civil::Date) -> Payment {
    let state = PaymentState::Ordered;
    // Who orders it has compared the payee with the papers.
    let (checked_on, payable_from) = (Some(on), Some(on));
    let (settled_on, reference, why, payee, bank, account) = (None, None, None, None, None, None);
    Payment {
        no,
        person,
        amount,
        state,
        ordered_on: on,
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
