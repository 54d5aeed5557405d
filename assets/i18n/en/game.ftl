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

ending-page = What became of this life
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
