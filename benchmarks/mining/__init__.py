"""What the miner reaches on corpora that others annotated: `python -m benchmarks.mining --data DIR`."""
