//! How somebody is seen by whom, and who looked: written down before it is shown.
//!
//! Never: a page that shows personal text whole without a line in the log of looks.
use std::collections::{BTreeMap, BTreeSet};

use domain::access::Allowed;
use domain::access::action::SeePeople;
use domain::case_types::FieldKind;
use domain::masks::{self, Seen};
use kernel::id::PersonId;
use law::facts::DataClass;
use store::{Look, Person, ShowsPeople};

use super::{LookLine, name_of, row};
use crate::{Answer, App, Asker, Shown};

/// How each of some people is seen.
pub(crate) struct SeenBy(BTreeMap<PersonId, Seen>);

impl SeenBy {
    pub(crate) fn of(&self, person: PersonId) -> Seen {
        self.0.get(&person).copied().unwrap_or(Seen::Withheld)
    }
}

impl App {
    /// How `asker` sees each of `people` by this leave: of whom no grant shows anything personal, nothing is shown.
    pub(crate) async fn seen_by<A: ShowsPeople>(
        &self,
        asker: &Asker,
        allowed: &Allowed<A>,
        people: &[PersonId],
    ) -> Answer<SeenBy> {
        let near = if allowed.least_class() >= DataClass::Personal {
            people.to_vec()
        } else {
            let personal = allowed.at_least(DataClass::Personal);
            self.store().people(&personal, people).await?.iter().map(|own| own.id).collect()
        };
        Ok(SeenBy(near.into_iter().map(|person| (person, self.seen(asker, person))).collect()))
    }

    /// The names of those of `people` that an act shows, as the asker may see them.
    pub(crate) async fn names<A: ShowsPeople>(
        &self,
        asker: &Asker,
        allowed: &Allowed<A>,
        people: &[PersonId],
    ) -> Answer<BTreeMap<PersonId, Shown>> {
        let seen = self.seen_by(asker, allowed, people).await?;
        let people = self.store().people(allowed, people).await?;
        Ok(people.iter().map(|person| (person.id, row(person, seen.of(person.id)).who)).collect())
    }

    /// The names of `people`, seen in one way for a reason that was recorded.
    pub(crate) async fn names_seen<A: ShowsPeople>(
        &self,
        allowed: &Allowed<A>,
        people: &[PersonId],
        seen: Seen,
    ) -> Answer<BTreeMap<PersonId, String>> {
        let people = self.store().people(allowed, people).await?;
        let name = |person: &Person| {
            let name = person.identity.as_ref().and_then(name_of).unwrap_or_default();
            (person.id, masks::field(FieldKind::Person, name, seen).text)
        };
        Ok(people.iter().map(name).collect())
    }

    /// Writes down that `person` was looked at.
    pub(crate) async fn log_look(&self, asker: &Asker, person: PersonId, reason: &str, seen: Seen) -> Answer<()> {
        let look = look(asker, person, ("see-person", reason), seen);
        Ok(self.store().log_access(vec![look]).await?)
    }

    /// Writes down, in one batch, that those of `people` were looked at whom the asker sees whole at the moment; where all
    /// are masked nothing is written, and nothing waits for the disk.
    pub(crate) async fn log_open(
        &self,
        asker: &Asker,
        people: impl IntoIterator<Item = PersonId>,
        what: (&str, &str),
    ) -> Answer<()> {
        let people: BTreeSet<PersonId> = people.into_iter().collect();
        let open = people.into_iter().filter(|person| self.seen(asker, *person) == Seen::Open);
        let looks: Vec<Look> = open.map(|person| look(asker, person, what, Seen::Open)).collect();
        Ok(self.store().log_access(looks).await?)
    }

    /// Writes down that somebody read what names `person` whole.
    pub(crate) async fn log_read(&self, asker: &Asker, person: PersonId, what: (&str, &str)) -> Answer<()> {
        Ok(self.store().log_access(vec![look(asker, person, what, Seen::Open)]).await?)
    }

    /// The same of many, in one batch: of each, the name of what was read.
    pub(crate) async fn log_read_many(&self, asker: &Asker, read: &[(PersonId, String)]) -> Answer<()> {
        let looks = read.iter().map(|(person, name)| look(asker, *person, ("read-document", name), Seen::Open));
        Ok(self.store().log_access(looks.collect()).await?)
    }

    pub(super) async fn look_lines(
        &self,
        asker: &Asker,
        allowed: &Allowed<SeePeople>,
        person: PersonId,
    ) -> Answer<Vec<LookLine>> {
        let looks = self.store().looks_at(allowed, person, 20).await?;
        let officers = self.officers(asker, looks.iter().map(|look| look.user)).await?;
        let line = |look: Look| LookLine {
            at: look.at,
            who: officers.get(&look.user).cloned().unwrap_or_else(|| look.user.to_string()),
            act: look.act,
            reason: look.reason,
            unmasked: look.unmasked,
        };
        Ok(looks.into_iter().map(line).collect())
    }
}

fn look(asker: &Asker, person: PersonId, (act, reason): (&str, &str), seen: Seen) -> Look {
    Look {
        at: asker.now,
        user: asker.user,
        person,
        act: act.to_owned(),
        reason: reason.to_owned(),
        unmasked: seen == Seen::Open,
    }
}
