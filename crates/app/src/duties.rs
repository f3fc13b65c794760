//! What is due once a day, whoever asks for it or not: rested leads wake, forms' keys and ended sessions go, what came in
//! is screened, amounts that wait for their decision are computed anew.
//!
//! Never: two times on one civil day in Shanghai; one duty that stops the others.
use std::collections::BTreeMap;

use domain::access::Who;
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};

use crate::asking::civil_day;
use crate::{Answer, App, Error};

/// A duty of each day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Duty {
    /// Leads that rested until today are in the queue again.
    WakeLeads,
    /// Keys of forms that nobody sends any more are forgotten.
    ForgetTokens,
    /// Sessions that have ended are removed.
    EndSessions,
    /// What came in and was not screened is screened.
    Screen,
    /// Amounts that wait for their decision are computed with the figures that are in force from today on.
    Recompute,
}

impl Duty {
    /// Every duty, in the order in which they are done.
    pub const ALL: [Duty; 5] = [Duty::WakeLeads, Duty::ForgetTokens, Duty::EndSessions, Duty::Screen, Duty::Recompute];
}

/// A form that was answered longer ago is not sent again: its session ended long before.
const TOKENS_KEPT: SignedDuration = SignedDuration::from_hours(7 * 24);
/// A duty that failed is tried again after this.
const AGAIN: SignedDuration = SignedDuration::from_hours(1);

/// What was done on which day; a program that starts anew does everything once more, which does no harm.
#[derive(Debug, Clone, Default)]
pub struct Agenda {
    done: BTreeMap<Duty, Date>,
    failed: BTreeMap<Duty, Timestamp>,
}

impl Agenda {
    fn is_due(&self, duty: Duty, today: Date, now: Timestamp) -> bool {
        let rests = self.failed.get(&duty).is_some_and(|at| now.duration_since(*at) < AGAIN);
        !rests && self.done.get(&duty).is_none_or(|day| *day != today)
    }
}

impl App {
    /// Does what is due at `now`; a duty that fails is logged, tried again within the day, and stops no other. Answers
    /// what was done.
    pub async fn daily(&self, agenda: &mut Agenda, now: Timestamp) -> Vec<Duty> {
        let today = match civil_day(now) {
            Ok(today) => today,
            Err(error) => {
                tracing::error!(%error, "no day, no duties");
                return vec![];
            }
        };
        let mut done = vec![];
        for duty in Duty::ALL.into_iter().filter(|duty| agenda.is_due(*duty, today, now)).collect::<Vec<_>>() {
            match self.fulfil(duty, today, now).await {
                Ok(()) => {
                    agenda.failed.remove(&duty);
                    agenda.done.insert(duty, today);
                    done.push(duty);
                }
                Err(error) => {
                    tracing::error!(?duty, %error, "a duty of the day failed and is tried again");
                    agenda.failed.insert(duty, now);
                }
            }
        }
        done
    }

    async fn fulfil(&self, duty: Duty, today: Date, now: Timestamp) -> Answer<()> {
        match duty {
            Duty::WakeLeads => {
                let mut tx = self.store().begin(&steward(), now).await?;
                tx.wake_leads(today).await?;
                Ok(tx.commit().await?)
            }
            Duty::ForgetTokens => {
                let before = now.checked_sub(TOKENS_KEPT).map_err(Error::fault)?;
                let mut tx = self.store().begin(&steward(), now).await?;
                tx.forget_tokens(before).await?;
                Ok(tx.commit().await?)
            }
            Duty::EndSessions => Ok(self.store().delete_expired_sessions(now).await.map(drop)?),
            Duty::Screen => self.intake().screen_if_due(now).await.map(drop),
            Duty::Recompute => self.current().await?.recompute_amounts(now).await.map(drop),
        }
    }
}

/// The system actor that keeps order.
fn steward() -> Who {
    Who::System("steward".to_owned())
}
