//! Values that an office entered for itself, from the first proposal to what counts: rows beside the journal.
//!
//! Never: what counts without a second person. Who entered a value cannot confirm it, whoever asks.
use jiff::Timestamp;
use jiff::civil::Date;
use sea_orm::sea_query::{ExprTrait, IntoCondition};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, Set};
use serde_json::{Value as Json, json};

use crate::error::{Result, StoreError};
use crate::journal::NewEntry;
use crate::numbers::{last_number, next_numbers};
use crate::rows::entered_value::{self, Column};
use crate::store::Store;
use crate::text::{day, moment};
use crate::tx::Tx;

/// The stream of the journal, and the counter of what counts.
const VALUES: &str = "values";

/// A value to enter.
#[derive(Debug, Clone, PartialEq)]
pub struct NewEntered {
    /// For what, e.g. `table:provinces/340000/anhui_months`.
    pub subject: String,
    /// The first day on which it holds.
    pub from: Date,
    /// What, as JSON.
    pub given: Json,
    /// The act in full.
    pub act: String,
    /// The article.
    pub article: String,
    /// The document in which it was read.
    pub document: String,
    /// What else is to be known of it.
    pub note: String,
}

/// How far a value has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum EnteredState {
    /// It waits for a second person.
    Proposed,
    /// It counts.
    Confirmed,
    /// A second person said no.
    Rejected,
    /// Who entered it took it back.
    Withdrawn,
    /// It counted until a later one of the same day took its place.
    Replaced,
}

impl EnteredState {
    /// Every state.
    pub const ALL: [Self; 5] = [Self::Proposed, Self::Confirmed, Self::Rejected, Self::Withdrawn, Self::Replaced];

    /// The word for it, in rows and messages.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Proposed => "proposed",
            Self::Confirmed => "confirmed",
            Self::Rejected => "rejected",
            Self::Withdrawn => "withdrawn",
            Self::Replaced => "replaced",
        }
    }
}

/// A value that was entered.
#[derive(Debug, Clone, PartialEq)]
pub struct EnteredValue {
    /// Its number.
    pub id: i64,
    /// What was entered.
    pub own: NewEntered,
    /// How far it has come.
    pub state: EnteredState,
    /// Who entered it: `user:5`.
    pub by: String,
    /// When.
    pub at: Timestamp,
    /// Who decided on it, and when.
    pub decided: Option<(String, Timestamp)>,
    /// Why it was rejected.
    pub reason: Option<String>,
}

