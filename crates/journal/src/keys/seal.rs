//! Sealing and opening bytes: AES-256-GCM-SIV, bound to the place where the bytes rest.
//!
//! A sealed value is `1 | key number (8 bytes) | nonce (12) | ciphertext`; moved to another row or column it does not
//! open. SIV, because a nonce used twice then costs little.
use aes_gcm_siv::aead::{Aead, KeyInit, Payload};
use aes_gcm_siv::{Aes256GcmSiv, Nonce};

use super::KeyFault;

const FORMAT: u8 = 1;
const HEAD: usize = 1 + 8;
const NONCE: usize = 12;

/// Bytes from the system's source of randomness.
pub(crate) fn random<const N: usize>() -> Result<[u8; N], KeyFault> {
    let mut bytes = [0_u8; N];
    getrandom::fill(&mut bytes).map_err(|_| KeyFault::NoRandomness)?;
    Ok(bytes)
}

/// A key ready for use.
#[derive(Clone)]
pub(crate) struct Cipher(Aes256GcmSiv);

impl Cipher {
    pub(crate) fn new(key: &[u8; 32]) -> Self {
        Self(Aes256GcmSiv::new(key.into()))
    }

    /// Nonce and ciphertext of `plain`, bound to `place`.
    pub(crate) fn encrypt(&self, place: &str, plain: &[u8]) -> Result<Vec<u8>, KeyFault> {
        let nonce: [u8; NONCE] = random()?;
        let payload = Payload { msg: plain, aad: place.as_bytes() };
        let sealed = self.0.encrypt(&Nonce::from(nonce), payload).map_err(|_| KeyFault::TooLong)?;
        Ok([nonce.as_slice(), &sealed].concat())
    }

    /// What [`Cipher::encrypt`] was given for `place`.
    pub(crate) fn decrypt(&self, place: &str, sealed: &[u8]) -> Result<Vec<u8>, KeyFault> {
        let does_not_open = || KeyFault::DoesNotOpen { place: place.to_owned() };
        let (nonce, sealed) = sealed.split_first_chunk::<NONCE>().ok_or_else(does_not_open)?;
        let payload = Payload { msg: sealed, aad: place.as_bytes() };
        self.0.decrypt(&Nonce::from(*nonce), payload).map_err(|_| does_not_open())
    }
}

/// A data key: its number and the key itself.
#[derive(Clone)]
pub struct DataKey {
    pub(crate) id: i64,
    pub(crate) cipher: Cipher,
}

impl DataKey {
    /// `plain`, sealed for `place`.
    ///
    /// # Errors
    /// When it is too long, or the system gives no randomness.
    pub fn seal(&self, place: &str, plain: &[u8]) -> Result<Vec<u8>, KeyFault> {
        let sealed = self.cipher.encrypt(place, plain)?;
        Ok([&[FORMAT][..], &self.id.to_be_bytes(), &sealed].concat())
    }

    /// What was sealed for `place`.
    pub(crate) fn open(&self, place: &str, sealed: &[u8]) -> Result<Vec<u8>, KeyFault> {
        let body = sealed.get(HEAD..).ok_or_else(|| KeyFault::DoesNotOpen { place: place.to_owned() })?;
        self.cipher.decrypt(place, body)
    }
}

/// The number of the key that `sealed` was sealed with; `None` when it is no sealed value.
pub(crate) fn key_number(sealed: &[u8]) -> Option<i64> {
    let (format, rest) = sealed.split_first()?;
    (*format == FORMAT).then(|| rest.first_chunk::<8>().map(|number| i64::from_be_bytes(*number))).flatten()
}

#[cfg(test)]
mod tests {
    use super::{Cipher, DataKey, key_number};

    #[test]
    fn a_sealed_value_opens_in_its_own_place_alone() {
        let key = DataKey { id: 7, cipher: Cipher::new(&[9; 32]) };
        let sealed = key.seal("person/1", "王某".as_bytes()).expect("sealed");
        assert_eq!(key_number(&sealed), Some(7));
        assert_eq!(key.open("person/1", &sealed).expect("opened"), "王某".as_bytes());
        assert!(key.open("person/2", &sealed).is_err());
        assert!(key.open("person/1", &sealed[..20]).is_err());
        assert_eq!(key_number(b""), None);
    }
}
