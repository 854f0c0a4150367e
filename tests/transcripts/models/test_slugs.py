from __future__ import annotations

import pytest

from tests.factories import SpeakerFactory
from transcripts.models import Speaker
from transcripts.models.slugs import free_slug, free_slugs

pytestmark = pytest.mark.django_db


def _slug(words: str) -> str:
    return free_slug(Speaker.objects.all(), words, "speaker")


@pytest.mark.parametrize(
    ("words", "slug"),
    [
        ("Ann Lee", "ann-lee"),
        ("Are LLMs a dead end?", "are-llms-a-dead-end"),
        ("--- Ann ---", "ann"),
        ("Zoë Müller", "zoe-muller"),
        ("王伟", "speaker"),
        ("???", "speaker"),
        ("", "speaker"),
        ("<script>alert(1)</script>", "scriptalert1script"),
        ("../../etc/passwd", "etcpasswd"),
    ],
)
def test_makes_readable_addresses(words: str, slug: str) -> None:
    assert _slug(words) == slug


def test_counts_up_where_an_address_is_taken() -> None:
    SpeakerFactory(slug="ann")
    assert _slug("Ann") == "ann-2"
    SpeakerFactory(slug="ann-2")
    assert _slug("Ann") == "ann-3"


def test_an_address_that_only_begins_alike_is_not_taken() -> None:
    SpeakerFactory(slug="ann-lee")
    assert _slug("Ann") == "ann"


def test_cuts_a_long_title_at_eighty_characters() -> None:
    assert _slug("x" * 10_000) == "x" * 80


def test_a_cut_never_ends_in_a_hyphen() -> None:
    assert _slug("x" * 79 + " and more") == "x" * 79


def test_gives_many_words_the_addresses_that_one_after_the_other_would_get(
    django_assert_num_queries: object,
) -> None:
    SpeakerFactory(slug="ann")
    SpeakerFactory(slug="speaker-2")
    with django_assert_num_queries(2):  # type: ignore[operator]
        slugs = free_slugs(Speaker.objects.all(), ["Ann", "Bo", "王伟", "ann", "李娜", "Annika"], "speaker")
    assert slugs == ["ann-2", "bo", "speaker", "ann-3", "speaker-3", "annika"]
