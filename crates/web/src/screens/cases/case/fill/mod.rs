//! Answers about a case as its pages.
mod facts;
mod money;
mod tabs;

use app::cases::{CaseHead as Head, NextStep, NoticeLine, Tab};
use domain::case_types::Serves;
use kernel::id::StepId;

use super::{CaseHead, Next, OtherStep, Standing, TabLink};
use crate::say::Say;
use frame::Shell;
use frame::parts::{Tag, Tone};

/// What every tab is filled from.
pub(crate) struct Fill<'a> {
    pub(crate) say: Say<'a>,
    pub(crate) shell: Shell,
    pub(crate) head: &'a Head,
    pub(crate) tab: Tab,
    /// Whether the pages of people are open to this person.
    pub(crate) people: bool,
}

impl Fill<'_> {
    fn base(&self) -> String {
        format!("/cases/{}", self.head.id)
    }

    /// The head of the case.
    fn head(&self) -> CaseHead {
        let (say, head) = (self.say, self.head);
        let mut caption = vec![say.l(&head.case_type)];
        caption.push(head.number.clone().unwrap_or_else(|| say.t("cases-no-number")));
        caption.push(say.l(&head.variant));
        caption.extend(head.officer.clone());
        let flags = head.flags.iter().map(|flag| Tag::new(say.l(flag), Tone::Soon));
        let state = Tag::new(say.l(&head.state), if head.closed { Tone::Good } else { Tone::Plain });
        CaseHead {
            base: self.base(),
            caption: caption.join(" · "),
            who: say.who(&head.who),
            title: head.headline.clone().unwrap_or_else(|| say.l(&head.case_type)),
            tags: [state].into_iter().chain(flags).collect(),
            demonstration: None,
            notices: self.changed().into_iter().chain(head.notices.iter().map(|own| self.standing(own))).collect(),
            next: self.next(),
            more: head.others.iter().map(|step| self.other(step)).collect(),
            clocks: head.clocks.iter().map(|clock| say.clock(clock)).collect(),
            tabs: Tab::ALL.map(|tab| self.tab_link(tab)).to_vec(),
        }
    }

    /// That figures changed since an amount was put forward that waits for its decision.
    fn changed(&self) -> Option<Standing> {
        let (say, own) = (self.say, self.head.changed.as_ref()?);
        let amount = (say.t("amount-working"), format!("{}/amount", self.base()));
        Some(Standing {
            title: say.changed(own),
            line: say.changed_lines(own).join(" "),
            tells: vec![],
            acts: vec![amount],
        })
    }

    fn standing(&self, own: &NoticeLine) -> Standing {
        let say = self.say;
        let who = [("who", say.actor(&own.by)), ("on", say.day(own.on))];
        let waits = own.waits_for.as_ref().map(|role| say.words.with("notice-waits", [("role", say.l(role))]));
        let line = [say.words.with("notice-by", who)].into_iter().chain(waits).collect::<Vec<_>>().join(" · ");
        let next = self.head.next.as_ref().map(|next| &next.step);
        let acts = own.acts.iter().filter(|(step, _)| Some(step) != next);
        Standing {
            title: say.l(&own.label),
            line,
            tells: own.tells.iter().map(|fact| say.fact(fact)).map(|fact| (fact.label, fact.value)).collect(),
            acts: acts.map(|(step, label)| (say.l(label), self.step(step))).collect(),
        }
    }

    fn other(&self, step: &app::cases::OtherStep) -> OtherStep {
        OtherStep { label: self.say.l(&step.label), href: self.step(&step.step) }
    }

    /// Where the form of a step is.
    fn step(&self, step: &StepId) -> String {
        format!("{}/steps/{step}", self.base())
    }

    /// The steps that do one of these things on a tab: words and address.
    fn serving(&self, wanted: &[Serves]) -> Vec<(String, String)> {
        let serving = self.head.serving.iter().filter(|own| wanted.contains(&own.what));
        serving.map(|own| (self.say.l(&own.label), self.step(&own.step))).collect()
    }

    fn tab_link(&self, tab: Tab) -> TabLink {
        let [papers, visits, hand_overs, links] = self.head.counts;
        let count = match tab {
            Tab::Papers => papers,
            Tab::Visits => visits,
            Tab::HandOvers => hand_overs,
            Tab::Linked => links,
            Tab::Overview | Tab::People | Tab::Facts | Tab::Amount | Tab::Money | Tab::Journal => 0,
        };
        TabLink {
            label: self.say.t(&format!("tab-{}", tab.name())),
            count: (count > 0).then(|| count.to_string()),
            href: format!("{}/{}", self.base(), tab.name()),
            current: tab == self.tab,
        }
    }

    fn next(&self) -> Next {
        let say = self.say;
        match &self.head.next {
            Some(step) => self.next_step(step),
            None if self.head.closed => Next {
                label: say.t("case-closed"),
                what: say.l(&self.head.state),
                hint: say.t("case-closed-hint"),
                button: None,
                tone: Tone::Good,
            },
            None => Next {
                label: say.t("case-waiting"),
                what: say.l(&self.head.state),
                hint: self.head.owner.as_ref().map_or_else(
                    || say.t("case-waiting-hint"),
                    |owner| say.words.with("case-waiting-for", [("owner", say.l(owner))]),
                ),
                button: None,
                tone: Tone::Quiet,
            },
        }
    }

    fn next_step(&self, step: &NextStep) -> Next {
        let say = self.say;
        let late = self.head.clocks.iter().any(|clock| clock.state == app::cases::ClockState::Overdue);
        let href = self.step(&step.step);
        let who = say.listed(&step.by.iter().map(|role| say.l(role)).collect::<Vec<_>>());
        let (hint, button) = match &step.blocked {
            None => {
                (step.hint.as_ref().map(|hint| say.l(hint)).unwrap_or_default(), Some((say.t("case-do-next"), href)))
            }
            Some(refusal) if refusal.code.0 == "STEP-002" => (say.words.with("case-by", [("who", who)]), None),
            Some(refusal) if matches!(refusal.code.0, "STEP-003" | "STEP-004") => (say.words.refusal(refusal), None),
            // What is missing can be filled in: the form says what.
            Some(refusal) => (say.words.refusal(refusal), Some((say.t("case-see-next"), href))),
        };
        let label = if button.is_some() { say.t("case-next") } else { say.t("case-waiting") };
        let tone = if late { Tone::Late } else { Tone::Plain };
        Next { label, what: say.l(&step.label), hint, button, tone }
    }
}
