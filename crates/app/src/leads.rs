//! Leads: the queue, one lead with its reasons, taking the next, the verdict.
mod behind;
mod facts;
mod judging;
mod outcomes;

use domain::access::action::{JudgeLeads, SeeLeads};
use domain::access::{Allowed, permit};
use domain::leads::{Colour, Finding, Lead, ScorePart, Verdict, take, take_over};
use jiff::civil::Date;
use kernel::Label;
use kernel::id::{CaseId, CaseTypeId, LeadId, PersonId, VariantId};
use packs::screening::LeadRule;
use store::LeadFilter;

pub use behind::{Behind, LeadSource};
pub use judging::{JudgeLead, Judgement};
pub use outcomes::{Became, BecameLine};

use crate::cases::words;
use crate::people::PairView;
use crate::{Answer, App, Asker, Error, Page, Shown};

/// How many rows a page of the queue has.
const PAGE: u64 = 25;

/// A lead in the queue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeadRow {
    /// Its id.
    pub id: LeadId,
    /// Who.
    pub who: Shown,
    /// The need score.
    pub score: u32,
    /// How urgent.
    pub colour: Colour,
    /// Why, strongest first.
    pub why: Vec<Label>,
    /// The harm's own case.
    pub harm_case: String,
    /// How sure.
    pub sure: Sureness,
    /// What to find out.
    pub ask: Vec<Label>,
    /// The day it was opened.
    pub opened_on: Date,
    /// Who has it.
    pub taken_by: Option<String>,
    /// How it was judged.
    pub verdict: Option<String>,
}

/// How sure the finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sureness {
    /// Every condition holds.
    Sure,
    /// If the person is who the candidate rows say.
    ToConfirm,
    /// Something must be found out first.
    Question,
}

/// How many leads wait, findings and questions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct LeadCounts {
    /// At once.
    pub red: u64,
    /// Soon.
    pub amber: u64,
    /// Can wait.
    pub blue: u64,
}

impl LeadCounts {
    /// All of them.
    #[must_use]
    pub fn all(self) -> u64 {
        [self.amber, self.blue].into_iter().fold(self.red, u64::saturating_add)
    }
}

/// What to list.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct QueueFilter {
    /// Only of this colour.
    pub colour: Option<Colour>,
    /// Only of this sureness.
    pub sure: Option<Sureness>,
    /// Only those this person has.
    pub mine: bool,
    /// Judged ones instead of waiting ones.
    pub judged: bool,
}

/// Everything about a lead.
#[derive(Debug, Clone, PartialEq)]
pub struct LeadPage {
    /// The lead.
    pub row: LeadRow,
    /// The person.
    pub person: PersonId,
    /// The kind of case it may become.
    pub case_type: (CaseTypeId, Label),
    /// The variants of that kind.
    pub variants: Vec<(VariantId, Label)>,
    /// The parts of the score.
    pub parts: Vec<(Label, u32)>,
    /// Whether the weights are invented for demonstration.
    pub demonstration: bool,
    /// What the registers say of the harm.
    pub facts: Vec<crate::cases::FactLine>,
    /// The person and whom candidate rows speak of, side by side.
    pub candidate: Option<PairView>,
    /// The reason codes with which it can be judged not eligible.
    pub grounds: Vec<(String, Label)>,
    /// The case that was opened from it.
    pub case: Option<CaseId>,
    /// The rows behind it, what the criteria would say, what happened.
    pub behind: Behind,
    /// The version that the asker sees.
    pub version: u64,
    /// Whether it has left the queue.
    pub settled: bool,
    /// Whether the asker has it.
    pub mine: bool,
}

impl App {
    /// The queue: what is urgent first, then by need.
    ///
    /// # Errors
    /// Refuses who may not see leads.
    pub async fn leads(&self, asker: &Asker, filter: QueueFilter, after: Option<&str>) -> Answer<Page<LeadRow>> {
        let allowed = permit::<SeeLeads>(&asker.actor)?;
        let finding = filter.sure.map(|sure| match sure {
            Sureness::Sure => store::FindingKind::Sure,
            Sureness::ToConfirm => store::FindingKind::ToConfirm,
            Sureness::Question => store::FindingKind::Question,
        });
        let wanted = LeadFilter {
            colour: filter.colour,
            finding,
            mine: filter.mine.then_some(asker.user),
            waiting: !filter.judged,
            person: None,
        };
        let page = self.store().leads(&allowed, &wanted, after, PAGE).await?;
        let rows = self.lead_rows(asker, page.rows).await?;
        Ok(Page { rows, total: page.total, next: page.next })
    }

