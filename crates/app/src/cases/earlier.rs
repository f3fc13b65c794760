//! What a person was granted before: by cases of this platform, and by other organs as their lists say.
//!
//! Never: decides whether it was for the same harm; the rule of the award does, and asks for a reason.
use std::collections::BTreeMap;

use domain::access::action::SeeCases;
use domain::access::permit;
use domain::cases::Case;
use domain::cases::decide::EarlierAward;
use intake::registers::values_of;
use jiff::civil::Date;
use kernel::id::{BatchId, CaseId, PersonId};
use kernel::{Fen, Label};
use law::facts::Value;
use packs::registers::{AwardColumns, Parsed};
use store::{Row, RowPlace};

use crate::{Answer, App, Asker};

/// An award that the person had before, with its source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EarlierLine {
    /// The harm's own case, where it is known.
    pub harm_case: Option<String>,
    /// Whose it is.
    pub whose: PersonId,
    /// Its number for the harm.
    pub number: u32,
    /// How much, where it is known.
    pub amount: Option<Fen>,
    /// When it was decided.
    pub on: Option<Date>,
    /// Who granted it.
    pub by: GrantedBy,
}

/// Who granted an award, and where that stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GrantedBy {
    /// A case of this platform.
    Case(CaseId),
    /// Another organ, as a row of a register says.
    Row {
        /// The organ, where the row names it.
        organ: Option<String>,
        /// The register.
        register: Label,
        /// The batch.
        batch: BatchId,
        /// File, sheet and row.
        place: String,
    },
}

impl EarlierLine {
    /// The award as the rules weigh it.
    pub(crate) fn award(&self) -> EarlierAward {
        let case = if let GrantedBy::Case(case) = &self.by { Some(*case) } else { None };
        let (harm_case, whose) = (self.harm_case.clone(), Some(self.whose));
        EarlierAward { harm_case, whose, number: self.number, amount: self.amount, on: self.on, case }
    }
}

impl App {
    /// What the people of `case` were granted before, our own awards first; and what others were for the same harm, where all
    /// whom it harmed share one case.
    pub(crate) async fn earlier_of(&self, asker: &Asker, case: &Case) -> Answer<Vec<EarlierLine>> {
        let allowed = permit::<SeeCases>(&asker.actor)?;
        let mut lines = vec![];
        for person in case.parties.iter().map(|party| party.person) {
            let own = self.store().earlier_awards(person).await?;
            lines.extend(own.into_iter().filter_map(|award| line(award, person)));
            for (row, place) in self.store().rows_of(&allowed, person).await? {
                lines.extend(self.listed((case, person), &row, &place)?);
            }
        }
        lines.extend(self.of_others(case).await?);
        lines.retain(|line| line.by != GrantedBy::Case(case.id));
        Ok(lines)
    }

    /// What others were granted for the harm of `case`, where its kind has all of them in one case.
    async fn of_others(&self, case: &Case) -> Answer<Vec<EarlierLine>> {
        let Some(case_type) = self.library().case_type(&case.case_type, &case.variant) else { return Ok(vec![]) };
        let harm = case_type.harm_case.as_ref().and_then(|fact| case.facts.value(fact.as_str()));
        let (Some(Value::Text(harm)), true) = (harm, case_type.joint.is_some()) else { return Ok(vec![]) };
        let here = |person: PersonId| case.parties.iter().any(|party| party.person == person);
        let all = self.store().awards_for(harm).await?;
        let others = all.into_iter().filter_map(|award| Some((award.whose?, award)));
        Ok(others.filter(|(whose, _)| !here(*whose)).filter_map(|(whose, award)| line(award, whose)).collect())
    }

    /// The award that a row of a register tells of, unless it is this case's own.
    fn listed(&self, (case, whose): (&Case, PersonId), row: &Row, place: &RowPlace) -> Answer<Option<EarlierLine>> {
        let register = self.library().registers.get(row.register.as_str());
        let Some((register, columns)) = register.and_then(|own| Some((own, own.award.as_ref()?))) else {
            return Ok(None);
        };
        let Some(values) = values_of(row)? else { return Ok(None) };
        let number = columns.number.as_ref().and_then(|column| text(&values, column));
        if number.is_some() && number == case.number {
            return Ok(None);
        }
        let by = GrantedBy::Row {
            organ: columns.organ.as_ref().and_then(|column| text(&values, column)),
            register: register.label.clone(),
            batch: place.batch,
            place: crate::people::place_of(place),
        };
        let (amount, on) = said(&values, columns);
        let harm_case = text(&values, &columns.harm_case);
        Ok(Some(EarlierLine { harm_case, whose, number: 1, amount, on, by }))
    }
}

fn line(award: EarlierAward, whose: PersonId) -> Option<EarlierLine> {
    let by = GrantedBy::Case(award.case?);
    let EarlierAward { harm_case, number, amount, on, .. } = award;
    Some(EarlierLine { harm_case, whose, number, amount, on, by })
}

fn text(values: &BTreeMap<String, Parsed>, column: &str) -> Option<String> {
    values.get(column).map(Parsed::unsealed).filter(|text| !text.is_empty())
}

fn said(values: &BTreeMap<String, Parsed>, columns: &AwardColumns) -> (Option<Fen>, Option<Date>) {
    let amount = values.get(&columns.amount).and_then(|own| if let Parsed::Fen(fen) = own { Some(*fen) } else { None });
    let on = values.get(&columns.on).and_then(|own| if let Parsed::Date(day) = own { Some(*day) } else { None });
    (amount, on)
}
