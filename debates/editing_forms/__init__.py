"""Forms on which editors change what is there, each aware of what others save meanwhile."""

from debates.editing_forms.claims import ClaimForm, QuoteViewForm
from debates.editing_forms.people import SpeakerForm

__all__ = ["ClaimForm", "QuoteViewForm", "SpeakerForm"]
