//! The tabs of a case.
use std::collections::BTreeMap;

use domain::access::action::SeeCases;
use domain::access::permit;
use domain::case_types::CaseType;
use domain::cases::{Case, Proposal};
use domain::masks::Seen;
use jiff::civil::Date;
use kernel::id::CaseId;
use kernel::{Fen, Label};
use law::amount::{Amount, AmountContext};
use law::deadline::Left;
use law::facts::{DataClass, Facts};

use super::facts::{Sight, line, withhold_all};
use super::head::CaseHead;
use super::journal::JournalLine;
use super::lines::{
    AmountTab, Brief, Changed, FactsTab, HandOverLine, LinkLine, MemberLine, MoneyTab, PartyLine, ProposalLine,
    VisitLine,
};
use super::money::{advanced, granted, label_of, money_tab};
use super::papers::PapersTab;
use super::parties::shown_on;
use crate::asking::{actor_name, user_of};
use crate::{Answer, App, Asker, Shown};

/// The tabs of a case, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tab {
    /// What matters at a glance.
    Overview,
    /// People and household.
    People,
    /// Facts and grounds.
    Facts,
    /// Range, working, decision.
    Amount,
    /// Received, missing, made.
    Papers,
    /// Awards and payments.
    Money,
    /// Return visits.
    Visits,
    /// What was asked of others.
    HandOvers,
    /// Cases tied to it.
    Linked,
    /// Who did what.
    Journal,
}

impl Tab {
    /// Every tab, in order.
    pub const ALL: [Tab; 10] = [
        Tab::Overview,
        Tab::People,
        Tab::Facts,
        Tab::Amount,
        Tab::Papers,
        Tab::Money,
        Tab::Visits,
        Tab::HandOvers,
        Tab::Linked,
        Tab::Journal,
    ];

    /// Its word: the last part of its address.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Tab::Overview => "overview",
            Tab::People => "people",
            Tab::Facts => "facts",
            Tab::Amount => "amount",
            Tab::Papers => "papers",
            Tab::Money => "money",
            Tab::Visits => "visits",
            Tab::HandOvers => "hand-overs",
            Tab::Linked => "linked",
            Tab::Journal => "journal",
        }
    }

    /// The tab of a word.
    #[must_use]
    pub fn named(name: &str) -> Option<Tab> {
        Tab::ALL.into_iter().find(|tab| tab.name() == name)
    }
}

/// What a tab shows.
#[derive(Debug, Clone, PartialEq)]
pub enum TabPart {
    /// What matters at a glance.
    Overview(Box<Brief>),
    /// People and household.
    People(Vec<PartyLine>, Vec<MemberLine>),
    /// Facts and grounds.
    Facts(Box<FactsTab>),
    /// Range, working, decision.
    Amount(Box<AmountTab>),
    /// Papers received, made, and to be made.
    Papers(Box<PapersTab>),
    /// Awards and payments.
    Money(Box<MoneyTab>),
    /// Return visits.
    Visits(Vec<VisitLine>),
    /// What was asked of others.
    HandOvers(Vec<HandOverLine>),
    /// Cases tied to it.
    Linked(Vec<LinkLine>),
    /// Who did what.
    Journal(Vec<JournalLine>),
}

impl App {
    /// A tab of the case `id`, under its head.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] when it is out of reach.
    pub async fn case_tab(&self, asker: &Asker, id: CaseId, tab: Tab) -> Answer<(CaseHead, TabPart)> {
        let (case, case_type) = self.load(asker, id).await?;
        let head = self.head(asker, &case, case_type).await?;
        let part = self.part(asker, (&case, case_type), tab).await?;
        let beside = if let TabPart::People(parties, members) = &part { shown_on(parties, members) } else { vec![] };
        let people = case.person().into_iter().chain(beside);
        self.log_open(asker, people, ("see-case", &reference(&case))).await?;
        Ok((head, part))
    }

