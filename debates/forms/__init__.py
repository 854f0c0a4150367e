"""What people may post, checked; what a form tells of what others saved meanwhile."""
