# The window.

title-continue = Continue
title-new-life = A new life
title-vignettes = Two-minute vignettes
title-lives = Lives read
title-load = Load
title-archive = The archive
title-settings = Settings
title-credits = Credits
title-quit = Quit
title-lives-count = { $count ->
    [one] one life
   *[other] { $count } lives
}
title-load-count = { $count } kept
title-archive-share = { $met } of { $all } facts met
title-replace-life = Begin anew, and give up this one
title-keep-life = Keep the life I have

vignettes-told = Each stands by itself and takes two minutes. Nothing is kept of them.
vignettes-prologue = Prologue
vignette-go-on = Go on
vignette-leave = Leave

hand-struck = struck out
hand-added = written in

foot-back = Back
foot-forward = Forward
foot-skip = Skip what was read
foot-history = The way here
foot-notebook = Notebook
foot-menu = Menu
foot-page = To the page
foot-close = Close

menu-heading = The { $folder } lies open
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
ending-title = Close the { $folder }

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
problem-told-warnings = { $count ->
    [one] One thing in { $folder } may not be as you mean it.
   *[other] { $count } things in { $folder } may not be as you mean them.
}
problem-warnings = The story loads, but
problem-advice = Mend the story files and start again. “sungari check” prints the same list.
problem-advice-waiting = Mend the story files and save them: the story opens by itself.
problem-advice-story = Mend the story files and save them: this goes by itself. The story as it was before lies beneath and can be played on.
problem-advice-warnings = It can be played as it is.
problem-explain = “sungari explain CODE” says more about each.
problem-error = Error
problem-warning = Warning
problem-hint = Advice
problem-place = { $severity } { $code } · { $file } · line { $line }, column { $column }
problem-help = What to do: { $help }
problem-more = { $count ->
    [one] And one more.
   *[other] And { $count } more.
}
problem-close = To the page

watch-clean = { $folder } is watched; nothing is wrong with it.
watch-unread = The story cannot be read
watch-errors = { $count ->
    [one] One error
   *[other] { $count } errors
}
watch-before = { $what }; this is the story as it was before
watch-warnings = { $count ->
    [one] One warning
   *[other] { $count } warnings
}
watch-advice = { $count ->
    [one] One piece of advice
   *[other] { $count } pieces of advice
}

## The way here

history-title = The way here
history-told = Every choice of this life, and every page as you read it. You can stand before any of them again.
history-choices = Choices
history-pages = Everything read
history-none = No choice has been made yet.
history-before = Stand before it again
history-before-spoken = Stand before this choice again: { $choice }
history-search = Look for words
history-search-how = Type words to look for; Enter goes from one place to the next.
history-found = { $count ->
    [0] Found nowhere.
    [one] Found in one place.
   *[other] Found in { $count } places; you are at number { $at }.
}
history-at = { $at } of { $count }
history-next = Next place
history-previous = Previous
history-back = Go back to here
history-back-spoken = Go back to “{ $title }”
history-here = To this page
history-chose = You chose

## Claims, in the notebook and the cutting

notebook-title = Who told me that?
notebook-told = What people have said to you, in the order you heard it. Mark what you believe. The record answers when it can.
notebook-told-all = What people have said in all the lives you have read, in the order you heard it. Mark what you believe.
notebook-all = All
notebook-unmarked = Unmarked
notebook-believed = Believed
notebook-doubted = Doubted
notebook-answered = Answered
notebook-empty = Nobody has told you anything yet that could be weighed.
notebook-none = None of what you were told is here.
claim-believe = Believe
claim-doubt = Doubt
claim-waits = Not yet answered
claim-weigh = Weigh it
claim-weigh-spoken = Weigh it against the record: { $claim }

## The archive

