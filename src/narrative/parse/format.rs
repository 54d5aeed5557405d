//! What story files may hold, field by field, as authors write it.
//!
//! The contract with authors is `story/README.md`. Every field that is not
//! declared here is refused. `Option`, `Vec` and `bool` may be left out.

use super::decode::{Coordinates, Remark, Required, ToDo, Whole};
use super::group::{authored, one_of, worded};
use super::tree::{Node, Words};
use crate::narrative::model::{Checked, Grade, Light, Met, PaperForm, SourceKind, Verdict};

authored! {
    /// `story.ron`
    Story {
        format: Whole,
        id: Option<Words<'t>>,
        title: Words<'t>,
        subtitle: Words<'t>,
        notice: Words<'t>,
        language: Words<'t>,
        frame: Frame<'t>,
        start: Words<'t>,
        title_backdrop: Words<'t>,
        parts: Required<Part<'t>>,
        variables: Vec<Variable<'t>>,
        cast: Vec<Person<'t>>,
        places: Required<Place<'t>>,
        endings: Required<Ending<'t>>,
        expect: Vec<Promise<'t>>,
        vignettes: Vec<Vignette<'t>>,
    }

    Frame {
        folder: Words<'t>,
        keeper: Words<'t>,
        invented_document: Words<'t>,
        cutting: Option<Words<'t>>,
        grades: Grades<'t>,
    }

    Grades {
        documented: Words<'t>,
        reported: Words<'t>,
        contested: Words<'t>,
        legend: Words<'t>,
        invented: Words<'t>,
    }

    Part {
        id: Words<'t>,
        number: Words<'t>,
        title: Words<'t>,
        years: Words<'t>,
        palette: Palette<'t>,
        sky: Words<'t>,
    }

    Palette {
        paper: Words<'t>,
        ink: Words<'t>,
        tone: Words<'t>,
        accent: Words<'t>,
    }

    Flag {
        id: Words<'t>,
        start: bool,
        shown: Option<Required<Words<'t>>>,
        doc: Words<'t>,
    }

    Counter {
        id: Words<'t>,
        from: Whole,
        to: Whole,
        start: Whole,
        held: bool,
        shown: Option<Required<Words<'t>>>,
        doc: Words<'t>,
    }

    Named {
        id: Words<'t>,
        values: Required<Words<'t>>,
        start: Words<'t>,
        shown: Option<Required<Words<'t>>>,
        doc: Words<'t>,
    }

    Derived {
        id: Words<'t>,
        is: Words<'t>,
        doc: Words<'t>,
    }

    Set {
        id: Words<'t>,
        of: Required<Words<'t>>,
        start: Vec<Words<'t>>,
        doc: Words<'t>,
    }

    Reachable {
        scene: Option<Words<'t>>,
        ending: Option<Words<'t>>,
        r#if: Option<Words<'t>>,
        remark: Remark,
    }

    Never {
        scene: Option<Words<'t>>,
        ending: Option<Words<'t>>,
        r#if: Option<Words<'t>>,
        remark: Remark,
    }

    AlwaysBefore {
        learn: Option<Words<'t>>,
        hear: Option<Words<'t>>,
        visit: Option<Words<'t>>,
        scene: Option<Words<'t>>,
        ending: Option<Words<'t>>,
        remark: Remark,
    }

    ShortestUnder {
        ending: Option<Words<'t>>,
        minutes: Whole,
        remark: Remark,
    }

    Person {
        id: Words<'t>,
        name: Words<'t>,
        doc: Words<'t>,
        remark: Remark,
        todo: ToDo,
        names: Vec<Name<'t>>,
        from: Option<Words<'t>>,
        until: Option<Words<'t>>,
    }

    Place {
        id: Words<'t>,
        name: Words<'t>,
        at: Option<Coordinates>,
        about: Option<Words<'t>>,
        remark: Remark,
        todo: ToDo,
        names: Vec<Name<'t>>,
        from: Option<Words<'t>>,
        until: Option<Words<'t>>,
    }

    Name {
        name: Words<'t>,
        from: Option<Words<'t>>,
        until: Option<Words<'t>>,
        by: Vec<Words<'t>>,
    }

    Ending {
        id: Words<'t>,
        title: Words<'t>,
        document: Words<'t>,
        complete: Option<bool>,
    }

    Vignette {
        id: Words<'t>,
        title: Words<'t>,
        scene: Words<'t>,
        part: Option<Words<'t>>,
        goes_on: Words<'t>,
        route: Vec<Words<'t>>,
        summary: Required<Words<'t>>,
        on_record: Option<Words<'t>>,
        remark: Remark,
        todo: ToDo,
    }

    /// `scenes/<part>/<scene>.ron`
    Scene {
        title: Words<'t>,
        setting: Setting<'t>,
        content: Option<Required<Words<'t>>>,
        summary: Option<Required<Block<'t>>>,
        r#do: Vec<Words<'t>>,
        body: Required<Block<'t>>,
        choices: Vec<Choice<'t>>,
        shared: Vec<Words<'t>>,
        otherwise: Option<Otherwise<'t>>,
        offers: Vec<Offer<'t>>,
        offered: Option<Offered<'t>>,
        ending: Option<Words<'t>>,
        closes: bool,
        facts: Vec<Words<'t>>,
        invented: Words<'t>,
        checked: Option<Review<'t>>,
        tags: Vec<Words<'t>>,
        remark: Remark,
        todo: ToDo,
    }

    Offer {
        pool: Words<'t>,
        most: Option<Whole>,
    }

    Offered {
        pool: Words<'t>,
        t: Words<'t>,
        r#if: Option<Words<'t>>,
        priority: Option<Whole>,
        weight: Option<Whole>,
        once: bool,
    }

    Review {
        by: Words<'t>,
        on: Words<'t>,
    }

    Setting {
        date: Words<'t>,
        place: Words<'t>,
        light: Light,
    }

    Text {
        k: Words<'t>,
        t: Words<'t>,
        tags: Vec<Words<'t>>,
        remark: Remark,
        todo: ToDo,
    }

    Say {
        k: Words<'t>,
        who: Words<'t>,
        t: Words<'t>,
        tags: Vec<Words<'t>>,
        remark: Remark,
        todo: ToDo,
    }

    Note {
        k: Words<'t>,
        t: Words<'t>,
        tags: Vec<Words<'t>>,
        remark: Remark,
        todo: ToDo,
    }

    Document {
        k: Words<'t>,
        title: Words<'t>,
        form: Option<PaperForm>,
        lines: Required<Words<'t>>,
        tags: Vec<Words<'t>>,
        remark: Remark,
        todo: ToDo,
    }

    Stages {
        k: Words<'t>,
        t: Required<Words<'t>>,
        tags: Vec<Words<'t>>,
        remark: Remark,
        todo: ToDo,
    }

    Once {
        k: Words<'t>,
        t: Required<Words<'t>>,
        tags: Vec<Words<'t>>,
        remark: Remark,
        todo: ToDo,
    }

    Cycle {
        k: Words<'t>,
        t: Required<Words<'t>>,
        tags: Vec<Words<'t>>,
        remark: Remark,
        todo: ToDo,
    }

    Shuffle {
        k: Words<'t>,
        t: Required<Words<'t>>,
        tags: Vec<Words<'t>>,
        remark: Remark,
        todo: ToDo,
    }

    When {
        r#if: Words<'t>,
        then: Required<Block<'t>>,
        r#else: Vec<Block<'t>>,
        remark: Remark,
        todo: ToDo,
    }

    Ask {
        choices: Required<Choice<'t>>,
    }

    Choice {
        k: Words<'t>,
        t: Words<'t>,
        r#if: Option<Words<'t>>,
        locked: Option<Words<'t>>,
        once: bool,
        r#do: Vec<Words<'t>>,
        goto: Option<Words<'t>>,
        then: Option<Words<'t>>,
        returns: bool,
        body: Option<Vec<Block<'t>>>,
        chance: Option<Required<Outcome<'t>>>,
        counterparts: Vec<Words<'t>>,
        tags: Vec<Words<'t>>,
        remark: Remark,
        todo: ToDo,
    }

    Otherwise {
        t: Words<'t>,
        r#do: Vec<Words<'t>>,
        goto: Option<Words<'t>>,
        then: Option<Words<'t>>,
        returns: bool,
        chance: Option<Required<Outcome<'t>>>,
        counterparts: Vec<Words<'t>>,
        tags: Vec<Words<'t>>,
        remark: Remark,
        todo: ToDo,
    }

    Outcome {
        k: Words<'t>,
        weight: Option<Whole>,
        r#do: Vec<Words<'t>>,
        goto: Words<'t>,
    }

    /// `choices.ron`
    ChoiceSet {
        id: Words<'t>,
        choices: Required<Choice<'t>>,
    }

    /// `facts/*.ron`
    Fact {
        id: Words<'t>,
        statement: Words<'t>,
        grade: Grade,
        date: Option<Words<'t>>,
        place: Option<Words<'t>>,
        note: Option<Words<'t>>,
        accounts: Vec<Account<'t>>,
        sources: Vec<Words<'t>>,
        unsourced: Option<Words<'t>>,
        r#ref: Option<Words<'t>>,
        waits_for: Option<Words<'t>>,
        remark: Remark,
        todo: ToDo,
    }

    Account {
        who: Words<'t>,
        says: Words<'t>,
        sources: Vec<Words<'t>>,
    }

    /// `sources.ron`
    Source {
        id: Words<'t>,
        kind: SourceKind,
        short: Words<'t>,
        cite: Words<'t>,
        checked: Checked,
        note: Option<Words<'t>>,
    }

    /// `claims/*.ron`
    Claim {
        id: Words<'t>,
        says: Words<'t>,
        who: Words<'t>,
        verdict: Verdict,
        weighed_by: Words<'t>,
        note: Option<Words<'t>>,
        r#ref: Option<Words<'t>>,
        met: Option<Met>,
        waits_for: Option<Words<'t>>,
        remark: Remark,
        todo: ToDo,
    }

    /// `glossary.ron`
    Term {
        id: Words<'t>,
        word: Words<'t>,
        gloss: Words<'t>,
        fact: Option<Words<'t>>,
        waits_for: Option<Words<'t>>,
        from: Option<Words<'t>>,
        until: Option<Words<'t>>,
    }

    /// `backdrops/<name>.ron`
    Backdrop {
        fits: Vec<Fit<'t>>,
        picture: Node<'t>,
        waits_for: Option<Words<'t>>,
    }

    Fit {
        place: Words<'t>,
        light: Option<Light>,
    }
}

one_of! {
    /// A declared variable.
    Variable: Flag Counter Named Derived Set;
}

one_of! {
    /// What an author promises of every life.
    Promise: Reachable Never AlwaysBefore ShortestUnder;
}

one_of! {
    /// A piece of a scene's body.
    Block: Text Say Note Document Stages Once Cycle Shuffle When Ask;
}

worded! {
    Light: Dawn Day Dusk Night;
    Grade: Documented Reported Contested Legend Invented;
    SourceKind: Book Article Thesis Memoir Document Press Encyclopaedia;
    Checked: Read Excerpt Unchecked;
    Verdict: Supported Partly Contradicted Open Unverified;
    Met: Scene Cutting;
    PaperForm: Plain Letter Slip Carbon Proof Card Table Columns Transcript;
}
