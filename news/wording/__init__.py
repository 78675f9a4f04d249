"""Are quoted words those that their speaker authorised? Sign by sign, but for typography.

`tokens` makes words and signs of a text, `passages` parts a text into what it quotes, `matching`
compares that with one authorised wording, `check` finds the wordings to compare with.
"""