archive-title = The archive
archive-told = What is on record, as far as you have met it, in whichever life. Open an entry for its sources.
archive-facts = Facts
archive-words = Words
archive-sources = Sources
archive-cutting = The press cutting
archive-empty = You have not met a fact yet. They stand in the margin of the pages.
archive-by-grade = Grade
archive-by-part = Part
archive-by-place = Place
archive-by-person = Person
archive-any = any
archive-no-filter = Show all
archive-shown = { $shown } of the { $all } facts you know are shown.
archive-unmet = { $count ->
    [one] One fact not yet met
   *[other] { $count } facts not yet met
}
archive-unmet-told = They wait on pages, beside decisions and behind the cutting. One that belongs to two parts is counted in both.
archive-unmet-part = { $part }, { $count ->
    [one] one not yet met
   *[other] { $count } not yet met
}
fact-sources = Sources
fact-met = Met in: { $scenes }
fact-opened-here = Not met on a page yet; opened here.
word-fact-unmet = The fact behind this word you have not met yet.
word-no-fact = No more is noted of this word.
sources-empty = No work stands behind what you have met so far.
sources-rest-on = { $all ->
    [one] One fact rests on it, and you know it
   *[other] { $all } facts rest on it; you know { $known }
}
sources-more = { $count ->
    [one] One more work stands behind what you have not met
   *[other] { $count } more works stand behind what you have not met
}
cutting-told = Say what you believe of each claim before you have it weighed: some may be right.
cutting-weighed = { $weighed } of { $all } weighed.

## The years and the map

timeline-spoken = { $facts ->
    [one] The years { $first } to { $last }, with one fact you know
   *[other] The years { $first } to { $last }, with { $facts } facts you know
}
timeline-spoken-here = { $facts ->
    [one] The years { $first } to { $last }, with one fact you know; you are at { $here }
   *[other] The years { $first } to { $last }, with { $facts } facts you know; you are at { $here }
}
map-spoken = A map of the story’s places, with { $place } marked
map-unit = km
map-approximate = Places stand to within a few kilometres. Rivers and borders are not drawn.
setting-of-the-year = What you know of { $year }
setting-of-the-place = What you know of this place
setting-more = { $count ->
    [one] One more is in the archive.
   *[other] { $count } more are in the archive.
}

## The end page

end-not-yet = This life goes on
end-not-yet-told = Its last page has not been turned yet; then this sheet closes the { $folder }.
end-document = What this life became: { $document }.
end-unwritten = The { $folder } stops here for now. This life goes on, but its next pages are not written yet.
end-share = You made { $choices ->
    [one] one choice
   *[other] { $choices } choices
} on { $pages ->
    [one] one page
   *[other] { $pages } pages
}, and read some { $words } words: { $minutes ->
    [one] a minute
   *[other] { $minutes } minutes
} of reading.
end-facts = Of the { $all } facts this { $folder } can show, { $life } stood beside your pages in this life. Over all your lives you have met { $reader }.
end-facts-key = A full cut for each fact of this life, a thinner one for those of other lives, a hair for what is left.
end-decisions = What you decided
end-decisions-told = The decisions are invented, like whoever made them. Where the sources have something like it, it stands beside; where nothing stands, they have nothing.
end-told = What you were told
end-told-nothing = Nobody told you anything in this life that could be weighed.
end-tally = You were told { $told ->
    [one] one thing
   *[other] { $told } things
} and marked { $marked }. { $with ->
    [0] None of your marks stands with the record
    [one] One of your marks stands with the record
   *[other] { $with } of your marks stand with the record
}, { $against ->
    [0] none against it
    [one] one against it
   *[other] { $against } against it
}. Where you did not say, or the record is divided, nothing is counted. Those who lived then had less to go by.
end-tally-unmarked = You were told { $told ->
    [one] one thing
   *[other] { $told } things
}, and said of none what you thought of it. The notebook is there for that, in any life.
end-you-believed = You believed it.
end-you-doubted = You doubted it.
end-you-did-not-say = You did not say what you thought of it.
end-invented = What was invented
end-forks = Where it might have gone otherwise
end-forks-told = Another life can begin at any of these pages. This one stays among the lives you have read.
end-taken = Taken: { $choice }
end-open-too = Open too: { $choice }
end-from-here = Another life from here
end-from-here-spoken = Another life from “{ $title }”