    async fn part(&self, asker: &Asker, (case, case_type): (&Case, &CaseType), tab: Tab) -> Answer<TabPart> {
        let sight = self.sight(asker, case).await?;
        Ok(match tab {
            Tab::Overview => TabPart::Overview(Box::new(self.brief(asker, (case, case_type), sight).await?)),
            Tab::People => TabPart::People(self.parties(asker, case).await?, self.members(asker, case).await?),
            Tab::Facts => TabPart::Facts(Box::new(self.facts_tab(asker, (case, case_type), sight))),
            Tab::Amount => TabPart::Amount(Box::new(self.amount_tab(asker, (case, case_type), sight).await?)),
            Tab::Papers => TabPart::Papers(Box::new(self.papers_tab(asker, (case, case_type), sight).await?)),
            Tab::Money => TabPart::Money(Box::new(self.money(asker, (case, case_type), sight).await?)),
            Tab::Visits => TabPart::Visits(self.visit_lines(asker, (case, case_type), sight).await?),
            Tab::HandOvers => TabPart::HandOvers(self.hand_over_lines(asker, case, sight)),
            Tab::Linked => TabPart::Linked(self.links(asker, case, sight).await?),
            Tab::Journal => TabPart::Journal(self.journal_of(asker, case, case_type).await?),
        })
    }

    async fn money(&self, asker: &Asker, (case, case_type): (&Case, &CaseType), sight: Sight) -> Answer<MoneyTab> {
        let mut tab = money_tab((case, case_type), sight, asker.today);
        let officers = self.officers(asker, case.votes.iter().filter_map(|vote| user_of(&vote.by))).await?;
        for vote in &mut tab.votes {
            vote.who = actor_name(&vote.who, &officers);
        }
        Ok(tab)
    }

    pub(crate) async fn sight(&self, asker: &Asker, case: &Case) -> Answer<Sight> {
        let allowed = permit::<SeeCases>(&asker.actor)?;
        let class = self.store().case_class(&allowed, case.id).await?;
        let seen = match case.person() {
            _ if class < DataClass::Personal => Seen::Withheld,
            Some(person) => self.seen(asker, person),
            None => Seen::Masked,
        };
        Ok(Sight { class, seen })
    }

    async fn brief(&self, asker: &Asker, (case, case_type): (&Case, &CaseType), sight: Sight) -> Answer<Brief> {
        let known = case.facts.iter().filter_map(|(name, known)| {
            let definition = case_type.schema.get(name.as_str())?;
            Some(line(case_type, definition, Some(known), sight))
        });
        let facts = domain::cases::state::all_facts(case_type, case, asker.today);
        Ok(Brief {
            known: known.collect(),
            assessment: assessed((case, case_type), &facts, asker.today, sight),
            proposed: case.proposal.as_ref().map(|proposal| proposal.amount),
            awarded: granted(case),
            advanced: (advanced(case), label_of(case_type, "amount_advanced")),
            paid: case.paid().unwrap_or(Fen::ZERO),
            recent: self.recent_of(asker, case, case_type).await?,
        })
    }

    /// The cases tied to this one; those that are ours and in reach can be opened.
    async fn links(&self, asker: &Asker, case: &Case, sight: Sight) -> Answer<Vec<LinkLine>> {
        let mut lines = vec![];
        for own in &case.links {
            let filter = super::CaseFilter { number: Some(own.number.clone()), ..super::CaseFilter::default() };
            let found = self.cases(asker, &filter, None).await?.rows;
            let same = found.into_iter().find(|row| row.number.as_ref() == Some(&own.number));
            lines.push(LinkLine {
                number: own.number.clone(),
                case: same.map(|row| (row.id, row.state)),
                what: sight.wrote(&own.what),
                on: own.on,
            });
        }
        Ok(lines)
    }

    fn facts_tab(&self, asker: &Asker, (case, case_type): (&Case, &CaseType), sight: Sight) -> FactsTab {
        let facts = domain::cases::state::all_facts(case_type, case, asker.today);
        let section = |section: &domain::case_types::Section| {
            let lines = section.fields.iter().filter_map(|field| {
                let definition = case_type.schema.get(field.fact.as_str())?;
                Some(line(case_type, definition, case.facts.get(field.fact.as_str()), sight))
            });
            (section.label.clone(), lines.collect())
        };
        let steps = self.open_steps(asker, case, case_type);
        let states =
            steps.iter().rev().flat_map(|step| step.form.iter().map(|fact| (fact.to_string(), step.id.clone())));
        FactsTab {
            assessment: assessed((case, case_type), &facts, asker.today, sight),
            labels: labels(case_type),
            stated_in: states.collect(),
            who_knows: who_knows(case_type),
            sections: case_type.sections.iter().map(section).collect(),
        }
    }

