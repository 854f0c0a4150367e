from __future__ import annotations

import pytest
from django.db import connection

from debates.amending.takedowns import lift, take_down
from debates.models import Claim, Quote, Relation, RelationKind, Suggestion, User
from tests.factories import (
    RecordingFactory,
    SpeakerFactory,
    Talk,
    UserFactory,
    link,
    suggested_claim,
)
from tests.refusals import kept, refused
from transcripts.models import Episode, NotPossibleError, Recording, Utterance


class World:
    """Two talks: one to be taken down, one that answers it."""

    def __init__(self) -> None:
        self.admin = UserFactory(role=User.Role.ADMIN)
        ann, bob = SpeakerFactory(name="Ann Archer"), SpeakerFactory(name="Bob Bell")
        self.talk, self.other = Talk("The talk"), Talk("The answer")
        self.near = self.talk.claim(
            ann, "Squirrels plan for the winter.", said="Well, squirrels plan for the winter, you know."
        )
        self.own = self.talk.claim(
            ann, "Foresight is found in animals.", said="Every nut they bury is a thought of snow."
        )
        self.answer = self.other.claim(bob, "Instinct needs no plan.")
        self.plain = self.talk.say(ann, "And that was the end of it.")
        self.attack = link(
            self.answer, RelationKind.ATTACK, self.near, evidence="Instinct needs no plan.", reason="Plain."
        )
        self.support = link(
            self.own, RelationKind.SUPPORT, self.near, evidence="a thought of snow", reason="“snow” again"
        )
        self.suggestion = suggested_claim(self.plain, "That was the end.")
        RecordingFactory(
            episode=self.talk.episode, is_primary=False, media_url="https://example.org/talk.mp3"
        )
        Episode.objects.filter(pk=self.talk.episode.pk).update(about="Ann on squirrels.")


@pytest.fixture
def world(db: None) -> World:
    return World()


def _words(talk: Talk) -> list[str]:
    return list(
        Utterance.objects.filter(transcript=talk.transcript).in_order().values_list("text", flat=True)
    )


class TestTakingDown:
    def test_covers_each_word_of_the_transcript(self, world: World) -> None:
        take_down(world.talk.episode, "The guest asked for it.", by=world.admin)
        assert _words(world.talk) == ["▮ ▮ ▮ ▮ ▮ ▮ ▮ ▮", "▮ ▮ ▮ ▮ ▮ ▮ ▮ ▮ ▮", "▮ ▮ ▮ ▮ ▮ ▮ ▮"]
        assert _words(world.other) == ["Instinct needs no plan."]
        kept()

    def test_covers_the_quotes_where_they_stand(self, world: World) -> None:
        take_down(world.talk.episode, "The guest asked for it.", by=world.admin)
        quote = Quote.objects.get(claim=world.own)
        assert (quote.exact, quote.prefix, quote.suffix) == ("▮ ▮ ▮ ▮ ▮ ▮ ▮ ▮ ▮", "▮ ▮ ▮ ▮ ▮ ▮ ▮", "")
        assert (quote.start_s, quote.word_start, quote.word_end) == (5, 0, 9)
        assert quote.holder_name == "Ann Archer"
        kept()

    def test_replaces_a_sentence_that_repeats_its_quote_and_leaves_one_in_other_words(
        self, world: World
    ) -> None:
        take_down(world.talk.episode, "The guest asked for it.", by=world.admin)
        texts = dict(Claim.objects.values_list("pk", "text"))
        assert texts[world.near.pk] == "Words taken down"
        assert texts[world.own.pk] == "Foresight is found in animals."
        assert texts[world.answer.pk] == "Instinct needs no plan."

    def test_covers_what_relations_and_suggestions_cite_of_it(self, world: World) -> None:
        take_down(world.talk.episode, "The guest asked for it.", by=world.admin)
        support, attack = (
            Relation.objects.get(pk=world.support.pk),
            Relation.objects.get(pk=world.attack.pk),
        )
        suggestion = Suggestion.objects.get(pk=world.suggestion.pk)
        assert (support.evidence, support.reason) == ("▮ ▮ ▮ ▮", "▮ ▮")
        assert (attack.evidence, attack.reason) == ("Instinct needs no plan.", "Plain.")
        assert (suggestion.text, suggestion.exact) == ("▮ ▮ ▮ ▮", "▮ ▮ ▮ ▮ ▮ ▮ ▮")

    def test_keeps_the_structure_of_the_map(self, world: World) -> None:
        take_down(world.talk.episode, "The guest asked for it.", by=world.admin)
        assert Claim.objects.count() == 3
        assert set(Relation.objects.values_list("kind", flat=True)) == {"attack", "support"}

    def test_takes_away_the_ways_to_the_audio_and_the_publishers_words(self, world: World) -> None:
        take_down(world.talk.episode, "The guest asked for it.", by=world.admin)
        assert not Recording.objects.exclude(media_url="").exists()
        assert Episode.objects.get(pk=world.talk.episode.pk).about == "▮ ▮ ▮"

    def test_leaves_all_as_it_is_where_it_was_done_before(self, world: World) -> None:
        take_down(world.talk.episode, "The guest asked for it.", by=world.admin)
        with pytest.raises(NotPossibleError):
            take_down(world.talk.episode, "Again.", by=world.admin)
        assert world.talk.episode.takedowns.count() == 1


