//! The staff’s door.

use sungari::museum::pin::{self, Door, LOCKED_MS, TRIES, Try};

#[test]
fn the_pin_opens_and_five_wrong_ones_lock_for_five_minutes() {
    let mut door = Door::new(pin::hash("4711").unwrap());
    assert_eq!(door.attempt("4711", 0), Try::Opens);
    for left in (1..TRIES).rev() {
        assert_eq!(door.attempt("0000", 10), Try::Wrong { left });
    }
    assert_eq!(door.attempt("0000", 10), Try::Locked { secs: 300 });
    assert_eq!(
        door.attempt("4711", 10 + LOCKED_MS - 1),
        Try::Locked { secs: 1 },
        "even the right one"
    );
    assert_eq!(door.attempt("4711", 10 + LOCKED_MS), Try::Opens);
}

#[test]
fn one_right_try_forgets_the_wrong_ones() {
    let mut door = Door::new(pin::hash("123456").unwrap());
    for _ in 0..3 {
        for _ in 1..TRIES {
            assert!(matches!(door.attempt("1", 0), Try::Wrong { .. }));
        }
        assert_eq!(door.attempt("123456", 0), Try::Opens);
    }
}

#[test]
fn a_hash_is_argon2id_over_nineteen_mebibytes_and_never_the_same_twice() {
    let (one, other) = (pin::hash("4711").unwrap(), pin::hash("4711").unwrap());
    assert!(one.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{one}");
    assert_ne!(one, other);
    assert!(pin::is_hash(&one) && !pin::is_hash("4711") && !pin::is_hash(""));
    for wrong in ["123", "1234567890123", "12a4", "", "١٢٣٤"] {
        assert!(pin::hash(wrong).is_err(), "{wrong}");
    }
}
