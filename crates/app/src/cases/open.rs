//! Opening a case: at the window, or from a lead.
use std::collections::BTreeMap;

use domain::access::action::{OpenCases, WorkCases};
use domain::access::permit;
use domain::case_types::{CaseType, Kind};
use domain::cases::decide::{Opening, open};
use domain::cases::{Party, Stated};
use jiff::civil::Date;
use kernel::id::{AreaCode, CaseId, CaseTypeId, FactName, LeadId, OrganId, PersonId, VariantId};
use kernel::{Label, Mistake};
use law::facts::{Known, Origin, Value};
use store::Claim;

use super::Setting;
use crate::{Answer, App, Asker, Error, Once};

/// A case to open.
#[derive(Debug, Clone, PartialEq)]
pub struct NewCase {
    /// Its kind.
    pub case_type: CaseTypeId,
    /// Its variant.
    pub variant: VariantId,
    /// Who it is about.
    pub person: PersonId,
    /// The lead it comes from.
    pub lead: Option<LeadId>,
    /// What is already known, with where it was learnt.
    pub facts: BTreeMap<FactName, Known>,
}

/// A kind of case that can be opened, with its variants.
pub type Openable = (CaseTypeId, Label, Vec<(VariantId, Label)>);

/// The kinds of case that the asker's office opens.
#[must_use]
pub fn openable(app: &App, asker: &Asker) -> Vec<Openable> {
    let kinds = app.library().case_types.values();
    let all = kinds.map(|own| (own.first.id.clone(), own.first.name.clone(), variants(own, &asker.organ)));
    all.filter(|(_, _, variants)| !variants.is_empty()).collect()
}

/// The variants of a kind that an office of `organ` takes, by their names.
pub(crate) fn variants(kind: &Kind, organ: &OrganId) -> Vec<(VariantId, Label)> {
    kind.taken_by(organ).map(|own| (own.variant.id.clone(), own.variant.label.clone())).collect()
}

impl App {
    /// Opens a case about a person that the platform knows.
    ///
    /// # Errors
    /// Refuses who may not open cases, and what the kind of case refuses.
    pub async fn open_case(&self, asker: &Asker, new: NewCase, once: &Once) -> Answer<CaseId> {
        let mut tx = self.store().begin(&asker.actor.who, asker.now).await?;
        let token = format!("open:{}", once.0);
        if let Claim::Done(answer) = tx.claim(&token).await? {
            return serde_json::from_value(answer).map_err(Error::fault);
        }
        let id = self.open_within(asker, &mut tx, new).await?;
        settle(tx, &token, id).await
    }

    /// Opens a case in a transaction that does more.
    pub(crate) async fn open_within(&self, asker: &Asker, tx: &mut store::Tx, new: NewCase) -> Answer<CaseId> {
        permit::<OpenCases>(&asker.actor)?;
        let allowed = permit::<WorkCases>(&asker.actor)?;
        let case_type = self.case_type_here(asker, &new.case_type, &new.variant)?;
        let opening = Opening {
            variant: new.variant,
            office: asker.office,
            area: self.area_of(asker).await?,
            parties: vec![Party::new(tx.true_person(new.person).await?, "applicant")],
            lead: new.lead,
            facts: classed(case_type, new.facts, asker.today),
        };
        let set = Setting::default();
        let act = open(&self.desk(asker, case_type, &set), opening)?;
        Ok(tx.open_case(&allowed, &act).await?.id)
    }

    /// Opens a case at the window about a person who is not known yet: name, and an ID number where there is one.
    ///
    /// # Errors
    /// Refuses who may not open cases; mistakes in the name or the number.
    pub async fn open_at_window(&self, asker: &Asker, new: &WindowCase, once: &Once) -> Answer<CaseId> {
        permit::<OpenCases>(&asker.actor)?;
        let name = new.name.trim();
        if name.is_empty() {
            return Err(Error::Mistaken(vec![Mistake::at("full_name", "required")]));
        }
        if name.chars().count() > 50 {
            return Err(Error::Mistaken(vec![Mistake::at("full_name", "too-long").with("max", 50)]));
        }
        let typed = new.citizen_id.trim();
        let id = if typed.is_empty() { None } else { Some(kernel::CitizenId::parse(typed)) };
        let id = id.transpose().map_err(|_| Error::Mistaken(vec![Mistake::at("citizen_id", "bad-citizen-id")]))?;
        let allowed = permit::<WorkCases>(&asker.actor)?;
        let mut tx = self.store().begin(&asker.actor.who, asker.now).await?;
        let token = format!("open:{}", once.0);
        if let Claim::Done(answer) = tx.claim(&token).await? {
            return serde_json::from_value(answer).map_err(Error::fault);
        }
        let person = self.person_at_window(&allowed, &mut tx, (name, id)).await?;
        let origin = Origin { kind: "form".to_owned(), note: "window".to_owned(), on: Some(asker.today) };
        let mut facts = new.facts.clone();
        let mut state = |fact: &str, value: Value| {
            facts.insert(FactName::from(fact), Known { value, origin: origin.clone() });
        };
        state("full_name", Value::Text(name.to_owned()));
        if let Some(id) = id {
            state("citizen_id", Value::Text(id.unsealed().to_owned()));
            state("birth_date", Value::Date(id.birth()));
        }
        let (case_type, variant) = (new.case_type.clone(), new.variant.clone());
        let id = self.open_within(asker, &mut tx, NewCase { case_type, variant, person, lead: None, facts }).await?;
        settle(tx, &token, id).await
    }

    async fn area_of(&self, asker: &Asker) -> Answer<AreaCode> {
        let offices = self.store().offices().await?;
        offices.into_iter().find(|office| office.id == asker.office).map(|office| office.area).ok_or(Error::NotFound)
    }
}

async fn settle(mut tx: store::Tx, token: &str, id: CaseId) -> Answer<CaseId> {
    tx.settle(token, &serde_json::to_value(id).map_err(Error::fault)?).await?;
    tx.commit().await?;
    Ok(id)
}

/// A case opened at the window.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WindowCase {
    /// Its kind.
    pub case_type: CaseTypeId,
    /// Its variant.
    pub variant: VariantId,
    /// The person's name as typed.
    pub name: String,
    /// The person's ID number as typed; may be empty.
    pub citizen_id: String,
    /// What else they say.
    pub facts: BTreeMap<FactName, Known>,
}

/// Facts with their classes; what the kind of case does not have, or not with such a value, stays behind.
fn classed(case_type: &CaseType, facts: BTreeMap<FactName, Known>, today: Date) -> BTreeMap<FactName, Stated> {
    let class = |(name, known): (FactName, Known)| {
        let definition = case_type.schema.get(name.as_str())?;
        definition.check(&known.value, today).ok()?;
        Some((name, Stated { known, class: definition.class }))
    };
    facts.into_iter().filter_map(class).collect()
}
