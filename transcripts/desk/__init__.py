"""The import desk: from what somebody brings to an order that `transcripts.ingest` can carry out."""
