### Words of the door "reading": what a reader reports beside what it read (describe.rs).

# Where.
place-line = line { $line }
place-page = page { $page }
place-cell = sheet “{ $sheet }”, { $cell }
place-paragraph = paragraph { $paragraph }

# Notices: what was met, then what to do about it.
notice-bad-byte = A byte ({ $value }) is no character. Correct it in the original document or choose another encoding.
notice-comments-not-read = Comments were not read: { $value }. Write what is needed into the text and read the file in again.
notice-deletions-not-read = Deleted words are still kept in the file: { $value } places. They were not read. Accept the tracked changes in Word before you publish the file.
notice-encoding-unsure = The encoding could not be told for sure (read as { $value }). Check that the characters look right.
notice-encoding-detected = The encoding is { $value }.
notice-control-character = A control character ({ $value }) was removed.
notice-hidden-read = Hidden words or parts were read as asked: { $value }. Make sure that no personal details are left in them.
notice-pages-chosen = Only pages { $value } were read, as asked.
notice-no-text = All pages are pictures; there is no text. They cannot be read as a plan. Get a file with text, or keep this one as an attachment of a plan.
notice-hidden-not-read = Hidden words or parts: { $value }. They were not read. Make sure that no personal details are left in them.
notice-invisible-character = An invisible character ({ $value }) was removed.
notice-label-repeated = The number “{ $label }” stands twice in the same place ({ $value }). Check the numbering.
notice-label-gap = A number is missing before “{ $label }” ({ $value }). Check that nothing was overlooked.
notice-label-order = The number “{ $label }” is out of order ({ $value }).
notice-photo-place = Photographs that hold the place they were taken at (GPS): { $value }. They are not taken in, but remove the places before you pass the file on or publish it.
notice-objects-not-read = Charts, drawings and embedded files cannot be read: { $value }. Write what is needed into the text.
notice-part-missing = The part “{ $value }” of the file is missing or damaged. Only the rest was read.
notice-pictures-not-read = Words inside pictures cannot be read: { $value } pictures. Where a table is a picture, replace it by a table of text.
notice-title-repeated = “{ $value }” stands twice; differences of width and blanks do not count. Check whether it is a duplicate.
notice-field-limit = The text was too long and was cut. What was cut is listed under “unplaced”.
notice-plan-limit = What exceeds the limits of a plan (8 levels, 20,000 items) was not taken in.
notice-era-continued = “{ $value }” was read as { $year }.
notice-era-assumed = “{ $value }”, printed without an era, was read as { $year }. Correct it if this is wrong.
notice-era-outside = “{ $value }” lies outside its era. Check whether { $day } is meant.
notice-year-mismatch = The years in “{ $value }” do not agree. Check which of them is right.
notice-date-impossible = There is no year or day “{ $value }”. Use a real date, with a year of 1 to 99 in an era or of 1868 to 2199.
notice-period-reversed = The period “{ $value }” ends before it begins. Check the years.
notice-term-outside-period = “{ $value }” has a year ({ $year }) outside the period of the plan.
notice-private-character = There is a private-use character ({ $value }). Others see something else: put the right character there.
notice-text-damaged = Characters are lost ({ $value }). Compare with the original document and correct it.
notice-reference-unresolved = What “{ $value }” refers to is not in this document. The printed words are kept.
notice-not-a-plan = This does not look like a plan. No items were made. Give the file that holds the text of the plan.
notice-personal-details = This looks like a form with a resident’s personal details. No items were made and nothing was taken in.
notice-printings-differ = The same item is printed differently in two places: “{ $first }” and “{ $second }”. The first one was taken.
notice-site-furniture = Menus and decoration of the web page were removed.
notice-glyph-missing = No font has the character “{ $value }”; “〓” was printed in its place.
notice-cell-limit = There are too many cells: { $value } were only counted and not read. Save the tables of the plan as a file of their own.
notice-cell-cut = The words of a cell are too long ({ $value } characters) and were cut at 32,767.
notice-cell-error = A formula shows an error ({ $value }). Correct it in the original table.
notice-formula-without-value = The result of the formula “{ $value }” is not in the file, and formulas are not calculated here. Open the original table and save it again.
notice-string-missing = The words of a cell (number { $value }) are missing from the file. Open the original table and save it again.
notice-outside-not-followed = There are references to other files or programs ({ $value }). They were not followed; only the values shown were read.
notice-quote-open = A cell opened with a quote (") is never closed. The quote was read as a character.
notice-row-ragged = The number of cells ({ $value }) differs from the heading row. Check the separators.
notice-heading-repeated = Two or more columns have the heading “{ $value }”. Check which is which.
notice-heading-empty = Column { $value } has values and no heading.
notice-separator-detected = Cells are parted by { $value ->
    [tab] tabs
    [semicolon] semicolons (;)
   *[wide-comma] full-width commas (，)
}.
notice-character-untold = Signs whose characters the file does not tell became “{ $value }”. Compare with the document and correct them.
notice-page-without-text = This page is a picture only. It holds no text, so nothing of it was read. If its words are needed, make a PDF with character recognition (OCR).
notice-page-cut = This page shows too many characters or lines; only part of it was read. Check whether it is a drawing.
notice-invisible-text = Characters laid under a picture by character recognition (OCR) were read. Check them for misread words.
notice-part-not-read = { $part }. If it is needed, open the file itself.
notice-number-as-day = A date ({ $value }) stands in a column of numbers. A spreadsheet may have turned a number such as 1-2 into it. Check the number.
notice-sum-differs = “{ $label }” says { $value }, but its parts add up to { $sum }. Check in the source which number is right.
notice-sum-parts = The numbers from here add up to { $sum }, but “{ $label }” says { $value }. Check in the source which number is right.
notice-sum-cell = The totals of both the row and the column are right if this { $value } is { $expected }. Check this number in the source.
notice-part-above-whole = The part, { $value }, is more than the whole, { $whole }. Check in the source.
notice-rate-differs = { $value } differs from { $rate }, which the numbers beside it give. Check in the source.
notice-rate-undefined = There is no rate of a target of 0. Check { $value } in the source.
notice-columns-matched = The columns of the table were read by the remembered matching "{ $name }".
notice-units-mixed = Numbers with different units stand in one column ({ $first } and { $value }). Use one unit, or give the units a column of their own.
part-scripts = The file holds scripts or actions; they were neither run nor read
part-attachments = Other files are attached inside; they were not opened
part-form = The file has form fields; only the words that are seen were read
part-dynamic-form = The file holds a dynamic form (XFA); it was not read
part-notes = Notes such as sticky notes were not read
part-signature = The file is signed; the signature was not checked
# Behind a notice that stands for several places.
notice-count = { " " }({ $count ->
    [one] one place
   *[other] { $count } places
})
notice-more = { $count ->
    [one] There is one more place.
   *[other] There are { $count } more places.
}

# Repairs: how the text was repaired.
repair-cjk-radical = radical became the character
repair-voicing-mark = loose voicing mark joined to its character
repair-invisible-character = invisible character removed
repair-letter-spacing = blanks between letters removed
repair-broken-word = broken word joined
repair-repeat = words printed over each other taken once
repair-lost-lead-byte = garbled number restored
repair-private-number = private-use circled number restored
repair-vertical-text = one-character lines of vertical text joined
repair-damaged-year = year read in spite of a lost sign

# Why a text has no place.
why-heading = heading that only orders the document
why-table-head = heading of a table
why-table-of-contents = table of contents
why-page-furniture = page number or running head
why-site-furniture = menus and the like of a web page
why-duplicate = second printing of an item already placed
why-wording = set phrase around a field
why-legend = explanation of signs
why-statistics = counts and sums
why-finance = money
why-minutes = minutes of a meeting
why-personal-details = personal details
why-opinions = opinions and replies
why-unassigned = value of an unknown item
why-order-unknown = order unknown
why-no-field = no field for it
why-field-limit = longer than the field allows
why-not-a-plan = the document is no plan
why-same-as-above = sign for “same as above”
why-hidden = hidden in the source
why-formula = formula behind a shown value
why-fallback-copy = copy for old programs
why-not-understood = not understood

# Questions a person can decide.
ask-which-parent = Below which item does this one belong?
ask-which-level = To which level does this item belong?
ask-which-column = The columns of the table are unclear. Which value belongs to which item?
ask-column-border = Two columns of text are read across each other. Where is the border?
ask-which-title = Is this the name of the plan?
ask-which-kind = Is this a result or a reflection?
ask-which-encoding = Which encoding is it? Choose the one that reads right.
ask-which-tree = The structure can be read in two ways. Which one?
ask-which-period = Is this the period of the plan?
ask-which-meaning = Which meaning has this sign?
ask-which-council = The organisation in the document differs from the one it is read into. Are they the same?
ask-which-era = Years are printed without their era. Which years are meant?
ask-which-label = The number is garbled. Is it this one?
# Answers that are no words of the source.
choice-at-the-top = (at the top of the tree)
choice-no-label = (no label)
choice-without-place = (to none of the items)
# Where no choice can decide: what to do.
advice-column-border = The text of two columns was read across, and this page cannot part it. Save the document in one column and read it in again.
advice-which-column = The columns of the table are out of place, and this page cannot mend them. Undo merged cells, give every item a row of its own, and read the document in again.
advice-which-tree = The headings differ only in kind, so all was read as one plan. If these are plans of their own, part the document and read each in by itself.
advice-mend-the-document = It is taken in as it was read. If that is wrong, correct the place in the document and read it in again.

# Why a file is not read: the reason, then what to do.
refusal-kind-not-read = This kind of file ({ $kind }) is not read. Save it as Word (.docx), Excel (.xlsx), PDF or text in the program it was made with, and give that file.
refusal-kind-old-office = This old kind of file ({ $kind }) is not read. Save it as Word (.docx), Excel (.xlsx) or PDF in the program it was made with.
refusal-kind-disagrees = The name says { $named }, the content is { $found }. Correct the ending or save the file again.
refusal-macros = Files with macros are not taken in. Save the file again without macros.
refusal-encrypted = The file is locked with a password. Remove the password and save it again.
refusal-not-text = This cannot be read as text. Check that it was not saved garbled, and save it again in the program it was made with.
refusal-nul-bytes = The file holds bytes (NUL) that no text has. Save it again as text.
refusal-too-large = The file is too large ({ $size }, at most { $limit }). Save it chapter by chapter.
refusal-limit-memory = Reading it took more memory than it may (256 MB). What is in the file is too large or damaged. Save it chapter by chapter.
refusal-limit-time = Reading it took longer than it may (60 seconds). Save it chapter by chapter.
refusal-limit-answer = What was read is too long (limit 16 MB). Save it chapter by chapter.
refusal-empty = There are no characters in the file.
refusal-broken = The file is damaged and cannot be read. Check that it opens in the program it was made with, and save it again.
refusal-unpacked-too-large = Unpacked, the file is larger than the limit ({ $limit }). Take out pictures or save it chapter by chapter.
refusal-too-many-parts = Too many files are packed into it ({ $count }, at most { $limit }). Open it in the program it was made with and save it again.
refusal-no-such-pages = There are no pages in the range asked for (the file has { $count }). Give another range.
refusal-too-many-pages = Too many pages ({ $count }, limit { $limit }). Say which pages are to be read (for example 1-2000).
refusal-no-text = There is no text in this PDF, only pictures or shapes. Keep it as an attachment of a plan (in the browser), or make a PDF with character recognition (OCR) and give that file.
refusal-suspicious = No program saves a file like this ({ $sign }). Make sure where it came from, open it in the program it was made with and save it again.
refusal-suspicious-part = No program saves a file like this ("{ $part }" in it: { $sign }). Make sure where it came from, open it in the program it was made with and save it again.
suspicion-overlap = packed files lie over each other
suspicion-headers-disagree = its directory and its content disagree
suspicion-part-name = the name of a packed file leads elsewhere
suspicion-symlink = a link to a file outside
suspicion-doctype = a document type is declared
suspicion-nesting = elements too deep or too many
suspicion-attributes = attributes too many or too long
# A place before words.
refusal-at = { $place }: { $words }
