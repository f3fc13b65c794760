//! Answers of `app` as parts of pages: clocks, grounds, amounts, values, citations, in the words of whoever looks.
//!
//! Never: decides, asks, masks. What may be shown was settled in `app`.
mod amount;
mod clock;
mod fields;
mod journal;
mod shares;
mod value;
mod why;

use app::Shown;
use app::admin::Confirmations;
use app::cases::Left;
use domain::case_types::CaseType;
use jiff::civil::Date;
use kernel::{Citation, Confidence, Label};
use packs::Library;

pub(crate) use fields::{FormSaid, day};
pub(crate) use why::Asks;

use frame::Words;
use frame::parts::{Hidden, Pager, Sure, Tag, Tone};

/// Says things in the words of one person, on one day.
#[derive(Clone, Copy)]
pub(crate) struct Say<'a> {
    /// The words.
    pub(crate) words: Words,
    /// What the packs say: names of acts, facts, choices.
    pub(crate) library: &'a Library,
    /// What an administrator confirmed of what the packs state from memory.
    pub(crate) confirmed: &'a Confirmations,
    /// The civil day.
    pub(crate) today: Date,
}

impl Say<'_> {
    /// A message.
    pub(crate) fn t(&self, id: &str) -> String {
        self.words.say(id).into_owned()
    }

    /// A label of a pack.
    pub(crate) fn l(&self, label: &Label) -> String {
        self.words.label(label)
    }

    /// A text that may be masked.
    pub(crate) fn hidden(&self, shown: &Shown) -> Hidden {
        if shown.masked {
            Hidden::masked(shown.text.clone(), self.t("masked"))
        } else {
            Hidden::open(shown.text.clone())
        }
    }

    /// A name that may be masked; words where there is none.
    pub(crate) fn who(&self, shown: &Shown) -> Hidden {
        if shown.text.is_empty() { Hidden::open(self.t("no-name")) } else { self.hidden(shown) }
    }

    /// A day without the year where that is this one.
    pub(crate) fn day(&self, day: Date) -> String {
        self.words.near_date(day, self.today)
    }

    /// The time left, in a colour.
    pub(crate) fn left(&self, left: Left) -> Tag {
        let (text, tone) = self.left_words(left);
        Tag::new(text, tone)
    }

    /// The time left in words, and how loud.
    pub(crate) fn left_words(&self, left: Left) -> (String, Tone) {
        const SOON: i32 = 3;
        let tone = |days: i32| if days <= SOON { Tone::Soon } else { Tone::Plain };
        match left {
            Left::Overdue(days) => (self.words.with("left-late-days", [("n", days)]), Tone::Late),
            Left::Today => (self.t("left-today"), Tone::Soon),
            Left::WorkingDays(days) => (self.words.with("left-working-days", [("n", days)]), tone(days)),
            Left::Days(days) => (self.words.with("left-days", [("n", days)]), tone(days)),
        }
    }

    /// An article: the act's full name and the place in it.
    pub(crate) fn citation(&self, citation: &Citation) -> String {
        self.words.with("citation", [("act", self.act(citation)), ("article", self.article(citation))])
    }

    /// The full name of an act.
    pub(crate) fn act(&self, citation: &Citation) -> String {
        self.library.acts.get(&citation.act).map_or_else(|| citation.act.clone(), |act| self.l(&act.name))
    }

    /// The place in an act: `7(5)` as each language says it; what is no number stays as the pack has it.
    pub(crate) fn article(&self, citation: &Citation) -> String {
        let number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let article = citation.article.as_str();
        if number(article) {
            // No act has so many articles; a series of published figures is cited by its year.
            let year = article.parse::<u16>().is_ok_and(|number| (1_900..2_200).contains(&number));
            let id = if year { "article-year" } else { "article" };
            return self.words.with(id, [("article", article)]);
        }
        if let Some(item) = article.strip_prefix("exclusions, item ").filter(|item| number(item)) {
            return self.words.with("article-exclusion", [("item", item)]);
        }
        match article.strip_suffix(')').and_then(|rest| rest.split_once('(')) {
            Some((article, item)) if number(article) && number(item) => {
                self.words.with("article-item", [("article", article), ("item", item)])
            }
            _ => self.place(citation).map_or_else(|| article.to_owned(), |label| self.l(label)),
        }
    }

    fn place(&self, citation: &Citation) -> Option<&Label> {
        self.library.acts.get(&citation.act)?.places.get(&citation.article)
    }

    /// What was done, as the journal names it: a step has the words of its pack, our own acts have messages.
    pub(crate) fn act_done(&self, what: &Label) -> String {
        if what.zh != what.en {
            return self.l(what);
        }
        match what.en.split_once(" · ") {
            Some((stream, kind)) => format!("{} · {}", self.kind(kind), self.stream(stream)),
            None => self.kind(&what.en),
        }
    }

    /// What an entry is: an act of ours, or a step of some kind of case.
    fn kind(&self, kind: &str) -> String {
        let step =
            |own: &CaseType| own.steps.iter().find(|step| step.id.as_str() == kind).map(|step| self.l(&step.label));
        let ours = self.words.try_with(&format!("kind-{kind}"), &[]);
        ours.or_else(|| self.library.every_case_type().find_map(step)).unwrap_or_else(|| kind.to_owned())
    }

    /// What an entry is about: `case:12`, `packs`.
    pub(crate) fn stream(&self, stream: &str) -> String {
        let (name, id) = stream.split_once(':').unwrap_or((stream, ""));
        let id = [("id".to_owned(), id.to_owned())];
        self.words.try_with(&format!("stream-{name}"), &id).unwrap_or_else(|| stream.to_owned())
    }

    /// The number of the case in which somebody was harmed; words where the list gives none and the row stands for it.
    pub(crate) fn harm_case(&self, number: &str) -> String {
        if number.starts_with('#') { self.t("harm-no-number") } else { number.to_owned() }
    }

    /// A time limit of some kind of case; nothing where no pack has it.
    pub(crate) fn clock_label(&self, id: &str) -> Option<String> {
        let own = |kind: &CaseType| {
            kind.clocks.iter().find(|clock| clock.id.as_str() == id).map(|clock| self.l(&clock.label))
        };
        self.library.every_case_type().find_map(own)
    }

    /// Who did something: a part of the system has words of its own.
    pub(crate) fn actor(&self, who: &str) -> String {
        let part = who.strip_prefix("system:");
        part.and_then(|part| self.words.try_with(&format!("actor-{part}"), &[])).unwrap_or_else(|| who.to_owned())
    }

    /// How sure we are of a rule.
    pub(crate) fn sure(&self, citation: &Citation) -> Sure {
        if let Some(own) = self.confirmed.of(citation) {
            let said = [("who", own.who.clone()), ("on", self.words.date(own.on))];
            return Sure { text: self.words.with("figure-confirmed-by", said), check: false };
        }
        let (id, check) = match citation.confidence {
            Confidence::V => ("sure-v", false),
            Confidence::S => ("sure-s", false),
            Confidence::M => ("sure-m", true),
            Confidence::I => ("sure-i", false),
        };
        Sure { text: self.t(id), check }
    }

    /// The foot of a list: how many, the first page, the next ones.
    pub(crate) fn pager(&self, said: String, here: &str, next: Option<&str>) -> Pager {
        let (path, query) = here.split_once('?').unwrap_or((here, ""));
        let kept: Vec<&str> = query.split('&').filter(|pair| !pair.is_empty() && !pair.starts_with("after=")).collect();
        let with = |after: Option<&str>| {
            let after = after.map(|after| format!("after={}", frame::shell::escaped(after)));
            let query = kept.iter().map(|pair| (*pair).to_owned()).chain(after).collect::<Vec<_>>().join("&");
            if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
        };
        Pager {
            label: self.t("pages-label"),
            said,
            first: query.contains("after=").then(|| (self.t("pages-first"), with(None))),
            next: next.map(|next| (self.t("pages-next"), with(Some(next)))),
        }
    }
}

/// The share of `part` in `whole`, in thousandths; nothing of nothing is nothing.
pub(crate) fn thousandths(part: i64, whole: i64) -> u16 {
    let share = part.max(0).checked_mul(1000).and_then(|part| part.checked_div(whole)).unwrap_or_default();
    u16::try_from(share.min(1000)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::thousandths;

    #[test]
    fn a_share_never_leaves_its_bar() {
        assert_eq!([(1, 4), (5, 4), (-1, 4), (1, 0)].map(|(part, whole)| thousandths(part, whole)), [250, 1000, 0, 0]);
    }
}