class TestLifting:
    def test_brings_every_word_back(self, world: World) -> None:
        before = _everything()
        down = take_down(world.talk.episode, "The guest asked for it.", by=world.admin)
        assert _everything() != before
        lift(down, "The guest agreed.", by=world.admin)
        assert _everything() == before
        assert not down.sealed_texts.exists()
        kept()

    def test_leaves_what_editors_changed_meanwhile(self, world: World) -> None:
        down = take_down(world.talk.episode, "The guest asked for it.", by=world.admin)
        Claim.objects.filter(pk=world.near.pk).update(text="Some animals look ahead.")
        lift(down, "The guest agreed.", by=world.admin)
        assert Claim.objects.get(pk=world.near.pk).text == "Some animals look ahead."


class TestTheWordsUnderQuotes:
    def test_can_be_covered_but_not_changed(self, world: World) -> None:
        with refused("a quote stands on these words"):
            Utterance.objects.filter(quotes__claim=world.near).update(
                text="Well, squirrels sleep all winter."
            )
        Utterance.objects.filter(quotes__claim=world.own).update(text="▮ ▮ ▮ ▮ ▮ ▮ ▮ ▮ ▮")
        kept()

    def test_cannot_come_back_as_others_than_were_covered(self, world: World) -> None:
        take_down(world.talk.episode, "The guest asked for it.", by=world.admin)
        with refused("a quote stands on these words"):
            Utterance.objects.filter(quotes__claim=world.own).update(
                text="Every nut they bury is a thought of rain."
            )

    def test_stay_in_one_voice_while_they_are_covered(self, world: World) -> None:
        take_down(world.talk.episode, "The guest asked for it.", by=world.admin)
        with refused("a quote stands on these words"):
            Utterance.objects.filter(quotes__claim=world.own).update(speaker=None)


def _everything() -> dict[str, list[tuple[object, ...]]]:
    tables = {
        "transcripts_utterance": "text",
        "transcripts_episode": "about",
        "transcripts_recording": "media_url, media_file",
        "debates_quote": "exact, prefix, suffix",
        "debates_claim": "text",
        "debates_relation": "evidence, reason",
        "debates_suggestion": "text, exact, evidence, reason",
    }
    found = {}
    with connection.cursor() as cursor:
        for table, columns in tables.items():
            cursor.execute(f"SELECT id, {columns} FROM {table} ORDER BY id")  # noqa: S608  names of ours
            found[table] = cursor.fetchall()
    return found
