### Words of the door "app".
# The examination (doctor): names of the checks, then what they find.
check-opens = データベースが開く
check-schema = データベースの版
check-integrity = データベースの破損
check-foreign-keys = データのつながり
check-durability = 停電への備え
check-chains = 変更の記録の連続
check-contents = 変更の記録の内容
check-rows = 保存された計画の内容
check-files = 保存されたファイル
check-space = ディスクの空き容量
check-fonts = 日本語のフォント
doctor-not-checked = 調べられませんでした（{ $reason }）。
doctor-older-schema = データベースが古い版のままです（{ $step } から）。「ayumi plan list」を一度実行すると新しくなります。
doctor-newer-schema = データベースは新しい版のAyumiで作られています（{ $step }）。Ayumiを更新してください。
doctor-damage = データベースが壊れています：{ $detail }。控えから戻してください。
doctor-broken-link = 表 { $table } の { $rows } 行が、表 { $parent } にないものを指しています。控えから戻してください。
doctor-not-durable = 設定 { $setting } が { $value } です。停電のときに、保存した内容が失われます。
doctor-broken-chain = 組織 { $council } の変更の記録が、{ $sequence } 番で途切れています。記録が書き換えられたおそれがあります。
doctor-altered-content = 組織 { $council } の変更の記録 { $sequence } 番の内容が、記録と合いません。書き換えられたおそれがあります。
doctor-altered-rows = 組織 { $council } の { $object } の内容が、最後に記録された内容と合いません。データが壊れたか、書き換えられたおそれがあります。控えから戻してください。
doctor-missing-file = ファイル { $sha256 } がありません。控えから戻してください。
doctor-damaged-file = ファイル { $sha256 } の内容が変わっています。控えから戻してください。
doctor-orphan-file = どこからも使われていないファイルがあります：{ $sha256 }（害はありません）。
doctor-little-space = 空き容量が { $megabytes } MB しかありません。{ $least } MB 以上を空けてください。
doctor-no-font = 日本語のフォントが見つかりません。PDFの公表には、データフォルダーの fonts に BIZ UDPゴシックを置いてください。
doctor-font-not-usable = データフォルダーの fonts に置かれたファイルは、日本語のフォントとして使えません。ファイルが壊れていないかを確かめるか、取り除いてください。
