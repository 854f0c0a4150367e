"""Recordings as files: brought, stored, played in parts, deleted when nothing names them."""
