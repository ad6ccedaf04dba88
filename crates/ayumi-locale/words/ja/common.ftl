### Words of the door "common".

app-name = Ayumi（あゆみ）
language-name = 日本語
