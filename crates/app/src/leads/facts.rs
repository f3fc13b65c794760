//! Facts on the page of a lead, and those with which a case is opened from it: who the person is.
//!
//! Never: a fact that nobody states. What register rows say, `intake` reads.
use std::collections::BTreeMap;

use domain::access::action::SeeLeads;
use domain::access::{Allowed, permit};
use domain::leads::Lead;
use kernel::id::{FactName, PersonId};
use law::facts::{Known, Origin, Value};
use store::ShowsPeople;

use crate::cases::{FactLine, Sight, line};
use crate::{Answer, App, Asker};

impl App {
    /// The facts behind a lead as lines of its page.
    ///
    /// # Errors
    /// Refuses who may not see leads.
    pub async fn facts_of_lead(&self, asker: &Asker, lead: &Lead) -> Answer<Vec<FactLine>> {
        let allowed = permit::<SeeLeads>(&asker.actor)?;
        let case_type = &self.kind(&lead.found.case_type)?.first;
        let class = self.store().lead_class(&allowed, lead.id).await?;
        let sight = Sight { class, seen: self.seen(asker, lead.found.person) };
        let known = self.intake().register_facts(&allowed, lead).await?;
        let lines = case_type.schema.iter().filter_map(|definition| {
            let known = known.get(&definition.name)?;
            Some(line(case_type, definition, Some(known), sight))
        });
        Ok(lines.collect())
    }

    /// Who the person is, as far as the platform knows, as facts of a case.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn identity_facts<A: ShowsPeople>(
        &self,
        asker: &Asker,
        allowed: &Allowed<A>,
        person: PersonId,
    ) -> Answer<BTreeMap<FactName, Known>> {
        let whole = self.whole(allowed, person).await?;
        let Some(identity) = whole.and_then(|(own, _)| own.identity) else { return Ok(BTreeMap::new()) };
        let text = |sealed: Option<kernel::Sealed<String>>| sealed.map(|text| Value::Text(text.into_unsealed()));
        let said = [
            ("full_name", text(identity.name)),
            ("citizen_id", text(identity.citizen_id)),
            ("birth_date", identity.birth.map(|birth| Value::Date(birth.into_unsealed()))),
            ("phone", text(identity.phone)),
            ("address", text(identity.address)),
        ];
        let origin = Origin { kind: "person".to_owned(), note: format!("#{person}"), on: Some(asker.today) };
        let known = |(name, value): (&str, Option<Value>)| {
            Some((FactName::from(name), Known { value: value?, origin: origin.clone() }))
        };
        Ok(said.into_iter().filter_map(known).collect())
    }
}
