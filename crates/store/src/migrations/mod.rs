//! The migrations, by number; one list serves both databases.
//!
//! Never: a change to a migration that has been released. Expand first, contract a release later.
mod m0002_accounts;
mod m0003_people;
mod m0004_registers;
mod m0005_cases;
mod m0006_leads;
mod m0007_jobs;
mod m0008_fund;

use ::journal::migrations::{JOURNAL, Step};
use sea_orm_migration::{MigrationTrait, MigratorTrait};

use crate::schema::Table;

/// Every table of the newest schema, in the order in which a backup writes them.
pub(crate) fn tables() -> impl Iterator<Item = &'static Table> {
    ALL.iter().flat_map(|step| step.tables)
}

const ALL: &[Step] = &[
    JOURNAL,
    Step { name: "m0002_accounts", tables: m0002_accounts::TABLES, extra: &[] },
    Step { name: "m0003_people", tables: m0003_people::TABLES, extra: &[] },
    Step { name: "m0004_registers", tables: m0004_registers::TABLES, extra: m0004_registers::EXTRA },
    Step { name: "m0005_cases", tables: m0005_cases::TABLES, extra: &[] },
    Step { name: "m0006_leads", tables: m0006_leads::TABLES, extra: &[] },
    Step { name: "m0007_jobs", tables: m0007_jobs::TABLES, extra: &[] },
    Step { name: "m0008_fund", tables: m0008_fund::TABLES, extra: &[] },
];

/// The migrations in order.
pub(crate) struct Migrator;

impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        ALL.iter().map(|step| -> Box<dyn MigrationTrait> { Box::new(*step) }).collect()
    }
}
