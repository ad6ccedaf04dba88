### Words of the door "common".

language-name = 日本語

# Years, days and numbers (print.rs).
era-meiji = 明治
era-taisho = 大正
era-showa = 昭和
era-heisei = 平成
era-reiwa = 令和
# The first year of an era.
print-first-year = 元
print-era-fiscal-year = { $era }{ $number }年度
print-western-fiscal-year = { $year }年度
# One year said in two or three ways: the first one, then the others.
print-also = { $first }（{ $second }）
print-also-two = { $first }（{ $second }、{ $third }）
print-span = { $from }～{ $to }
print-open-span = { $from }～
print-first-half = { $year } 上半期
print-second-half = { $year } 下半期
print-quarter = { $year } 第{ $quarter }四半期
print-era-day = { $era }{ $number }年{ $month }月{ $day }日
print-western-day = { $year }年{ $month }月{ $day }日
print-moment = { $day } { $hour }:{ $minute }
print-bytes = { $count }バイト
print-kilobytes = { $count } KB
print-megabytes = { $count } MB
