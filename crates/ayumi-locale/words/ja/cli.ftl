### Words of the door "cli".
# The command line: help (examples first), then what commands say.
cli-about = あゆみ：社会福祉協議会の計画を、読み込み、ふり返り、公表します。
cli-examples =
    ayumi import 第2次計画.txt              計画書を取り込む
    ayumi plan list                         取り込んだ計画の一覧
    ayumi publish plan-2 --to pdf,docx -o 公表   章をPDFとWordで書き出す
    ayumi serve                             ブラウザーで使う
cli-heading-examples = 例：
cli-heading-usage = 書き方：
cli-heading-commands = コマンド：
cli-heading-arguments = 引数：
cli-heading-options = オプション：
cli-help-end = くわしくは「ayumi コマンド --help」。English: ayumi --lang en --help
cli-read-about = ファイルを読み取り、分かったことを表示します（保存はしません）。
cli-read-examples =
    ayumi read 第2次計画.txt                読み取った計画を木の形で表示
    ayumi read --json 計画.html > 計画.json   ayumi/reading@1 で書き出す
    cat 計画.txt | ayumi read -             標準入力から読む
cli-import-about = 計画書か計画データ（ayumi/plan@1）を取り込みます。読み取った内容を見せてから確認します。
cli-import-examples =
    ayumi import 第2次計画.txt              読み取った内容を確かめて取り込む
    ayumi import 第2次計画.txt --yes        確認せずに取り込む
    ayumi import 第2次計画.txt --dry-run    取り込まずに、内容だけを見る
cli-plan-about = 取り込んだ計画を見ます。
cli-plan-examples =
    ayumi plan list                         計画の一覧
    ayumi plan show plan-2                  計画の全体
cli-plan-list-about = 計画の一覧を表示します。
cli-plan-list-examples =
    ayumi plan list
    ayumi plan list --json
cli-plan-show-about = 計画の全体を木の形で表示します。
cli-plan-show-examples =
    ayumi plan show plan-2
    ayumi plan show plan-2 --json
cli-export-about = 計画を計画データ（ayumi/plan@1）か、表（CSV）で書き出します。計画データは取り込むと同じ計画になります。
cli-export-examples =
    ayumi export plan-2 --json > plan-2.json
    ayumi export plan-2 --csv > plan-2.csv
    ayumi export plan-2 --csv --encoding shift_jis > plan-2.csv
cli-publish-about = 計画のふり返りの章を、フォルダーに書き出します。
cli-publish-examples =
    ayumi publish plan-2 --to pdf,docx,xlsx,html,md -o 公表
    ayumi publish plan-2 --to md -o .
cli-serve-about = ブラウザーで使うためのサーバーを動かします（--url を付けなければ、このパソコンからだけ使えます）。
cli-serve-examples =
    ayumi serve
    ayumi serve --address 127.0.0.1:9000
    ayumi serve --url https://ayumi.example.jp
cli-doctor-about = データベース、ファイル、フォント、空き容量を調べます。異常があれば終了コードは1です。
cli-doctor-examples =
    ayumi doctor
    ayumi doctor --json
cli-schema-about = データの形（JSON Schema）を表示します。
cli-schema-examples =
    ayumi schema reading > reading.schema.json
    ayumi schema plan > plan.schema.json
cli-completions-about = シェルの補完を書き出します。
cli-completions-examples =
    ayumi completions bash > ~/.local/share/bash-completion/completions/ayumi
