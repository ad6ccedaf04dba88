### Words of the door "common".

language-name = English

# Years, days and numbers (print.rs).
era-meiji = Meiji
era-taisho = Taisho
era-showa = Showa
era-heisei = Heisei
era-reiwa = Reiwa
# The first year of an era.
print-first-year = 1
print-era-fiscal-year = { $era } { $number }
print-western-fiscal-year = FY{ $year }
# One year said in two or three ways: the first one, then the others.
print-also = { $first } ({ $second })
print-also-two = { $first } ({ $second }, { $third })
print-span = { $from } – { $to }
print-open-span = { $from } –
print-first-half = first half of { $year }
print-second-half = second half of { $year }
print-quarter = quarter { $quarter } of { $year }
print-era-day = { $day } { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
} { $era } { $number }
print-western-day = { $year }-{ $month }-{ $day }
print-moment = { $day } { $hour }:{ $minute }
print-bytes = { $count ->
    [one] 1 byte
   *[other] { $count } bytes
}
print-kilobytes = { $count } KB
print-megabytes = { $count } MB
