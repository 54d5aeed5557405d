# Words that the window and the plain-text reader share.

## Dates

month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
date-month = { $month } { $year }
date-day = { $day } { $month } { $year }
date-span = { $first }–{ $last }

## How a claim stands against the record

verdict-supported = Supported
verdict-partly = Partly supported
verdict-contradicted = Contradicted
verdict-open = Open
verdict-unverified = Unverified

## How far a source was checked

checked-read = read
checked-excerpt = read in part
checked-unchecked = not seen

## What sort of work a source is

kind-book = Book
kind-article = Article
kind-thesis = Thesis
kind-memoir = Memoir
kind-document = Document
kind-press = Press
kind-encyclopaedia = Encyclopaedia

## Who has checked the pages

pages-reviewed = { $checked ->
    [0] None of its { $all } pages has been checked by a named person.
    [one] One of its { $all } pages has been checked, by { $names }.
   *[other] { $checked } of its { $all } pages have been checked, by { $names }.
}
