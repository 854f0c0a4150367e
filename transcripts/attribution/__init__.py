"""Who says what: labels, voices and what is said, put together to speakers, and what of that is not sure."""
