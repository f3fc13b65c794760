//! The sealed parts of an entry as bytes, and the hash that chains the entries.
//!
//! `parts` is: how many (4 bytes), then for each: key number (8), length (4), nonce and ciphertext. Numbers are
//! big-endian. The hash is: algorithm (1 byte: 1 = SHA-256), then SHA-256 over
//! `algorithm | previous hash with its algorithm byte | id (8) | stream version (8) | moment in microseconds (8)`
//! and then, each with its length (8) before it: stream, actor, kind, plain, parts.
//! Ciphertext is hashed and not what it says, so that destroying a key or wrapping it anew leaves the chain whole.
use sha2::{Digest, Sha256};

use crate::error::{Result, StoreError};
use crate::rows::journal;

/// SHA-256. A national algorithm gets the next number.
pub const SHA_256: u8 = 1;

/// What stands before the first entry: the algorithm and 32 zero bytes.
#[must_use]
pub fn genesis() -> Vec<u8> {
    [&[SHA_256][..], &[0; 32]].concat()
}

/// One sealed part: the number of its key, and nonce with ciphertext.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Part {
    pub(crate) key: i64,
    pub(crate) sealed: Vec<u8>,
}

pub(crate) fn write(parts: &[Part]) -> Result<Vec<u8>> {
    let short = |length: usize| u32::try_from(length).map_err(|_| StoreError::broken("an entry of more than 4 GB"));
    let mut bytes = short(parts.len())?.to_be_bytes().to_vec();
    for part in parts {
        bytes.extend(part.key.to_be_bytes());
        bytes.extend(short(part.sealed.len())?.to_be_bytes());
        bytes.extend(&part.sealed);
    }
    Ok(bytes)
}

pub(crate) fn read(mut bytes: &[u8]) -> Option<Vec<Part>> {
    let count = u32::from_be_bytes(take(&mut bytes)?);
    let mut parts = vec![];
    for _ in 0..count {
        let key = i64::from_be_bytes(take(&mut bytes)?);
        let length = usize::try_from(u32::from_be_bytes(take(&mut bytes)?)).ok()?;
        let (sealed, rest) = bytes.split_at_checked(length)?;
        parts.push(Part { key, sealed: sealed.to_vec() });
        bytes = rest;
    }
    bytes.is_empty().then_some(parts)
}

fn take<const N: usize>(bytes: &mut &[u8]) -> Option<[u8; N]> {
    let (head, rest) = bytes.split_first_chunk::<N>()?;
    *bytes = rest;
    Some(*head)
}

/// The hash of `entry`, computed from everything it holds but its own hash.
pub(crate) fn hash(entry: &journal::Model) -> Vec<u8> {
    let mut sha = Sha256::new();
    sha.update([SHA_256]);
    sha.update(&entry.prev_hash);
    for number in [entry.id, entry.stream_version, entry.at_us] {
        sha.update(number.to_be_bytes());
    }
    let fields = [entry.stream.as_bytes(), entry.actor.as_bytes(), entry.kind.as_bytes(), entry.plain.as_bytes()];
    for field in fields.into_iter().chain([entry.parts.as_slice()]) {
        sha.update(u64::try_from(field.len()).unwrap_or(u64::MAX).to_be_bytes());
        sha.update(field);
    }
    [&[SHA_256][..], &sha.finalize()].concat()
}

#[cfg(test)]
mod tests {
    use super::{Part, genesis, hash, read, write};
    use crate::rows::journal;

    fn entry() -> journal::Model {
        journal::Model {
            id: 1,
            stream: "case:12".to_owned(),
            stream_version: 1,
            at_us: 1_600_000_000_000_000,
            actor: "user:5".to_owned(),
            kind: "opened".to_owned(),
            plain: "{}".to_owned(),
            parts: write(&[]).expect("no parts"),
            prev_hash: genesis(),
            hash: vec![],
        }
    }

    #[test]
    fn parts_are_read_back_and_a_cut_end_is_noticed() {
        let parts = [Part { key: 3, sealed: vec![1, 2, 3] }, Part { key: 4, sealed: vec![] }];
        let bytes = write(&parts).expect("short");
        assert_eq!(read(&bytes).as_deref(), Some(&parts[..]));
        assert_eq!(read(&bytes[..bytes.len() - 1]), None);
    }

    #[test]
    fn the_hash_of_an_entry_never_changes_between_releases() {
        assert_eq!(hex::encode(hash(&entry())), "01c50461d4b31248dcfd7a5ee6a133efc009d2e266bc6ed1aec1a558ca677ae657");
    }

    #[test]
    fn text_moved_from_one_field_to_the_next_changes_the_hash() {
        let moved = journal::Model { actor: "user:5o".to_owned(), kind: "pened".to_owned(), ..entry() };
        assert_ne!(hash(&moved), hash(&entry()));
    }
}
