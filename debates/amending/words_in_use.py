"""Which claims stand on a transcript: what the import desk asks before it takes words away."""

from __future__ import annotations

from debates.models import Claim
from transcripts.amending.dependents import Dependent
from transcripts.models import Transcript


def claims_on(transcript: Transcript) -> list[Dependent]:
    """The claims with a quote in the transcript, in the order of their wording. One query."""
    claims = Claim.objects.filter(quotes__utterance__transcript=transcript).distinct().order_by("text", "pk")
    return [Dependent(claim.text, claim.get_absolute_url()) for claim in claims]
