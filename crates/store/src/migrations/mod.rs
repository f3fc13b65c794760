//! The migrations, by number; one list serves both databases.
//!
//! Never: a change to a migration that has been released. Expand first, contract a release later.
mod m0001_journal;
mod m0002_accounts;
mod m0003_people;
mod m0004_registers;
mod m0005_cases;
mod m0006_leads;
mod m0007_jobs;

use sea_orm::{ConnectionTrait, DbBackend, DbErr};
use sea_orm_migration::{MigrationName, MigrationTrait, MigratorTrait, SchemaManager, async_trait};

use crate::schema::Table;

/// Every table of the newest schema, in the order in which a backup writes them.
pub(crate) fn tables() -> impl Iterator<Item = &'static Table> {
    ALL.iter().flat_map(|step| step.tables)
}

const ALL: &[Step] = &[
    Step { name: "m0001_journal", tables: m0001_journal::TABLES, extra: &[] },
    Step { name: "m0002_accounts", tables: m0002_accounts::TABLES, extra: &[] },
    Step { name: "m0003_people", tables: m0003_people::TABLES, extra: &[] },
    Step { name: "m0004_registers", tables: m0004_registers::TABLES, extra: m0004_registers::EXTRA },
    Step { name: "m0005_cases", tables: m0005_cases::TABLES, extra: &[] },
    Step { name: "m0006_leads", tables: m0006_leads::TABLES, extra: &[] },
    Step { name: "m0007_jobs", tables: m0007_jobs::TABLES, extra: &[] },
];

/// The migrations in order.
pub(crate) struct Migrator;

impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        ALL.iter().map(|step| -> Box<dyn MigrationTrait> { Box::new(*step) }).collect()
    }
}

/// One migration: new tables, and statements that both databases understand alike.
#[derive(Clone, Copy)]
struct Step {
    name: &'static str,
    tables: &'static [Table],
    extra: &'static [&'static str],
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
