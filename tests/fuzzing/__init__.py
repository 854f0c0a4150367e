"""Damaged files for every reader of files that people bring: mutations of real ones, drawn from a seed, and what must hold of each."""
