//! What a step does beyond its state, clocks and documents.
//!
//! A closed list: content cannot loop, define functions or call out.
use kernel::id::FactName;
use kernel::{Citation, Label};
use law::deadline::Length;
use law::expr::Formula;

/// What a step can do beyond its state, clocks and documents.
#[derive(Debug, Clone)]
pub enum Effect {
    /// The case gets its number.
    GiveNumber,
    /// Who takes the step works on the case from now on.
    TakeCharge,
    /// The range is computed, and the officer's amount is held against it.
    ComputeAmount {
        /// The fact with the amount that the officer proposes.
        proposed: FactName,
        /// The fact with the reason for leaving the range.
        deviation: FactName,
        /// The fact with the ground for going above the ceiling.
        exception: FactName,
    },
    /// What is put forward is divided among those who apply, where they are several; the shares add up to it.
    Divide {
        /// How much there is to divide, in fen.
        amount: Formula,
        /// The fact that each share is asked as.
        share: FactName,
    },
    /// The members of a body are asked for their votes.
    CallVotes,
    /// A member votes, once.
    CastVote {
        /// The fact with the vote: a choice of `for`, `against`, `abstain`.
        vote: FactName,
        /// The fact with what they say to it.
        why: Option<FactName>,
    },
    /// Somebody else applies in the same case.
    AddParty {
        /// What they are in the case.
        role: String,
        /// The fact with their name.
        name: FactName,
        /// The fact with their ID number, where it is asked.
        citizen_id: Option<FactName>,
        /// The fact with what they are to the victim.
        relation: Option<FactName>,
    },
    /// Papers that the office obtained itself.
    ReceivePapers {
        /// The fact with the papers that were ticked.
        papers: FactName,
        /// The fact that says from whom.
        from: FactName,
    },
    /// Money is granted to those who apply.
    Award {
        /// How much, in fen.
        amount: Formula,
        /// Whether it is paid before the papers and counts towards the decision.
        advance: bool,
        /// The fact with the part that another office pays.
        elsewhere: Option<FactName>,
        /// The fact with the reason for an award beside an earlier one for the same harm.
        override_reason: FactName,
    },
    /// A payment is ordered.
    OrderPayment {
        /// How much, in fen: the most, where a part of it may be paid.
        amount: Formula,
        /// The fact that says whose money it is, where several are paid.
        whose: Option<FactName>,
        /// The fact with the part that is paid now; all of it where it is unknown.
        part: Option<FactName>,
        /// The fact that says to whom, where one does.
        payee: Option<FactName>,
        /// The fact with the bank, where there is one.
        bank: Option<FactName>,
        /// The fact with the account, where there is one.
        account: Option<FactName>,
    },
    /// Somebody else than who ordered them compared the payees of the payments under way with the papers.
    CheckPayment {
        /// How long an account that changed waits before it is paid to.
        cooling: Length,
        /// Who says so.
        source: Citation,
    },
    /// The open payment arrived.
    ConfirmPayment {
        /// The fact that says which, where several are under way.
        payment: Option<FactName>,
        /// The fact with the day.
        on: FactName,
        /// The fact with the bank's reference.
        reference: FactName,
    },
    /// The open payment came back.
    FailPayment {
        /// The fact that says which, where several are under way.
        payment: Option<FactName>,
        /// The fact with the reason.
        why: FactName,
    },
    /// What was granted is taken back.
    RevokeAwards {
        /// The fact with the reason.
        why: FactName,
    },
    /// Money that was paid is asked back.
    DemandRecovery {
        /// How much, in fen.
        amount: Formula,
        /// The fact with the reason.
        why: FactName,
    },
    /// Money that was asked back came in, all of it or a part.
    ConfirmRecovery {
        /// The fact with the amount.
        amount: FactName,
        /// The fact with the day.
        on: FactName,
        /// The fact with the bank's reference.
        reference: FactName,
    },
    /// What cannot be had back is given up.
    EndRecovery {
        /// The fact with the reason.
        why: FactName,
    },
    /// What arrived is kept for whom it belongs to.
    OpenCustody {
        /// The fact with who speaks for them.
        guardian: FactName,
        /// The fact with who keeps it.
        custodian: FactName,
        /// The fact with who allows expenses.
        approver: FactName,
        /// The fact with what it is for.
        purposes: FactName,
    },
    /// An expense is asked for.
    AskExpense {
        /// The fact with the amount.
        amount: FactName,
        /// The fact with the purpose.
        purpose: FactName,
    },
    /// The oldest expense that was asked for is allowed, or is not.
    DecideExpense {
        /// Which of the two.
        allowed: bool,
        /// The fact with the reason.
        why: Option<FactName>,
    },
    /// What is left in custody is handed over.
    EndCustody {
        /// The fact with the reason.
        why: FactName,
    },
    /// A return visit is planned.
    PlanVisit {
        /// How long after the step.
        after: Length,
        /// Who says so.
        source: Citation,
    },
    /// The visit that is due was made.
    RecordVisit {
        /// The fact with the day.
        on: FactName,
        /// The fact with what was found.
        found: FactName,
    },
    /// A visit was made that nobody had planned.
    NoteVisit {
        /// What kind of visit it was.
        label: Label,
        /// The fact with the day.
        on: FactName,
        /// The fact with what was found.
        found: FactName,
    },
    /// Something is asked of another agency.
    HandOver {
        /// The fact with the agency.
        to: FactName,
        /// The fact with what is asked.
        what: FactName,
        /// How long it has to answer.
        answer_within: Length,
        /// Who says so.
        source: Citation,
    },
    /// An agency's answer came in.
    AnswerHandOver {
        /// The fact with the agency.
        from: FactName,
        /// The fact with the answer.
        answer: FactName,
    },
    /// Another case is tied to this one.
    Link {
        /// The fact with the other case's number.
        number: FactName,
        /// The fact with what it is.
        what: FactName,
    },
    /// The case is over.
    Close,
    /// A case that was over is worked on again.
    Reopen,
}

