//! What a migration is, and the journal's own, which comes first; one list serves both databases.
//!
//! Never: a change to a migration that has been released. Expand first, contract a release later.
mod m0001_journal;

use sea_orm::{ConnectionTrait, DbBackend, DbErr};
use sea_orm_migration::{MigrationName, MigrationTrait, MigratorTrait, SchemaManager, async_trait};

use crate::schema::Table;

/// The journal's own tables.
pub const JOURNAL: Step = Step { name: "m0001_journal", tables: m0001_journal::TABLES, extra: &[] };

/// The journal alone, without anything that is built over it.
pub struct Alone;

impl MigratorTrait for Alone {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![Box::new(JOURNAL)]
    }
}

/// One migration: new tables, and statements that both databases understand alike.
#[derive(Debug, Clone, Copy)]
pub struct Step {
    /// Its number and name.
    pub name: &'static str,
    /// What it makes.
    pub tables: &'static [Table],
    /// What else is said to the database, after them.
    pub extra: &'static [&'static str],
}

impl MigrationName for Step {
    fn name(&self) -> &str {
        self.name
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Step {
    // SQLite would otherwise run the steps of a migration one by one: a crash between them could not be repeated.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let db = manager.get_connection();
        for table in self.tables {
            manager.create_table(table.create(db.get_database_backend())).await?;
            for index in table.create_indexes() {
                manager.create_index(index).await?;
            }
            if db.get_database_backend() == DbBackend::Postgres {
                for comment in table.comments() {
                    db.execute_unprepared(&comment).await?;
                }
            }
        }
        for statement in self.extra {
            db.execute_unprepared(statement).await?;
        }
        Ok(())
    }
}