cli-arg-files = 読み取るファイル（- は標準入力）
cli-arg-file = 取り込むファイル（- は標準入力）
cli-arg-plan = 計画の短い名前、または番号（ID）
cli-arg-json = JSONで出力する
cli-arg-encoding = 文字コード（shift_jis、euc-jp など）。指定しなければ自動で判別
cli-arg-csv = 表（CSV。1セルに1データ）で書き出す
cli-arg-pages = 読むページ（PDF。例：3-10）。指定しなければ全部
cli-arg-hidden = 隠れた部分（非表示のシート・行・列、隠し文字）も読む
cli-arg-csv-encoding = CSVの文字コード（utf-8、shift_jis）
cli-arg-replace = 文字コードにない字を〓にして書き出す
cli-arg-council = 組織の短い名前
cli-arg-yes = 確認せずに進める
cli-arg-dry-run = 何も保存せず、内容だけを見る
cli-arg-no-input = 何も尋ねない（尋ねる必要があれば中止）
cli-arg-title = 文書に計画の名前がないときの名前
cli-arg-plans = 取り込む計画の番号（コンマで区切る。文書に計画が複数あるとき）
cli-arg-least-free = 空いているべき容量（MB。指定しなければ256）
cli-arg-to = 形式（pdf、docx、xlsx、html、md。コンマで区切る）
cli-arg-output = 書き出すフォルダー（なければ作る）
cli-arg-address = 待ち受けるアドレス（127.0.0.1:8017）
cli-arg-port = 待ち受けるポート（0 は空いているもの）
cli-arg-form = reading または plan
cli-arg-shell = シェル（bash、zsh、fish、powershell、elvish）
cli-arg-lang = 表示の言語
cli-arg-data-dir = データフォルダー（AYUMI_DATA_DIR）
cli-arg-database-url = データベース（AYUMI_DATABASE_URL。sqlite://ファイル、postgres://…）
cli-arg-help = 使い方を表示する
cli-arg-version = 版を表示する
cli-wrong = コマンドの書き方が正しくありません（{ $what }）。
cli-wrong-command = 「{ $what }」というコマンドはありません。
cli-wrong-argument = 「{ $what }」という指定はありません。
cli-wrong-value = この値は使えません：{ $what }
cli-wrong-missing = 必要な指定がありません：{ $what }
cli-wrong-conflict = いっしょには指定できません：{ $what }
cli-wrong-nearest = もしかして：{ $what }
cli-wrong-help = 使い方は「ayumi --help」で見られます。
cli-yes-words = はい y yes ｙ
cli-interrupted = 中止しました。何も変更していません。
cli-no-data-dir = データフォルダーの場所が決められません。--data-dir か AYUMI_DATA_DIR で指定してください。
cli-database-url-not-text = AYUMI_DATABASE_URL が文字として読めません。
cli-no-such-file = ファイルがありません：{ $file }
cli-file-not-read = ファイルを読めません：{ $file }
cli-file-not-written = ファイルを書けません：{ $file }
cli-file-refused = { $file }：{ $why }
cli-no-such-council = 「{ $slug }」という組織はありません。
cli-no-such-plan = 「{ $plan }」という計画はありません。今ある計画：{ $known }
cli-several-plans = 「{ $plan }」という計画が複数の組織にあります。--council で指定してください。
cli-no-plans = 計画はまだありません。「ayumi import ファイル」で取り込めます。
cli-plan-row = { $slug }	{ $title }	{ $council }	{ $items }項目
cli-publishing = 書き出しています
cli-doctor-well = 正常
cli-doctor-fault = 異常
cli-doctor-all-well = すべて正常です。
cli-doctor-faults = 異常があります。
cli-import-ask = 取り込みますか（はい／いいえ）：
cli-import-choose = 番号（そのままEnterで1）：
cli-import-choose-or-type = 番号、または正しい語句（そのままEnterで1）：
cli-import-several = この文書には計画が{ $count }つあります。
cli-import-choose-plans = 取り込む計画の番号（コンマで区切る。そのままEnterですべて）：
cli-import-no-such-plan = { $number }番の計画はありません。1から{ $count }までの番号を指定してください。
cli-import-skipped = 取り込まなかった計画：{ $title }
cli-import-dry-run = 取り込みはしていません（--dry-run）。
cli-import-left = 取り込みませんでした。
cli-import-needs-yes = 確認を求められません。内容を確かめたうえで --yes を付けてください。
cli-import-again = 「{ $title }」という計画がすでにあります（{ $slug }）。置き換えずに、もう一つの計画として取り込みます。
cli-import-other-council = 文書の組織名は「{ $read }」ですが、登録されている組織は「{ $council }」です。「{ $council }」に取り込みます。
cli-import-unchanged = 前回と同じ内容です（変更0件）：{ $slug }
cli-import-kept = 取り込みました：{ $slug }
cli-import-council-made = 組織を登録しました：{ $name }（{ $slug }）
cli-serve-stop = 止めるときは Ctrl-C を押してください。
cli-serve-no-address = アドレスとして読めません：{ $address }（例：127.0.0.1:8017）
cli-serve-not-loopback = { $address } は、ほかのパソコンから届くアドレスです。利用者が開くアドレスを --url で指定してください（例: --url https://ayumi.example.jp）。
cli-serve-not-listening = { $address } を使えません。ほかのプログラムが使っていないか確かめるか、--port で別の番号を指定してください。
cli-serve-ended = サーバーが止まりました（{ $address }）。
cli-read-no-title = （計画の名前なし）
cli-read-organization = 組織：{ $value }
cli-read-period = 期間：{ $value }
cli-read-philosophy = 基本理念：{ $value }
cli-read-vision = 経営ビジョン：{ $value }
cli-read-no-items = 計画の項目は見つかりませんでした。
cli-read-overall = 総合的な達成状況（{ $count }件）
cli-read-questions = 確認したいこと（{ $count }件）
cli-read-notices = 気づき（{ $count }件）
cli-read-repairs = 直した文字（{ $count }件）
cli-read-unplaced = 計画に入れなかった文（{ $count }件）
cli-read-more = ほか{ $count }件（--json ですべて見られます）
cli-read-coverage = { $characters }文字のうち、計画に入れた文字 { $placed }、入れなかった文字 { $unplaced }
cli-import-ask-name = 文書に組織名がありません。組織の名前を入力してください：
cli-import-nameless = （組織名なし）
cli-import-no-organization = 文書に組織名がないため、「（組織名なし）」として登録します。別の組織として登録するには、--council で短い名前を指定してください。
cli-read-all = くわしくは「ayumi read ファイル」ですべて見られます。
cli-export-more = ほか{ $count }セル
cli-export-lacking-do = UTF-8で書き出す（--encoding utf-8）か、〓に置き換えて書き出して（--replace）ください。