    /// How many wait, by colour.
    ///
    /// # Errors
    /// Refuses who may not see leads.
    pub async fn lead_counts(&self, asker: &Asker) -> Answer<LeadCounts> {
        let allowed = permit::<SeeLeads>(&asker.actor)?;
        let counts = self.store().lead_counts(&allowed).await?;
        let store::LeadCounts { red, amber, blue } = counts;
        Ok(LeadCounts { red, amber, blue })
    }

    pub(crate) async fn leads_of(&self, asker: &Asker, person: PersonId) -> Answer<Vec<LeadRow>> {
        let Ok(allowed) = permit::<SeeLeads>(&asker.actor) else { return Ok(vec![]) };
        let mut all = vec![];
        for waiting in [true, false] {
            let wanted = LeadFilter { person: Some(person), waiting, ..LeadFilter::default() };
            all.extend(self.store().leads(&allowed, &wanted, None, PAGE).await?.rows);
        }
        self.lead_rows(asker, all).await
    }

    /// Takes the first lead of the queue that nobody has, findings before questions; nothing when the queue is empty.
    ///
    /// # Errors
    /// Refuses who may not judge leads.
    pub async fn take_next_lead(&self, asker: &Asker) -> Answer<Option<LeadId>> {
        let allowed = permit::<JudgeLeads>(&asker.actor)?;
        let Some(id) = self.store().next_lead(&allowed, asker.user).await? else { return Ok(None) };
        self.take_lead(asker, id).await.map(|()| Some(id))
    }

    /// Takes this lead.
    ///
    /// # Errors
    /// Refuses a settled lead and one that somebody else has.
    pub async fn take_lead(&self, asker: &Asker, id: LeadId) -> Answer<()> {
        let allowed = permit::<JudgeLeads>(&asker.actor)?;
        let lead = self.store().lead(&allowed, id).await?.ok_or(Error::NotFound)?;
        if lead.taken_by == Some(asker.user) {
            return Ok(());
        }
        let event = take(&lead, asker.user, asker.today)?;
        let mut tx = self.store().begin(&asker.actor.who, asker.now).await?;
        tx.save_lead(&lead, event).await?;
        Ok(tx.commit().await?)
    }

    /// Takes this lead over from a colleague who has it; that it changed hands is on record.
    ///
    /// # Errors
    /// Refuses a settled lead.
    pub async fn take_lead_over(&self, asker: &Asker, id: LeadId) -> Answer<()> {
        let allowed = permit::<JudgeLeads>(&asker.actor)?;
        let lead = self.store().lead(&allowed, id).await?.ok_or(Error::NotFound)?;
        if lead.taken_by == Some(asker.user) {
            return Ok(());
        }
        let event = take_over(&lead, asker.user, asker.today)?;
        let mut tx = self.store().begin(&asker.actor.who, asker.now).await?;
        tx.save_lead(&lead, event).await?;
        Ok(tx.commit().await?)
    }

