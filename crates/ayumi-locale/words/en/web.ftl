### The pages of the browser.

## frame

web-product = Ayumi
web-skip = Skip to the content
web-nav = Main pages
web-nav-plans = Plans
web-nav-intake = Read in
web-nav-record = Record
web-nav-help = Help
web-languages = Language
web-crumbs = Where you are
web-foot = Ayumi { $version }. These pages run on this computer only.
web-must = (required)
web-and-more = { $count } more
web-place = Place
web-no-title = (no title)
web-not-read = not found in the document
web-term = Term
web-section = Section
web-from = from { $from }
web-from-to = { $from } to { $to }
web-count-items = { $count ->
    [one] 1 item
   *[other] { $count } items
}
web-count-cases = { $count }
web-count-schedule = { $count ->
    [one] 1 scheduled step
   *[other] { $count } scheduled steps
}
web-count-indicators = { $count ->
    [one] 1 indicator
   *[other] { $count } indicators
}
web-count-ratings = { $count ->
    [one] 1 rating
   *[other] { $count } ratings
}

## councils and home

web-councils-title = Councils
web-councils-none = First, name the organisation whose plans are kept here.
web-council-make = Add an organisation
web-council-make-do = Add
web-council-name = Name of the organisation
web-council-name-support = The full name as printed in the plan book.
web-council-slug = Short name for addresses
web-council-slug-support = Lower-case letters, digits, hyphens. Leave empty to have one made.
web-home-plans = Plans
web-home-empty = No plan yet
web-home-empty-do = Read in the last plan book or its review chapter (text, Markdown, HTML, Word, Excel, PDF, CSV): Ayumi recognises the tree of items, the years, the achievements and reflections.
web-home-intake = Read in a file
web-home-intake-more = Read in another plan
web-home-waiting = Readings waiting for you

## upload and reading

