"""Forms on which editors change what is there, each aware of what others save meanwhile."""

from debates.forms.editing.claims import ClaimForm, QuoteViewForm
from debates.forms.editing.people import SpeakerForm

__all__ = ["ClaimForm", "QuoteViewForm", "SpeakerForm"]
