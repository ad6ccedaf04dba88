### Words of the door "reading": what a reader reports beside what it read (describe.rs).

# Where.
place-line = { $line }行目
place-page = { $page }ページ
place-cell = シート「{ $sheet }」の{ $cell }
place-paragraph = { $paragraph }番目の段落

# Notices: what was met, then what to do about it.
notice-bad-byte = 文字として読めないバイト（{ $value }）があります。元の文書で正しい文字に直すか、文字コードを選び直してください。
notice-comments-not-read = コメント{ $value }件は読み取っていません。必要な内容は本文に書いてから取り込んでください。
notice-deletions-not-read = 変更履歴で削除された文字が{ $value }か所残っています。取り込みませんでした。公開する前に、Wordの「変更履歴」で承諾してください。
notice-encoding-unsure = 文字コードを一つに決められませんでした（{ $value } として読みました）。文字が正しく見えるかを確かめてください。
notice-encoding-detected = 文字コードは { $value } でした。
notice-control-character = 目に見えない制御文字（{ $value }）を取り除きました。
notice-hidden-read = 隠し文字や非表示の部分も、指定により読み取りました（{ $value }か所）。個人情報が残っていないか確かめてください。
notice-pages-chosen = 指定された{ $value }ページだけを読み取りました。
notice-no-text = どのページも画像で、文字がありません。計画としては読み取れません。文字のあるファイルを用意するか、計画の添付資料として残してください。
notice-hidden-not-read = 隠し文字や非表示の部分が{ $value }か所あります。取り込みませんでした。個人情報が残っていないか確かめてください。
notice-invisible-character = 目に見えない文字（{ $value }）を取り除きました。
notice-label-repeated = 番号「{ $label }」が同じ場所に二度あります（{ $value }）。番号の付け方を確かめてください。
notice-label-gap = 番号「{ $label }」の前の番号が抜けています（{ $value }）。読み落としがないかを確かめてください。
notice-label-order = 番号「{ $label }」の順序が前後しています（{ $value }）。
notice-photo-place = 撮影した場所（GPS）の入った写真が{ $value }枚あります。写真は取り込みませんが、元のファイルを人に渡したり公開したりする前に、位置情報を消してください。
notice-objects-not-read = グラフ・図形・埋め込まれたファイルなど{ $value }件は読み取れません。必要な内容は本文に書いてから取り込んでください。
notice-part-missing = ファイルの中の部品「{ $value }」がないか、壊れています。残りの部分だけを読み取りました。
notice-pictures-not-read = 画像{ $value }枚の中の文字は読み取れません。表が画像になっているときは、文字の表に直してください。
notice-title-repeated = 「{ $value }」が二度あります。全角・半角や空白だけの違いは同じものとみなします。重複していないかを確かめてください。
notice-field-limit = 文が長すぎるため、途中で切りました。切った部分は「置けなかった文字」にあります。
notice-plan-limit = 計画の大きさの上限（8階層、20,000項目）を超えた分は取り込みませんでした。
notice-era-continued = 「{ $value }」は、{ $year }と読み替えました。
notice-era-assumed = 元号のない「{ $value }」を、{ $year }と読みました。違う場合は直してください。
notice-era-outside = 「{ $value }」は、その元号の期間から外れています。正しくは{ $day }ではないかを確かめてください。
notice-year-mismatch = 「{ $value }」の中の年や年数が合いません。どちらが正しいかを確かめてください。
notice-date-impossible = 「{ $value }」という年や日はありません。元号の年は1～99年、西暦は1868～2199年の、実際にある日付で書いてください。
notice-period-reversed = 計画期間「{ $value }」の終わりが、始まりより前になっています。年度を確かめてください。
notice-term-outside-period = 「{ $value }」に、計画期間の外の年度（{ $year }）があります。
notice-private-character = 外字（{ $value }）があります。ほかの人の画面では別の字になるため、正しい字に直してください。
notice-text-damaged = 文字が欠けています（{ $value }）。元の文書と見比べて直してください。
notice-reference-unresolved = 参照先「{ $value }」が、この文書の中に見つかりません。印刷されていた言葉をそのまま残します。
notice-not-a-plan = 計画の文書ではないようです。項目は作りませんでした。計画書の本文が入ったファイルを指定してください。
notice-personal-details = 住民の個人情報の用紙のようです。項目は作らず、内容も取り込みませんでした。
notice-printings-differ = 同じ項目が二か所で違う書き方になっています:「{ $first }」と「{ $second }」。先に出てきたほうを採りました。
notice-site-furniture = ウェブページのメニューや装飾を取り除きました。
notice-glyph-missing = 文字「{ $value }」がフォントにないため、「〓」で印刷しました。
notice-cell-limit = セルが多すぎるため、{ $value }個は数えただけで読んでいません。計画の表だけのファイルに分けてください。
notice-cell-cut = セルの文が長すぎるため（{ $value }字）、32,767字で切りました。
notice-cell-error = 数式の誤り（{ $value }）が表示されています。元の表で数式を直してください。
notice-formula-without-value = 数式「{ $value }」の結果が保存されていません。数式は計算しません。元の表を開いて保存し直してください。
notice-string-missing = セルの文字（{ $value }番）がファイルの中にありません。元の表を開いて保存し直してください。
notice-outside-not-followed = ほかのファイルやプログラムへの参照（{ $value }）があります。参照先は開かず、表示されていた値だけを読みました。
notice-quote-open = 引用符「"」で始まったセルが閉じられていません。引用符をふつうの文字として読みました。
notice-row-ragged = セルの数（{ $value }個）が見出しの行と違います。区切りの文字を確かめてください。
notice-heading-repeated = 見出し「{ $value }」の列が二つ以上あります。どちらの列かを確かめてください。
notice-heading-empty = { $value }番目の列には値がありますが、見出しがありません。
notice-separator-detected = 区切りの文字を{ $value ->
    [tab] タブ
    [semicolon] セミコロン（;）
   *[wide-comma] 全角のコンマ（，）
}として読みました。
notice-character-untold = 文字コードのない字があったため、「{ $value }」としました。元の文書と見比べて、正しい字に直してください。
notice-page-without-text = 画像だけのページです。文字情報がないため、このページは読み取っていません。文字が要るときは、文字認識（OCR）をしたPDFを作ってください。
notice-page-cut = 1ページの文字や線が多すぎるため、途中までを読み取りました。図面などのページでないかを確かめてください。
notice-invisible-text = 画像の下に置かれた、文字認識（OCR）の文字を読み取りました。読み間違いがないかを確かめてください。
notice-part-not-read = { $part }。要るときは、元のファイルを開いて確かめてください。
notice-number-as-day = 番号の列に日付（{ $value }）があります。1-2 のような番号が、表計算ソフトで日付に変わったのかもしれません。元の番号を確かめてください。
notice-sum-differs = 「{ $label }」の{ $value }が、足した結果の{ $sum }と違います。どの数が正しいかを元の文書で確かめてください。
notice-sum-parts = ここからの数を足すと{ $sum }になり、「{ $label }」の{ $value }と違います。どの数が正しいかを元の文書で確かめてください。
notice-sum-cell = 縦の合計も横の合計も、この{ $value }が{ $expected }なら合います。この数を元の文書で確かめてください。
notice-part-above-whole = 内数の{ $value }が、全体の{ $whole }より大きくなっています。元の文書で確かめてください。
notice-rate-differs = { $value }が、となりの数から計算した{ $rate }と違います。元の文書で確かめてください。
notice-rate-undefined = 目標が0のため、率は計算できません（算出不可）。{ $value }は元の文書で確かめてください。
notice-columns-matched = 表の列は、覚えている対応「{ $name }」で読みました。
notice-units-mixed = 同じ列に単位の違う数（{ $first }と{ $value }）があります。単位をそろえるか、単位の列を作ってください。
part-scripts = 自動で動く仕掛け（スクリプトなど）がありますが、動かさず、読み取りもしませんでした
part-attachments = 中に別のファイルが添付されていますが、開いていません
part-form = 記入欄があります。見えている文字だけを読み取りました
part-dynamic-form = 専用のソフトで表示する書式（XFA）が入っていますが、読み取っていません
part-notes = 付せんなどの注釈は読み取っていません
part-signature = 電子署名があります。署名は確かめていません
# Behind a notice that stands for several places.
notice-count = （{ $count }か所）
notice-more = ほかに{ $count }か所あります。