impl Tx {
    /// Enters a value, which waits for a second person. Answers its number.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn enter_value(&mut self, new: &NewEntered) -> Result<i64> {
        let id = next_numbers(self.db(), "entered_value", 1).await?.start;
        let row = entered_value::ActiveModel {
            id: Set(id),
            subject: Set(new.subject.clone()),
            from_day: Set(new.from.to_string()),
            given: Set(new.given.to_string()),
            act: Set(new.act.clone()),
            article: Set(new.article.clone()),
            document: Set(new.document.clone()),
            note: Set(new.note.clone()),
            state: Set(EnteredState::Proposed.word().to_owned()),
            entered_by: Set(self.actor().to_owned()),
            entered_us: Set(self.now().as_microsecond()),
            decided_by: Set(None),
            decided_us: Set(None),
            reason: Set(None),
        };
        entered_value::Entity::insert(row).exec_without_returning(self.db()).await?;
        let plain = json!({
            "value": id, "subject": new.subject, "from": new.from.to_string(), "given": new.given, "act": new.act,
            "article": new.article, "document": new.document, "note": new.note,
        });
        self.append(NewEntry::plain(VALUES.to_owned(), "value-entered", plain)).await?;
        Ok(id)
    }

    /// Lets the value `id` count; one of the same subject and day that counted before is replaced.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when it waits no more, or for who entered it.
    pub async fn confirm_value(&mut self, id: i64) -> Result<()> {
        let row = entered_value::Entity::find_by_id(id).one(self.db()).await?;
        let row = row.ok_or_else(|| StoreError::missing(format!("entered value {id}")))?;
        self.settle_value(id, EnteredState::Confirmed, None).await?;
        let before = Column::Subject
            .eq(row.subject)
            .and(Column::FromDay.eq(row.from_day))
            .and(Column::Id.ne(id))
            .and(Column::State.eq(EnteredState::Confirmed.word()));
        let replaced =
            entered_value::ActiveModel { state: Set(EnteredState::Replaced.word().to_owned()), ..Default::default() };
        entered_value::Entity::update_many().set(replaced).filter(before).exec(self.db()).await?;
        next_numbers(self.db(), VALUES, 1).await?;
        self.append(NewEntry::plain(VALUES.to_owned(), "value-confirmed", json!({ "value": id }))).await?;
        Ok(())
    }

    /// Says no to the value `id`.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when it waits no more, or for who entered it.
    pub async fn reject_value(&mut self, id: i64, reason: &str) -> Result<()> {
        self.settle_value(id, EnteredState::Rejected, Some(reason.to_owned())).await?;
        let plain = json!({ "value": id, "reason": reason });
        self.append(NewEntry::plain(VALUES.to_owned(), "value-rejected", plain)).await?;
        Ok(())
    }

    /// Takes the value `id` back, before anybody decided on it.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when it waits no more, or for anybody but who entered it.
    pub async fn withdraw_value(&mut self, id: i64) -> Result<()> {
        self.settle_value(id, EnteredState::Withdrawn, None).await?;
        self.append(NewEntry::plain(VALUES.to_owned(), "value-withdrawn", json!({ "value": id }))).await?;
        Ok(())
    }

    /// One statement that changes nothing where somebody else was faster, or the person is the wrong one.
    async fn settle_value(&mut self, id: i64, to: EnteredState, reason: Option<String>) -> Result<()> {
        let own = Column::EnteredBy.eq(self.actor());
        let person = if to == EnteredState::Withdrawn { own } else { own.not() };
        let waits = Column::Id.eq(id).and(Column::State.eq(EnteredState::Proposed.word())).and(person);
        let change = entered_value::ActiveModel {
            state: Set(to.word().to_owned()),
            decided_by: Set(Some(self.actor().to_owned())),
            decided_us: Set(Some(self.now().as_microsecond())),
            reason: Set(reason),
            ..Default::default()
        };
        let done = entered_value::Entity::update_many().set(change).filter(waits.into_condition());
        let done = done.exec(self.db()).await?;
        // Decided meanwhile, or by the wrong person.
        if done.rows_affected == 1 {
            Ok(())
        } else {
            Err(StoreError::Conflict { stream: format!("{VALUES}:{id}"), expected: 0, found: 1 })
        }
    }
}

impl Store {
    /// Every value that was entered, the newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn entered_values(&self) -> Result<Vec<EnteredValue>> {
        let rows = entered_value::Entity::find().order_by_desc(Column::Id).all(self.reader()).await?;
        rows.into_iter().map(value_of).collect()
    }

    /// How many values wait for a second person other than `who`.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn count_values_for(&self, who: &str) -> Result<u64> {
        let waits = Column::State.eq(EnteredState::Proposed.word()).and(Column::EnteredBy.ne(who));
        Ok(entered_value::Entity::find().filter(waits).count(self.reader()).await?)
    }

    /// A number that grows whenever another value counts: who has read the values at the same number has them all.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn values_version(&self) -> Result<i64> {
        last_number(self.reader(), VALUES).await
    }
}

fn value_of(row: entered_value::Model) -> Result<EnteredValue> {
    let known = |state: &&EnteredState| state.word() == row.state;
    let state = EnteredState::ALL.iter().find(known).copied();
    let state = state.ok_or_else(|| StoreError::broken(format!("the state of entered value {}", row.id)))?;
    let decided = row.decided_by.zip(row.decided_us);
    Ok(EnteredValue {
        id: row.id,
        own: NewEntered {
            subject: row.subject,
            from: day(&row.from_day)?,
            given: serde_json::from_str(&row.given).map_err(|fault| StoreError::broken(fault.to_string()))?,
            act: row.act,
            article: row.article,
            document: row.document,
            note: row.note,
        },
        state,
        by: row.entered_by,
        at: moment(row.entered_us)?,
        decided: decided.map(|(who, at)| Ok::<_, StoreError>((who, moment(at)?))).transpose()?,
        reason: row.reason,
    })
}
