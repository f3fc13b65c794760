//! The effects of a step: as they are written, and what they become.
use domain::case_types::Effect;
use kernel::id::FactName;
use kernel::{Citation, Label};
use law::deadline::Length;
use serde::Deserialize;

use super::build::Build;

/// An effect as written: `{ do = "award", amount = "…" }`. A closed list.
#[derive(Debug, Deserialize)]
#[serde(tag = "do", rename_all = "kebab-case", deny_unknown_fields)]
pub(super) enum EffectText {
    GiveNumber,
    TakeCharge,
    ComputeAmount {
        proposed: FactName,
        deviation: FactName,
        exception: FactName,
    },
    Award {
        amount: String,
        #[serde(default)]
        advance: bool,
        #[serde(default)]
        elsewhere: Option<FactName>,
        override_reason: FactName,
    },
    Divide {
        amount: String,
        share: FactName,
    },
    CallVotes,
    CastVote {
        vote: FactName,
        #[serde(default)]
        why: Option<FactName>,
    },
    AddParty {
        role: String,
        name: FactName,
        #[serde(default)]
        citizen_id: Option<FactName>,
        #[serde(default)]
        relation: Option<FactName>,
    },
    ReceivePapers {
        papers: FactName,
        from: FactName,
    },
    OrderPayment {
        amount: String,
        #[serde(default)]
        whose: Option<FactName>,
        #[serde(default)]
        part: Option<FactName>,
        #[serde(default)]
        payee: Option<FactName>,
        #[serde(default)]
        bank: Option<FactName>,
        #[serde(default)]
        account: Option<FactName>,
    },
    CheckPayment {
        cooling: Length,
        source: Citation,
    },
    ConfirmPayment {
        #[serde(default)]
        payment: Option<FactName>,
        on: FactName,
        reference: FactName,
    },
    FailPayment {
        #[serde(default)]
        payment: Option<FactName>,
        why: FactName,
    },
    RevokeAwards {
        why: FactName,
    },
    DemandRecovery {
        amount: String,
        why: FactName,
    },
    ConfirmRecovery {
        amount: FactName,
        on: FactName,
        reference: FactName,
    },
    EndRecovery {
        why: FactName,
    },
    OpenCustody {
        guardian: FactName,
        custodian: FactName,
        approver: FactName,
        purposes: FactName,
    },
    AskExpense {
        amount: FactName,
        purpose: FactName,
    },
    DecideExpense {
        allowed: bool,
        #[serde(default)]
        why: Option<FactName>,
    },
    EndCustody {
        why: FactName,
    },
    PlanVisit {
        after: Length,
        source: Citation,
    },
    RecordVisit {
        on: FactName,
        found: FactName,
    },
    NoteVisit {
        label: Label,
        on: FactName,
        found: FactName,
    },
    HandOver {
        to: FactName,
        what: FactName,
        answer_within: Length,
        source: Citation,
    },
    AnswerHandOver {
        from: FactName,
        answer: FactName,
    },
    Link {
        number: FactName,
        what: FactName,
    },
    Close,
    Reopen,
}

impl EffectText {
    /// The facts whose words the event takes on; there they rest sealed.
    pub(super) fn sealed(&self) -> Vec<&FactName> {
        match self {
            EffectText::ComputeAmount { deviation: words, .. }
            | EffectText::Award { override_reason: words, .. }
            | EffectText::ConfirmPayment { reference: words, .. }
            | EffectText::FailPayment { why: words, .. }
            | EffectText::RevokeAwards { why: words }
            | EffectText::DemandRecovery { why: words, .. }
            | EffectText::ConfirmRecovery { reference: words, .. }
            | EffectText::EndRecovery { why: words }
            | EffectText::EndCustody { why: words }
            | EffectText::AskExpense { purpose: words, .. }
            | EffectText::ReceivePapers { from: words, .. }
            | EffectText::RecordVisit { found: words, .. }
            | EffectText::NoteVisit { found: words, .. }
            | EffectText::HandOver { what: words, .. }
            | EffectText::AnswerHandOver { answer: words, .. }
            | EffectText::Link { what: words, .. } => vec![words],
            EffectText::OrderPayment { payee, bank, account, .. } => {
                [payee, bank, account].into_iter().flatten().collect()
            }
            EffectText::CastVote { why, .. } | EffectText::DecideExpense { why, .. } => why.iter().collect(),
            EffectText::AddParty { name, citizen_id, relation, .. } => {
                std::iter::once(name).chain(citizen_id).chain(relation).collect()
            }
            EffectText::OpenCustody { guardian, custodian, approver, purposes } => {
                vec![guardian, custodian, approver, purposes]
            }
            EffectText::GiveNumber
            | EffectText::TakeCharge
            | EffectText::Divide { .. }
            | EffectText::CallVotes
            | EffectText::CheckPayment { .. }
            | EffectText::PlanVisit { .. }
            | EffectText::Close
            | EffectText::Reopen => vec![],
        }
    }
}

