from __future__ import annotations

from collections.abc import Sequence

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from debates.amending.reanchoring import Transplanted, transplant
from debates.amending.takedowns import lift, take_down
from debates.models import (
    Claim,
    Doubt,
    Passage,
    Quote,
    Reanchoring,
    ReanchoringState,
    User,
    View,
    quote_passage,
)
from debates.tasks import reanchor
from tests.factories import RecordingFactory, SpeakerFactory, Talk, TranscriptFactory, UserFactory
from tests.refusals import kept
from transcripts.models import NotPossibleError, Speaker, Transcript, Utterance

LINES = (
    "A child tries things and sees what happens to the world.",
    "Nothing in the life of a squirrel looks like supervised learning.",
    "If we understood how a squirrel learns we would be most of the way there.",
    "The models only say what a person would have said before them.",
    "And whether that was right they never find out afterwards.",
)


class World:
    """A talk of five sentences, a claim on the third, and newer versions of the talk."""

    def __init__(self) -> None:
        self.ann, self.bob = SpeakerFactory(name="Ann Archer"), SpeakerFactory(name="Bob Bell")
        self.editor = UserFactory(role=User.Role.EDITOR)
        self.talk = Talk("The talk")
        for line in LINES:
            self.talk.say(self.ann, line)
        self.claim = Claim.objects.create(text="Squirrels are most of the way to us.")
        self.quote = self.stand(self.claim, 2, 0, 7)

    def stand(self, claim: Claim, line: int, start: int, end: int) -> Quote:
        utterance = Utterance.objects.get(transcript=self.talk.transcript, position=line)
        return quote_passage(claim, Passage(utterance, start, utterance, end), View())

    def newer(
        self, lines: Sequence[str], speaker: Speaker | None = None, *, first_s: float = 0.0, **fields: object
    ) -> Transcript:
        """The next version, in one voice, five seconds a sentence."""
        version = self.talk.episode.transcripts.count() + 1
        transcript: Transcript = TranscriptFactory(
            episode=self.talk.episode,
            **{"recording": self.talk.transcript.recording, **fields},
            version=version,
            is_current=False,
        )
        for position, text in enumerate(lines):
            Utterance.objects.create(
                transcript=transcript,
                position=position,
                turn=0,
                speaker=speaker or self.ann,
                text=text,
                start_s=first_s + position * 5.0,
                end_s=first_s + position * 5.0 + 5.0,
            )
        return transcript


@pytest.fixture
def world(db: None) -> World:
    return World()


def _current(world: World) -> int:
    return world.talk.episode.transcripts.current().get().version


