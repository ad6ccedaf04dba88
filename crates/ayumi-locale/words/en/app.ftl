### Words of the door "app".
# The examination (doctor): names of the checks, then what they find.
check-opens = The database opens
check-schema = Version of the database
check-integrity = Damage in the database
check-foreign-keys = Links between the data
check-durability = Safe against a power cut
check-chains = The record has no gap
check-contents = The record's contents
check-rows = What the stored plans say
check-files = Stored files
check-space = Free disk space
check-fonts = A Japanese font
doctor-not-checked = It could not be checked ({ $reason }).
doctor-older-schema = The database is of an older version (from { $step }). Running “ayumi plan list” once brings it up to date.
doctor-newer-schema = The database was made by a newer Ayumi ({ $step }). Update Ayumi.
doctor-damage = The database is damaged: { $detail }. Restore a backup.
doctor-broken-link = { $rows } rows of the table { $table } point at something missing in { $parent }. Restore a backup.
doctor-not-durable = The setting { $setting } is { $value }: a power cut would lose what was saved.
doctor-broken-chain = The record of the council { $council } breaks at entry { $sequence }. It may have been altered.
doctor-altered-content = The content of entry { $sequence } in the record of the council { $council } does not fit. It may have been altered.
doctor-altered-rows = { $object } of council { $council } no longer says what was recorded last. The data may be damaged or altered; restore it from a backup.
doctor-missing-file = The file { $sha256 } is missing. Restore a backup.
doctor-damaged-file = The file { $sha256 } has changed. Restore a backup.
doctor-orphan-file = A file is used by nothing: { $sha256 } (it does no harm).
doctor-little-space = Only { $megabytes } MB are free on the disk. Make room for at least { $least } MB.
doctor-no-font = No Japanese font was found. To publish PDF, put BIZ UDPGothic into the folder fonts of the data folder.
doctor-font-not-usable = What lies in fonts in the data folder cannot be used as a Japanese font. Check that the file is whole, or take it away.