    /// A lead with its reasons.
    ///
    /// # Errors
    /// [`Error::NotFound`] when it is out of reach.
    pub async fn lead(&self, asker: &Asker, id: LeadId) -> Answer<LeadPage> {
        let allowed = permit::<SeeLeads>(&asker.actor)?;
        let lead = self.store().lead(&allowed, id).await?.ok_or(Error::NotFound)?;
        let kind = self.kind(&lead.found.case_type)?;
        let rule = self.library().lead_rules.get(&lead.found.case_type);
        let row = self.lead_rows(asker, vec![store::LeadRow::of(&lead)]).await?.pop().ok_or(Error::NotFound)?;
        let candidate = match lead.found.finding {
            Finding::ToConfirm { candidate } => self.candidate(asker, &allowed, (lead.found.person, candidate)).await?,
            Finding::Sure | Finding::Question => None,
        };
        let case = match lead.verdict {
            Some(Verdict::CaseOpened { case }) => Some(case),
            Some(_) | None => None,
        };
        let other = candidate.as_ref().map(|pair| [pair.one, pair.other]);
        let people = [lead.found.person].into_iter().chain(other.into_iter().flatten());
        self.log_open(asker, people, ("see-lead", &lead.found.harm_case)).await?;
        Ok(LeadPage {
            row,
            person: lead.found.person,
            case_type: (kind.first.id.clone(), kind.first.name.clone()),
            variants: crate::cases::variants(kind, &asker.organ),
            parts: lead.found.parts.iter().map(|part| (self.part_label(&lead, part), part.points)).collect(),
            demonstration: rule.is_some_and(|rule| rule.demonstration),
            facts: self.facts_of_lead(asker, &lead).await?,
            candidate,
            grounds: rule.map(grounds).unwrap_or_default(),
            case,
            behind: self.behind(asker, &lead).await?,
            version: lead.version,
            settled: lead.is_settled(asker.today),
            mine: lead.taken_by == Some(asker.user),
        })
    }

    async fn candidate(
        &self,
        asker: &Asker,
        allowed: &Allowed<SeeLeads>,
        (person, candidate): (PersonId, PersonId),
    ) -> Answer<Option<PairView>> {
        let candidate = self.store().known_as(candidate).await?.first().copied();
        let pairs = self.store().pairs_of(person).await?;
        match pairs.into_iter().find(|pair| Some(pair.other) == candidate) {
            Some(pair) => self.pair_view(asker, allowed, pair).await,
            None => Ok(None),
        }
    }

    async fn lead_rows(&self, asker: &Asker, rows: Vec<store::LeadRow>) -> Answer<Vec<LeadRow>> {
        let people: Vec<PersonId> = rows.iter().map(|row| row.person).collect();
        let names = self.names(asker, &permit::<SeeLeads>(&asker.actor)?, &people).await?;
        let officers = self.officers(asker, rows.iter().filter_map(|row| row.taken_by)).await?;
        let shown = |row: store::LeadRow| {
            let rule = self.library().lead_rules.get(&row.case_type);
            let ask = row.ask.iter().map(|code| ask_label(rule, code));
            let mut parts: Vec<&ScorePart> = row.parts.iter().collect();
            parts.sort_by_key(|part| std::cmp::Reverse(part.points));
            let why = parts.iter().map(|part| part_label(rule, &part.id));
            LeadRow {
                id: row.id,
                who: names.get(&row.person).cloned().unwrap_or_default(),
                score: row.score,
                colour: row.colour,
                why: why.take(3).collect(),
                harm_case: row.harm_case.clone(),
                sure: match row.finding {
                    store::FindingKind::Sure => Sureness::Sure,
                    store::FindingKind::ToConfirm => Sureness::ToConfirm,
                    store::FindingKind::Question => Sureness::Question,
                },
                ask: ask.collect(),
                opened_on: row.opened_on,
                taken_by: row.taken_by.and_then(|user| officers.get(&user).cloned()),
                verdict: row.verdict.clone(),
            }
        };
        Ok(rows.into_iter().map(shown).collect())
    }

    fn part_label(&self, lead: &Lead, part: &ScorePart) -> Label {
        let rule = self.library().lead_rules.get(&lead.found.case_type);
        part_label(rule, &part.id)
    }
}

fn grounds(rule: &LeadRule) -> Vec<(String, Label)> {
    rule.reasons.iter().map(|reason| (reason.code.clone(), reason.label.clone())).collect()
}

fn ask_label(rule: Option<&LeadRule>, code: &str) -> Label {
    let ask = rule.and_then(|rule| rule.asks.iter().find(|ask| ask.code == code));
    ask.map_or_else(|| words(code), |ask| ask.label.clone())
}

fn part_label(rule: Option<&LeadRule>, id: &str) -> Label {
    let part = rule.and_then(|rule| rule.score.parts.iter().find(|part| part.id == id));
    part.map_or_else(|| words(id), |part| part.label.clone())
}
