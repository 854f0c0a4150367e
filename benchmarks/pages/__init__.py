"""What pages weigh and what they cost the server, on made-up talks of the size of real ones.

`python -m benchmarks.pages` makes a site of its own in a temporary folder and measures it.
"""
