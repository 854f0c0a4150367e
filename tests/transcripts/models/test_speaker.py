from __future__ import annotations

import pytest

from tests.factories import AliasFactory, SpeakerFactory, Talk, TranscriptFactory
from tests.refusals import kept, refused
from transcripts.models import Alias, Attribution, Speaker

pytestmark = pytest.mark.django_db


def test_has_an_address_made_of_the_slug() -> None:
    assert SpeakerFactory(slug="ann-lee").get_absolute_url() == "/speakers/ann-lee/"


@pytest.mark.parametrize("name", ["", " ", "\n"])
def test_refuses_a_speaker_without_a_name(name: str) -> None:
    with refused("speaker_has_a_name"):
        SpeakerFactory(name=name)


def test_two_people_may_share_a_name() -> None:
    SpeakerFactory(name="Ann Lee")
    SpeakerFactory(name="Ann Lee")
    kept()


def test_a_page_calls_people_by_the_last_word_of_their_name() -> None:
    assert [Speaker(name=name).short_name for name in ("Ann Lee", "Plato")] == ["Lee", "Plato"]


@pytest.mark.parametrize(("pronoun", "word"), [("he", "his"), ("she", "her"), ("they", "their")])
def test_has_a_possessive_for_its_pronoun(pronoun: str, word: str) -> None:
    assert Speaker(name="Ann", pronoun=pronoun).possessive == word


def test_new_people_have_no_voice_profile_and_no_guessed_pronoun() -> None:
    speaker = Speaker.objects.named("Ann")
    assert (speaker.voice_profile, speaker.pronoun) == ("none", "they")


@pytest.mark.parametrize("name", ["Rich", "rich", "RICH"])
def test_refuses_an_alias_twice_whatever_its_capitals(name: str) -> None:
    alias = AliasFactory(name="Rich")
    with refused("alias_once_a_speaker"):
        AliasFactory(speaker=alias.speaker, name=name)


def test_two_people_may_share_an_alias() -> None:
    AliasFactory(name="Rich")
    AliasFactory(name="Rich")
    kept()


def test_refuses_an_alias_without_a_name() -> None:
    with refused("alias_has_a_name"):
        AliasFactory(name="")


def test_aliases_go_with_their_speaker() -> None:
    AliasFactory().speaker.delete()
    assert Alias.objects.count() == 0


# named


@pytest.mark.parametrize("name", ["Ann Lee", "ann lee", "ANN LEE", "  Ann   Lee ", "Ann\nLee"])
def test_named_finds_somebody_whatever_the_capitals_and_spaces(name: str) -> None:
    ann = SpeakerFactory(name="Ann Lee")
    assert Speaker.objects.named(name) == ann


def test_named_finds_somebody_by_an_alias() -> None:
    alias = AliasFactory(name="Annie")
    assert Speaker.objects.named("annie") == alias.speaker


def test_named_makes_somebody_new_once() -> None:
    made = Speaker.objects.named("  Ann   Lee ")
    assert (made.name, made.slug) == ("Ann Lee", "ann-lee")
    assert Speaker.objects.named("Ann Lee") == made


def test_named_gives_a_namesake_of_another_script_an_address() -> None:
    assert [Speaker.objects.named(name).slug for name in ("Łukasz", "王伟", "李娜")] == [
        "ukasz",
        "speaker",
        "speaker-2",
    ]


def test_named_prefers_an_own_name_to_an_alias() -> None:
    AliasFactory(name="Rich")
    own = SpeakerFactory(name="Rich")
    assert Speaker.objects.named("rich") == own


def test_named_takes_the_oldest_of_namesakes() -> None:
    oldest, _ = SpeakerFactory(name="Ann"), SpeakerFactory(name="Ann")
    assert Speaker.objects.named("Ann") == oldest


def test_named_takes_the_oldest_of_those_who_share_an_alias() -> None:
    oldest = AliasFactory(name="Rich").speaker
    AliasFactory(name="rich")
    assert Speaker.objects.named("Rich") == oldest