/// What an effect reads from a fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reads {
    /// A day.
    Day,
    /// Money.
    Money,
    /// Text.
    Text,
    /// Words: a text, or the id of a choice.
    Words,
    /// Several choices.
    Several,
}

impl Reads {
    /// The types of facts that it can be read from.
    #[must_use]
    pub fn words(self) -> &'static [&'static str] {
        match self {
            Reads::Day => &["date"],
            Reads::Money => &["fen"],
            Reads::Text => &["text"],
            Reads::Words => &["text", "choice"],
            Reads::Several => &["choices"],
        }
    }
}

impl Effect {
    /// The facts it reads by name, and what from each.
    #[must_use]
    pub fn reads(&self) -> Vec<(&FactName, Reads)> {
        match self {
            Effect::GiveNumber
            | Effect::TakeCharge
            | Effect::PlanVisit { .. }
            | Effect::Close
            | Effect::Reopen
            | Effect::CallVotes
            | Effect::CheckPayment { .. } => vec![],
            Effect::Divide { share, .. } => vec![(share, Reads::Money)],
            Effect::ReceivePapers { papers, from } => vec![(papers, Reads::Several), (from, Reads::Words)],
            Effect::ComputeAmount { proposed, deviation, exception } => {
                vec![(proposed, Reads::Money), (deviation, Reads::Words), (exception, Reads::Words)]
            }
            Effect::RecordVisit { on, found: words } | Effect::NoteVisit { on, found: words, .. } => {
                vec![(on, Reads::Day), (words, Reads::Words)]
            }
            Effect::ConfirmRecovery { amount, on, reference } => {
                vec![(amount, Reads::Money), (on, Reads::Day), (reference, Reads::Words)]
            }
            Effect::AskExpense { amount, purpose } => vec![(amount, Reads::Money), (purpose, Reads::Words)],
            Effect::OrderPayment { whose, part, payee, bank, account, .. } => {
                let words = [whose, payee, bank, account].into_iter().flatten().map(|own| (own, Reads::Words));
                words.chain(part.iter().map(|own| (own, Reads::Money))).collect()
            }
            Effect::ConfirmPayment { payment, on, reference } => {
                let which = payment.iter().map(|own| (own, Reads::Words));
                which.chain([(on, Reads::Day), (reference, Reads::Words)]).collect()
            }
            Effect::Award { elsewhere, override_reason, .. } => {
                let elsewhere = elsewhere.iter().map(|own| (own, Reads::Money));
                elsewhere.chain([(override_reason, Reads::Words)]).collect()
            }
            Effect::CastVote { .. }
            | Effect::AddParty { .. }
            | Effect::FailPayment { .. }
            | Effect::RevokeAwards { .. }
            | Effect::DemandRecovery { .. }
            | Effect::EndRecovery { .. }
            | Effect::OpenCustody { .. }
            | Effect::DecideExpense { .. }
            | Effect::EndCustody { .. }
            | Effect::HandOver { .. }
            | Effect::AnswerHandOver { .. }
            | Effect::Link { .. } => self.reads_words().into_iter().map(|words| (words, Reads::Words)).collect(),
        }
    }

    /// The facts of the effects that read nothing but words.
    #[expect(clippy::wildcard_enum_match_arm, reason = "the others read more, or nothing")]
    fn reads_words(&self) -> Vec<&FactName> {
        match self {
            Effect::CastVote { vote, why } => std::iter::once(vote).chain(why).collect(),
            Effect::AddParty { name, citizen_id, relation, .. } => {
                std::iter::once(name).chain(citizen_id).chain(relation).collect()
            }
            Effect::FailPayment { payment, why } => payment.iter().chain([why]).collect(),
            Effect::RevokeAwards { why }
            | Effect::DemandRecovery { why, .. }
            | Effect::EndRecovery { why }
            | Effect::EndCustody { why } => vec![why],
            Effect::OpenCustody { guardian, custodian, approver, purposes } => {
                vec![guardian, custodian, approver, purposes]
            }
            Effect::DecideExpense { why, .. } => why.iter().collect(),
            Effect::HandOver { to: one, what: other, .. }
            | Effect::AnswerHandOver { from: one, answer: other }
            | Effect::Link { number: one, what: other } => vec![one, other],
            _ => vec![],
        }
    }
}