# The record, rights, accounts.
cli-audit-about = 変更の記録を確かめます。
cli-audit-examples =
    ayumi audit verify
cli-audit-verify-about = 変更の記録が書き換えられていないか、最初から最後まで確かめます。
cli-audit-verify-examples =
    ayumi audit verify --noted 120:9f86d081884c7d65
cli-audit-erase-about = 保存年限を過ぎた記録の内容を消します。消したことは記録に残り、記録のつながりは保たれます。
cli-audit-erase-examples =
    ayumi audit erase --class needs --before 2021-04-01
cli-access-about = 役割と権限の表を見る、パスワードを忘れた人のリンクを発行する。
cli-access-examples =
    ayumi access table
cli-access-table-about = 役割ごとに、見られるものと変えられるものを表示します。
cli-access-table-examples =
    ayumi access table --kind municipality
cli-access-link-about = パスワードを設定し直すリンクを発行します（1回、24時間）。管理者がだれも入れなくなったときに使います。
cli-access-link-examples =
    ayumi access link yamamoto
cli-audit-nothing = まだ何も記録されていません。
cli-audit-whole = 異常なし  { $council }: { $count }件、末尾 { $head }
cli-audit-broken = 異常あり  { $council }: { $sequence }番目の記録 — { $fault }
cli-audit-gap = 記録が抜けているか、重なっています
cli-audit-previous = 前の記録とつながっていません
cli-audit-hash = 記録が書き換えられています
cli-audit-end = 末尾の記録が失われています
cli-audit-content = 記録の内容が書き換えられています
cli-audit-missing = 記録の内容が、消去の記録なしに失われています
cli-audit-noted-wrong = 「{ $noted }」を読み取れません。「番号:照合値」の形（例 120:9f86d081884c7d65）で指定してください。
cli-audit-class-wrong = 「{ $class }」という種類はありません。次から選んでください: { $classes }
cli-audit-erased = { $count }件の記録の内容を消しました。
cli-access-no-login = ログインID「{ $login }」はありません。
cli-access-link = 次のリンクを本人に渡してください。1回だけ、24時間使えます。
cli-serve-first = 最初の管理者を登録するには、次のリンクを開いてください（1回だけ、24時間使えます）。登録すると、サインインした人だけが使えるようになります: { $link }
cli-serve-url-wrong = 「{ $url }」はサイトのアドレスではありません（例: https://ayumi.example.jp）。
cli-arg-url = 利用者が開くアドレス。指定すると、ほかのパソコンからも使えます（サインインが必要です）
cli-arg-proxy = X-Forwarded-For を信じてよい中継サーバーのIPアドレス
cli-arg-idle = 操作がないときにサインインが終わるまでの分数（既定 30）
cli-arg-absolute = サインインが必ず終わるまでの時間数（既定 12）
cli-arg-noted = 以前に控えた「番号:照合値」
cli-arg-class = 消す内容の種類（plans、needs、accounts など）
cli-arg-before = この日より前の記録
cli-arg-names-only = 操作した人の氏名と接続元だけを消す
cli-arg-kind = 組織の種類
cli-arg-login = ログインID
cli-council-about = 組織を停止、再開、控え、復元、削除します（設置した人の操作）。
cli-council-examples =
    ayumi council list
    ayumi council export midorino -o midorino-2026-11.zip
