//! A verdict on a lead: with the case that it opens, or what it says of who the person is, in one act.
use std::collections::BTreeMap;

use domain::access::action::{JoinPeople, JudgeLeads};
use domain::access::{Allowed, permit};
use domain::leads::{Finding, Lead, Verdict, judge};
use kernel::id::{CaseId, FactName, LeadId, VariantId};
use kernel::{Mistake, Sex};
use law::facts::{Known, Origin, Value};
use store::{Claim, LinkVerdict, Tx};

use crate::cases::NewCase;
use crate::{Answer, App, Asker, Error, Once};

/// A judgement as typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Judgement {
    /// Open a case of this variant.
    OpenCase(VariantId),
    /// Any other verdict.
    Other(Verdict),
}

/// A verdict to give.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JudgeLead {
    /// On which lead.
    pub lead: LeadId,
    /// The version that the person saw.
    pub version: u64,
    /// What they decided.
    pub judgement: Judgement,
    /// Why.
    pub reason: String,
    /// The key of the form.
    pub once: Once,
}

impl App {
    /// Judges a lead; opening a case and the verdict are one act. The same form twice is one verdict.
    ///
    /// # Errors
    /// A refusal, mistakes, or [`Error::Changed`] when somebody was faster.
    pub async fn judge_lead(&self, asker: &Asker, wanted: &JudgeLead) -> Answer<Option<CaseId>> {
        let allowed = permit::<JudgeLeads>(&asker.actor)?;
        let (id, reason, who) = (wanted.lead, wanted.reason.as_str(), asker.actor.who.to_string());
        if reason.chars().count() > 2_000 {
            return Err(Error::Mistaken(vec![Mistake::at("reason", "too-long").with("max", 2_000)]));
        }
        let mut tx = self.store().begin(&asker.actor.who, asker.now).await?;
        let token = format!("lead:{id}:{}", wanted.once.0);
        if let Claim::Done(answer) = tx.claim(&token).await? {
            return serde_json::from_value(answer).map_err(Error::fault);
        }
        let lead = self.store().lead(&allowed, id).await?.ok_or(Error::NotFound)?;
        if lead.version != wanted.version {
            return Err(Error::Changed);
        }
        let verdict = match wanted.judgement.clone() {
            Judgement::OpenCase(variant) => {
                // A settled lead, and another's, is refused before anything is opened.
                judge(&lead, Verdict::CaseOpened { case: CaseId(0) }, reason, &who, asker.today)?;
                let new = self.case_from(asker, &allowed, (&lead, variant)).await?;
                Verdict::CaseOpened { case: self.open_within(asker, &mut tx, new).await? }
            }
            Judgement::Other(verdict) => verdict,
        };
        let case = if let Verdict::CaseOpened { case } = &verdict { Some(*case) } else { None };
        let said = identity_said(&verdict);
        let event = judge(&lead, verdict, reason, &who, asker.today)?;
        if let Some(said) = said {
            self.say_of_candidate(asker, &mut tx, &lead, (said, reason)).await?;
        }
        tx.save_lead(&lead, event).await?;
        tx.settle(&token, &serde_json::to_value(case).map_err(Error::fault)?).await?;
        tx.commit().await?;
        Ok(case)
    }

    /// The case that a lead becomes, with what the registers already say.
    async fn case_from(
        &self,
        asker: &Asker,
        allowed: &Allowed<JudgeLeads>,
        (lead, variant): (&Lead, VariantId),
    ) -> Answer<NewCase> {
        let mut facts: BTreeMap<_, Known> = self.intake().register_facts(allowed, lead).await?;
        facts.extend(self.identity_facts(asker, allowed, lead.found.person).await?);
        facts.extend(self.sex_fact(asker, allowed, lead).await?);
        let case_type = lead.found.case_type.clone();
        Ok(NewCase { case_type, variant, person: lead.found.person, lead: Some(lead.id), facts })
    }

    /// The person's sex as a fact of the case, where its kind asks for it: a list or the ID number says it.
    async fn sex_fact(
        &self,
        asker: &Asker,
        allowed: &Allowed<JudgeLeads>,
        lead: &Lead,
    ) -> Answer<Option<(FactName, Known)>> {
        const NAME: &str = "sex";
        let stated = self.kind(&lead.found.case_type)?.first.schema.get(NAME).is_some();
        let whole = self.whole(allowed, lead.found.person).await?.filter(|_| stated);
        let known = |(person, _): (store::Person, _)| {
            let word = match person.sex? {
                Sex::Female => "female",
                Sex::Male => "male",
            };
            let origin = Origin { kind: "person".to_owned(), note: format!("#{}", person.id), on: Some(asker.today) };
            Some((FactName::from(NAME), Known { value: Value::Choice(word.to_owned()), origin }))
        };
        Ok(whole.and_then(known))
    }

    /// Joins the person of a lead with its candidate, or keeps that they are two.
    async fn say_of_candidate(
        &self,
        asker: &Asker,
        tx: &mut Tx,
        lead: &Lead,
        (said, reason): (LinkVerdict, &str),
    ) -> Answer<()> {
        let allowed = permit::<JoinPeople>(&asker.actor)?;
        let Finding::ToConfirm { candidate } = lead.found.finding else { return Ok(()) };
        let candidate = tx.true_person(candidate).await?;
        if tx.true_person(lead.found.person).await? == candidate {
            // Somebody joined them elsewhere; that they are one needs no second word.
            return if said == LinkVerdict::Same { Ok(()) } else { Err(Error::Changed) };
        }
        let pairs = self.store().pairs_of(lead.found.person).await?;
        let pair = pairs.into_iter().find(|pair| pair.other == candidate && pair.is_open()).ok_or(Error::Changed)?;
        self.say_within(&allowed, tx, (pair.link, pair.verdict), (said, reason.trim())).await.map(drop)
    }
}

/// What a verdict says of who the person is.
fn identity_said(verdict: &Verdict) -> Option<LinkVerdict> {
    match verdict {
        Verdict::SamePerson => Some(LinkVerdict::Same),
        Verdict::NotTheSame => Some(LinkVerdict::Different),
        Verdict::CaseOpened { .. }
        | Verdict::Asked
        | Verdict::NotEligible { .. }
        | Verdict::HandedOn { .. }
        | Verdict::Lost
        | Verdict::Suppressed { .. }
        | Verdict::Withdrawn { .. } => None,
    }
}
