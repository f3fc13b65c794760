//! Walks: a case from its opening on, step by step, through the same decisions as in the office.
use std::collections::{BTreeMap, BTreeSet};

use domain::access::{Actor, Who};
use domain::case_types::CaseType;
use domain::cases::act::{Act, Event};
use domain::cases::decide::{self, Desk, EarlierAward, No, Opening, Taking};
use domain::cases::state::all_facts;
use domain::cases::{Case, Party, Stated};
use jiff::civil::Date;
use kernel::Fen;
use kernel::id::{CaseId, CaseTypeId, OfficeId, PersonId, RoleId, UserId};
use law::criteria::Assessment;
use law::facts::{DataClass, Facts};

use super::compare::{Compare, holding, names};
use super::source::{StepText, StepThen, WalkText, WalksFile};
use super::{Outcome, case_type, entries, facts, line};
use crate::case_types::one;
use crate::place::read;
use crate::{Library, PackMistake, Tree};

/// Runs every walk of every kind of case.
pub(super) fn run(library: &Library, tree: &Tree) -> Result<Vec<Outcome>, Vec<PackMistake>> {
    let mut outcomes = vec![];
    for id in tree.folders("case-types/") {
        let kind = CaseTypeId::from(id);
        for (file, text) in tree.toml_under(&format!("case-types/{id}/examples/")).map_err(one)? {
            let walks: WalksFile = read(file, text).map_err(one)?;
            for walk in walks.walk {
                let at = Some(line(text, walk.span().start));
                let walk = walk.into_inner();
                let mut compare = Compare::default();
                if let Some(case_type) = case_type(walk.variant.as_ref(), library, &kind) {
                    compare = Walk::of(library, case_type, &walk, text).run(&walk);
                } else {
                    compare.differs("variant", "one of the kind of case", "another");
                }
                outcomes.push(Outcome { file: file.to_owned(), line: at, name: walk.name, wrong: compare.wrong });
            }
        }
    }
    Ok(outcomes)
}

struct Walk<'a> {
    library: &'a Library,
    case_type: &'a CaseType,
    office: &'a str,
    earlier: Vec<EarlierAward>,
    /// The file, for lines.
    text: &'a str,
    people: BTreeMap<String, UserId>,
    compare: Compare,
}

impl<'a> Walk<'a> {
    fn of(library: &'a Library, case_type: &'a CaseType, walk: &'a WalkText, text: &'a str) -> Self {
        let number = 1;
        let earlier = walk.earlier.iter().map(|own| {
            let (harm_case, amount) = (own.harm_case.clone(), own.amount.map(Fen));
            EarlierAward { harm_case, whose: Some(own.whose()), number, amount, on: None, case: None }
        });
        let (people, compare) = (BTreeMap::new(), Compare::default());
        Self { library, case_type, office: &walk.office, earlier: earlier.collect(), text, people, compare }
    }

    fn run(mut self, walk: &WalkText) -> Compare {
        let Some(mut case) = self.open(walk) else { return self.compare };
        for step in &walk.step {
            self.compare.line = Some(line(self.text, step.span().start));
            let step = step.get_ref();
            self.compare.of = format!("{} on {}", step.take, step.on);
            match self.take(&case, step) {
                Some(act) => {
                    case.apply(act.clone());
                    self.hold(&case, &act, step);
                }
                // What was refused as wanted leaves the case as it was; anything else ends the walk.
                None if step.then.refused.is_some() || step.then.mistakes.is_some() => {
                    self.compare.text("state", step.then.state.as_deref(), case.state.as_str());
                }
                None => break,
            }
        }
        self.compare
    }

    fn open(&mut self, walk: &WalkText) -> Option<Case> {
        "opening".clone_into(&mut self.compare.of);
        let given = self.facts(&walk.given)?;
        let stated = given.iter().map(|(name, known)| {
            let class = self.case_type.schema.get(name.as_str()).map_or(DataClass::Sealed, |fact| fact.class);
            (name.clone(), Stated { known: known.clone(), class })
        });
        let opening = Opening {
            variant: self.case_type.variant.id.clone(),
            office: OfficeId(1),
            area: walk.area.clone(),
            parties: vec![Party::new(PersonId(1), "person")],
            lead: None,
            facts: stated.collect(),
        };
        let actor = actor(UserId(0), None);
        match decide::open(&self.desk(walk.opened, &actor), opening) {
            Ok(act) => Case::open(CaseId(1), &self.rested(act)?),
            Err(no) => {
                self.compare.differs("open", "a case", &told(&no));
                None
            }
        }
    }

