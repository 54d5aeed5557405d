# The window.

title-continue = Continue
title-new-life = A new life
title-lives = Lives read
title-load = Load
title-archive = The archive
title-settings = Settings
title-credits = Credits
title-quit = Quit
title-replace-life = Begin anew, and give up this one
title-keep-life = Keep the life I have

foot-back = Back
foot-forward = Forward
foot-skip = Skip what was read
foot-history = The way here
foot-notebook = Notebook
foot-menu = Menu
foot-page = To the page
foot-close = Close

menu-heading = The folder lies open
menu-page = To the page
menu-history = The way here
menu-notebook = Who told me that?
menu-archive = The archive
menu-saves = Save and load
menu-settings = Settings
menu-how = How to read this
menu-title = To the title

choice-go-on = Go on

content-warning = This page touches on { $subjects }. It can be read as it stands, or as a short summary; what may be chosen is the same.
content-read = Read the page
content-summary = Read the summary

ending-new-life = Another life
ending-title = Close the folder

note-told = Told to you
note-term = Word
note-turn = Show or hide more
note-weigh = Open to weigh it
note-verdict = Against the record: { $verdict }.

problem-heading = The story does not load
problem-told = { $count ->
    [one] One problem stands in the way in { $folder }.
   *[other] { $count } problems stand in the way in { $folder }.
}
problem-advice = Mend the story files and start again. “sungari check” prints the same list; “sungari explain CODE” says more about each.

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
saves-path = File
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
    [one] One life was read to its end; { $found } of { $all } endings.
   *[other] { $lives } lives were read to their end; { $found } of { $all } endings.
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
credits-engine-told = Sungari is the story and the program that tells it. The program’s code is under the MIT or the Apache 2.0 licence, at your choice; it tells other stories too.
credits-version = Version { $version }
credits-others = What others made
