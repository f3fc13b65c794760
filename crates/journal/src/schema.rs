//! How a migration says a table: names, kinds of column, keys, and what each is for.
//!
//! Never: a kind of column that the two databases keep differently. Civil dates are text (ISO), moments are whole
//! microseconds of UTC, JSON is text, hashes and ciphertext are bytes.
use sea_orm::DbBackend;
use sea_orm::sea_query::{
    Alias, ColumnDef, ConditionalStatement, Expr, Index, IndexCreateStatement, Table as Create, TableCreateStatement,
};

/// The kinds of column that both databases keep alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A whole number of 64 bits.
    Int,
    /// Text, also ISO dates and JSON.
    Text,
    /// Bytes.
    Bytes,
    /// Yes or no.
    Truth,
}

/// One column.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    /// Its name.
    pub name: &'static str,
    /// What it holds.
    pub kind: Kind,
    /// Whether it may be empty.
    pub null: bool,
    /// What it is for.
    pub what: &'static str,
}

impl Column {
    /// May be empty.
    #[must_use]
    pub const fn null(self) -> Self {
        Self { null: true, ..self }
    }
}

const fn column(name: &'static str, kind: Kind, what: &'static str) -> Column {
    Column { name, kind, null: false, what }
}

/// A whole number.
#[must_use]
pub const fn int(name: &'static str, what: &'static str) -> Column {
    column(name, Kind::Int, what)
}

/// Text.
#[must_use]
pub const fn text(name: &'static str, what: &'static str) -> Column {
    column(name, Kind::Text, what)
}

/// Bytes.
#[must_use]
pub const fn bytes(name: &'static str, what: &'static str) -> Column {
    column(name, Kind::Bytes, what)
}

/// Yes or no.
#[must_use]
pub const fn truth(name: &'static str, what: &'static str) -> Column {
    column(name, Kind::Truth, what)
}

/// One table. `key` is its primary key; numbers are given by the table `counter`, never by the database.
#[derive(Debug, Clone, Copy)]
pub struct Table {
    /// Its name.
    pub name: &'static str,
    /// What it is for.
    pub what: &'static str,
    /// Its columns.
    pub columns: &'static [Column],
    /// Its primary key.
    pub key: &'static [&'static str],
    /// Its indexes.
    pub indexes: &'static [Indexed],
}

/// One index.
#[derive(Debug, Clone, Copy)]
pub struct Indexed {
    columns: &'static [&'static str],
    unique: bool,
    /// Only rows in which this column is true; a query asks for the column itself, without a value to compare it with.
    only: Option<&'static str>,
}

impl Indexed {
    /// Only of rows in which the column `truth` is true.
    #[must_use]
    pub const fn only(self, truth: &'static str) -> Self {
        Self { only: Some(truth), ..self }
    }
}

/// An index.
#[must_use]
pub const fn index(columns: &'static [&'static str]) -> Indexed {
    Indexed { columns, unique: false, only: None }
}

/// An index that allows one of each.
#[must_use]
pub const fn unique(columns: &'static [&'static str]) -> Indexed {
    Indexed { columns, unique: true, only: None }
}

impl Table {
    /// Text sorts by its bytes on both databases, so that lists, ranges and prefixes are the same.
    pub(crate) fn create(&self, database: DbBackend) -> TableCreateStatement {
        let mut create = Create::create();
        create.table(Alias::new(self.name));
        for column in self.columns {
            let mut def = ColumnDef::new(Alias::new(column.name));
            match column.kind {
                Kind::Int => def.big_integer(),
                Kind::Text => def.text(),
                Kind::Bytes => def.blob(),
                Kind::Truth => def.boolean(),
            };
            if column.kind == Kind::Text && database == DbBackend::Postgres {
                def.extra("collate \"C\"");
            }
            if column.null {
                def.null()
            } else {
                def.not_null()
            };
            create.col(&mut def);
        }
        let mut key = Index::create();
        for name in self.key {
            key.col(Alias::new(*name));
        }
        create.primary_key(&mut key);
        create
    }

    pub(crate) fn create_indexes(&self) -> impl Iterator<Item = IndexCreateStatement> {
        self.indexes.iter().enumerate().map(|(place, indexed)| {
            let mut create = Index::create();
            // By its place: PostgreSQL cuts names at 63 bytes, and two that begin alike would be one.
            create.name(format!("{}_index_{place}", self.name)).table(Alias::new(self.name));
            for name in indexed.columns {
                create.col(Alias::new(*name));
            }
            if indexed.unique {
                create.unique();
            }
            if let Some(truth) = indexed.only {
                create.and_where(Expr::col(Alias::new(truth)));
            }
            create
        })
    }

    /// What `PostgreSQL` shows to who looks at the table there; `SQLite` has no place for it.
    pub(crate) fn comments(&self) -> impl Iterator<Item = String> {
        let quoted = |text: &str| text.replace('\'', "''");
        let table = format!("comment on table {} is '{}'", self.name, quoted(self.what));
        let columns = self
            .columns
            .iter()
            .map(move |c| format!("comment on column {}.{} is '{}'", self.name, c.name, quoted(c.what)));
        std::iter::once(table).chain(columns)
    }
}
