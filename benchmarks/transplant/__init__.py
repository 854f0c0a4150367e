"""How well quotes survive a better transcript: real words, edited in known places, through the database and back."""