impl Build<'_> {
    #[expect(clippy::wildcard_enum_match_arm, reason = "the rest computes nothing")]
    pub(super) fn effect(&mut self, file: &str, text: &str, path: &str, effect: EffectText) -> Option<Effect> {
        for fact in effect.sealed() {
            self.guarded(file, text, path, fact);
        }
        let mut money = |amount: &str| self.money(file, text, path, amount);
        Some(match effect {
            EffectText::Divide { amount, share } => Effect::Divide { amount: money(&amount)?, share },
            EffectText::Award { amount, advance, elsewhere, override_reason } => {
                Effect::Award { amount: money(&amount)?, advance, elsewhere, override_reason }
            }
            EffectText::OrderPayment { amount, whose, part, payee, bank, account } => {
                Effect::OrderPayment { amount: money(&amount)?, whose, part, payee, bank, account }
            }
            EffectText::DemandRecovery { amount, why } => Effect::DemandRecovery { amount: money(&amount)?, why },
            other => plain(other)?,
        })
    }
}

/// The effects that compute nothing; `None` for one that does.
fn plain(effect: EffectText) -> Option<Effect> {
    Some(match effect {
        EffectText::GiveNumber => Effect::GiveNumber,
        EffectText::TakeCharge => Effect::TakeCharge,
        EffectText::ComputeAmount { proposed, deviation, exception } => {
            Effect::ComputeAmount { proposed, deviation, exception }
        }
        EffectText::CallVotes => Effect::CallVotes,
        EffectText::CastVote { vote, why } => Effect::CastVote { vote, why },
        EffectText::AddParty { role, name, citizen_id, relation } => {
            Effect::AddParty { role, name, citizen_id, relation }
        }
        EffectText::ReceivePapers { papers, from } => Effect::ReceivePapers { papers, from },
        EffectText::CheckPayment { cooling, source } => Effect::CheckPayment { cooling, source },
        EffectText::ConfirmPayment { payment, on, reference } => Effect::ConfirmPayment { payment, on, reference },
        EffectText::FailPayment { payment, why } => Effect::FailPayment { payment, why },
        EffectText::RevokeAwards { why } => Effect::RevokeAwards { why },
        EffectText::ConfirmRecovery { amount, on, reference } => Effect::ConfirmRecovery { amount, on, reference },
        EffectText::EndRecovery { why } => Effect::EndRecovery { why },
        EffectText::OpenCustody { guardian, custodian, approver, purposes } => {
            Effect::OpenCustody { guardian, custodian, approver, purposes }
        }
        EffectText::AskExpense { amount, purpose } => Effect::AskExpense { amount, purpose },
        EffectText::DecideExpense { allowed, why } => Effect::DecideExpense { allowed, why },
        EffectText::EndCustody { why } => Effect::EndCustody { why },
        EffectText::PlanVisit { after, source } => Effect::PlanVisit { after, source },
        EffectText::RecordVisit { on, found } => Effect::RecordVisit { on, found },
        EffectText::NoteVisit { label, on, found } => Effect::NoteVisit { label, on, found },
        EffectText::HandOver { to, what, answer_within, source } => {
            Effect::HandOver { to, what, answer_within, source }
        }
        EffectText::AnswerHandOver { from, answer } => Effect::AnswerHandOver { from, answer },
        EffectText::Link { number, what } => Effect::Link { number, what },
        EffectText::Close => Effect::Close,
        EffectText::Reopen => Effect::Reopen,
        EffectText::Divide { .. }
        | EffectText::Award { .. }
        | EffectText::OrderPayment { .. }
        | EffectText::DemandRecovery { .. } => return None,
    })
}
