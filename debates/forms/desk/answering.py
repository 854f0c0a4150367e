"""Which claim an editor is about to answer or support, remembered from its page or a map until the words are found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import Q
from django.http import HttpRequest

from debates.forms.desk.review import BEARINGS
from debates.models import Claim, Quote, User
from transcripts.actions import Action
from transcripts.models import Episode

REMEMBERED = "answering"
"""Where a session keeps it: the claim's key, and how the words will bear on it."""
OFFERED = 8
"""Episodes that are offered to find the words in."""
WAYS = [(kind, label.capitalize()) for kind, label in BEARINGS]


@dataclass(frozen=True, slots=True)
class Answering:
    """The claim that waits for words, and how they will bear on it."""

    claim: Claim
    bears: str

    @property
    def told(self) -> str:
        return dict(BEARINGS).get(self.bears, "bears on")


def answering(request: HttpRequest) -> Answering | None:
    """What whoever asks is about to answer; nothing where the claim is gone, or not theirs any more. One query where something is."""
    user = request.user
    kept = request.session.get(REMEMBERED) if isinstance(user, User) else None
    if not isinstance(user, User) or not kept:
        return None
    claim = Claim.objects.open_to(user).called(kept["claim"])
    return Answering(claim, kept["bears"]) if claim else None


def forget_answering(request: HttpRequest) -> None:
    request.session.pop(REMEMBERED, None)


class AnswerForm(forms.Form):
    """How words are to bear on a claim, and the episode in which they are looked for: one that is likely, or none of these."""

    bears = forms.ChoiceField(choices=WAYS, label="The words will show what", widget=forms.RadioSelect)
    episode = forms.ChoiceField(required=False, label="Where the words are", widget=forms.RadioSelect)

    def __init__(self, claim: Claim, episodes: Sequence[Episode], data: Any = None, here: str = "") -> None:
        self.claim = claim
        self._episodes = {_name(each): each for each in episodes}
        first = here if here in self._episodes else next(iter(self._episodes), "")
        super().__init__(data, initial={"bears": "attack", "episode": first})
        chosen = self.fields["episode"]
        assert isinstance(chosen, forms.ChoiceField)  # noqa: S101  declared above
        listed = [(name, f"{each.title} ({each.show.name})") for name, each in self._episodes.items()]
        chosen.choices = [*listed, ("", "In another one: I look for it myself")]

    def remember(self, request: HttpRequest) -> Episode | None:
        """Keep it for the session, in the place of what was kept before; return the episode that was chosen, if one was."""
        request.session[REMEMBERED] = {"claim": self.claim.key, "bears": self.cleaned_data["bears"]}
        return self._episodes.get(self.cleaned_data["episode"])


def episodes_for(claim: Claim, by: User, here: str = "") -> list[Episode]:
    """Episodes in which `by` may look for words that bear on a claim. Two queries.

    The one named `here` (show/episode) comes first, then those where the claim and others of its debates were said, then the
    newest.
    """
    current = Episode.objects.filter(transcripts__is_current=True, is_taken_down=False)
    offered = current.in_shows(by.shows_reached(Action.EDIT)).with_shows()
    beside = Quote.objects.filter(Q(claim=claim) | Q(claim__placements__debate__placements__claim=claim))
    show, _, slug = here.partition("/")
    said = Q(pk__in=beside.values("utterance__transcript__episode"))
    likely = offered.filter(said | Q(show__slug=show, slug=slug)).newest_first()[:OFFERED]
    found = dict.fromkeys([*likely, *offered.newest_first()[:OFFERED]])
    return sorted(found, key=lambda each: _name(each) != here)[:OFFERED]


def _name(episode: Episode) -> str:
    return f"{episode.show.slug}/{episode.slug}"
