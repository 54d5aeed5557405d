# The exhibit.

kiosk-touch = Touch to begin

kiosk-vignettes = Two minutes
kiosk-vignettes-told = Each of these stands by itself. What is done in it is for you to decide.
kiosk-part = { $number } · { $title }, { $years }
kiosk-prologue = Before it begins

kiosk-stop = Stop here
kiosk-start-again = Start again
kiosk-truth = { $count ->
    [0] What is true here?
   *[other] What is true here? ({ $count })
}
kiosk-larger = Larger text
kiosk-smaller = Text as it was
kiosk-lower = Lower
kiosk-higher = Higher
kiosk-help = Help
kiosk-up = Further up
kiosk-down = Further down
kiosk-object = In this room: { $see }

kiosk-truth-heading = What is true here?
kiosk-truth-told = Touch a statement to see where it comes from.
kiosk-truth-none = The page raises no fact of its own.
kiosk-back-to-page = Back to the page

kiosk-stay = Stay for the whole story
kiosk-until-now = What came until now
kiosk-go-on = Go on
kiosk-done = Leave it there

kiosk-farewell = Before you go
kiosk-invented = Invented
kiosk-on-record = On record
kiosk-sources = Sources
kiosk-at-home = Go on at home
kiosk-at-home-told = Nothing was kept of your visit. This code is the way that you took; with the game at home it opens where you stopped:
kiosk-at-home-short = The code goes as far as a code can; the last pages of your way are not in it.
kiosk-qr = A picture of the code and the sources
kiosk-others = See the others
kiosk-read-on = Read on

kiosk-still-there = Are you still there?
kiosk-still-there-told = { $secs ->
    [one] In one second this starts again.
   *[other] In { $secs } seconds this starts again.
}
kiosk-still-here = Still here

kiosk-help-heading = How this works
kiosk-help-touch = Touch a bordered line to choose it. There is no right answer, and no score.
kiosk-help-truth = “What is true here?” says what is on record, what is disputed, and what was made up.
kiosk-help-size = The text can be made larger, and the controls set lower.
kiosk-help-pad = With five keys: up and down go from line to line, select takes one, back goes back, help shows this.
kiosk-help-close = Close

kiosk-closed = This exhibit is closed.

kiosk-pin = PIN
kiosk-pin-wrong = { $left ->
    [one] That was not it. One try is left.
   *[other] That was not it. { $left } tries are left.
}
kiosk-pin-locked = Nobody can try now. Come back in { $secs } seconds.
kiosk-pin-erase = Erase
kiosk-pin-enter = Enter
kiosk-pin-leave = Leave

kiosk-staff = Staff
kiosk-staff-name = { $name }, version { $version }
kiosk-staff-profile = Profile: { $name }
kiosk-staff-visits = { $count ->
    [one] One visit today
   *[other] { $count } visits today
}
kiosk-staff-up = Running for { $hours } h { $minutes } min
kiosk-staff-another = The story that is set up could not be shown; this is another one. kiosk.log says why.
kiosk-staff-well = Nothing is wrong.
kiosk-staff-close = Close for the day
kiosk-staff-open = Open again
kiosk-staff-restart = Restart the exhibit
kiosk-staff-restart-device = Restart the machine
kiosk-staff-restart-device-again = Touch again to restart the machine
kiosk-staff-shut-down = Switch the machine off
kiosk-staff-shut-down-again = Touch again to switch the machine off
kiosk-staff-desktop = Leave to the system
kiosk-staff-desktop-again = Touch again to leave to the system
kiosk-staff-export = Export counts to { $stick }
kiosk-staff-no-stick = No stick is plugged in.
kiosk-staff-leave = Back to the exhibit
kiosk-staff-exported = Written: { $files }
kiosk-staff-waiting = { $count ->
    [one] One visit is counted but not yet written: { $why }.
   *[other] { $count } visits are counted but not yet written: { $why }.
}
kiosk-staff-no-folder = There is no folder for counts: name one with “data” in the kiosk’s file.
