//! Numbers that stand for things in a [`Story`](super::Story).
//!
//! An author writes names; parsing turns each into an index into one of the
//! story's lists. An id is only ever made from a list it belongs to, so
//! looking one up cannot fail for the story it came from.

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident)*) => { $(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub u32);

        impl $name {
            /// The id of the item at `index` of its list.
            pub fn new(index: usize) -> Self {
                Self(u32::try_from(index).expect("a story holds fewer than 2^32 items"))
            }

            /// Where the item stands in its list.
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }
    )* };
}

ids! {
    /// A part of the story.
    PartId
    /// A scene.
    SceneId
    /// A choice; numbered through the whole story, scene by scene.
    ChoiceId
    /// A declared variable.
    VariableId
    /// Somebody in the cast.
    PersonId
    /// A place.
    PlaceId
    /// An ending.
    EndingId
    /// A fact.
    FactId
    /// A source.
    SourceId
    /// A claim.
    ClaimId
    /// A backdrop.
    BackdropId
    /// A term of the glossary.
    TermId
    /// A scene since which choices are counted.
    TurnsId
    /// A pool of storylets.
    PoolId
}
