//! Writing a backup: one moment of the database, read as a stream, packed on a thread of its own.
use std::collections::BTreeSet;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use futures::TryStreamExt;
use jiff::Timestamp;
use kernel::id::EntryId;
use sea_orm::sea_query::{Alias, Query};
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, Order, QueryFilter, QuerySelect, StreamTrait};
use sha2::{Digest, Sha256};
use tokio::sync::mpsc::{Receiver, Sender, channel};
use tokio::task::spawn_blocking;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::{FORMAT, MANIFEST, Manifest, TablePart, to_json};
use crate::error::{Result, StoreError};
use crate::migrations::tables;
use crate::rows::{batch, chain_head, data_key, document_file};
use crate::schema::Table;
use crate::store::Store;

/// What is packed next.
enum Piece {
    Start(String, CompressionMethod),
    Bytes(Vec<u8>),
}

/// Bytes that are handed to the packer at once.
const PORTION: usize = 256 * 1024;

impl Store {
    /// Writes a backup of this moment to `to`, while everybody works on. A file that is there is replaced once the new
    /// one is whole and durable.
    ///
    /// # Errors
    /// [`StoreError::Full`] when the disk is full: then the file that was there is still there.
    pub async fn backup(&self, to: &Path, now: Timestamp) -> Result<Manifest> {
        let draft = to.with_extension("part");
        let (send, receive) = channel(16);
        let target = draft.clone();
        let packer = spawn_blocking(move || pack(&target, receive));
        let written = self.send_all(send, now).await;
        let done = packer.await.map_err(|_| StoreError::broken("a background thread"))?;
        // When the packer failed, the sender only learns that nobody listens: the packer's own fault is the one to tell.
        let done = done.map_err(|fault| StoreError::file(format!("cannot write {}", to.display()), fault)).and(written);
        let Ok(manifest) = done else {
            drop(std::fs::remove_file(&draft));
            return done;
        };
        replace(&draft, to).map_err(|fault| StoreError::file(format!("cannot write {}", to.display()), fault))?;
        Ok(manifest)
    }

    async fn send_all(&self, send: Sender<Piece>, now: Timestamp) -> Result<Manifest> {
        let db = crate::tx::snapshot(self.reader()).await?;
        let head = chain_head::Entity::find_by_id(1).one(&db).await?;
        let head = head.ok_or_else(|| StoreError::missing("head of the chain"))?;
        let mut manifest = Manifest {
            format: FORMAT,
            made_at: now,
            database: self.database_name().to_owned(),
            head: EntryId(head.entry),
            hash: hex::encode(&head.hash),
            master_keys: master_keys(&db).await?,
            tables: std::collections::BTreeMap::new(),
            objects: 0,
            missing_objects: vec![],
        };
        for table in tables() {
            let part = send_table(&db, table, &send).await?;
            manifest.tables.insert(table.name.to_owned(), part);
        }
        for name in object_names(&db).await? {
            match self.objects().get(&name).await {
                Ok(bytes) => {
                    start(&send, format!("objects/{name}"), CompressionMethod::Stored).await?;
                    give(&send, bytes).await?;
                    manifest.objects = manifest.objects.saturating_add(1);
                }
                Err(StoreError::NotFound { .. }) => manifest.missing_objects.push(name),
                Err(other) => return Err(other),
            }
        }
        db.commit().await?;
        start(&send, MANIFEST.to_owned(), CompressionMethod::Deflated).await?;
        give(&send, serde_json::to_vec_pretty(&manifest)?).await?;
        Ok(manifest)
    }
}

async fn send_table(db: &DatabaseTransaction, table: &Table, send: &Sender<Piece>) -> Result<TablePart> {
    start(send, format!("tables/{}.jsonl", table.name), CompressionMethod::Deflated).await?;
    let mut select = Query::select();
    select.columns(table.columns.iter().map(|column| Alias::new(column.name))).from(Alias::new(table.name));
    for key in table.key {
        select.order_by(Alias::new(*key), Order::Asc);
    }
    let names: Vec<&str> = table.columns.iter().map(|column| column.name).collect();
    let mut buffer = serde_json::to_vec(&names)?;
    buffer.push(b'\n');
    let (mut rows, mut sha) = (0_u64, Sha256::new());
    let mut stream = db.stream(&select).await?;
    while let Some(row) = stream.try_next().await? {
        let cells = table.columns.iter().map(|column| to_json(&row, column)).collect::<Result<Vec<_>>>()?;
        serde_json::to_writer(&mut buffer, &cells)?;
        buffer.push(b'\n');
        rows = rows.saturating_add(1);
        if buffer.len() >= PORTION {
            sha.update(&buffer);
            give(send, std::mem::take(&mut buffer)).await?;
        }
    }
    sha.update(&buffer);
    give(send, buffer).await?;
    Ok(TablePart { rows, sha256: hex::encode(sha.finalize()) })
}

async fn start(send: &Sender<Piece>, name: String, method: CompressionMethod) -> Result<()> {
    send.send(Piece::Start(name, method)).await.map_err(|_| StoreError::broken("the backup's packer"))
}

async fn give(send: &Sender<Piece>, bytes: Vec<u8>) -> Result<()> {
    send.send(Piece::Bytes(bytes)).await.map_err(|_| StoreError::broken("the backup's packer"))
}

/// Packs what comes; a sender that went away before the manifest leaves a file that nobody renames.
fn pack(draft: &Path, mut receive: Receiver<Piece>) -> std::io::Result<()> {
    let mut zip = ZipWriter::new(BufWriter::new(File::create(draft)?));
    while let Some(piece) = receive.blocking_recv() {
        match piece {
            Piece::Start(name, method) => {
                let options = SimpleFileOptions::default().compression_method(method).large_file(true);
                zip.start_file(name, options).map_err(std::io::Error::from)?;
            }
            Piece::Bytes(bytes) => zip.write_all(&bytes)?,
        }
    }
    let file = zip.finish().map_err(std::io::Error::from)?;
    file.into_inner().map_err(std::io::IntoInnerError::into_error)?.sync_all()
}

fn replace(draft: &Path, to: &Path) -> std::io::Result<()> {
    std::fs::rename(draft, to)?;
    match to.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        Some(folder) => File::open(folder)?.sync_all(),
        None => File::open(".")?.sync_all(),
    }
}

async fn object_names(db: &DatabaseTransaction) -> Result<BTreeSet<String>> {
    let documents: Vec<String> =
        document_file::Entity::find().select_only().column(document_file::Column::Object).into_tuple().all(db).await?;
    let batches: Vec<String> = batch::Entity::find()
        .select_only()
        .column(batch::Column::Object)
        .filter(batch::Column::Object.is_not_null())
        .into_tuple()
        .all(db)
        .await?;
    Ok(documents.into_iter().chain(batches).collect())
}

async fn master_keys(db: &DatabaseTransaction) -> Result<Vec<String>> {
    let find = data_key::Entity::find().select_only().column(data_key::Column::MasterKey).distinct();
    Ok(find.filter(data_key::Column::DestroyedUs.is_null()).into_tuple().all(db).await?)
}
