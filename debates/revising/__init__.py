"""Revisions put to use: who made which, what they changed, and how they are taken back."""
