//! Facts, grounds and amount of a case as pages.
use app::cases::{AmountTab, Brief, Detail, FactLine, FactsTab};
use law::amount::BaseDay;
use law::criteria::Assessment;
use law::expr::Truth;

use super::Fill;
use crate::say::Asks;
use crate::screens::cases::case::amount::AmountPage;
use crate::screens::cases::case::facts::{FactsPage, ToFindOut};
use crate::screens::cases::case::overview::{Line, OverviewPage};
use frame::forms::Field;
use frame::parts::{Happened, Hidden, Why, Work, WorkRow};

/// The most lines of what is known at a glance.
const MOST_KNOWN: usize = 10;
/// The most grounds at a glance.
const MOST_GROUNDS: usize = 4;

impl Fill<'_> {
    /// The overview.
    pub(crate) fn overview(self, brief: &Brief) -> OverviewPage {
        let say = self.say;
        let money = |fen: kernel::Fen| (fen > kernel::Fen::ZERO).then(|| say.words.money(fen));
        let (advanced, label) = &brief.advanced;
        let said = [
            (say.t("money-proposed"), brief.proposed.and_then(money)),
            (label.as_ref().map_or_else(|| say.t("money-advanced"), |label| say.l(label)), money(*advanced)),
            (say.t("money-granted"), money(brief.awarded)),
            (say.t("money-paid"), money(brief.paid)),
        ];
        let sums = said.into_iter().filter_map(|(label, value)| Some((label, value?))).collect::<Vec<_>>();
        OverviewPage {
            head: self.head(),
            summary: self.in_order(&brief.known).into_iter().take(MOST_KNOWN).map(|fact| say.fact(fact)).collect(),
            grounds: self.main_grounds(brief.assessment.as_ref()),
            result: self.result(brief.assessment.as_ref().map(|own| own.result)),
            amount_open: sums.is_empty().then(|| say.t("overview-no-amount")),
            sums,
            recent: brief.recent.iter().map(|line| self.happened(line)).collect(),
            shell: self.shell,
        }
    }

    /// The grounds that hold; where none does, those that may.
    fn main_grounds(&self, assessment: Option<&Assessment>) -> Vec<Why> {
        let all = || assessment.iter().flat_map(|own| &own.grounds);
        let holds = all().any(|ground| ground.result == Truth::True);
        let wanted = if holds { Truth::True } else { Truth::Unknown };
        let shown = all().filter(|ground| ground.result == wanted).take(MOST_GROUNDS);
        shown.map(|ground| self.say.ground(ground, &self.head.case_type_id, Asks::ToHold)).collect()
    }

    /// Facts in the order in which the form asks for them.
    fn in_order<'f>(&self, facts: &'f [FactLine]) -> Vec<&'f FactLine> {
        let kind = self.say.library.case_type(&self.head.case_type_id, &self.head.variant_id);
        let fields: Vec<_> = kind.iter().flat_map(|kind| &kind.sections).flat_map(|section| &section.fields).collect();
        let mut facts: Vec<&FactLine> = facts.iter().collect();
        facts.sort_by_key(|fact| fields.iter().position(|field| field.fact == fact.name).unwrap_or(usize::MAX));
        facts
    }

    pub(super) fn happened(&self, line: &app::cases::JournalLine) -> Happened {
        let when = self.say.words.moment(line.at, self.say.today);
        let wrote = |detail: &Detail| if let Detail::Wrote(text) = detail { Some(text.clone()) } else { None };
        let note = line.details.iter().find_map(wrote);
        Happened { what: self.say.act_done(&line.what), note, when, who: Some(self.say.actor(&line.who)) }
    }

    fn result(&self, result: Option<Truth>) -> String {
        self.say.t(match result {
            Some(Truth::True) => "calc-eligible",
            Some(Truth::False) => "calc-not-eligible",
            Some(Truth::Unknown) => "calc-unknown",
            None => "facts-no-rules",
        })
    }

    /// Facts and grounds.
    pub(crate) fn facts(self, facts: &FactsTab) -> FactsPage {
        let say = self.say;
        let id = &self.head.case_type_id;
        let grounds = |of: fn(&Assessment) -> &[law::criteria::Ground], asks| {
            let all = facts.assessment.iter().flat_map(of);
            let mut all: Vec<_> = all.collect();
            // What holds comes first, then what is open: that is what one has to act on.
            all.sort_by_key(|ground| match ground.result {
                Truth::True => 0,
                Truth::Unknown => 1,
                Truth::False => 2,
            });
            all.into_iter().map(|ground| say.ground(ground, id, asks)).collect()
        };
        let open = facts.assessment.iter().flat_map(|own| &own.to_find_out);
        let to_find_out = open.map(|name| ToFindOut {
            label: facts.labels.get(name.as_str()).map_or_else(|| name.to_string(), |label| say.l(label)),
            who_knows: facts
                .who_knows
                .get(name.as_str())
                .map(|who| say.words.with("why-may-know", [("who", say.l(who))])),
            href: facts
                .stated_in
                .get(name.as_str())
                .map(|step| format!("{}#{}", self.step(step), Field::anchor(name.as_str()))),
        });
        FactsPage {
            head: self.head(),
            result: self.result(facts.assessment.as_ref().map(|own| own.result)),
            regime: self.head.rules.as_ref().map(|rules| self.regime(rules)).unwrap_or_default(),
            grounds: grounds(|own| &own.grounds, Asks::ToHold),
            exclusions: grounds(|own| &own.exclusions, Asks::NotToHold),
            to_find_out: to_find_out.collect(),
            known: known(&facts.sections).map(|fact| say.fact(fact)).collect(),
            shell: self.shell,
        }
    }

    fn regime(&self, version: &str) -> String {
        let kind = self.say.library.case_type(&self.head.case_type_id, &self.head.variant_id);
        let regime = kind.and_then(|kind| kind.rules.regimes().iter().find(|own| own.version() == version));
        regime.map_or_else(
            || version.to_owned(),
            |own| self.say.words.with("facts-regime", [("source", self.say.act(&own.source))]),
        )
    }

    /// The amount.
    pub(crate) fn amount(self, amount: &AmountTab) -> AmountPage {
        let say = self.say;
        let figures = |day: &BaseDay| match day {
            BaseDay::Decision => say.t("amount-figures-decision"),
            BaseDay::Application => say.t("amount-figures-application"),
        };
        let standard = amount
            .standard
            .as_ref()
            .map(|(label, source, day)| [say.l(label), say.citation(source), figures(day)].join(" · "));
        let open = |now: &law::amount::Amount| {
            let facts = say.fact_labels(&self.head.case_type_id, &now.to_find_out);
            facts.into_iter().chain(say.missing_figures(now)).collect::<Vec<_>>()
        };
        let decided = (amount.awarded > kernel::Fen::ZERO).then_some(amount.awarded);
        let own = decided.or_else(|| amount.proposal.as_ref().map(|own| own.amount));
        let mut head = self.head();
        head.demonstration =
            amount.now.as_ref().is_some_and(|now| now.demonstration).then(|| say.t("calc-demonstration"));
        AmountPage {
            head,
            standard: standard.unwrap_or_else(|| say.t("amount-no-standard")),
            work: amount.now.as_ref().map(|now| self.work(now, amount)),
            range: amount.now.as_ref().and_then(|now| say.range(now, decided)),
            open: amount.now.as_ref().map(open).unwrap_or_default(),
            beside: self.beside(amount),
            alike: amount.alike.as_ref().map(|alike| say.alike(alike, own)),
            before: amount.changed.as_ref().and_then(|_| self.before(amount)),
            shell: self.shell,
        }
    }

    /// The working with which the amount was put forward.
    fn before(&self, amount: &AmountTab) -> Option<(String, Work)> {
        let proposal = amount.proposal.as_ref()?;
        let title = self.say.words.with("changed-working-before", [("on", self.say.day(proposal.on))]);
        Some((title, self.work(&proposal.computed, amount)))
    }

    /// The working; that there is one where it is not for this person to see.
    fn work(&self, now: &law::amount::Amount, amount: &AmountTab) -> Work {
        let mut work = self.say.work(now);
        if amount.withheld {
            let (label, value) = (self.say.t("amount-working"), self.say.t("masked"));
            work.rows = vec![WorkRow { label, note: None, value, open: false }];
        }
        work
    }

    fn beside(&self, amount: &AmountTab) -> Vec<Line> {
        let say = self.say;
        let line =
            |id: &str, value: String, from: Option<String>| Line { label: say.t(id), value: Hidden::open(value), from };
        let ceiling =
            amount.now.as_ref().and_then(|now| now.ceiling).map(|own| line("calc-ceiling", say.words.money(own), None));
        let proposal = amount.proposal.as_ref().map(|own| {
            let reason = own.reason.as_ref().map(|reason| reason.text.clone());
            line("money-proposed", say.words.money(own.amount), reason)
        });
        let approval = amount.approval.as_ref().map(|role| line("calc-approval", say.l(role), None));
        let money = |id, fen: kernel::Fen| (fen > kernel::Fen::ZERO).then(|| line(id, say.words.money(fen), None));
        let sums = [
            ceiling,
            proposal,
            approval,
            money("money-advanced", amount.advanced),
            money("money-granted", amount.awarded),
        ];
        sums.into_iter().flatten().collect()
    }
}

fn known(sections: &[(kernel::Label, Vec<FactLine>)]) -> impl Iterator<Item = &FactLine> {
    sections.iter().flat_map(|(_, facts)| facts).filter(|fact| fact.value.is_some())
}
