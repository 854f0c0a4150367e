"""Measurements: what the site and the miner reach, and how fast."""
