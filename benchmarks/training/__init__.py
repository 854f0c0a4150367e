"""Fitting the heads that ship: `python -m benchmarks.training`."""