    fn take(&mut self, case: &Case, text: &StepText) -> Option<Act> {
        let Some(step) = self.case_type.step(&text.take) else {
            self.compare.differs("take", "a step", "no such step");
            return None;
        };
        let filled = self.facts(&text.with)?;
        let forgotten = text.forget.iter().map(|name| (name.clone(), None));
        let entries = entries(&filled).chain(forgotten).collect();
        let shares = text.shares.iter().map(|(no, fen)| (*no, Fen(*fen))).collect();
        let taking = Taking { entries, reasons: text.reasons.clone(), shares };
        let actor = self.actor(text);
        let newcomer = text.newcomer.map(PersonId);
        match decide::take(&Desk { newcomer, ..self.desk(text.on, &actor) }, case, step, taking) {
            Ok(act) => {
                self.compare.text("refused", text.then.refused.as_deref(), "taken");
                self.compare.list("mistakes", text.then.mistakes.as_ref(), &[]);
                self.rested(act)
            }
            Err(no) => {
                self.refused(&text.then, &no);
                None
            }
        }
    }

    fn refused(&mut self, then: &StepThen, no: &No) {
        match no {
            No::Refused(refusal) if then.refused.is_some() => {
                self.compare.text("refused", then.refused.as_deref(), refusal.code.0);
            }
            No::Mistaken(mistakes) if then.mistakes.is_some() => {
                let fields: Vec<String> = mistakes.iter().map(|mistake| mistake.field.clone()).collect();
                self.compare.list("mistakes", then.mistakes.as_ref(), &fields);
            }
            No::Refused(_) | No::Mistaken(_) => self.compare.differs("take", "the step", &told(no)),
        }
    }

    /// The act as it comes back from the two parts in which it rests.
    fn rested(&mut self, act: Act) -> Option<Act> {
        let back = act.split().and_then(Act::join);
        match back {
            Ok(back) if back == act => Some(act),
            Ok(_) | Err(_) => {
                self.compare.differs("journal", "the same act after rest", "another");
                None
            }
        }
    }

    fn facts(&mut self, given: &toml::Table) -> Option<Facts> {
        facts(given, &self.case_type.schema)
            .map_err(|what| self.compare.differs("with", "facts that are known", &what))
            .ok()
    }

    fn actor(&mut self, text: &StepText) -> Actor {
        let name = text.who.clone().unwrap_or_else(|| text.by.to_string());
        let next = i64::try_from(self.people.len()).unwrap_or(i64::MAX).saturating_add(1);
        let user = *self.people.entry(name).or_insert(UserId(next));
        actor(user, Some(&text.by))
    }

    fn desk<'d>(&'d self, today: Date, actor: &'d Actor) -> Desk<'d> {
        Desk {
            case_type: self.case_type,
            calendars: &self.library.calendars,
            figures: &self.library.figures,
            today,
            actor,
            office_mark: self.office,
            series: (today.year(), 1),
            earlier: &self.earlier,
            newcomer: None,
        }
    }

    /// Holds the case after the step against what was wanted.
    fn hold(&mut self, case: &Case, act: &Act, text: &StepText) {
        let then = &text.then;
        let all = all_facts(self.case_type, case, text.on);
        let assessment = decide::assess(self.case_type, case, &all, text.on);
        self.compare.text("state", then.state.as_deref(), case.state.as_str());
        self.compare.text("number", then.number.as_deref(), case.number.as_deref().unwrap_or("none"));
        let called = case.called().map_or("none", |call| call.role.as_str());
        self.compare.text("called", then.called.as_deref(), called);
        let standing = domain::cases::notices::standing(self.case_type, case);
        self.compare.list("notices", then.notices.as_ref(), &names(standing.iter().map(|own| &own.step.id)));
        self.compare.plain("closed", then.closed, &case.is_closed());
        let issued = act.events.iter().filter_map(|event| {
            if let Event::DocumentIssued { kind, .. } = event { Some(kind.to_string()) } else { None }
        });
        self.compare.list("issued", then.issued.as_ref(), &issued.collect::<Vec<_>>());
        for (clock, wanted) in then.due.iter().flatten() {
            let running = case.running().find(|own| own.id == *clock);
            let got = running.map_or_else(|| "stopped".to_owned(), |own| own.due.to_string());
            self.compare.text(&format!("due {clock}"), Some(&wanted.text()), &got);
        }
        for (paper, wanted) in then.papers.iter().flatten() {
            let got = case.papers.get(paper).map_or_else(|| "none".to_owned(), ToString::to_string);
            self.compare.text(&format!("papers {paper}"), Some(&wanted.text()), &got);
        }
        let version = decide::regime(self.case_type, case, &all, text.on);
        self.compare.text("version", then.version.as_deref(), version.unwrap_or("none"));
        self.hold_law(then, assessment.as_ref());
        let flags = version.map(|version| holding(&self.case_type.rules.flags(version, &all, text.on)));
        match flags {
            Some(flags) => self.compare.list("flags", then.flags.as_ref(), &flags),
            None => self.compare.unlooked("no rules are in force", &[("flags", then.flags.is_some())]),
        }
        self.hold_money(then, case);
        self.hold_open(then, case);
        self.hold_offered(case, text);
    }

