"""Words said, asked for and found: the language of a search, and the machines that may carry it."""
