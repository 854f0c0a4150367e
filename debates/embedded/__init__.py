"""A database engine for Django: PostgreSQL on the embedded server, started when the first connection is made."""