web-upload-title = Read in a file
web-upload-lead = You see the result first. No plan is made until you accept it.
web-upload-refused = This file was not read
web-upload-file = File
web-upload-support = Text, Markdown, HTML, CSV, Word (.docx), Excel (.xlsx), PDF, up to 50 MB.
web-upload-do = Read
web-upload-empty = No file was chosen. Choose a file, then press “Read”.
web-step-file = Choose a file
web-step-look = Check the reading
web-step-accept = Accept
web-encoding = Character encoding
web-encoding-auto = Find out automatically
web-encoding-support = Usually found out automatically. Choose one only if the result looks garbled.
web-intake-title = Reading of “{ $name }”
web-intake-sum = Summary of the reading
web-intake-kind = Kind of file
web-intake-read = The plan as read
web-intake-source = The source
web-intake-accepted = This reading was accepted as a plan.
web-intake-to-plan = Go to the plan
web-intake-no-plan = No items of a plan were found
web-intake-no-plan-do = This may be no plan book or review chapter. Everything that was not placed is listed below.
web-coverage = { $placed } of { $characters } characters ({ $percent } %) are in the plan. The other { $unplaced } are all listed under “Text without a place”.
web-source-text = Text
web-source-markdown = Markdown
web-source-html = Web page (HTML)
web-source-csv = CSV
web-source-docx = Word document
web-source-xlsx = Excel workbook
web-source-pdf = PDF
web-source-lines = Lines of the source (can be scrolled)
web-source-picture = Picture of { $place } of the source. Its words are in the lines that follow.
web-source-item = an item stands here
web-source-placed = achievements, reflections
web-source-unplaced = holds text without a place
web-source-asked = a question is asked
web-questions = Questions
web-questions-lead = These could be read in two ways. What you leave open is kept as it was read.
web-question-taken = (as read now)
web-question-answered = answered
web-question-typed = None of these (type it)
web-question-typed-label = Your own answer to “{ $question }”
web-questions-do = Apply the answers
web-notices = Notices
web-notice-text = What
web-severity = Weight
web-severity-info = note
web-severity-warning = warning
web-severity-error = not read
web-repairs = Repaired characters
web-repairs-lead = Characters damaged by extraction were read as follows.
web-repair-rule = Kind
web-repair-before = In the source
web-repair-after = As read
web-unplaced = Text without a place
web-unplaced-lead = Text that has no field in the plan. Nothing was lost.
web-unplaced-why = Reason
web-unplaced-text = Text
web-accept-jump = Checked? Go on to accept
web-accept-title = Accept
web-accept-lead = This becomes a plan of { $count ->
    [one] 1 item
   *[other] { $count } items
}. The source and the places are kept.
web-accept-lead-questions = This becomes a plan of { $count ->
    [one] 1 item
   *[other] { $count } items
}. Of { $questions ->
    [one] 1 question
   *[other] { $questions } questions
}, those left open are kept as read.
web-accept-do = Accept as a plan
web-accept-title-support = The document names no title. Please type one.
web-accept-title-empty = Please type the name of the plan. Blanks alone are no name.
web-accept-plans = This document holds { $count } plans. Choose those to take in
web-accept-plan-items = { $items } items
web-accept-plan-unnamed = (plan { $number }, without a name)
web-accept-plan-title = Name of plan { $number }
web-accept-other = The document names “{ $read }”. It is taken in as a plan of “{ $council }”.
web-more-plans = Further plans of this document
web-accept-done-more = Taken in as a plan. The other plans of the document are on the council’s page.
web-discard-do = Do not accept
web-discard-support = No plan is made. The file can be read again.
web-accept-done = Accepted as a plan.
web-newer-offer = Take it in as a newer version of a plan
web-newer-offer-lead = If this document is a newer version of a plan that is here, look at what differs and take in only what you choose.
web-newer-offer-same = There is a plan of this title already. If this document is a newer version of it, look at what differs and take in only what you choose.
web-newer-offer-link = See what differs from “{ $plan }”
web-newer-choose = Choose a plan to compare with
web-newer-plan = Plan to compare with
web-newer-part = Plan in the document
web-newer-show = See what differs
web-newer-title = “{ $plan }” and its newer version
web-newer-lead = “{ $file }” was compared with the plan “{ $plan }” as it is now and with what its document said when it was taken in. Only what is ticked is taken into the plan; everything else stays as it is.
web-newer-no-base = What the document said before is not kept any more, so everything that differs is listed as a conflict.
web-newer-none = Nothing differs.
web-newer-added = New ({ $count })
web-newer-added-lead = Only the newer document has it.
web-newer-changed = Changed ({ $count })
web-newer-changed-lead = The document changed it; the plan still says what was taken in.
web-newer-conflict = In conflict ({ $count })
web-newer-conflict-lead = Both the document and the plan changed it. What is ticked is replaced by what the document says.
web-newer-gone = Gone ({ $count })
web-newer-gone-lead = The newer document has it no longer. Only what is ticked is deleted from the plan.
web-newer-all = Tick or untick all
web-newer-what = What
web-newer-here = The plan now
web-newer-document = The newer document
web-newer-nothing = (nothing)
web-newer-locked = It was rated and cannot be deleted.
web-newer-whole = The plan as a whole
web-newer-item = item
web-newer-texts = Texts
web-newer-order = Order
web-newer-top = (highest level)
web-newer-take-lead = The earlier document is kept. The change is entered into the record.
web-newer-do = Take in what is ticked
web-newer-done = What was chosen of the newer version was taken in.
web-newer-done-more = What was chosen of the newer version was taken in. The other plans of the document still wait.
web-accept-unchanged = The same as before (0 changes).
web-answers-done = The answers were applied.

## correcting a reading

web-correct = Correct
web-correct-item = Correct “{ $name }”
web-correct-text = Put a text without a place into the plan
web-correct-text-link = Put into the plan
web-correct-back = Back to the reading
web-correct-done = Corrected.
web-correct-name = Label and title
web-correct-label = Label
web-correct-label-support = As printed (①, 1-1, ◇). Leave empty where there is none.
web-correct-title = Title
web-correct-name-do = Correct label and title
web-correct-move = Place in the structure
web-correct-below-now = It stands below: { $parent }
web-correct-top = The top
web-correct-up = Up
web-correct-down = Down
web-correct-out = One level up
web-correct-in = Below the item before it
web-correct-keys = On the keyboard: Alt+Shift and an arrow (↑ ↓ ← →).
web-correct-parent = Below which item
web-correct-parent-do = Move below this item
web-correct-kinds = Kinds of the findings
web-correct-kinds-do = Correct the kinds
web-correct-as = As what
web-correct-as-item = As an item
web-correct-as-finding = As a finding: { $kind }
web-correct-take-do = Put into the plan
web-correct-levels = Correct the names of the levels
web-correct-level = Name of “{ $name }”
web-correct-depth = Name of level { $depth } from the top (it has none yet)
web-correct-levels-do = Correct the names
web-correct-legends = Correct what the signs mean
web-correct-legend = Meaning of “{ $symbol }”
web-correct-legends-do = Correct the meanings
web-correct-count = Corrections so far: { $count }
web-correct-take-back = Take the last one back
web-legends = What the signs mean

