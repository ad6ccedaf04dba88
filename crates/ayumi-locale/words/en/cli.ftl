### Words of the door "cli".
# The command line: help (examples first), then what commands say.
cli-about = Ayumi: reads in the plans of social welfare councils, looks back on them, publishes them.
cli-examples =
    ayumi import plan-2.txt                 take a plan book in
    ayumi plan list                         the plans taken in
    ayumi publish plan-2 --to pdf,docx -o out   the chapter as PDF and Word
    ayumi serve                             use it in the browser
cli-heading-examples = Examples:
cli-heading-usage = Usage:
cli-heading-commands = Commands:
cli-heading-arguments = Arguments:
cli-heading-options = Options:
cli-help-end = More: ayumi COMMAND --help. 日本語：ayumi --lang ja --help
cli-read-about = Reads files and shows what was recognised. Nothing is stored.
cli-read-examples =
    ayumi read plan-2.txt                   the plan recognised, as a tree
    ayumi read --json plan.html > plan.json   as ayumi/reading@1
    cat plan.txt | ayumi read -             from standard input
cli-import-about = Takes in a plan book or plan data (ayumi/plan@1). Shows what was read and asks first.
cli-import-examples =
    ayumi import plan-2.txt                 look at the reading, then take it in
    ayumi import plan-2.txt --yes           without asking
    ayumi import plan-2.txt --dry-run       only look
cli-plan-about = Looks at the plans taken in.
cli-plan-examples =
    ayumi plan list                         all plans
    ayumi plan show plan-2                  one plan, whole
cli-plan-list-about = Lists the plans.
cli-plan-list-examples =
    ayumi plan list
    ayumi plan list --json
cli-plan-show-about = Shows a whole plan as a tree.
cli-plan-show-examples =
    ayumi plan show plan-2
    ayumi plan show plan-2 --json
cli-export-about = Writes a plan as plan data (ayumi/plan@1) or as a table (CSV). Importing plan data gives the same plan.
cli-export-examples =
    ayumi export plan-2 --json > plan-2.json
    ayumi export plan-2 --csv > plan-2.csv
    ayumi export plan-2 --csv --encoding shift_jis > plan-2.csv
cli-publish-about = Writes a plan's review chapter into a folder.
cli-publish-examples =
    ayumi publish plan-2 --to pdf,docx,xlsx,html,md -o out
    ayumi publish plan-2 --to md -o .
cli-serve-about = Serves Ayumi in the browser (for this computer only, unless --url is given).
cli-serve-examples =
    ayumi serve
    ayumi serve --address 127.0.0.1:9000
    ayumi serve --url https://ayumi.example.jp
cli-doctor-about = Examines database, files, fonts and free space. Exit code 1 when something is wrong.
cli-doctor-examples =
    ayumi doctor
    ayumi doctor --json
cli-schema-about = Prints the JSON Schema of a form.
cli-schema-examples =
    ayumi schema reading > reading.schema.json
    ayumi schema plan > plan.schema.json
cli-completions-about = Prints completions for a shell.
cli-completions-examples =
    ayumi completions bash > ~/.local/share/bash-completion/completions/ayumi
