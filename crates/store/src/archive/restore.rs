//! Reading a backup into an empty database, of the same kind or of the other.
use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;

use ::journal::objects::Objects;
use ::journal::prepare;
use jiff::Timestamp;
use kernel::id::EntryId;
use sea_orm::sea_query::{Alias, Expr, Query};
use sea_orm::{ConnectionTrait, DatabaseTransaction, EntityTrait, PaginatorTrait, Value as Cell};
use sha2::{Digest, Sha256};
use tokio::sync::mpsc::{Receiver, Sender, channel};
use tokio::task::spawn_blocking;
use zip::ZipArchive;

use super::{FORMAT, MANIFEST, Manifest, from_json};
use crate::error::{Result, StoreError};
use crate::journal::verify::chain;
use crate::keys::{KeyRing, Vault};
use crate::migrations::{Migrator, tables};
use crate::rows::{account, chain_head, journal, person};
use crate::schema::Table;
use crate::store::{Config, Store};
use crate::text::CHUNK;

/// What is read next: rows of a table, or an object.
enum Piece {
    Rows(&'static Table, Vec<Vec<Cell>>),
    Object(String, Vec<u8>),
}

/// Restores the backup at `from` into the empty database at `config`, all of it or nothing: chain and keys are tried
/// before anything counts. `ring` must hold the keys that the manifest names.
///
/// # Errors
/// [`StoreError::Taken`] when the database is not empty, [`StoreError::Broken`] when the file is not as it was written,
/// [`StoreError::Keys`] when the ring lacks a key.
pub async fn restore(from: &Path, config: &Config, ring: KeyRing, now: Timestamp) -> Result<(Store, Manifest)> {
    let writer = prepare::<Migrator>(config).await?;
    let objects = Objects::open(&config.objects)?;
    let tx = crate::tx::begin(&writer).await?;
    refuse_full(&tx).await?;
    let (send, receive) = channel(4);
    let path = from.to_owned();
    let reader = spawn_blocking(move || unpack(&path, &send));
    let written = write_all(&tx, &objects, receive).await;
    let read = reader.await.map_err(|_| StoreError::broken("a background thread"))?;
    // When writing failed, the reader only learns that nobody listens: the writer's own fault is the one to tell.
    written?;
    let manifest = read?;
    Vault::try_ring(&tx, &ring).await?;
    let report = chain(&tx, EntryId(0)).await?;
    if report.first_bad.is_some() || report.head != manifest.head {
        return Err(StoreError::broken("the journal of the backup"));
    }
    tx.commit().await?;
    writer.close_by_ref().await?;
    Ok((Store::open(config, ring, now).await?, manifest))
}

async fn refuse_full(db: &DatabaseTransaction) -> Result<()> {
    let there = journal::Entity::find().count(db).await?;
    let there = there.saturating_add(account::Entity::find().count(db).await?);
    let there = there.saturating_add(person::Entity::find().count(db).await?);
    if there > 0 {
        return Err(StoreError::Taken { what: "the database, which is not empty,".to_owned() });
    }
    // A database that was opened before holds a head of its own and a lookup key.
    chain_head::Entity::delete_many().exec(db).await?;
    crate::rows::data_key::Entity::delete_many().exec(db).await?;
    crate::rows::counter::Entity::delete_many().exec(db).await?;
    Ok(())
}

async fn write_all(db: &DatabaseTransaction, objects: &Objects, mut receive: Receiver<Piece>) -> Result<()> {
    while let Some(piece) = receive.recv().await {
        match piece {
            Piece::Rows(table, rows) => insert(db, table, rows).await?,
            Piece::Object(name, bytes) => {
                if objects.put(bytes).await? != name {
                    return Err(StoreError::broken(format!("object {name} of the backup")));
                }
            }
        }
    }
    Ok(())
}

async fn insert(db: &DatabaseTransaction, table: &Table, rows: Vec<Vec<Cell>>) -> Result<()> {
    let mut insert = Query::insert();
    insert.into_table(Alias::new(table.name)).columns(table.columns.iter().map(|column| Alias::new(column.name)));
    for row in rows {
        insert.values_panic(row.into_iter().map(Expr::from));
    }
    db.execute(&insert).await?;
    Ok(())
}

fn unpack(path: &Path, send: &Sender<Piece>) -> Result<Manifest> {
    let fault = |fault| StoreError::file(format!("cannot read {}", path.display()), fault);
    let file = File::open(path).map_err(fault)?;
    let mut zip = ZipArchive::new(BufReader::new(file)).map_err(|_| StoreError::broken(path.display().to_string()))?;
    let mut text = String::new();
    open(&mut zip, MANIFEST)?.read_to_string(&mut text).map_err(fault)?;
    let manifest: Manifest = serde_json::from_str(&text)?;
    if manifest.format != FORMAT {
        return Err(StoreError::broken(format!("{} (form {})", path.display(), manifest.format)));
    }
    for table in tables() {
        unpack_table(&mut zip, table, &manifest, send)?;
    }
    let object = |name: &str| name.strip_prefix("objects/").map(str::to_owned);
    let names: Vec<String> = zip.file_names().filter_map(|name| object(&name.ok()?)).collect();
    if u64::try_from(names.len()).ok() != Some(manifest.objects) {
        return Err(StoreError::broken("the list of objects of the backup"));
    }
    for name in names {
        let mut bytes = vec![];
        open(&mut zip, &format!("objects/{name}"))?.read_to_end(&mut bytes).map_err(fault)?;
        hand(send, Piece::Object(name, bytes))?;
    }
    Ok(manifest)
}

/// A table that the backup does not know (it is younger) stays empty; columns are taken by name.
fn unpack_table(
    zip: &mut ZipArchive<BufReader<File>>,
    table: &'static Table,
    manifest: &Manifest,
    send: &Sender<Piece>,
) -> Result<()> {
    let Some(part) = manifest.tables.get(table.name) else { return Ok(()) };
    let damaged = || StoreError::broken(format!("table {} of the backup", table.name));
    let mut lines = BufReader::new(open(zip, &format!("tables/{}.jsonl", table.name))?);
    let (mut sha, mut line, mut count, mut rows) = (Sha256::new(), String::new(), 0_u64, vec![]);
    lines.read_line(&mut line).map_err(|_| damaged())?;
    sha.update(&line);
    let names: Vec<String> = serde_json::from_str(&line)?;
    loop {
        line.clear();
        if lines.read_line(&mut line).map_err(|_| damaged())? == 0 {
            break;
        }
        sha.update(&line);
        rows.push(row(table, &names, &line)?);
        count = count.saturating_add(1);
        if rows.len() == CHUNK {
            hand(send, Piece::Rows(table, std::mem::take(&mut rows)))?;
        }
    }
    if !rows.is_empty() {
        hand(send, Piece::Rows(table, rows))?;
    }
    if count != part.rows || hex::encode(sha.finalize()) != part.sha256 {
        return Err(damaged());
    }
    Ok(())
}

fn row(table: &Table, names: &[String], line: &str) -> Result<Vec<Cell>> {
    let damaged = || StoreError::broken(format!("table {} of the backup", table.name));
    let mut cells: Vec<serde_json::Value> = serde_json::from_str(line)?;
    if cells.len() != names.len() {
        return Err(damaged());
    }
    let mut row = Vec::with_capacity(table.columns.len());
    for column in table.columns {
        let place = names.iter().position(|name| name == column.name);
        let cell = place.and_then(|place| cells.get_mut(place)).map(std::mem::take);
        row.push(from_json(cell.unwrap_or_default(), column)?);
    }
    Ok(row)
}

fn open<'a>(zip: &'a mut ZipArchive<BufReader<File>>, name: &str) -> Result<impl Read + use<'a>> {
    zip.by_name(name).map_err(|_| StoreError::broken(format!("{name} of the backup")))
}

fn hand(send: &Sender<Piece>, piece: Piece) -> Result<()> {
    send.blocking_send(piece).map_err(|_| StoreError::broken("the restore's writer"))
}
