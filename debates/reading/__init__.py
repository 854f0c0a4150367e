"""What a reader is shown of the map: rows of the database, read through the graph, as plain values for a page.

Each `read_…` function makes a fixed number of queries, stated in its docstring.
"""