    async fn amount_tab(
        &self,
        asker: &Asker,
        (case, case_type): (&Case, &CaseType),
        sight: Sight,
    ) -> Answer<AmountTab> {
        let facts = domain::cases::state::all_facts(case_type, case, asker.today);
        let chosen = quantification(case, case_type, &facts, asker.today);
        let context = AmountContext::new(case.area.clone(), asker.today);
        let approval = case.proposal.as_ref().and_then(|proposal| proposal.approval.as_deref());
        Ok(AmountTab {
            now: chosen.map(|chosen| worked(chosen.quantify(&facts, &self.library().figures, &context), sight)),
            withheld: !sight.is_personal(),
            standard: chosen.map(|chosen| (chosen.label().clone(), chosen.source().clone(), chosen.base_day())),
            proposal: case.proposal.as_ref().map(|own| proposal_line(own, sight)),
            approval: approval.map(|role| self.library().role_in(case_type, &kernel::id::RoleId::from(role))),
            awarded: granted(case),
            advanced: advanced(case),
            labels: labels(case_type),
            alike: self.alike(asker, (case, case_type), sight).await?,
            changed: undecided(case, case_type).and_then(Changed::of),
        })
    }

    fn hand_over_lines(&self, asker: &Asker, case: &Case, sight: Sight) -> Vec<HandOverLine> {
        let calendars = &self.library().calendars;
        let unit = law::deadline::Unit::WorkingDays;
        let line = |own: &domain::cases::HandOver| HandOverLine {
            no: own.no,
            to: own.to.clone(),
            owed_as: case.owed_as(own),
            what: sight.wrote(&own.what),
            on: own.on,
            due: own.due,
            left: own.answered_on.is_none().then(|| Left::until(own.due, unit, asker.today, calendars)),
            answered_on: own.answered_on,
            answer: own.answer.as_deref().map(|answer| sight.wrote(answer)),
        };
        case.hand_overs.iter().map(line).collect()
    }
}

/// What the rules say, without values of facts that this person does not see.
fn assessed(
    (case, case_type): (&Case, &CaseType),
    facts: &Facts,
    today: Date,
    sight: Sight,
) -> Option<law::criteria::Assessment> {
    let mut told = domain::cases::decide::assess(case_type, case, facts, today)?;
    withhold_all(&mut told, case_type, sight);
    Some(told)
}

/// The sums of an amount; its working, which retells the facts, only for who may see personal text.
fn worked(amount: Amount, sight: Sight) -> Amount {
    if sight.is_personal() { amount } else { Amount { working: vec![], ..amount } }
}

/// What was put forward, as long as somebody has to decide on it.
pub(super) fn undecided<'c>(case: &'c Case, case_type: &CaseType) -> Option<&'c Proposal> {
    case.proposal.as_ref().filter(|_| domain::cases::decide::is_undecided(case_type, case))
}

fn proposal_line(proposal: &Proposal, sight: Sight) -> ProposalLine {
    let reason = proposal.deviation.as_deref().map(|text| sight.wrote(text));
    ProposalLine {
        amount: proposal.amount,
        reason: reason.or_else(|| proposal.exception.clone().map(Shown::plain)),
        on: proposal.on,
        computed: worked(proposal.computed.clone(), sight),
    }
}

/// The number of the case, or what stands for it.
pub(crate) fn reference(case: &Case) -> String {
    case.number.clone().unwrap_or_else(|| format!("#{}", case.id))
}

fn quantification<'a>(
    case: &Case,
    case_type: &'a CaseType,
    facts: &Facts,
    today: Date,
) -> Option<&'a law::amount::Quantification> {
    let version = domain::cases::decide::regime(case_type, case, facts, today)?;
    case_type.amounts.choose(version, &case.area, today)
}

fn labels(case_type: &CaseType) -> BTreeMap<String, Label> {
    let label = |name: &str| Some((name.to_owned(), case_type.schema.get(name)?.label.clone()));
    case_type.schema.names().filter_map(label).collect()
}

fn who_knows(case_type: &CaseType) -> BTreeMap<String, Label> {
    let knows = |name: &str| Some((name.to_owned(), case_type.schema.get(name)?.who_knows.clone()?));
    case_type.schema.names().filter_map(knows).collect()
}
