//! The PIN of the staff: kept as a hash, and guarded against trying.

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};

/// Fewest and most digits of a PIN.
pub const DIGITS: (usize, usize) = (4, 12);
/// How often a wrong PIN may be given before nobody may try for a while.
pub const TRIES: u32 = 5;
/// How long that while is, in milliseconds.
pub const LOCKED_MS: u64 = 5 * 60 * 1000;

/// What a PIN is hashed with: argon2id over 19 MiB, twice, which is what OWASP’s
/// Password Storage Cheat Sheet asks at the least.
fn hasher() -> Option<Argon2<'static>> {
    let params = Params::new(19 * 1024, 2, 1, None).ok()?;
    Some(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

/// Whether this can be a PIN: digits alone, four to twelve.
pub fn is_pin(pin: &str) -> bool {
    (DIGITS.0..=DIGITS.1).contains(&pin.len()) && pin.bytes().all(|byte| byte.is_ascii_digit())
}

/// The hash of a PIN, as a config keeps it.
///
/// # Errors
/// When it is no PIN, or the system gives no chance to salt it with.
pub fn hash(pin: &str) -> Result<String, String> {
    if !is_pin(pin) {
        return Err(format!("a PIN has {} to {} digits, and nothing else", DIGITS.0, DIGITS.1));
    }
    let hasher = hasher().ok_or("the hash cannot be made")?;
    let hash = hasher.hash_password(pin.as_bytes()).map_err(|error| error.to_string())?;
    Ok(hash.to_string())
}

/// Whether a config’s words are such a hash.
pub fn is_hash(words: &str) -> bool {
    PasswordHash::new(words).is_ok_and(|hash| hash.algorithm.as_str() == "argon2id")
}

/// Opens the staff’s panel.
#[derive(Clone, Debug)]
pub struct Door {
    hash: String,
    wrong: u32,
    locked_until_ms: Option<u64>,
}

/// What came of a try.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Try {
    /// It was the PIN.
    Opens,
    /// It was not; so many tries are left.
    Wrong {
        /// Tries left.
        left: u32,
    },
    /// Nobody may try for so many seconds, rounded up.
    Locked {
        /// Seconds.
        secs: u64,
    },
}

impl Door {
    /// A door with this hash.
    pub fn new(hash: String) -> Door {
        Door { hash, wrong: 0, locked_until_ms: None }
    }

    /// How long nobody may try, in seconds.
    pub fn locked_secs(&self, now_ms: u64) -> Option<u64> {
        let left = self.locked_until_ms?.saturating_sub(now_ms);
        (left > 0).then(|| left.div_ceil(1000))
    }

    /// Tries a PIN. Takes a tenth of a second or so, by design.
    pub fn attempt(&mut self, pin: &str, now_ms: u64) -> Try {
        if let Some(secs) = self.locked_secs(now_ms) {
            return Try::Locked { secs };
        }
        self.locked_until_ms = None;
        let is_right = PasswordHash::new(&self.hash).is_ok_and(|hash| {
            hasher().is_some_and(|hasher| hasher.verify_password(pin.as_bytes(), &hash).is_ok())
        });
        if is_right {
            self.wrong = 0;
            return Try::Opens;
        }
        self.wrong += 1;
        if self.wrong < TRIES {
            return Try::Wrong { left: TRIES - self.wrong };
        }
        self.wrong = 0;
        self.locked_until_ms = Some(now_ms + LOCKED_MS);
        Try::Locked { secs: LOCKED_MS / 1000 }
    }
}
