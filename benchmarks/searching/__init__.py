"""What the measurements of search stand on: made-up talks, queries of several classes, and the engines beside ours."""