## plan

web-tabs = Pages of this plan
web-tab-plan = Plan
web-tab-review = Review
web-tab-unmentioned = Not mentioned
web-tab-publish = Publish
web-plan-organization = Organisation
web-plan-title = Title
web-plan-generation = Generation
web-plan-generation-value = No. { $number }
web-plan-items = Items
web-plan-findings = Achievements and reflections
web-plan-philosophy = Philosophy
web-plan-vision = Management vision
web-plan-period = Period
web-plan-printed = as printed: { $text }
web-plan-levels = Levels
web-plan-tree = Structure
web-plan-tree-text = Structure as text
web-plan-empty = This plan has no items.
web-plan-overall = Overall result
web-plan-legends = What the signs mean
web-legend-symbol = Sign
web-legend-meaning = Meaning
web-legend-of = Belongs to
web-level-unnamed = (unnamed level)
web-picture-title = Structure of “{ $plan }”
web-picture-desc = Items from the highest level on the left to the lowest on the right. Each leads to its page. The list below says the same in text.
web-picture-region = Structure (can be scrolled sideways)
web-picture-more = { $count } more below

## item

web-item-marks = Marks
web-item-sections = Sections
web-item-findings = Achievements and reflections
web-item-no-findings = None is written for this item itself.
web-item-mentions = Said of this item further up
web-item-unmentioned = No finding speaks of this item (confirmed).
web-mention-sure = confirmed
web-mention-take-back = Not about this item (take back)
web-mention-perhaps = perhaps (they share words)
web-item-referred = Findings that refer to this item
web-item-schedule = Schedule
web-schedule-what = What
web-item-indicators = Indicators
web-indicator-unnamed = (unnamed indicator)
web-indicator-unit = ({ $unit })
web-indicator-target = Target
web-indicator-actual = Actual
web-indicator-baseline = Baseline
web-item-ratings = Ratings
web-rating-stage = Stage
web-rating-axis = Axis
web-rating-grade = Grade
web-rating-text = Words
web-item-below = Items below
web-item-above = Item above
web-item-source = Place in the source
web-item-no-source = No place in a source is recorded.
web-item-near = Items before and after
web-item-previous = Previous: { $title }
web-item-next = Next: { $title }
web-kind-result = Achievement
web-kind-reflection = Reflection
web-kind-mixed = Both
web-kind-note = Note
web-kind-unclassified = Unsorted
web-ref-to = see { $target }
web-ref-open = see { $target } (not in this plan)
web-finding-about = About:

## review

web-review-title = Review of { $plan }
web-review-overview = Overview
web-review-structure = Structure of the plan
web-review-status-head = Achievement
web-review-item = Item
web-review-subject = { $first } and { $second }
web-review-findings = Achievements and reflections
web-review-status = Achievement of { $level } “{ $title }”
web-review-nothing = nothing written
web-unmentioned-title = Actions perhaps not mentioned
web-unmentioned-lead = No finding shares words with the titles of these actions. This is a guess of the program: please check and correct it.
web-unmentioned-count = { $count } of { $actions } actions
web-unmentioned-none = Every action is perhaps mentioned by a finding.
web-unmentioned-settled = No action is left to be looked at.
web-unmentioned-action = Action
web-unmentioned-state = Guess
web-unmentioned-perhaps = perhaps not mentioned
web-unmentioned-correct = Correct
web-unmentioned-choose = Finding that mentions “{ $title }”
web-unmentioned-not = Choose the finding that mentions it
web-unmentioned-do = Mentions it
web-unmentioned-choose-one = Choose a finding first, then press “Mentions it”.
web-unmentioned-done = Corrected.
web-unmentioned-confirm = No finding mentions it
web-unmentioned-or = or
web-unmentioned-confirmed = Actions confirmed as not mentioned
web-unmentioned-sure = Not mentioned (confirmed)
web-unmentioned-take-back = Take back
web-unmentioned-confirm-done = Confirmed as not mentioned.
web-unmentioned-take-back-done = The confirmation was taken back.

## references

web-references-title = Where references lead
web-references-lead = Say which item of this plan a reference such as “see page 13” leads to. Papers then print that item’s own page, and the screen links to it. The printed words stay as they are.
web-references-open = References that lead to no item yet: { $count }
web-references-none = No finding of this plan refers to anything.
web-references-printed = Reference as printed
web-references-finding = Finding
web-references-target = Item it leads to
web-references-nowhere = none (as printed)
web-references-choose = Choose the item
web-references-form = Item that “{ $printed }” leads to
web-references-do = Lead to this item
web-references-done = The reference was corrected.

