"""What every machine that searches keeps: one suite, run with each."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest
from django.conf import LazySettings

from tests.factories import SpeakerFactory, UserFactory
from transcripts.ingest import Order, ingest
from transcripts.models import Episode, Show, Speaker, Takedown, Transcript, Utterance
from transcripts.searching.backend import CANDIDATES, NOTHING, Query, SearchBackend
from transcripts.searching.language import parse
from transcripts.searching.postgres import PostgresBackend
from transcripts.searching.tantivy import TantivyBackend
from transcripts.searching.terms import Not, Word

pytestmark = pytest.mark.django_db

BACKENDS = [PostgresBackend, TantivyBackend]

WEATHER = """Ann Lee: The café models rained. It poured on the job.

Bob: No models at all learn on the job. Ann said: nothing but rain.

Ann Lee: Learning takes modelling.
"""


@pytest.fixture(params=BACKENDS, ids=lambda each: each.__name__)
def backend(request: pytest.FixtureRequest, settings: LazySettings, tmp_path: Path) -> SearchBackend:
    settings.SEARCH_FOLDER = tmp_path
    made: SearchBackend = request.param()
    return made


def _imported(
    backend: SearchBackend, words: str = WEATHER, show: str = "Weather", language: str = "en"
) -> Transcript:
    transcript = ingest(Order(words.encode(), "talk.txt", show, "Talk", language=language)).transcript
    backend.update([transcript.pk])
    return transcript


def _texts(backend: SearchBackend, typed: str, **narrowed: object) -> list[str]:
    """The sentences that fit what was typed, in the order of the talk."""
    found = backend.find(Query(parse(typed).term, **narrowed))  # type: ignore[arg-type]
    assert found.count == len(found.hits)
    return _said(hit.utterance for hit in found.hits)


def _said(utterances: Iterable[int]) -> list[str]:
    return list(Utterance.objects.filter(pk__in=utterances).order_by("pk").values_list("text", flat=True))


RAINED = "The café models rained."
NO_MODELS = "No models at all learn on the job."
POURED = "It poured on the job."
RAIN = "Ann said: nothing but rain."
LEARNING = "Learning takes modelling."


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("model", [RAINED, NO_MODELS, LEARNING]),
        ("learned", [NO_MODELS, LEARNING]),
        ("models learn", [NO_MODELS, LEARNING]),
        ("models AND learn", [NO_MODELS, LEARNING]),
        ("poured OR taking", [POURED, LEARNING]),
        ("models -learn", [RAINED]),
        ("models NOT rain", [NO_MODELS, LEARNING]),
        ('"models rained"', [RAINED]),
        ('"rained models"', []),
        ('"learn on the job"', [NO_MODELS]),
        ('job -"learn on the job"', [POURED]),
        ("(poured OR rain) -café", [POURED, RAIN]),
        ("cafe", [RAINED]),
        ("CAFÉ", [RAINED]),
        ("pour*", [POURED]),
        ("noth* rain", [RAIN]),
        ("snow", []),
        ("the models", [RAINED, NO_MODELS, LEARNING]),
    ],
)
def test_finds_what_is_asked_for(backend: SearchBackend, typed: str, expected: list[str]) -> None:
    _imported(backend)
    assert _texts(backend, typed) == expected


@pytest.mark.parametrize(
    "typed", ["", "-rain", "rain OR -snow", "the", "-(rain OR snow)", "-the", "the -rain"]
)
def test_finds_nothing_for_what_every_row_may_match(backend: SearchBackend, typed: str) -> None:
    _imported(backend)
    assert backend.find(Query(parse(typed).term)) == NOTHING


def test_narrows_to_people(backend: SearchBackend) -> None:
    _imported(backend)
    ann, bob = (Speaker.objects.get(name=name).pk for name in ("Ann Lee", "Bob"))
    assert _texts(backend, "models", speakers=frozenset([ann])) == [RAINED, LEARNING]
    assert _texts(backend, "models", speakers=frozenset([ann, bob])) == [RAINED, NO_MODELS, LEARNING]
    assert _texts(backend, "", speakers=frozenset([bob])) == [NO_MODELS, RAIN]
    assert _texts(backend, "-rain", speakers=frozenset([bob])) == [NO_MODELS]


def test_narrows_to_shows(backend: SearchBackend) -> None:
    _imported(backend)
    other = _imported(backend, "Ann Lee: Other models.\n\nBob: Yes.\n", show="Climate")
    assert _texts(backend, "models", shows=frozenset([other.episode.show_id])) == ["Other models."]


def test_narrows_to_days(backend: SearchBackend) -> None:
    transcript = _imported(backend)
    Episode.objects.filter(pk=transcript.episode_id).update(published_on=date(2025, 3, 1))
    backend.update([transcript.pk])
    assert _texts(backend, "poured", since=date(2025, 3, 1)) == [POURED]
    assert _texts(backend, "poured", since=date(2025, 3, 2)) == []
    assert _texts(backend, "poured", until=date(2025, 3, 1)) == []
    assert _texts(backend, "poured", since=date(2024, 3, 1), until=date(2025, 3, 2)) == [POURED]
    assert _texts(backend, "poured", since=date(2025, 3, 2), until=date(2025, 3, 1)) == []


def test_an_episode_without_a_date_is_found_where_no_day_is_asked_for(backend: SearchBackend) -> None:
    _imported(backend)
    assert _texts(backend, "poured") == [POURED]
    assert _texts(backend, "poured", since=date(1900, 1, 1)) == []


def test_every_language_has_its_own_stems_and_small_words(backend: SearchBackend) -> None:
    _imported(backend)
    _imported(backend, "Ann Lee: Die Häuser brannten.\n\nBob: Das Modell nicht.\n", "Feuer", "de-AT")
    _imported(backend, "Ann Lee: Domy płonęły.\n\nBob: The end.\n", "Ogien", "pl")
    assert _texts(backend, "Haus") == ["Die Häuser brannten."]
    assert _texts(backend, "plonely") == ["Domy płonęły."]
    assert _texts(backend, "the end") == ["The end."]
    assert _texts(backend, "modelling -rained") == [NO_MODELS, LEARNING]


def test_many_hits_come_page_by_page_without_a_gap(backend: SearchBackend) -> None:
    _imported(backend, "Ann Lee: " + " ".join(f"Rain fell {n} times." for n in range(25)) + "\n\nBob: No.\n")
    query = Query(Word("rain"))
    pages = [backend.find(query, 10, skip) for skip in (0, 10, 20, 30)]
    assert [len(page.hits) for page in pages] == [10, 10, 5, 0]
    assert [page.count for page in pages[:3]] == [25, 25, 25]
    assert len({hit.utterance for page in pages for hit in page.hits}) == 25
    assert not pages[0].is_capped


def test_the_best_comes_first_and_of_equals_the_latest(backend: SearchBackend) -> None:
    words = "Rain fell. Snow fell on hills and valleys while rain kept off. Rain fell."
    _imported(backend, f"Ann Lee: {words}\n\nBob: No.\n")
    hits = backend.find(Query(Word("rain"))).hits
    rows = Utterance.objects.in_bulk([hit.utterance for hit in hits])
    places = [rows[hit.utterance].position for hit in hits]
    assert places == [2, 0, 1]
    assert hits[0].score == hits[1].score > hits[2].score > 0


def test_no_more_are_weighed_than_the_limit_and_the_answer_says_so(backend: SearchBackend) -> None:
    transcript = _imported(backend, "Ann Lee: It rained.\n\nBob: No.\n")
    Utterance.objects.bulk_create(
        Utterance(transcript=transcript, position=n, turn=9, text=f"Rain {n}.")
        for n in range(10, CANDIDATES + 20)
    )
    Transcript.objects.filter(pk=transcript.pk).update(language="en-GB")
    backend.update([transcript.pk])
    found = backend.find(Query(Word("rain")), 5)
    assert (len(found.hits), found.count, found.is_capped) == (5, CANDIDATES, True)


@pytest.mark.parametrize("visibility", ["private", "unlisted"])
def test_words_that_are_in_no_list_are_not_found_and_come_back(
    backend: SearchBackend, visibility: str
) -> None:
    transcript = _imported(backend)
    Episode.objects.update(visibility=visibility)
    backend.update([transcript.pk])
    assert _texts(backend, "poured") == []
    Episode.objects.update(visibility="")
    Show.objects.update(visibility=visibility)
    backend.update([transcript.pk])
    assert _texts(backend, "poured") == []
    Show.objects.update(visibility="public")
    backend.update([transcript.pk])
    assert _texts(backend, "poured") == [POURED]


def test_words_that_are_taken_down_are_not_found_until_that_is_lifted(backend: SearchBackend) -> None:
    transcript = _imported(backend)
    takedown = Takedown.objects.take_down(transcript.episode, "Said in confidence.", UserFactory())
    backend.update([transcript.pk])
    assert _texts(backend, "poured") == []
    takedown.lift("Ann agreed.", UserFactory())
    backend.update([transcript.pk])
    assert _texts(backend, "poured") == [POURED]


def test_a_transcript_that_is_gone_or_superseded_is_not_found(backend: SearchBackend) -> None:
    first, second = _imported(backend), _imported(backend, show="Climate")
    assert _texts(backend, "poured") == [POURED, POURED]
    pk = first.pk
    first.delete()
    Transcript.objects.filter(pk=second.pk).update(is_current=False)
    backend.update([pk, second.pk])
    assert _texts(backend, "poured") == []


def test_a_sentence_is_found_by_its_new_words_and_voice(backend: SearchBackend) -> None:
    transcript = _imported(backend)
    ann = SpeakerFactory(name="Ann Other")
    transcript.utterances.filter(text=POURED).update(speaker=ann, text="No snow at all.")
    backend.update([transcript.pk])
    assert _texts(backend, "snow", speakers=frozenset([ann.pk])) == ["No snow at all."]
    assert _texts(backend, "poured") == []


@pytest.mark.django_db(transaction=True)
def test_everything_is_made_anew(backend: SearchBackend) -> None:
    _imported(backend)
    hidden = _imported(backend, show="Hidden")
    Episode.objects.filter(pk=hidden.episode_id).update(visibility="private")
    told: list[tuple[int, int]] = []
    backend.rebuild(lambda done, total: told.append((done, total)))
    assert _texts(backend, "poured") == [POURED]
    assert (told[0], told[-1]) == ((0, 2), (2, 2))


def test_a_query_that_only_leaves_out_narrows_nothing() -> None:
    assert not Query(Not(Word("rain"))).narrows
    assert Query(Not(Word("rain")), speakers=frozenset([1])).narrows
