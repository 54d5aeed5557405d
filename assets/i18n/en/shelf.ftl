# The screens around the story: how to read, what is kept, how it is read.

## What is kept

saves-told = The life at hand is saved after every choice by itself. Here it can be kept as it stands, or another be gone on with.
saves-told-title = Choose a save to go on with it.
saves-no-place = There is no folder to keep anything in. Start again with --save-dir and a folder.
saves-empty = Nothing is kept yet.
saves-anew = Save in slot { $slot }
saves-full = Every slot is taken. Save over one, or delete one.
saves-auto = Autosave
saves-slot = Slot { $number }
saves-choices = { $count ->
    [one] 1 choice
   *[other] { $count } choices
}
saves-when = Saved { $when }
saves-unreadable = Cannot be read
saves-load = Load
saves-over = Save here
saves-note = Note
saves-note-of = Your words on { $slot }
saves-note-keep = Keep the note
saves-note-leave = Leave it as it was
saves-export = Export
saves-export-told = Writes this save to a file of your own. A file that is there already is not touched.
saves-export-now = Write the file
saves-export-leave = Not now
saves-delete = Delete
saves-keep = Leave it as it is
saves-stay = Stay with the life I have
saves-ask-over = The life in { $slot } gives way to the one at hand.
saves-ask-load = The life at hand stands in no slot of its own, and another will take its place. Save it first if you want to keep it.
saves-ask-delete = { $slot } will be empty. It cannot be brought back.
saves-import-heading = From a file
saves-import-told = Takes a save that was exported, here or elsewhere, into the next free slot.
saves-import = Import
saves-path-in = File to take in
saves-path-out = File to write
saves-choose-file = Choose a file…
saves-drop = A file can be dropped on this window too.
saves-saved = Saved in { $slot }.
saves-deleted = { $slot } is empty.
saves-noted = The note stands on { $slot }.
saves-imported = The file’s life is in { $slot }.
saves-exported = Written to { $file }.
saves-no-dialogue = The system has no dialogue to choose a file with. Write its path in the line below.
saves-failed = Nothing was done: { $why }.

told-put-aside = The life you were in the middle of was put into { $slot }.
told-steps-lost = { $count ->
    [one] The story has changed since this life was read: its last choice cannot be taken any more.
   *[other] The story has changed since this life was read: its last { $count } choices cannot be taken any more.
}

when-now = just now
when-minutes = { $count ->
    [one] a minute ago
   *[other] { $count } minutes ago
}
when-hours = { $count ->
    [one] an hour ago
   *[other] { $count } hours ago
}
when-days = { $count ->
    [one] yesterday
   *[other] { $count } days ago
}
played-minutes = { $minutes } min
played-hours = { $hours } h { $minutes } min

lives-told = { $lives ->
    [0] No life was read to its end yet.
    [one] One life was read to its end. Endings found: { $found } of { $all }.
   *[other] { $lives } lives were read to their end. Endings found: { $found } of { $all }.
}
lives-none = A life that ends is kept here, and can be opened again.
lives-ending-gone = An ending that the story no longer has
lives-finished = Finished { $when }
lives-words = { $words ->
    [one] 1 word
   *[other] { $words } words
}
lives-about = about { $minutes } min

credits-story = The story
credits-engine = The program
credits-engine-told = Sungari is the program that tells this story. Its code is under the MIT or the Apache 2.0 licence, at your choice; it tells other stories too, its own among them.
credits-version = Version { $version }
credits-others = What others made

## How to read

introduction-begin = Begin to read
introduction-hands = By hand
introduction-keys = Keys
introduction-keys-told = Arrows and Enter, or a choice’s number. { $notes } goes to the next note, { $back } takes a choice back, { $menu } shows what else there is.
introduction-mouse = Mouse
introduction-mouse-told = Click a choice, or marked words to see their note.
introduction-touch = Touch
introduction-touch-told = The same with a finger; drag the page to read on.
introduction-gamepad = Gamepad
introduction-gamepad-told = The stick or the cross and the lower button; the upper shoulders leaf back and forward.
introduction-marks = What is marked
introduction-documented = widely attested, or shown from archives.
introduction-reported = said by few, partisan or single sources.
introduction-contested = sources disagree; each account is shown.
introduction-legend = a tale that specialist work refutes.
introduction-invented = the story’s own.
introduction-claim = somebody says so. It may be wrong; the notebook keeps it.
introduction-term = a word of the time, explained.
introduction-truth = What is true here
introduction-document = A paper headed “{ $document }” was never written outside this story.
introduction-likings = As you like it
introduction-likings-told = { $larger } and { $smaller } make everything larger or smaller. How much of the facts stands beside the text (nothing, marks, or every note), the light, the typeface and the keys are in the settings.

## Settings

settings-told = Everything applies at once, and is kept.
settings-look = The page
settings-size = Size of everything: { $percent } %
settings-smaller = smaller
settings-larger = larger
settings-typeface = Typeface
settings-serif = With serifs
settings-sans = Without
settings-spacing = Space between lines
settings-spacing-normal = Normal
settings-spacing-wide = Wide
settings-spacing-widest = Widest
settings-theme = Light
settings-light = Day
settings-dark = Night
settings-contrast = Black on white
settings-pace = Reading
settings-depth = Facts beside the text
settings-depth-none = None
settings-depth-marks = Marks
settings-depth-margin = Every note
settings-depth-none-told = The story alone. The archive keeps what you passed.
settings-depth-marks-told = A note comes when its mark is opened.
settings-reveal = New text comes
settings-reveal-instant = At once
settings-reveal-fast = Fast
settings-reveal-normal = Calmly
settings-reveal-slow = Slowly
settings-reveal-still = At once for now: nothing is to move.
settings-off = Off
settings-auto = Pages go on by themselves, words a minute
settings-auto-told = Where there is a choice, they wait.
settings-motion = What moves
settings-motion-all = Moves
settings-motion-still = Stands still
settings-window-heading = The window
settings-shown-in = Shown in
settings-window = A window
settings-full-screen = Full screen
settings-sample = As it will read
settings-keys = Keys
settings-keys-told = Choose a line, then press the new key. Arrows, Enter, Tab, Space and numbers are fixed.
settings-keys-wait = Press the new key. Esc leaves it as it was.
settings-keys-back = Put back
settings-keys-fixed = { $key } does the same on every screen and cannot be had. Press another.
settings-keys-taken = { $key } belongs to “{ $command }”. Press another, or give that one another first.
settings-reset-heading = From the beginning
settings-reset = Set all as it was at first
settings-reset-ask = Size, light, pace and keys will be as they were at the first start. Lives and saves stay.
settings-reset-keep = Leave them as they are
settings-reset-all = Set all as at first

command-notes = Next note
command-back = Take a choice back
command-forward = Take it again
command-skip = Skip what was read
command-auto = Pages go on by themselves
command-history = The way here
command-notebook = Who told me that?
command-archive = The archive
command-menu = What else, and close
command-full-screen = Full screen or window
command-larger = Everything larger
command-smaller = Everything smaller
