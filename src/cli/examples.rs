//! What each command's help ends with: examples, and the exit codes.

pub(super) const EXIT_CODES: &str = "\
Exit codes:
  0  clean
  1  problems in the story, or in what the command was given for it
  2  the command cannot run: an unknown option, a folder that cannot be read";

pub(super) const EXAMPLES: &str = "\
Examples:
  sungari                            play, in a window
  sungari play --text                play in the terminal
  sungari check                      every problem of ./story";

pub(super) const PLAY_EXAMPLES: &str = "\
Examples:
  sungari play                       the story, in a window
  sungari play --text                the same story in the terminal
  sungari play --story my_story      another story
  sungari play --watch my_story      the same while it is being written: each
                                     save is shown at once, on the same page
  sungari play --from 9G18X-2        what an exhibit gave you to take home
  printf '1\\n1\\n' | sungari play --text --save-dir saves
                                     two choices through a pipe";

pub(super) const KIOSK_EXAMPLES: &str = "\
Examples:
  sungari kiosk --check              every problem of ./kiosk.ron, and how its
                                     panel meets what standards ask
  sungari kiosk --pin                the line for a PIN of the staff
  sungari kiosk --config /etc/sungari/kiosk.ron
                                     the exhibit, until it is told to stop

docs/museum.md tells a museum’s technician everything else.";

pub(super) const KIOSK_EXIT_CODES: &str = "\
Exit codes:
Of the exhibit, as Shell Launcher of Windows reads them:
  0  start it again; also after it was asked to stop
  1  restart the machine
  2  switch the machine off
  3  do nothing
     also where it cannot begin: an option is misspelt, whoever starts it
     at a terminal names a file that cannot be used, or this build has no
     window; why is said
Of --check and --pin:
  0  clean
  1  problems in the kiosk’s file, in its story, or in the PIN
  2  the command cannot run: a file that cannot be read";

pub(super) const CHECK_EXAMPLES: &str = "\
Examples:
  sungari check                      ./story, or the story inside the program
  sungari check my_story --strict    warnings count as problems too
  sungari check --watch              again whenever a file is saved
  sungari check --format json        one object on standard output:
    {\"problems\": [{\"code\", \"severity\", \"file\", \"line\", \"column\",
                   \"message\", \"help\"}],
     \"counts\": {\"scenes\", \"choices\", \"words\", \"facts\", \"sources\",
                \"claims\", \"endings\"}}
    \"severity\" is \"error\" or \"warning\"; \"help\" may be null; \"counts\" is
    null where the errors leave no story to count. Fields are only added.";

pub(super) const EXPLORE_EXAMPLES: &str = "\
Examples:
  sungari explore                    ./story, or the story inside the program
  sungari explore my_story --strict  warnings, and what is not proved, count too
  sungari explore --budget 10        gives up after ten seconds and says so
  sungari explore --format json      one object; docs/json.md has its fields

Every life there can be is looked at: what is said never to happen happens in
none. What is found comes with the shortest walk to it, as `sungari walk` reads
it.";

pub(super) const WALK_EXAMPLES: &str = "\
Examples:
  sungari walk --choices life.txt    the life, as a transcript
  sungari walk my_story --choices -  choices from standard input

The file holds one choice a line, as scene.key, or as scene.key outcome where
chance decides; empty lines and lines that begin with # are passed over:
  # a short life
  station.c1
  pier.c2";

pub(super) const STATS_EXAMPLES: &str = "\
Examples:
  sungari stats                      words, scenes, choices by part, speaker
                                     and grade; what a life comes to
  sungari stats my_story --seed 7    other lives played by chance
  sungari stats --format json        one object; docs/json.md tells its fields";

pub(super) const GRAPH_EXAMPLES: &str = "\
Examples:
  sungari graph -o map.svg           the story's map; open it in a browser
  sungari graph my_story --format dot | dot -Tpdf -o map.pdf
                                     the same, laid out by Graphviz

Each part is a band in its own colours, and runs from top to bottom. A start
has a heavy edge, an ending a double one, what is not reached a dashed one.
Rest on anything with the pointer to see what it is.";

pub(super) const DIFF_EXAMPLES: &str = "\
Examples:
  sungari diff old_story my_story    what became of the story, and which old
                                     saves would notice
  git worktree add ../before HEAD~5  the story as it was five commits ago:
  sungari diff ../before/story story
  sungari diff old_story my_story --format json
                                     one object; docs/json.md tells its fields";

pub(super) const NEW_EXAMPLES: &str = "\
Examples:
  sungari new my_story               a story of three scenes that plays, with
                                     comments that teach
  sungari new scene night/landing --story my_story
                                     one more scene of it, in the part `night`,
                                     with a comment on each field

Nothing that is there is written over.";

pub(super) const FMT_EXAMPLES: &str = "\
Examples:
  sungari fmt                        write the keys that ./story lacks, and
                                     tidy its layout
  sungari fmt my_story --check       only name the files that would change

Give blocks and choices no key, and fmt writes one: a key is never used twice in
a scene, and never changes. Indentation, spaces and commas are set in order;
where lines break inside a block is yours. No word and no comment is touched. A
file that cannot be read is left as it is.";

pub(super) const EXPLAIN_EXAMPLES: &str = "\
Examples:
  sungari explain E0101              what the code means and how to mend it";

pub(super) const VISITS_EXAMPLES: &str = "\
Examples:
  sungari visits --config kiosk.ron  how many visits there were, how long they
                                     were, what was chosen, where people left
  sungari visits --data counts --from 2026-05-01 --to 2026-05-31
                                     one month of a copied folder
  sungari visits --config kiosk.ron --format html -o may.html
                                     one page with charts
  sungari visits --config kiosk.ron --public --format csv
                                     nothing that tells of fewer than ten

A kiosk keeps day totals and nothing else: no identifier, no time of day, no
order. docs/json.md tells the fields of --format json.";

#[cfg(feature = "dev")]
pub(super) const TOUR_EXAMPLES: &str = "\
Examples:
  sungari tour pictures              every screen; open pictures/index.html
  sungari tour pictures --only notebook --theme dark --size 1920x1080";