# Repairs: how the text was repaired.
repair-cjk-radical = 部首の文字を漢字に直しました
repair-voicing-mark = 離れた濁点・半濁点を文字に付けました
repair-invisible-character = 目に見えない文字を取り除きました
repair-letter-spacing = 字と字の間の空白を詰めました
repair-broken-word = 途中で切れた言葉をつなぎました
repair-repeat = 重なって印刷された言葉を一つにしました
repair-lost-lead-byte = 文字化けした番号を元に戻しました
repair-private-number = 外字の丸数字を直しました
repair-vertical-text = 縦書きの一字ずつの行をつなぎました
repair-damaged-year = 欠けた年の表記を補って読みました

# Why a text has no place.
why-heading = 文書を区切る見出し
why-table-head = 表の見出し
why-table-of-contents = 目次
why-page-furniture = ページ番号や柱
why-site-furniture = ウェブページのメニューなど
why-duplicate = すでに置いた項目の二度目の印刷
why-wording = 項目の前後の決まり文句
why-legend = 凡例の説明
why-statistics = 集計
why-finance = 金額
why-minutes = 会議の記録
why-personal-details = 個人情報
why-opinions = 意見と回答
why-unassigned = どの項目の値か決められない
why-order-unknown = 順序が分からない
why-no-field = 入れる欄がない
why-field-limit = 欄の長さの上限を超えた
why-not-a-plan = 計画の文書ではない
why-same-as-above = 上と同じという印
why-hidden = 元の文書で隠されている
why-formula = 表示された値の元の数式
why-fallback-copy = 古いソフトのための写し
why-not-understood = 読み取れなかった

