"""What is there, changed: words corrected or covered, quotes moved, claims and people merged, names decided; in both apps."""