class TestABetterTranscript:
    def test_takes_the_quotes_along_and_becomes_the_current_one(self, world: World) -> None:
        newer = world.newer(["Good evening, everybody.", *LINES])
        assert transplant(newer) == Transplanted(moved=1, waiting=0)
        quote = Quote.objects.get()
        assert quote.utterance.transcript == newer
        assert (quote.utterance.position, quote.word_start, quote.word_end) == (3, 0, 7)
        assert quote.exact == "If we understood how a squirrel learns"
        assert quote.prefix == "el looks like supervised learning."[-32:]
        assert (quote.start_s, quote.holder, quote.voiced_by) == (15.0, world.ann, world.ann)
        assert _current(world) == 2
        kept()

    def test_takes_along_a_quote_with_a_corrected_word(self, world: World) -> None:
        newer = world.newer(
            [*LINES[:2], "If we understood how the squirrel learns we would be there.", *LINES[3:]]
        )
        transplant(newer)
        assert Quote.objects.get().exact == "If we understood how the squirrel learns"

    def test_takes_along_a_quote_whose_sentence_is_divided_otherwise(self, world: World) -> None:
        newer = world.newer(
            [*LINES[:2], "If we understood how a squirrel", "learns we would be there.", *LINES[3:]]
        )
        transplant(newer)
        quote = Quote.objects.get()
        assert quote.exact == "If we understood how a squirrel learns"
        assert (quote.utterance.text, quote.end_utterance.text) == (
            "If we understood how a squirrel",
            "learns we would be there.",
        )

    def test_leaves_a_trace_of_each_move(self, world: World) -> None:
        transplant(world.newer(LINES))
        moved = Reanchoring.objects.get()
        assert (moved.state, moved.score, moved.doubt) == (ReanchoringState.MOVED, 1.0, "")
        assert moved.old_first.transcript == world.talk.transcript
        assert (moved.old_word_start, moved.old_word_end) == (0, 7)

    def test_leaves_the_older_words_as_they_were(self, world: World) -> None:
        transplant(world.newer([line.upper() for line in LINES]))
        old = Utterance.objects.filter(transcript=world.talk.transcript).in_order()
        assert tuple(old.values_list("text", flat=True)) == LINES

    def test_is_mined_once_it_is_current(self, world: World) -> None:
        newer = world.newer(LINES)
        transplant(newer)
        job = ProcrastinateJob.objects.get(task_name="debates.mine")
        assert job.args == {"transcript": newer.pk}

    def test_of_an_episode_without_quotes_simply_becomes_current(self, world: World) -> None:
        Claim.objects.all().delete()
        assert transplant(world.newer(LINES)) == Transplanted(0, 0)
        assert _current(world) == 2

    def test_may_give_way_to_the_older_one_again(self, world: World) -> None:
        transplant(
            world.newer([*LINES[:2], "If we understood how the squirrel learns we would.", *LINES[3:]])
        )
        transplant(world.talk.transcript)
        quote = Quote.objects.get()
        assert (quote.exact, quote.utterance.transcript.version) == (
            "If we understood how a squirrel learns",
            1,
        )
        assert _current(world) == 1

    def test_of_another_recording_gives_the_quote_its_own_seconds(self, world: World) -> None:
        video = RecordingFactory(episode=world.talk.episode, is_primary=False, offset_s=-47.0)
        transplant(world.newer(LINES, first_s=47.0, recording=video))
        quote = Quote.objects.get()
        assert quote.start_s == 57.0
        assert quote.utterance.transcript.recording.on_primary_clock(quote.start_s) == 10.0

    def test_moves_three_hundred_quotes_in_a_fixed_number_of_queries(
        self, world: World, django_assert_max_num_queries: object
    ) -> None:
        for number in range(99):
            world.stand(Claim.objects.create(text=f"Claim {number}."), number % 5, number % 3, 8)
        newer = world.newer(LINES)
        with django_assert_max_num_queries(20):
            assert transplant(newer).moved == 100


class TestWhatIsNotSure:
    def test_waits_where_the_words_are_gone(self, world: World) -> None:
        transplant(world.newer([*LINES[:2], *LINES[3:]]))
        waiting = Reanchoring.objects.get()
        assert waiting.state == ReanchoringState.WAITING
        assert (waiting.doubt, waiting.new_passage) == (Doubt.GONE, None)
        assert Quote.objects.get().utterance.transcript == world.talk.transcript
        assert _current(world) == 2

    def test_waits_where_the_words_moved_elsewhere(self, world: World) -> None:
        transplant(world.newer([LINES[2], *LINES[:2], *LINES[3:]]))
        waiting = Reanchoring.objects.get()
        assert (waiting.state, waiting.doubt) == (ReanchoringState.WAITING, Doubt.UNLIKE)
        assert waiting.new_first.text == LINES[2]

    def test_waits_where_somebody_else_says_it(self, world: World) -> None:
        transplant(world.newer(LINES, world.bob))
        waiting = Reanchoring.objects.get()
        assert (waiting.state, waiting.doubt, waiting.score) == (ReanchoringState.WAITING, Doubt.VOICE, 1.0)
        assert Quote.objects.get().voiced_by == world.ann

    def test_waits_where_another_quote_of_the_claim_went(self, world: World) -> None:
        world.newer([*LINES[:2], "If we understood how a cat learns we would.", *LINES[3:]])
        transplant(world.newer(LINES))
        twin = world.stand(world.claim, 2, 0, 7)
        transplant(world.newer([*LINES, "Thank you."]))
        states = dict(Reanchoring.objects.filter(transcript__version=4).values_list("quote", "doubt"))
        assert states == {world.quote.pk: "", twin.pk: Doubt.TAKEN}

    def test_waits_no_more_when_a_newer_transcript_has_the_words(self, world: World) -> None:
        transplant(world.newer([*LINES[:2], *LINES[3:]]))
        transplant(world.newer(LINES))
        assert list(Reanchoring.objects.order_by("pk").values_list("state", flat=True)) == [
            ReanchoringState.OUTDATED,
            ReanchoringState.MOVED,
        ]
        assert Quote.objects.get().utterance.transcript.version == 3


