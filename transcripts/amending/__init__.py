"""Words that are here, changed: corrected, covered, uncovered; and what stands on them."""
