//! The other tabs of a case as pages.
use app::cases::{
    DocumentLine, HandOverLine, JournalLine, Keep, LinkLine, Makeable, MemberLine, PaperLine, PapersTab, PartyLine,
    Serving, VisitLine,
};
use domain::case_types::Serves;
use kernel::Label;
use law::expr::Truth;

use super::Fill;
use crate::say::Say;
use crate::screens::cases::case::handovers::{self, HandOversPage};
use crate::screens::cases::case::journal::{Entry, JournalPage};
use crate::screens::cases::case::linked::{self, LinkedPage, Node};
use crate::screens::cases::case::papers::{Asked, Made, MakeLine, PapersPage};
use crate::screens::cases::case::people::{Member, PeoplePage};
use crate::screens::cases::case::visits::{self, VisitsPage};
use frame::parts::{Pager, Sure, Tag, Tone};
use frame::shell::escaped;

impl Fill<'_> {
    /// People and household.
    pub(crate) fn people(self, parties: &[PartyLine], household: &[MemberLine]) -> PeoplePage {
        let say = self.say;
        let member = |party: &PartyLine| Member {
            who: say.who(&party.who),
            href: self.people.then(|| format!("/people/{}", party.person)),
            role: say.words.try_with(&format!("role-{}", party.role), &[]).unwrap_or_else(|| party.role.clone()),
            born: say.born(party.birth_year, party.sex),
            citizen_id: say.hidden(&party.citizen_id),
            phone: say.hidden(&party.phone),
            groups: groups(say, party.minor, &party.groups),
        };
        PeoplePage {
            head: self.head(),
            parties: parties.iter().map(member).collect(),
            household: household.iter().map(|own| self.member(own)).collect(),
            shell: self.shell,
        }
    }

    /// Somebody of the household, with the registers that say so.
    fn member(&self, own: &MemberLine) -> Member {
        let say = self.say;
        Member {
            who: say.who(&own.who),
            href: own.opens.then(|| format!("/people/{}", own.person)),
            role: if own.relations.is_empty() { String::new() } else { say.listed(&labels(say, &own.relations)) },
            born: say.born(own.birth_year, own.sex),
            citizen_id: say.hidden(&own.citizen_id),
            phone: say.hidden(&own.phone),
            groups: groups(say, own.minor, &own.registers),
        }
    }

    /// How long the file is kept, and where that stands.
    fn kept(&self, keep: &Keep) -> (String, String, Sure) {
        let say = self.say;
        let years = say.words.with("length-years", [("n", keep.years)]);
        let said = match keep.until {
            Some(until) => say.words.with("papers-kept-until", [("years", years), ("until", say.words.date(until))]),
            None => say.words.with("papers-kept", [("years", years)]),
        };
        (said, say.citation(&keep.source), say.sure(&keep.source))
    }

    /// Papers.
    pub(crate) fn papers(self, tab: &PapersTab) -> PapersPage {
        let say = self.say;
        let made = |document: &DocumentLine| {
            let copy = |which: bool, name: &str| {
                document.file.filter(|_| which).map(|file| format!("/documents/{file}/{name}"))
            };
            Made {
                label: say.l(&document.label),
                number: document.number.clone().unwrap_or_default(),
                when: say.day(document.on),
                href: document.file.map(|file| format!("/documents/{file}")),
                set: copy(document.set, "set"),
                public: copy(document.publish, "public"),
                state: (!document.printed).then(|| Tag::new(say.t("papers-in-making"), Tone::Soon)),
            }
        };
        let asked = |paper: &PaperLine| {
            let (state, note) = match (paper.received_on, paper.needed) {
                (Some(on), _) => (Tag::new(say.t("papers-received"), Tone::Good), say.day(on)),
                (None, Truth::True) => (Tag::new(say.t("papers-missing"), Tone::Soon), say.citation(&paper.source)),
                (None, Truth::False) => (Tag::new(say.t("papers-not-needed"), Tone::Quiet), String::new()),
                (None, Truth::Unknown) => (Tag::new(say.t("papers-maybe"), Tone::Quiet), say.citation(&paper.source)),
            };
            Asked { label: say.l(&paper.label), state, note }
        };
        let makeable = |own: &Makeable| MakeLine {
            label: say.l(&own.label),
            hint: own.hint.as_ref().map(|hint| say.l(hint)).unwrap_or_default(),
            href: format!("/cases/{}/steps/{}", self.head.id, own.step),
        };
        PapersPage {
            made: tab.made.iter().map(made).collect(),
            asked: tab.asked.iter().map(asked).collect(),
            makeable: tab.makeable.iter().map(makeable).collect(),
            file: tab.file.then(|| format!("/cases/{}/file", self.head.id)),
            kept: tab.keep.as_ref().map(|keep| self.kept(keep)),
            head: self.head(),
            shell: self.shell,
        }
    }

    /// Visits.
    pub(crate) fn visits(self, visits: &[VisitLine]) -> VisitsPage {
        let say = self.say;
        let due = visits.iter().filter(|visit| visit.made_on.is_none()).filter_map(|visit| visit.no).min();
        let record =
            |visit: &VisitLine| self.serving(&[Serves::RecordVisit]).pop().filter(|_| due.is_some() && due == visit.no);
        let line = |visit: &VisitLine| visits::VisitLine {
            label: match (&visit.kind, visit.no) {
                (None, Some(no)) => say.words.with("visit-no", [("no", no)]),
                (kind, _) => kind.as_ref().map(|kind| say.l(kind)).unwrap_or_default(),
            },
            state: visit.left.map_or_else(|| Tag::new(say.t("visit-made"), Tone::Good), |left| say.left(left)),
            when: say.day(visit.made_on.unwrap_or(visit.due)),
            found: visit.found.as_ref().map(|found| say.hidden(found)),
            told: visit.told.iter().map(|fact| say.fact(fact)).map(|line| (line.label, line.value)).collect(),
            act: record(visit),
        };
        VisitsPage {
            head: self.head(),
            acts: self.serving(&[Serves::PlanVisit]),
            visits: visits.iter().map(line).collect(),
            shell: self.shell,
        }
    }

    /// Hand-overs, those without an answer first.
    pub(crate) fn hand_overs(self, lines: &[HandOverLine]) -> HandOversPage {
        let say = self.say;
        let mut lines: Vec<&HandOverLine> = lines.iter().collect();
        lines.sort_by_key(|line| (line.answered_on.is_some(), line.due));
        let answered = lines.iter().filter(|line| line.answered_on.is_some()).count();
        let line = |line: &&HandOverLine| handovers::HandOverLine {
            to: line.to.clone(),
            what: say.hidden(&line.what),
            asked: say.words.with("handover-asked", [("on", say.day(line.on))]),
            state: line.left.map_or_else(|| Tag::new(say.t("handover-answered"), Tone::Good), |left| say.left(left)),
            when: say.day(line.answered_on.unwrap_or(line.due)),
            answer: line.answer.as_ref().map(|answer| say.hidden(answer)),
            act: self.answer(line),
        };
        let said = [("answered", answered.to_string()), ("all", lines.len().to_string())];
        HandOversPage {
            head: self.head(),
            acts: self.serving(&[Serves::HandOver]),
            said: say.words.with_numbers("handovers-said", said),
            lines: lines.iter().map(line).collect(),
            shell: self.shell,
        }
    }

    /// Where the answer of an agency that still owes one is recorded; the form opens with that agency chosen.
    fn answer(&self, line: &HandOverLine) -> Option<(String, String)> {
        let form = |own: &Serving| match &own.what {
            Serves::Answer(agency) => {
                let href = format!("{}?{agency}={}", self.step(&own.step), escaped(&line.owed_as));
                Some((self.say.l(&own.label), href))
            }
            Serves::RecordVisit | Serves::PlanVisit | Serves::HandOver | Serves::Link => None,
        };
        self.head.serving.iter().filter(|_| line.answered_on.is_none()).find_map(form)
    }

    /// Linked cases.
    pub(crate) fn links(self, links: &[LinkLine]) -> LinkedPage {
        let say = self.say;
        let node = |(place, link): (usize, &LinkLine)| {
            let top = u32::try_from(place).unwrap_or(0).saturating_mul(60);
            Node {
                y: top.saturating_add(8),
                middle: top.saturating_add(30),
                number: link.number.clone(),
                how: link.what.text.clone(),
            }
        };
        let line = |link: &LinkLine| linked::LinkLine {
            number: link.number.clone(),
            href: link.case.as_ref().map(|(id, _)| format!("/cases/{id}")),
            how: say.hidden(&link.what),
            state: link.case.as_ref().map(|(_, state)| Tag::new(say.l(state), Tone::Plain)),
            when: say.day(link.on),
        };
        LinkedPage {
            head: self.head(),
            acts: self.serving(&[Serves::Link]),
            said: say.words.with_numbers("linked-said", [("count", links.len().to_string())]),
            nodes: links.iter().enumerate().map(node).collect(),
            lines: links.iter().map(line).collect(),
            shell: self.shell,
        }
    }

    /// The journal.
    pub(crate) fn journal(self, entries: &[JournalLine]) -> JournalPage {
        let say = self.say;
        let entry = |line: &JournalLine| Entry {
            number: line.entry.to_string(),
            when: say.words.moment(line.at, say.today),
            who: say.actor(&line.who),
            what: say.act_done(&line.what),
            details: line.details.iter().map(|detail| say.detail(detail)).collect(),
            hash: line.hash.chars().take(8).collect(),
        };
        let said = say.words.with_numbers("journal-said", [("count", entries.len().to_string())]);
        JournalPage {
            head: self.head(),
            entries: entries.iter().map(entry).collect(),
            pager: Pager { label: say.t("pages-label"), said, first: None, next: None },
            shell: self.shell,
        }
    }
}

fn labels(say: Say<'_>, labels: &[Label]) -> Vec<String> {
    labels.iter().map(|label| say.l(label)).collect()
}

/// That somebody is under age, and the registers that speak of them.
fn groups(say: Say<'_>, minor: Option<bool>, registers: &[Label]) -> Vec<Tag> {
    let minor = minor.filter(|minor| *minor).map(|_| Tag::new(say.t("minor"), Tone::Soon));
    minor.into_iter().chain(registers.iter().map(|label| Tag::new(say.l(label), Tone::Quiet))).collect()
}
