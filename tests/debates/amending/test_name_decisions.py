"""Two editors who name the same voice at the same moment, on connections of their own."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from debates.amending.name_decisions import Named, name_voice
from debates.models import AlreadyDecidedError, User
from debates.reading.naming import NameCard, read_name_cards
from tests.factories import SpeakerFactory, Talk, UserFactory
from transcripts.attribution.uncertain import UncertainVoices
from transcripts.models import NameDecision, NameScope, Speaker, Utterance


@pytest.mark.django_db(transaction=True)
def test_the_first_decides_and_the_other_is_told() -> None:
    talk, show = Talk("One"), None
    for each in (talk, Talk("Two")):
        show = show or each.episode.show
        each.episode.show = show
        each.episode.save()
        Utterance.objects.filter(pk=each.say(None, "It is so.").pk).update(label="Guest Ann")
    cards = read_name_cards(UncertainVoices(None)[0:2])
    start = Barrier(2)

    def decide(card: NameCard, speaker: Speaker, by: User) -> str:
        try:
            start.wait(timeout=10)
            name_voice(card, Named(speaker, NameScope.EVERYWHERE), by)
        except AlreadyDecidedError as error:
            return type(error).__name__
        else:
            return "done"
        finally:
            connection.close()

    people, editors = [SpeakerFactory(), SpeakerFactory()], [UserFactory(), UserFactory()]
    with ThreadPoolExecutor(2) as threads:
        outcomes = list(threads.map(decide, cards, people, editors))
    assert sorted(outcomes) == ["AlreadyDecidedError", "done"]
    winner = people[outcomes.index("done")]
    assert set(NameDecision.objects.values_list("speaker", flat=True)) == {winner.pk}
    current = Utterance.objects.current().values_list("speaker", flat=True)
    assert list(current) == [winner.pk, winner.pk]
