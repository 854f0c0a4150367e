"""Voice profiles as they are stored: made of samples, decided about by people, forgotten. What a profile can tell is `transcripts.voices`."""
