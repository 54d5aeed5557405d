# The plain-text reader.

## Beginning and leaving

reader-hint = Type the number of a choice. ? shows the facts behind a page, n the notebook, h the other commands, q leaves.
reader-lives = A life was left here.
reader-go-on = Go on at “{ $title }”, { $date }, after { $choices ->
    [one] one choice
   *[other] { $choices } choices
}
reader-go-on-from-place = Go on from place { $place }: “{ $title }”, { $date }, after { $choices ->
    [one] one choice
   *[other] { $choices } choices
}
reader-begin = Begin a new life
reader-begin-in-its-place = Begin a new life in its place
reader-news = About the saves: { $news }
reader-vignettes = Two-minute vignettes
reader-put-aside = The life left off before is kept in place { $place }.
reader-saved-and-closed = The life is saved. The next start offers to go on with it.
reader-closed = Closed. Nothing new was saved.

## The page

page-part = { $number }: { $title }
page-when-and-where = { $date }. { $place }.
page-speech = { $who }: { $text }
page-keeper = Note by the { $keeper }: { $text }
page-document = { $kind }: { $title }
page-cell = { $head }: { $words }
page-struck = (struck out: { $words })
page-added = (written in: { $words })
page-choice = { $number }. { $label }
page-locked = { $number }. (locked) { $label } – { $reason }
page-warning = This page touches on: { $subjects }.
page-warning-read = Read the page
page-warning-summary = Read a short summary in its place
page-in-summary = (In summary.)

## Answers

answer-first-page = This is the first page; there is nothing to take back.
answer-taken-back = Taken back: { $label }
answer-nothing-ahead = No choice was taken back here that could be taken again.
answer-taken-again = Taken again: { $label }
answer-locked = That choice is locked: { $reason }
answer-number = { $choices ->
    [one] There is one choice here: type 1, or h for help.
   *[other] Type a number from 1 to { $choices }, or h for help.
}
answer-unknown = “{ $text }” is not a command. Type the number of a choice, or h for help.
answer-ended = This life has ended. Type r for its record, new for another, b to take the last choice back, or q to leave.
answer-no-record = This life has not ended. Its record is made at the end.
answer-new-midway = This life has not ended. q leaves it saved, and the next start offers a new one.
answer-pick = Type a number from 1 to { $lines }, or q to leave.
answer-pick-help = Each line above has a number: type one from 1 to { $lines } and press Enter. q leaves. What else can be typed is listed by h as soon as a page stands here.
answer-saved = Kept in place { $place }. The next start offers it.
answer-no-place = There is no such place: places are numbered 1 to 99.
answer-unsaved = Not kept: { $why }
answer-no-note = { $notes ->
    [0] This page has no notes.
    [one] This page has one note: type ? 1.
   *[other] This page has notes 1 to { $notes }.
}
answer-no-claim = { $claims ->
    [0] The notebook is empty: nobody has claimed anything yet.
    [one] The notebook holds one claim: type n 1.
   *[other] The notebook holds claims 1 to { $claims }.
}

answer-in-vignette = Nothing is kept of a vignette: take a choice by its number, or leave with q.

## Help

help-number = a number: take that choice
help-facts = ?: the facts behind this page; ? 1: note 1 with its full sources
help-notebook = n: the notebook, everything you were told; n 1: what weighs claim 1
help-back = b: take the last choice back
help-forward = f: take it again, and stand where you stood
help-again = l: read the page again
help-save = s: keep this life as it stands in a place of its own; s 1: in place 1
help-record = r: what is on record of this life, once it has ended
help-new = new: begin another life, once this one has ended
help-quit = q: leave; the life is saved after every choice

## Facts

facts-none = No fact is noted beside this page.
facts-date-and-place = ({ $date }, { $place })
facts-date-or-place = ({ $one })
facts-note = Note: { $note }
facts-account = { $who }: { $says }
facts-account-sourced = { $who }: { $says } ({ $sources })
facts-source-checked = { $short }, { $checked }
facts-sources-short = { $count ->
    [one] Source: { $sources }
   *[other] Sources: { $sources }
}
facts-sources = { $count ->
    [one] Source:
   *[other] Sources:
}
facts-source = { $kind }, { $checked }: { $cite }
facts-source-noted = { $kind }, { $checked }: { $cite } ({ $note })
facts-told = Told to you. { $who }: { $says }
facts-told-weighed = Told to you. { $who }: { $says } (n { $number } weighs it.)
facts-term = { $word }: { $gloss }
facts-invented = Invented here: { $invented }
facts-more = For the full sources of a note type ? and its number.

## The notebook

notebook-heading = { $claims ->
    [0] Nobody has claimed anything yet.
    [one] You have been told one thing:
   *[other] You have been told { $claims } things:
}
notebook-claim = { $who }, on the page “{ $title }”: { $says }
notebook-more = For what weighs a claim type n and its number.
notebook-verdict = Against the record: { $verdict }.
notebook-weighed-by = What weighs it:

## The last page

closing-title = The end: { $title }
closing-document = What is left of this life: { $document }
closing-unwritten = The { $folder } stops here for now. The life goes on, but its next pages are not written yet.
closing-choices = { $choices ->
    [0] No choice was made.
    [one] The one choice of this life:
   *[other] The { $choices } choices of this life:
}
closing-choice = { $title }, { $date }: { $label }
closing-counterpart = On record ({ $grade }): { $statement }
closing-claims = What you were told:
closing-claim = { $who }: { $says } Against the record: { $verdict }.
closing-invented = What was invented on the pages you read:
closing-invented-on = { $title }: { $invented }
closing-facts = Facts beside this life: { $here }. You have met { $known } of the { $all } that the story can show.
closing-words = { $words } words, { $minutes ->
    [one] one minute
   *[other] { $minutes } minutes
} of reading.
closing-next = Type r for what is on record of this life, new for another, b to take the last choice back, n for the notebook, or q to leave.

## Two-minute vignettes

vignettes-pick = Two-minute vignettes, each by itself:
vignettes-line = { $title } ({ $part })
vignettes-line-prologue = { $title } (prologue)
vignettes-back = Back
vignette-over = The vignette is over.
vignette-on-record = On record: { $words }
vignette-stay = Stay, and go on in the story
vignette-another = Leave it there
vignette-until-now = Until now:
