//! What the store keeps of lists, as sentences about behaviour, on both databases.
use std::collections::BTreeMap;

use store::columns::COLUMNS;

use crate::support::{Site, on_both};

/// Table → column → kind and whether it may be empty, in words that both databases share.
type Schema = BTreeMap<String, BTreeMap<String, String>>;

#[test]
fn every_column_is_classed_and_both_databases_have_the_same() {
    let seen = std::sync::Mutex::new(Vec::<Schema>::new());
    on_both(async |site| {
        let schema = if site.is_sqlite() { sqlite(&site).await } else { postgres(&site).await };
        seen.lock().expect("one at a time").push(schema);
    });
    let seen = seen.into_inner().expect("one at a time");
    let [sqlite, postgres] = &seen[..] else { panic!("two databases") };
    assert_eq!(sqlite, postgres);
    let mut listed: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (table, column, _) in COLUMNS {
        listed.entry(table).or_default().push(column);
    }
    for (table, columns) in &mut listed {
        columns.sort_unstable();
        let there: Vec<&str> = sqlite.get(*table).into_iter().flatten().map(|(name, _)| name.as_str()).collect();
        assert_eq!(columns, &there, "columns of {table}: add the new one to src/columns.rs, with its class");
    }
    let tables: Vec<&str> = sqlite.keys().map(String::as_str).collect();
    assert_eq!(listed.into_keys().collect::<Vec<_>>(), tables, "tables: add the new one to src/columns.rs");
}

fn put(schema: &mut Schema, (table, column): (String, String), kind: &str, null: &str) {
    let kind = match kind.to_lowercase().as_str() {
        "bigint" | "integer" => "number",
        "text" => "text",
        "blob" | "bytea" => "bytes",
        "boolean" => "truth",
        other => panic!("{table}.{column} is a {other}"),
    };
    schema.entry(table).or_default().insert(column, format!("{kind}{null}"));
}

async fn sqlite(site: &Site) -> Schema {
    let mut db = site.sqlite().await;
    let rows: Vec<(String, String, String, bool)> = sqlx::query_as(
        "select m.name, c.name, c.type, c.\"notnull\" from sqlite_master m join pragma_table_info(m.name) c
         where m.type = 'table' and m.name not like 'sqlite_%' and m.name <> 'seaql_migrations'",
    )
    .fetch_all(&mut db)
    .await
    .expect("the schema");
    let mut schema = Schema::new();
    for (table, column, kind, not_null) in rows {
        put(&mut schema, (table, column), &kind, if not_null { "" } else { "?" });
    }
    schema
}

async fn postgres(site: &Site) -> Schema {
    let mut db = site.postgres().await;
    let rows: Vec<(String, String, String, String)> = sqlx::query_as(
        "select table_name::text, column_name::text, data_type::text, is_nullable::text from information_schema.columns
         where table_schema = 'public' and table_name <> 'seaql_migrations'",
    )
    .fetch_all(&mut db)
    .await
    .expect("the schema");
    let mut schema = Schema::new();
    for (table, column, kind, null) in rows {
        put(&mut schema, (table, column), &kind, if null == "YES" { "?" } else { "" });
    }
    schema
}
