//! Passwords: Argon2id, on a thread that may block.
use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use kernel::Sealed;
use sha2::{Digest, Sha256};
use tokio::task::spawn_blocking;

use crate::error::{Result, StoreError};

/// Stands in for an account that does not exist, so that its sign-in takes as long as a wrong password's.
const NOBODY: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// The hash under which `password` rests: Argon2id with a salt of its own, as a PHC string.
///
/// # Errors
/// When the system has no randomness to give.
pub async fn hash_password(password: Sealed<String>) -> Result<String> {
    let hashed = spawn_blocking(move || Argon2::default().hash_password(password.unseal().as_bytes()));
    let hash = hashed.await.map_err(|_| StoreError::broken("a background thread"))?;
    Ok(hash.map_err(|fault| StoreError::broken(format!("a password ({fault})")))?.to_string())
}

/// What changes with `hash` and says nothing about it: its session holds it.
pub(super) fn mark(hash: &str) -> String {
    hex::encode(Sha256::digest(hash.as_bytes())).chars().take(16).collect()
}

/// Whether `password` has `hash`; without a hash it takes as long and is wrong.
pub(super) async fn is_right(password: Sealed<String>, hash: Option<String>) -> Result<bool> {
    let compared = spawn_blocking(move || {
        let known = hash.is_some();
        let text = hash.unwrap_or_else(|| NOBODY.to_owned());
        let parsed = PasswordHash::new(&text).map_err(|_| StoreError::broken("a password's hash"))?;
        let right = Argon2::default().verify_password(password.unseal().as_bytes(), &parsed).is_ok();
        Ok(right && known)
    });
    compared.await.map_err(|_| StoreError::broken("a background thread"))?
}

#[cfg(test)]
mod tests {
    use kernel::Sealed;

    use super::{hash_password, is_right};

    #[tokio::test]
    async fn the_right_password_is_right_and_nobody_has_none() {
        let rain = || Sealed::new("及时雨 2021".to_owned());
        let hash = hash_password(rain()).await.expect("hashed");
        assert!(hash.starts_with("$argon2id$"));
        assert!(is_right(rain(), Some(hash.clone())).await.expect("compared"));
        assert!(!is_right(Sealed::new("及时雨 2022".to_owned()), Some(hash)).await.expect("compared"));
        assert!(!is_right(rain(), None).await.expect("compared"));
    }
}
