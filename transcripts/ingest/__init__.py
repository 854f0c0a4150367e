"""From cues to rows: an episode with its transcript, all of it or nothing."""

from transcripts.ingest.episodes import (
    TITLE_LONGEST,
    Ingested,
    IngestError,
    Order,
    ingest,
    refuse_what_cannot_stand,
)

__all__ = ["TITLE_LONGEST", "IngestError", "Ingested", "Order", "ingest", "refuse_what_cannot_stand"]