# Questions a person can decide.
ask-which-parent = この項目は、どの項目の下に入りますか。
ask-which-level = この項目は、どの階層ですか。
ask-which-column = 表の列の対応がはっきりしません。どの値がどの項目のものですか。
ask-column-border = 二段組の文がつながって読まれています。どこで分かれますか。
ask-which-title = 計画の名前はこれでよいですか。
ask-which-kind = これは成果ですか、反省点ですか。
ask-which-encoding = 文字コードはどれですか。正しく読めるものを選んでください。
ask-which-tree = 体系の読み方が二つあります。どちらですか。
ask-which-period = 計画期間はこれでよいですか。
ask-which-meaning = この記号の意味はどれですか。
ask-which-council = 文書の組織名が、取り込む先の組織と違います。同じ組織ですか。
ask-which-era = 元号のない年度があります。どの年度のことですか。
ask-which-label = 番号が文字化けしています。この番号でよいですか。
# Answers that are no words of the source.
choice-at-the-top = （いちばん上の階層に置く）
choice-no-label = （番号なし）
choice-without-place = （どの項目にも入れない）
# Where no choice can decide: what to do.
advice-column-border = 段組みの文が混ざって読まれているため、この画面では直せません。元のソフトで一段組にして保存し直し、もう一度取り込んでください。
advice-which-column = 表の列がずれているため、この画面では直せません。元の文書で結合したセルを解き、1行に1項目となるように直して、もう一度取り込んでください。
advice-which-tree = 見出しの種類が違うだけなので、一つの計画として読みました。別々の計画のときは、文書を計画ごとに分けて取り込んでください。
advice-mend-the-document = いまの読み方のまま取り込みます。違うときは、元の文書のその箇所を直して、もう一度取り込んでください。

# Why a file is not read: the reason, then what to do.
refusal-kind-not-read = このファイル（{ $kind }）は読み取れません。元のソフトで Word（.docx）、Excel（.xlsx）、PDF か「テキスト」として保存し、そのファイルを指定してください。
refusal-kind-old-office = 古い形式のファイル（{ $kind }）は読み取れません。元のソフトで Word（.docx）、Excel（.xlsx）か PDF として保存し直してください。
refusal-kind-disagrees = ファイル名は { $named } ですが、中身は { $found } です。正しい拡張子に直すか、元のソフトで保存し直してください。
refusal-macros = マクロ付きのファイルは取り込めません。マクロなしの形式で保存し直してください。
refusal-encrypted = パスワードで保護されています。元のソフトでパスワードを外して保存し直してください。
refusal-not-text = 文字として読めません。文字化けしたまま保存されていないかを確かめ、元のソフトで保存し直してください。
refusal-nul-bytes = 文字のファイルにはない印（NUL）が入っています。元のソフトで「テキスト」として保存し直してください。
refusal-too-large = ファイルが大きすぎます（{ $size }、上限 { $limit }）。章ごとに分けて保存してください。
refusal-limit-memory = 読み取りに使える記憶（256 MB）を超えました。ファイルの中の図や表が大きすぎるか、壊れています。章ごとに分けて保存してください。
refusal-limit-time = 読み取りの時間（60秒）を超えました。章ごとに分けて保存してください。
refusal-limit-answer = 読み取った内容が大きすぎます（上限 16 MB）。章ごとに分けて保存してください。
refusal-empty = ファイルに文字がありません。
refusal-broken = ファイルが壊れていて読み取れません。元のソフトで開けるかを確かめ、保存し直してください。
refusal-unpacked-too-large = 展開後の大きさが上限（{ $limit }）を超えています。写真などを減らすか、章ごとに分けて保存してください。
refusal-too-many-parts = 中のファイルが多すぎます（{ $count }個、上限 { $limit }個）。元のソフトで開いて保存し直してください。
refusal-no-such-pages = 指定された範囲のページがありません（このファイルは{ $count }ページです）。範囲を指定し直してください。
refusal-too-many-pages = ページが多すぎます（{ $count }ページ、上限 { $limit }ページ）。読むページの範囲を指定してください（例：1-2000）。
refusal-no-text = 文字情報がありません（紙を読み込んだ画像や、字を図形にしたPDFです）。取込の画面で計画の添付資料として残すか、文字認識（OCR）をしたPDFを作り、そのファイルを指定してください。
refusal-suspicious = ふつうの保存ではできない作りのファイルです（{ $sign }）。届いた経緯を確かめ、元のソフトで開いて保存し直してください。
refusal-suspicious-part = ふつうの保存ではできない作りのファイルです（中の「{ $part }」：{ $sign }）。届いた経緯を確かめ、元のソフトで開いて保存し直してください。
suspicion-overlap = 中のファイルが重なっている
suspicion-headers-disagree = 目録と中身が食い違う
suspicion-part-name = 中のファイル名が外の場所を指している
suspicion-symlink = 外のファイルへのリンクがある
suspicion-doctype = 文書型の宣言がある
suspicion-nesting = 入れ子が深すぎるか、要素が多すぎる
suspicion-attributes = 属性が多すぎるか、長すぎる
# A place before words.
refusal-at = { $place }：{ $words }