## publish

web-publish-title = Make the documents to publish
web-publish-lead = Makes the review chapter in these formats, all with the same content. The same plan always gives the same files.
web-publish-formats = Formats
web-publish-do = Start
web-publish-no-format = Please choose at least one format.
web-publish-made = Made before
web-format-pdf = PDF
web-format-pdf-support = for print and the web, accessible (PDF/UA)
web-format-docx = Word
web-format-docx-support = to edit; real headings and tables
web-format-xlsx = Excel
web-format-xlsx-support = structure and progress sheet
web-format-html = Web pages
web-format-html-support = open without a server; a stable address for each item; fetched as one ZIP
web-format-md = Markdown
web-format-md-support = plain text that Ayumi reads back
web-publication-title = Publication
web-publication-running = being made
web-publication-done = done
web-publication-failed = failed
web-publication-wait = The documents are being made. This may take some seconds.
web-publication-refresh = Look again
web-publication-failed-do = Please try again. If it happens again, tell the person in charge and give the number in the record.
web-publication-files = Files
web-publication-moment = Made at
web-publication-state = State
web-publication-digest = Digest of the content:
web-publication-again = Make other formats
web-file-name = File
web-file-size = Size
web-file-sha = SHA-256

## record

web-record-title = Record of changes
web-record-lead = Every change of this council. Each entry is chained to the one before, so that gaps and alterations show.
web-record-broken = The chain is broken at entry { $sequence }. Please tell the person in charge.
web-record-whole = whole
web-record-empty = Nothing recorded yet.
web-record-sequence = No.
web-record-when = When
web-record-who = Who
web-record-what = What
web-record-object = On what
web-record-hash = Hash
web-actor-local = user of this computer
web-action-make-council = organisation added
web-action-upload = file read
web-action-answer = questions answered
web-action-reread = read again in another encoding
web-action-discard = reading discarded
web-action-sweep = expired intake deleted
web-action-correct-reading = Reading corrected
web-action-accept = plan accepted
web-action-take-newer = Newer version taken in
web-action-import-file = file imported
web-action-import-form = plan form imported
web-action-correct-mention = mention corrected
web-action-confirm-unmentioned = Confirming what is not mentioned
web-action-point-reference = reference corrected
web-action-start-publication = publication started
web-action-end-publication = publication finished
web-action-publish-to-folder = published to a folder

## help

web-help-title = Help
web-help-contents = Contents
web-help-read = Reading in a plan book
web-help-read-1 = Choose a file under “Read in”: the plan as read is shown beside its source. The line number of an item leads to that line of the source, and ↖ leads back to the item.
web-help-read-2 = Whatever was not placed is listed with its reason under “Text without a place”; no character is lost. Reading in the same file twice changes nothing.
web-help-questions = Answering questions
web-help-questions-1 = What could be read in two ways becomes a question. Choose answers and press “Apply the answers”. What you leave open is kept as it was read.
web-help-review = Review, and actions not mentioned
web-help-review-1 = “Review” shows the overview, the structure, achievements and reflections by area, and the overall result.
web-help-review-2 = “Not mentioned” lists actions whose titles share no words with any finding. It is a guess; choose the finding to correct it.
web-help-publish = Publishing
web-help-publish-1 = Choose formats and press “Start”; the files appear when they are done. The SHA-256 shows whether a copy is unaltered.
web-help-keys = Keyboard
web-help-keys-1 = Everything works with the keyboard: Tab and Shift+Tab to move, Ctrl+Enter to send a form. Enter never sends while the input method composes.
web-help-safety = Safety
web-help-safety-1 = Until there are accounts, Ayumi can be used from this computer only. It never talks to other hosts.
web-help-safety-2 = Pressing a button twice makes one record. If somebody else changed something first, nothing is overwritten and you are told.
web-help-kinds = Marks of findings
web-help-kind-result = something was reached or moved on
web-help-kind-reflection = something was not reached, or is still to do
web-help-kind-mixed = both in one sentence
web-help-kind-note = a note or a reference
web-help-kind-unclassified = not told which

## problems