cli-council-list-about = 登録されている組織の一覧を表示します。
cli-council-list-examples =
    ayumi council list
    ayumi council list --json
cli-council-stop-about = 組織を停止します。その組織の人は使えなくなりますが、内容はすべて残ります。
cli-council-stop-examples =
    ayumi council stop midorino
cli-council-resume-about = 停止した組織を再開します。
cli-council-resume-examples =
    ayumi council resume midorino
cli-council-export-about = 組織の内容をすべて、控え（ZIP）に書き出します。パスワードは入りません。
cli-council-export-examples =
    ayumi council export midorino -o midorino-2026-11.zip
cli-council-import-about = 控えから組織を元に戻します。壊れていれば、何も変更せずに止まります。
cli-council-import-examples =
    ayumi council import midorino-2026-11.zip
cli-council-delete-about = 停止した組織を、記録も含めてすべて削除します。元には戻せません。
cli-council-delete-examples =
    ayumi council delete midorino --name みどりの市社会福祉協議会
cli-council-is-stopped = （停止中）
cli-council-stopped = 「{ $council }」を停止しました。
cli-council-resumed = 「{ $council }」を再開しました。
cli-council-exported = 「{ $council }」を書き出しました: { $path }（記録{ $entries }件、ファイル{ $files }点）
cli-council-imported = 「{ $council }」を元に戻しました。利用者は、改めて招待してください。
cli-council-deleted = 「{ $council }」を削除しました。記録は{ $entries }件、末尾は { $head } でした。
cli-council-not-written = { $path } に書き込めません（{ $reason }）。同じ名前のファイルがないか、フォルダーの権限と空き容量を確かめてください。
cli-council-not-read = { $path } を読めません（{ $reason }）。
cli-arg-council-name = 組織の名前（取り違えを防ぐため、そのまま入力）
cli-arg-archive = 控えのファイル
cli-arg-archive-out = 書き出すファイル（すでにあるファイルには書きません）
