"""A staged debate of this project's own writing, spoken by synthetic voices: two episodes with their sound, and what an editor made of them.

first.txt, second.txt     what is said, a sentence a line
speaking                  speaks it (needs espeak-ng): first.opus, second.opus, and the words with their times as WebVTT
listening                 hears it (needs what speech needs): voices.json
decisions.toml            the people, the claims and what answers what
loading                   brings all of it into the database (needs neither)
"""