web-problem-advice = What to do
web-problem-place = Where
web-problem-number = Number for enquiries
web-problem-home = To the first page
web-problem-400 = The request was not understood
web-problem-400-do = Go back and try again. If you typed the address, check its spelling.
web-problem-403 = This is not allowed
web-problem-403-do = Requests sent from other sites are refused. Open Ayumi’s own page and try from there.
web-problem-404 = There is no such page
web-problem-404-do = Check the address, or look from the first page.
web-problem-405 = This method is not offered here
web-problem-405-do = Use the buttons and links of the pages.
web-problem-408 = It took too long and was stopped
web-problem-408-do = Wait a little and try again.
web-problem-409 = It collided with another request
web-problem-409-do = Reload the page and try again.
web-problem-412 = Somebody changed it before you
web-problem-412-do = Nothing was overwritten. Reload the page, look at what is new, and do it again if it is still needed.
web-problem-413 = It is too large
web-problem-413-do = Files may have up to 50 MB. Split it by chapters or save it without pictures.
web-problem-415 = This kind of content is not taken
web-problem-415-do = Choose files on the page for reading in. With the API, check the Content-Type.
web-problem-421 = Not under this address
web-problem-421-do = Open it as http://localhost or http://127.0.0.1. Until there are accounts, no other name is served.
web-problem-422 = The content has to be corrected
web-problem-422-do = Correct what is named and send it again.
web-problem-428 = The version is missing
web-problem-428-do = Reload the page and try from there. With the API, send the version in If-Match.
web-problem-500 = Something went wrong on our side
web-problem-500-do = Try again. If it happens again, tell the person in charge and give the number below.
web-problem-503 = Busy at the moment
web-problem-503-do = Wait a little and try again.
web-problem-slug = The short name has lower-case letters, digits and hyphens, and must not be taken yet.
web-problem-name-empty = Please type the name of the organisation. Blanks alone are no name.

web-upload-options = Say how to read it (garbled characters, many pages, hidden parts)
web-pages = Pages to read
web-pages-support = To read only a part of a PDF, write for example 1-30. Leave it empty to read everything.
web-pages-wrong = The range of pages is not understood. Write the first and the last page in digits, for example 1-30.
web-hidden-too = Read hidden parts too (hidden sheets, rows and columns, hidden words)
web-reread-summary = Read it again in another way
web-reread-support = Reading again clears the answers and corrections made so far.
web-reread-do = Read again
web-reread-done = Read again.
web-columns-link = How columns are read ({ $count } forms)
web-columns-title = How the columns of tables are read
web-columns-lead = For each heading you can choose what its column holds. The choice is remembered under a name and used when the next file of the same form is read.
web-columns-form = Form { $number }
web-columns-tables = Tables of this form: { $count }
web-columns-used = Read by the remembered matching "{ $name }".
web-columns-examples = For example: { $examples }
web-columns-hint = If only the headings of a table are worded otherwise, say what its columns hold and it may be read.
web-columns-meaning = What it holds
web-columns-count = ({ $count } columns)
web-columns-auto = As the heading says
web-columns-auto-taken = As the heading says ({ $taken })
web-columns-auto-unknown = The heading does not tell
web-columns-name = Name of this form
web-columns-name-support = You will be told this name when it is used next.
web-columns-do = Remember this and read again
web-columns-forget = Forget this form
web-columns-done = The columns were remembered, and the file was read again.
web-columns-forgotten = The columns were forgotten, and the file was read again by its headings.
web-meaning-level = Items (the heading names their level)
web-meaning-label = Numbers and labels
web-meaning-section = Sections in charge
web-meaning-mark = Mark (new, continued…)
web-meaning-text = A text (the heading is its name)
web-meaning-schedule = Schedule
web-meaning-indicator = Names of indicators
web-meaning-unit = Units
web-meaning-baseline = Baseline
web-meaning-target = Targets
web-meaning-actual = Actual values
web-meaning-rating = Ratings
web-meaning-rating-text = Words beside a rating
web-meaning-result = Results
web-meaning-reflection = Points to reflect on
web-meaning-finding = Results or points to reflect on (not yet classified)
web-meaning-nothing = Not read
web-attach-title = Keep it as an attachment of a plan
web-attach-lead = No plan was recognised in this file. It can be kept with a plan as it is, unread.
web-attach-plan = With which plan
web-attach-do = Keep as an attachment
web-attach-done = Kept as an attachment.
web-attach-remove = Remove
web-attach-removed = Removed from the attachments.
web-attachments = Attachments
web-attachments-lead = Files kept unread. They are not published. What is removed cannot be brought back.
web-action-match-columns = Said what columns hold
web-action-attach = Attached a file
web-action-remove-attachment = Removed an attachment
