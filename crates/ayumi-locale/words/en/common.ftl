### Words of the door "common".

app-name = Ayumi
language-name = English
