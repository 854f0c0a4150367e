"""The word lists behind the rules: data, no logic.

Every entry is lower case with straight apostrophes and matches whole words; a space stands for any run of
white space. Lists name general English habits of speech, never a person, a show or a topic.
"""
