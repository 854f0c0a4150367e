"""What people may bring and say, checked."""