def test_named_refuses_nobody() -> None:
    with refused("speaker_has_a_name"):
        Speaker.objects.named("   ")


def test_many_names_are_found_and_made_in_four_queries(django_assert_num_queries: object) -> None:
    ann = SpeakerFactory(name="Ann", slug="ann")
    rich = AliasFactory(name="Rich").speaker
    SpeakerFactory(slug="bo-3")
    names = ["ANN", " rich ", "Bo 3", "bo 3", *(f"Person {number}" for number in range(50))]
    with django_assert_num_queries(4):  # type: ignore[operator]
        found = Speaker.objects.all_named(names)
    assert (found["ANN"], found[" rich "]) == (ann, rich)
    assert found["Bo 3"] == found["bo 3"]
    assert (found["Bo 3"].name, found["Bo 3"].slug) == ("Bo 3", "bo-3-2")
    assert found["Person 49"].slug == "person-49"
    assert Speaker.objects.count() == 54


def test_no_names_mean_nobody() -> None:
    assert Speaker.objects.all_named([]) == {}


def test_called_lists_everyone_of_that_name_once() -> None:
    ann = SpeakerFactory(name="Ann")
    AliasFactory(speaker=ann, name="ann")
    other = AliasFactory(name="Ann").speaker
    SpeakerFactory(name="Anna")
    assert list(Speaker.objects.called("ANN").order_by("pk")) == [ann, other]


def test_a_percent_sign_is_a_letter_like_any_other() -> None:
    SpeakerFactory(name="Ann")
    assert list(Speaker.objects.called("%")) == []


# QuerySet


def test_lists_people_by_name_then_age() -> None:
    bob, ann, second_ann = (SpeakerFactory(name=name) for name in ("Bob", "Ann", "Ann"))
    assert list(Speaker.objects.by_name()) == [ann, second_ann, bob]


def test_loads_aliases_in_two_queries(django_assert_num_queries: object) -> None:
    ann = SpeakerFactory()
    for name in ("Zoe", "Abe"):
        AliasFactory(speaker=ann, name=name)
    with django_assert_num_queries(2):
        loaded = Speaker.objects.with_aliases().get(pk=ann.pk)
        assert [alias.name for alias in loaded.aliases.all()] == ["Abe", "Zoe"]


def test_finds_who_is_heard_in_a_transcript_once() -> None:
    talk, ann = Talk(), SpeakerFactory()
    talk.say(ann, "One.")
    talk.say(ann, "Two.")
    talk.say(None, "Three.")
    SpeakerFactory()
    assert list(Speaker.objects.heard_in(talk.transcript)) == [ann]


# Attribution


def _attribute(**details: object) -> Attribution:
    return Attribution.objects.create(**{"label": "SPEAKER_00", "method": "label", **details})


def test_refuses_two_accepted_owners_of_a_label() -> None:
    transcript = TranscriptFactory()
    _attribute(transcript=transcript, speaker=SpeakerFactory())
    with refused("attribution_one_accepted_a_voice"):
        _attribute(transcript=transcript, speaker=SpeakerFactory())


def test_a_turn_may_belong_to_somebody_else_than_its_label() -> None:
    transcript = TranscriptFactory()
    _attribute(transcript=transcript, speaker=SpeakerFactory())
    _attribute(transcript=transcript, speaker=SpeakerFactory(), turn=3)
    kept()


def test_any_number_of_people_may_be_proposed_for_a_label() -> None:
    transcript = TranscriptFactory()
    for _ in range(2):
        _attribute(transcript=transcript, speaker=SpeakerFactory(), state="proposed")
    kept()


@pytest.mark.parametrize("score", [-0.1, 1.1])
def test_refuses_a_score_that_is_no_share(score: float) -> None:
    transcript, speaker = TranscriptFactory(), SpeakerFactory()
    with refused("attribution_score_from_0_to_1"):
        _attribute(transcript=transcript, speaker=speaker, score=score)
