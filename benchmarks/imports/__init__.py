"""What an import costs: parsing, storing, memory, and the queue. Run it with `python -m benchmarks.imports --data FOLDER`."""