cli-arg-files = Files to read (- is standard input)
cli-arg-file = File to take in (- is standard input)
cli-arg-plan = A plan's short name or id
cli-arg-json = Print JSON
cli-arg-encoding = Encoding (shift_jis, euc-jp…); found out when not given
cli-arg-csv = write a table (CSV, one datum in each cell)
cli-arg-pages = pages to read (PDF, for example 3-10); all when not given
cli-arg-hidden = read hidden parts too (hidden sheets, rows and columns, hidden words)
cli-arg-csv-encoding = encoding of the CSV (utf-8, shift_jis)
cli-arg-replace = write 〓 for characters the encoding lacks
cli-arg-council = A council's short name
cli-arg-yes = Go on without asking
cli-arg-dry-run = Store nothing, only look
cli-arg-no-input = Ask nothing (stop where asking would be needed)
cli-arg-title = Name of the plan where the document has none
cli-arg-plans = Numbers of the plans to take in, with commas (where the document holds several)
cli-arg-least-free = Space that has to be free, in MB (256 unless given)
cli-arg-to = Formats (pdf, docx, xlsx, html, md; separated by commas)
cli-arg-output = Folder to write into (made when missing)
cli-arg-address = Address to listen on (127.0.0.1:8017)
cli-arg-port = Port to listen on (0 = any free one)
cli-arg-form = reading or plan
cli-arg-shell = Shell (bash, zsh, fish, powershell, elvish)
cli-arg-lang = Language
cli-arg-data-dir = Data folder (AYUMI_DATA_DIR)
cli-arg-database-url = Database (AYUMI_DATABASE_URL: sqlite://FILE, postgres://…)
cli-arg-help = Show help
cli-arg-version = Show the version
cli-wrong = The command line is wrong ({ $what }).
cli-wrong-command = There is no command “{ $what }”.
cli-wrong-argument = There is no option “{ $what }”.
cli-wrong-value = This value cannot be used: { $what }
cli-wrong-missing = Something needed is missing: { $what }
cli-wrong-conflict = These do not go together: { $what }
cli-wrong-nearest = Perhaps: { $what }
cli-wrong-help = See “ayumi --help”.
cli-yes-words = yes y
cli-interrupted = Stopped. Nothing was changed.
cli-no-data-dir = There is no place for the data folder. Name one with --data-dir or AYUMI_DATA_DIR.
cli-database-url-not-text = AYUMI_DATABASE_URL is not readable text.
cli-no-such-file = There is no such file: { $file }
cli-file-not-read = The file cannot be read: { $file }
cli-file-not-written = The file cannot be written: { $file }
cli-file-refused = { $file }: { $why }
cli-no-such-council = There is no council “{ $slug }”.
cli-no-such-plan = There is no plan “{ $plan }”. Plans here: { $known }
cli-several-plans = Several councils have a plan “{ $plan }”. Name the council with --council.
cli-no-plans = There is no plan yet. Take one in with “ayumi import FILE”.
cli-plan-row = { $slug }	{ $title }	{ $council }	{ $items } { $items ->
        [one] item
       *[other] items
    }
cli-publishing = Writing
cli-doctor-well = well
cli-doctor-fault = FAULT
cli-doctor-all-well = All is well.
cli-doctor-faults = Something is wrong.
cli-import-ask = Take it in (yes/no)?
cli-import-choose = Number (Enter = 1):
cli-import-choose-or-type = Number, or the right words (Enter = 1):
cli-import-several = This document holds { $count } plans.
cli-import-choose-plans = Numbers of the plans to take in, with commas (Enter = all):
cli-import-no-such-plan = There is no plan number { $number }. Give numbers from 1 to { $count }.
cli-import-skipped = Plan not taken in: { $title }
cli-import-dry-run = Nothing was taken in (--dry-run).
cli-import-left = Nothing was taken in.
cli-import-needs-yes = There is nobody to ask. Look at the reading, then add --yes.
cli-import-again = There is a plan “{ $title }” already ({ $slug }). It is not replaced; this becomes one more plan.
cli-import-other-council = The document names “{ $read }”, the council here is “{ $council }”. It goes into “{ $council }”.
cli-import-unchanged = The same as before (0 changes): { $slug }
cli-import-kept = Taken in: { $slug }
cli-import-council-made = Council registered: { $name } ({ $slug })
cli-serve-stop = Press Ctrl-C to stop.
cli-serve-no-address = This is no address: { $address } (for example 127.0.0.1:8017)
cli-serve-not-loopback = Other computers can reach { $address }. Say with --url under which address people open it (for example --url https://ayumi.example.jp).
cli-serve-not-listening = { $address } cannot be used. See whether another program uses it, or choose another port with --port.
cli-serve-ended = The server stopped ({ $address }).
cli-read-no-title = (no name of a plan)
cli-read-organization = Organisation: { $value }
cli-read-period = Period: { $value }
cli-read-philosophy = Philosophy: { $value }
cli-read-vision = Vision: { $value }
cli-read-no-items = No item of a plan was found.
cli-read-overall = Overall ({ $count })
cli-read-questions = Questions ({ $count })
cli-read-notices = Notices ({ $count })
cli-read-repairs = Repaired words ({ $count })
cli-read-unplaced = Text without a place ({ $count })
cli-read-more = { $count } more (all with --json)
cli-read-coverage = Of { $characters } characters, { $placed } have a place and { $unplaced } have none
cli-import-ask-name = The document names no organisation. Type its name:
cli-import-nameless = (no name)
cli-import-no-organization = The document names no organisation; it is registered as “(no name)”. Give --council a short name to register it as another one.
cli-read-all = “ayumi read FILE” shows all of them.
cli-export-more = and { $count } more cells
cli-export-lacking-do = Write UTF-8 (--encoding utf-8), or have them replaced by 〓 (--replace).

# The record, rights, accounts.
cli-audit-about = Checks the record of changes.
cli-audit-examples =
    ayumi audit verify
cli-audit-verify-about = Checks from the first entry to the last that nothing in the record was changed.
cli-audit-verify-examples =
    ayumi audit verify --noted 120:9f86d081884c7d65
cli-audit-erase-about = Erases contents that may be kept no longer. That they were erased is recorded, and the chain stays whole.
cli-audit-erase-examples =
    ayumi audit erase --class needs --before 2021-04-01
cli-access-about = Shows the table of rights, and makes a link for whoever forgot the password.
cli-access-examples =
    ayumi access table
cli-access-table-about = Prints what each role may see and change.
cli-access-table-examples =
    ayumi access table --kind municipality
cli-access-link-about = Makes a link that sets a password anew (once, within 24 hours), for when no administrator can come in.
cli-access-link-examples =
    ayumi access link yamamoto
cli-audit-nothing = Nothing was recorded yet.
cli-audit-whole = whole  { $council }: { $count } entries, ending with { $head }
cli-audit-broken = broken  { $council }: entry { $sequence } — { $fault }
cli-audit-gap = an entry is missing or stands twice
cli-audit-previous = it does not follow the entry before
cli-audit-hash = the entry was changed
cli-audit-end = the end of the record is missing
cli-audit-content = the content was changed
cli-audit-missing = the content is gone and no entry says it was erased
cli-audit-noted-wrong = "{ $noted }" cannot be read. Give it as NUMBER:HASH, such as 120:9f86d081884c7d65.
cli-audit-class-wrong = There is no class "{ $class }". Choose one of: { $classes }
cli-audit-erased = Erased the contents of { $count } entries.
cli-access-no-login = There is no login name "{ $login }".
cli-access-link = Hand this link to its owner. It works once, within 24 hours.
cli-serve-first = To register the first administrator, open this link (once, within 24 hours). From then on only people who sign in can use Ayumi: { $link }
cli-serve-url-wrong = "{ $url }" is not the address of a site, such as https://ayumi.example.jp.
cli-arg-url = The address people open; with it other machines can reach Ayumi, and everybody has to sign in
cli-arg-proxy = Addresses of proxies whose X-Forwarded-For is believed
cli-arg-idle = Minutes without a request after which a session ends (30)
cli-arg-absolute = Hours after which a session ends in any case (12)
cli-arg-noted = An entry noted down before, as NUMBER:HASH
cli-arg-class = The class of contents to erase (plans, needs, accounts…)
cli-arg-before = Entries before this day
cli-arg-names-only = Erase only who acted and from where
cli-arg-kind = The kind of organisation
cli-arg-login = The login name
cli-council-about = Stops councils, lets them go on, archives, restores and deletes them (for whoever runs the installation).
cli-council-examples =
    ayumi council list
    ayumi council export midorino -o midorino-2026-11.zip
cli-council-list-about = Lists the councils.
cli-council-list-examples =
    ayumi council list
    ayumi council list --json
cli-council-stop-about = Stops a council. Its people cannot come in; nothing of it is lost.
cli-council-stop-examples =
    ayumi council stop midorino
cli-council-resume-about = Lets a stopped council go on.
cli-council-resume-examples =
    ayumi council resume midorino
cli-council-export-about = Writes a council out whole, as an archive (ZIP). No password goes along.
cli-council-export-examples =
    ayumi council export midorino -o midorino-2026-11.zip
cli-council-import-about = Puts a council back from its archive. A damaged one changes nothing.
cli-council-import-examples =
    ayumi council import midorino-2026-11.zip
cli-council-delete-about = Deletes a stopped council with its record, for good.
cli-council-delete-examples =
    ayumi council delete midorino --name "Midorino City Council of Social Welfare"
cli-council-is-stopped = (stopped)
cli-council-stopped = “{ $council }” is stopped.
cli-council-resumed = “{ $council }” goes on.
cli-council-exported = “{ $council }” was written to { $path } ({ $entries } entries of its record, { $files } files).
cli-council-imported = “{ $council }” is back. Please invite its people anew.
cli-council-deleted = “{ $council }” is deleted. Its record had { $entries } entries and ended with { $head }.
cli-council-not-written = { $path } cannot be written ({ $reason }). Please look whether a file of that name is there, at the folder’s permissions and the free space.
cli-council-not-read = { $path } cannot be read ({ $reason }).
cli-arg-council-name = The council’s name, typed as it stands so that no other one is meant
cli-arg-archive = File of the archive
cli-arg-archive-out = File to write (one that is there is not overwritten)
