//! Pieces of work that may be done side by side. The core has no threads: whoever
//! asks for something brings along who does the pieces.

/// A piece of work; the pieces of one list hang on nothing in one another.
pub type Job<'j> = Box<dyn FnOnce() + Send + 'j>;

/// Who does pieces of work, in any order or side by side.
pub type Workers<'w> = &'w dyn Fn(Vec<Job<'_>>);

/// Does the pieces one after the other.
pub fn in_turn(jobs: Vec<Job<'_>>) {
    jobs.into_iter().for_each(|job| job());
}

/// What `make` makes of each, in the same order, done by `workers` in pieces of so
/// many.
pub(crate) fn each<'i, T: Sync, R: Send>(
    items: &'i [T],
    size: usize,
    workers: Workers<'_>,
    make: impl Fn(&'i T) -> R + Sync,
) -> Vec<R> {
    let mut made: Vec<Option<R>> = items.iter().map(|_| None).collect();
    let make = &make;
    let pieces = items.chunks(size).zip(made.chunks_mut(size));
    let job = |(items, made): (&'i [T], &mut [Option<R>])| {
        for (item, made) in items.iter().zip(made) {
            *made = Some(make(item));
        }
    };
    let jobs = pieces.map(|piece| -> Job<'_> { Box::new(move || job(piece)) }).collect();
    workers(jobs);
    made.into_iter().flatten().collect()
}
