//! Offices as a tree: added, changed, listed.
//!
//! Never: moved. Who sees what hangs on the place in the tree.
use kernel::Label;
use kernel::id::{AreaCode, OfficeId, OrganId};
use sea_orm::sea_query::ExprTrait;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Set};
use serde_json::json;

use crate::error::{Result, StoreError};
use crate::journal::NewEntry;
use crate::numbers::next_numbers;
use crate::rows::office;
use crate::store::Store;
use crate::tx::Tx;

/// An office to be.
#[derive(Debug, Clone)]
pub struct NewOffice {
    /// The office above it.
    pub parent: Option<OfficeId>,
    /// Its area.
    pub area: AreaCode,
    /// Its name.
    pub name: Label,
    /// Its mark in the numbers of its documents.
    pub mark: String,
    /// Which organ it belongs to.
    pub organ: OrganId,
}

/// An office.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Office {
    /// Its number.
    pub id: OfficeId,
    /// The office above it.
    pub parent: Option<OfficeId>,
    /// Its place in the tree: `/1/4/`, ending in its own number.
    pub path: String,
    /// Its area.
    pub area: AreaCode,
    /// Its name.
    pub name: Label,
    /// Its mark in the numbers of its documents.
    pub mark: String,
    /// Which organ it belongs to.
    pub organ: OrganId,
}

impl Office {
    fn of(row: office::Model) -> Self {
        Self {
            id: OfficeId(row.id),
            parent: row.parent_id.map(OfficeId),
            path: row.path,
            area: AreaCode::new(row.area),
            name: Label::new(row.name_zh, row.name_en),
            mark: row.mark,
            organ: OrganId::new(row.organ),
        }
    }
}

impl Tx {
    /// Adds an office, and its entry.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when there is no such office above it.
    pub async fn add_office(&mut self, new: NewOffice) -> Result<OfficeId> {
        let above = match new.parent {
            None => "/".to_owned(),
            Some(parent) => {
                let row = office::Entity::find_by_id(parent.0).one(self.db()).await?;
                row.ok_or_else(|| StoreError::missing(format!("office {parent}")))?.path
            }
        };
        let id = next_numbers(self.db(), "office", 1).await?.start;
        let row = office::ActiveModel {
            id: Set(id),
            parent_id: Set(new.parent.map(|parent| parent.0)),
            path: Set(format!("{above}{id}/")),
            area: Set(new.area.to_string()),
            name_zh: Set(new.name.zh.clone()),
            name_en: Set(new.name.en.clone()),
            mark: Set(new.mark.clone()),
            organ: Set(new.organ.to_string()),
        };
        office::Entity::insert(row).exec_without_returning(self.db()).await?;
        let plain =
            json!({ "parent": new.parent, "area": new.area, "name": new.name, "mark": new.mark, "organ": new.organ });
        self.append(NewEntry::plain(format!("office:{id}"), "office-added", plain)).await?;
        Ok(OfficeId(id))
    }

    /// Gives an office the area, name and mark of `new`, and writes the entry. Its place in the tree and its organ stay: who
    /// sees what hangs on the one, its cases on the other.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when there is no such office.
    pub async fn change_office(&mut self, id: OfficeId, new: NewOffice) -> Result<()> {
        let plain = json!({ "area": new.area, "name": new.name, "mark": new.mark });
        let known = office::Entity::find_by_id(id.0).one(self.db()).await?;
        let mut row: office::ActiveModel = known.ok_or_else(|| StoreError::missing(format!("office {id}")))?.into();
        (row.area, row.mark) = (Set(new.area.to_string()), Set(new.mark));
        (row.name_zh, row.name_en) = (Set(new.name.zh), Set(new.name.en));
        office::Entity::update(row).exec(self.db()).await?;
        self.append(NewEntry::plain(format!("office:{id}"), "office-changed", plain)).await?;
        Ok(())
    }
}

impl Store {
    /// Every office, parents before their children.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn offices(&self) -> Result<Vec<Office>> {
        let rows = office::Entity::find().order_by_asc(office::Column::Path).all(self.reader()).await?;
        Ok(rows.into_iter().map(Office::of).collect())
    }

    /// The office `id`.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn office(&self, id: OfficeId) -> Result<Option<Office>> {
        Ok(office::Entity::find_by_id(id.0).one(self.reader()).await?.map(Office::of))
    }

    /// The office `id`, and whether others are under it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn office_with_others(&self, id: OfficeId) -> Result<Option<(Office, bool)>> {
        use office::Column::{Id, ParentId, Path};
        let own = office::Entity::find().filter(Id.eq(id.0).or(ParentId.eq(id.0)));
        // A path sorts before those that go on from it.
        let mut rows = own.order_by_asc(Path).limit(2).all(self.reader()).await?.into_iter().map(Office::of);
        Ok(rows.next().filter(|own| own.id == id).map(|own| (own, rows.next().is_some())))
    }
}