class TestAnEditor:
    @pytest.fixture
    def waiting(self, world: World) -> Reanchoring:
        transplant(world.newer([LINES[2], *LINES[:2], *LINES[3:]]))
        return Reanchoring.objects.with_places().get()

    def test_accepts_the_place_that_is_proposed(self, world: World, waiting: Reanchoring) -> None:
        waiting.accept(by=world.editor)
        quote = Quote.objects.get()
        assert (quote.utterance.transcript.version, quote.utterance.position) == (2, 0)
        kept_row = Reanchoring.objects.get()
        assert (kept_row.state, kept_row.decided_by) == (ReanchoringState.ACCEPTED, world.editor)

    def test_chooses_other_words(self, world: World, waiting: Reanchoring) -> None:
        waiting.choose("what a person would have said", by=world.editor)
        quote = Quote.objects.get()
        assert quote.exact == "what a person would have said"
        assert Reanchoring.objects.get().state == ReanchoringState.CHOSEN

    def test_cannot_choose_words_that_are_not_there(self, world: World, waiting: Reanchoring) -> None:
        with pytest.raises(NotPossibleError, match="does not have these words"):
            waiting.choose("nobody said this", by=world.editor)
        assert Reanchoring.objects.get().state == ReanchoringState.WAITING

    def test_says_that_the_words_are_lost_and_the_quote_stays_on_the_older_ones(
        self, world: World, waiting: Reanchoring
    ) -> None:
        waiting.lose(by=world.editor)
        assert Reanchoring.objects.get().state == ReanchoringState.LOST
        assert Quote.objects.get().utterance.transcript == world.talk.transcript

    def test_decides_once(self, world: World, waiting: Reanchoring) -> None:
        waiting.lose(by=world.editor)
        late = Reanchoring.objects.with_places().get()
        with pytest.raises(NotPossibleError, match="Somebody decided meanwhile"):
            late.accept(by=world.editor)

    def test_cannot_accept_where_nothing_was_found(self, world: World) -> None:
        transplant(world.newer(["Wholly other words stand here now.", "And no more."]))
        lost = Reanchoring.objects.with_places().get()
        Reanchoring.objects.update(new_first=None, new_last=None, new_word_start=None, new_word_end=None)
        lost.refresh_from_db()
        with pytest.raises(NotPossibleError, match="No place was found"):
            lost.accept(by=world.editor)

    def test_cannot_move_a_quote_to_where_the_claim_stands_already(self, world: World) -> None:
        transplant(world.newer(LINES))
        world.stand(world.claim, 2, 0, 7)
        transplant(world.newer([*LINES, "Thank you."]))
        twin = Reanchoring.objects.waiting().with_places().get()
        with pytest.raises(NotPossibleError, match="another quote of the claim stands there"):
            twin.accept(by=world.editor)
        assert Reanchoring.objects.waiting().exists()

    def test_gives_the_quote_to_whoever_says_the_words_now(self, world: World) -> None:
        transplant(world.newer(LINES, world.bob))
        Reanchoring.objects.with_places().get().accept(by=world.editor)
        quote = Quote.objects.get()
        assert (quote.voiced_by, quote.holder) == (world.bob, world.bob)
        kept()


class TestTheJob:
    def test_moves_the_quotes(self, world: World) -> None:
        reanchor(world.newer(LINES).pk)
        assert Quote.objects.get().utterance.transcript.version == 2

    def test_leaves_a_transcript_alone_that_is_older_than_the_current_one(self, world: World) -> None:
        second, third = world.newer(LINES), world.newer([*LINES, "Thank you."])
        reanchor(third.pk)
        reanchor(second.pk)
        assert _current(world) == 3

    def test_may_come_twice(self, world: World) -> None:
        newer = world.newer(LINES)
        reanchor(newer.pk)
        reanchor(newer.pk)
        assert Reanchoring.objects.count() == 1

    def test_leaves_a_transcript_alone_that_is_gone(self, world: World) -> None:
        reanchor(0)
        assert _current(world) == 1

    def test_waits_until_a_takedown_is_lifted(self, world: World) -> None:
        newer = world.newer(LINES)
        down = take_down(world.talk.episode, "The guest asked for it.", by=world.editor)
        reanchor(newer.pk)
        assert _current(world) == 1
        lift(down, "The guest agreed.", by=world.editor)
        job = ProcrastinateJob.objects.get(task_name="debates.reanchor")
        assert job.args == {"transcript": newer.pk}