    fn hold_law(&mut self, then: &StepThen, assessment: Option<&Assessment>) {
        self.compare.text("eligible", then.eligible.as_deref(), assessment.map_or("none", |own| own.result.word()));
        let of = |grounds: fn(&Assessment) -> &Vec<_>| assessment.map(|own| holding(grounds(own))).unwrap_or_default();
        self.compare.list("by", then.by.as_ref(), &of(|own| &own.grounds));
        self.compare.list("exclusions", then.exclusions.as_ref(), &of(|own| &own.exclusions));
    }

    fn hold_money(&mut self, then: &StepThen, case: &Case) {
        let proposal = case.proposal.as_ref();
        self.compare.money("low", then.low.as_ref(), proposal.and_then(|own| own.computed.low));
        self.compare.money("high", then.high.as_ref(), proposal.and_then(|own| own.computed.high));
        self.compare.money("ceiling", then.ceiling.as_ref(), proposal.and_then(|own| own.computed.ceiling));
        self.compare.text("standard", then.standard.as_deref(), proposal.map_or("none", |own| own.standard.as_str()));
        let approval = proposal.and_then(|own| own.approval.as_deref());
        self.compare.text("approval", then.approval.as_deref(), approval.unwrap_or("none"));
        let demonstration = proposal.is_some_and(|own| own.computed.demonstration);
        self.compare.plain("demonstration", then.demonstration, &demonstration);
        let fen = |sum: Option<Fen>| sum.map_or(-1, |sum| sum.0);
        self.compare.plain("awarded", then.awarded, &fen(case.awarded()));
        self.compare.plain("advanced", then.advanced, &fen(Fen::sum(case.awards.iter().map(|award| award.advanced))));
        self.compare.plain("paid", then.paid, &fen(case.paid()));
        self.compare.plain("recovered", then.recovered, &fen(case.recovered()));
        self.compare.plain("to_recover", then.to_recover, &fen(case.to_recover()));
        self.compare.plain("in_custody", then.in_custody, &fen(case.in_custody()));
        let votes = i64::try_from(case.votes.len()).unwrap_or(i64::MAX);
        self.compare.plain("votes", then.votes, &votes);
        let shares = case.awards.iter().filter(|own| own.revoked_on.is_none()).map(|own| own.amount.0.to_string());
        self.compare.list("granted", then.granted.as_ref(), &shares.collect::<Vec<_>>());
        let from = case.payments.last().and_then(|own| own.payable_from);
        self.compare.text(
            "payable_from",
            then.payable_from.as_deref(),
            &from.map_or("none".to_owned(), |day| day.to_string()),
        );
    }

    fn hold_open(&mut self, then: &StepThen, case: &Case) {
        let count = |all: usize| i64::try_from(all).unwrap_or(i64::MAX);
        let visits = case.visits.iter().filter(|visit| visit.made_on.is_none()).count();
        self.compare.plain("visits_open", then.visits_open, &count(visits));
        self.compare.plain("visits_noted", then.visits_noted, &count(case.noted.len()));
        let planned = case.visits.iter().find(|visit| visit.made_on.is_none());
        let due = planned.map_or_else(
            || "none".to_owned(),
            |visit| format!("{}{}", visit.due, if visit.provisional { " provisional" } else { "" }),
        );
        self.compare.text("visit_due", then.visit_due.as_deref(), &due);
        let asked = case.hand_overs.iter().filter(|own| own.answered_on.is_none()).count();
        self.compare.plain("hand_overs_open", then.hand_overs_open, &count(asked));
    }

    fn hold_offered(&mut self, case: &Case, text: &StepText) {
        if text.then.offered.is_none() {
            return;
        }
        let actor = self.actor(text);
        let offers = decide::offered(&self.desk(text.on, &actor), case);
        let free = names(offers.iter().filter(|offer| offer.blocked.is_none()).map(|offer| &offer.step.id));
        self.compare.list("offered", text.then.offered.as_ref(), &free);
    }
}

fn actor(user: UserId, role: Option<&RoleId>) -> Actor {
    Actor {
        who: Who::User(user),
        office: OfficeId(1),
        office_path: "/1/".to_owned(),
        roles: role.into_iter().cloned().collect::<BTreeSet<_>>(),
        grants: vec![],
    }
}

fn told(no: &No) -> String {
    match no {
        No::Refused(refusal) => {
            let with = refusal.with.iter().map(|(name, value)| format!(" {name}={value}"));
            format!("{}{}", refusal.code, with.collect::<String>())
        }
        No::Mistaken(mistakes) => mistakes.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "),
    }
}
