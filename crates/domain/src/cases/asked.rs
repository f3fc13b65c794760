//! Which of several things of a case a step is about: the answers that are owed, the payments under way, those who are
//! still to be paid.
use kernel::Label;
use kernel::id::{FactName, PersonId};
use law::facts::Choice;

use super::{Case, HandOver, Party, Payment, PaymentState};
use crate::case_types::Effect;

impl Case {
    /// The fact in which `effect` asks which of several things it is about, and what there is to choose from.
    #[must_use]
    #[expect(clippy::wildcard_enum_match_arm, reason = "most effects are about one thing")]
    pub fn asked_by<'e>(&self, effect: &'e Effect) -> Option<(&'e FactName, Vec<Choice>)> {
        match effect {
            Effect::AnswerHandOver { from, .. } => Some((from, self.owed())),
            Effect::OrderPayment { whose: Some(whose), .. } => Some((whose, self.unpaid())),
            Effect::ConfirmPayment { payment: Some(which), .. } | Effect::FailPayment { payment: Some(which), .. } => {
                Some((which, self.under_way()))
            }
            _ => None,
        }
    }

    /// The answers that agencies still owe, to choose from: by the agency, and by the matter's number too where one agency
    /// owes several.
    #[must_use]
    pub fn owed(&self) -> Vec<Choice> {
        let open = self.hand_overs.iter().filter(|own| own.answered_on.is_none());
        let choice = |own: &HandOver| {
            let words = format!("{} · {}", own.to, own.what);
            Choice { id: self.owed_as(own), label: Label::new(words.as_str(), words.as_str()) }
        };
        open.map(choice).collect()
    }

    /// How [`Case::owed`] names `own`.
    #[must_use]
    pub fn owed_as(&self, own: &HandOver) -> String {
        let same = self.hand_overs.iter().filter(|other| other.answered_on.is_none() && other.to == own.to);
        if same.count() > 1 { format!("{} #{}", own.to, own.no) } else { own.to.clone() }
    }

    /// Those who are still to be paid something, by their place in the case.
    #[must_use]
    pub fn unpaid(&self) -> Vec<Choice> {
        let placed = self.parties.iter().zip(1_u32..);
        let open = placed.filter(|(party, _)| self.remains_for(party.person).is_some_and(|rest| rest.0 > 0));
        open.map(|(party, no)| choice(no, self.party_name(party), None)).collect()
    }

    /// The payments under way, by their number.
    #[must_use]
    pub fn under_way(&self) -> Vec<Choice> {
        let open = self.payments.iter().filter(|own| own.state == PaymentState::Ordered);
        open.map(|own| choice(own.no, self.payee_of(own), Some(own.amount.to_string()))).collect()
    }

    /// The place of `person` in the case, from 1.
    #[must_use]
    pub fn place_of(&self, person: PersonId) -> Option<u32> {
        self.parties.iter().zip(1_u32..).find(|(party, _)| party.person == person).map(|(_, no)| no)
    }

    /// What the case itself calls `party`: the first as its form does.
    #[must_use]
    pub fn party_name<'c>(&'c self, party: &'c Party) -> Option<&'c str> {
        let own = || match self.facts.value("full_name") {
            Some(law::facts::Value::Text(name)) if self.person() == Some(party.person) => Some(name.as_str()),
            Some(_) | None => None,
        };
        party.name.as_deref().or_else(own)
    }

    fn payee_of<'c>(&'c self, payment: &'c Payment) -> Option<&'c str> {
        let party = || self.parties.iter().find(|own| own.person == payment.person);
        payment.payee.as_deref().or_else(|| self.party_name(party()?))
    }
}

fn choice(no: u32, name: Option<&str>, amount: Option<String>) -> Choice {
    let words = [Some(format!("#{no}")), name.map(str::to_owned), amount];
    let words = words.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    Choice { id: no.to_string(), label: Label::new(words.as_str(), words.as_str()) }
}
