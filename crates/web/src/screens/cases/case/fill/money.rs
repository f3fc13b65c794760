//! The tab of money.
use app::cases::{CustodyLines, MoneyLine, MoneyTab, RecoveryLine, ShareLine, VoteLine};
use domain::cases::PaymentState;
use frame::parts::{Hidden, Stat, Tag, Tone};
use kernel::Fen;

use super::Fill;
use crate::screens::cases::case::money::{self, Custody, MoneyPage, Recovery, Vote};

impl Fill<'_> {
    /// Money.
    pub(crate) fn money(self, money: &MoneyTab) -> MoneyPage {
        let say = self.say;
        let stat = |label: String, fen: Fen, tone| Stat { number: say.words.money(fen), label, href: None, tone };
        let (advanced, called) = &money.advanced;
        let due = money.awarded.max(*advanced);
        let left = due.minus(money.paid).and_then(|left| left.minus(money.elsewhere)).unwrap_or(Fen::ZERO);
        let decided = money.awarded > Fen::ZERO;
        let label = called.as_ref().filter(|_| !decided).map_or_else(|| say.t("money-advanced"), |label| say.l(label));
        let totals = [
            decided.then(|| stat(say.t("money-granted"), money.awarded, Tone::Plain)),
            (*advanced > Fen::ZERO).then(|| stat(label, *advanced, Tone::Plain)),
            Some(stat(say.t("money-paid"), money.paid, Tone::Good)),
            (money.elsewhere > Fen::ZERO).then(|| stat(say.t("money-elsewhere"), money.elsewhere, Tone::Plain)),
            Some(stat(say.t("money-left"), left, Tone::Plain)),
        ];
        let account = money.account.last().and_then(|fact| fact.value.as_ref()).map(|value| say.value(value));
        MoneyPage {
            head: self.head(),
            totals: totals.into_iter().flatten().filter(|_| due > Fen::ZERO).collect(),
            answered: money.answered.iter().map(|own| say.answered(own)).collect(),
            lines: money.payments.iter().map(|line| self.payment(line, account.as_ref())).collect(),
            shares: money.shares.iter().map(|own| self.share(own)).collect(),
            votes: money.votes.iter().map(|own| self.vote(own)).collect(),
            recoveries: money.recoveries.iter().map(|own| self.recovery(own)).collect(),
            custody: money.custody.as_ref().map(|own| self.custody(own)),
            shell: self.shell,
        }
    }

    fn payment(&self, line: &MoneyLine, account: Option<&Hidden>) -> money::MoneyLine {
        let say = self.say;
        let state = match line.state {
            PaymentState::Ordered if line.checked_on.is_none() => Tag::new(say.t("payment-unchecked"), Tone::Soon),
            PaymentState::Ordered if line.payable_from > line.checked_on => {
                let from = line.payable_from.map(|day| say.day(day)).unwrap_or_default();
                Tag::new(say.words.with("payment-cooling", [("day", from)]), Tone::Soon)
            }
            PaymentState::Ordered => Tag::new(say.t("payment-ordered"), Tone::Soon),
            PaymentState::Paid => Tag::new(say.t("payment-paid"), Tone::Good),
            PaymentState::Failed => Tag::new(say.t("payment-failed"), Tone::Late),
        };
        money::MoneyLine {
            label: say.words.with("payment-no", [("no", line.no)]),
            who: line.payee.as_ref().map_or_else(|| say.who(&self.head.who), |payee| say.hidden(payee)),
            amount: say.words.exact_money(line.amount),
            state,
            when: say.day(line.settled_on.unwrap_or(line.ordered_on)),
            reference: match &line.account {
                Some(own) => say.hidden(own),
                None => account.cloned().unwrap_or_else(|| Hidden::open("")),
            },
            note: line.note.as_ref().map(|note| say.hidden(note)),
        }
    }

    fn share(&self, own: &ShareLine) -> (Hidden, String, String) {
        let say = self.say;
        (say.hidden(&own.who), say.words.exact_money(own.amount), say.words.exact_money(own.paid))
    }

    fn vote(&self, own: &VoteLine) -> Vote {
        let say = self.say;
        Vote {
            who: say.actor(&own.who),
            cast: say.l(&own.cast),
            when: say.day(own.on),
            why: own.why.as_ref().map(|why| say.hidden(why)),
        }
    }

    fn recovery(&self, own: &RecoveryLine) -> Recovery {
        let say = self.say;
        Recovery {
            amount: say.words.exact_money(own.amount),
            returned: say.words.exact_money(own.returned),
            open: say.words.exact_money(own.open),
            when: say.day(own.on),
            why: say.hidden(&own.why),
        }
    }

    fn custody(&self, own: &CustodyLines) -> Custody {
        let say = self.say;
        let labels = ["money-guardian", "money-custodian", "money-approver", "money-purposes"];
        let left = say.words.money(own.left);
        let expense = |(amount, purpose, on, allowed): &(Fen, _, _, Option<bool>)| {
            let state = match allowed {
                None => Tag::new(say.t("expense-asked"), Tone::Soon),
                Some(true) => Tag::new(say.t("expense-allowed"), Tone::Good),
                Some(false) => Tag::new(say.t("expense-refused"), Tone::Late),
            };
            (say.words.exact_money(*amount), say.hidden(purpose), say.day(*on), state)
        };
        Custody {
            said: labels.iter().zip(&own.said).map(|(label, value)| (say.t(label), say.hidden(value))).collect(),
            left: match own.ended_on {
                None => say.words.with("money-kept", [("amount", left), ("since", say.day(own.since))]),
                Some(day) => say.words.with("money-handed-over", [("amount", left), ("day", say.day(day))]),
            },
            expenses: own.expenses.iter().map(expense).collect(),
        }
    }
}
