"""Rows for tests: one factory a model, and a few whole talks."""

from __future__ import annotations

import hashlib

import factory
from factory.django import DjangoModelFactory

from debates.models import (
    Claim,
    Debate,
    Passage,
    Quote,
    Relation,
    Section,
    Side,
    SideHolder,
    Stance,
    Suggestion,
    User,
    View,
    quote_passage,
)
from transcripts.models import Alias, Episode, Recording, Show, Speaker, Transcript, Utterance

PASSWORD = "correct horse battery"


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    username = factory.Sequence(lambda n: f"user{n}")
    password = factory.django.Password(PASSWORD)
    role = User.Role.READER


class ShowFactory(DjangoModelFactory):
    class Meta:
        model = Show

    name = factory.Sequence(lambda n: f"Show {n}")
    slug = factory.Sequence(lambda n: f"show-{n}")


class EpisodeFactory(DjangoModelFactory):
    class Meta:
        model = Episode

    show = factory.SubFactory(ShowFactory)
    title = factory.Sequence(lambda n: f"Episode {n}")
    slug = factory.Sequence(lambda n: f"episode-{n}")


class RecordingFactory(DjangoModelFactory):
    class Meta:
        model = Recording

    episode = factory.SubFactory(EpisodeFactory)


class TranscriptFactory(DjangoModelFactory):
    class Meta:
        model = Transcript

    episode = factory.SubFactory(EpisodeFactory)
    recording = factory.SubFactory(RecordingFactory, episode=factory.SelfAttribute("..episode"))
    format = "webvtt"
    source = "talk.vtt"
    checksum = factory.Sequence(lambda n: hashlib.sha256(str(n).encode()).hexdigest())
    found = 1
    kept = 1


class SpeakerFactory(DjangoModelFactory):
    class Meta:
        model = Speaker

    name = factory.Sequence(lambda n: f"Speaker {n}")
    slug = factory.Sequence(lambda n: f"speaker-{n}")


class AliasFactory(DjangoModelFactory):
    class Meta:
        model = Alias

    speaker = factory.SubFactory(SpeakerFactory)
    name = factory.Sequence(lambda n: f"Alias {n}")


class UtteranceFactory(DjangoModelFactory):
    class Meta:
        model = Utterance

    transcript = factory.SubFactory(TranscriptFactory)
    position = factory.Sequence(lambda n: n)
    turn = 0
    text = "Models copy people."


class DebateFactory(DjangoModelFactory):
    class Meta:
        model = Debate

    question = factory.Sequence(lambda n: f"Is it {n}?")
    slug = factory.Sequence(lambda n: f"is-it-{n}")


class SectionFactory(DjangoModelFactory):
    class Meta:
        model = Section

    debate = factory.SubFactory(DebateFactory)
    question = factory.Sequence(lambda n: f"Is part {n} so?")


class SideFactory(DjangoModelFactory):
    class Meta:
        model = Side

    debate = factory.SubFactory(DebateFactory)
    name = factory.Sequence(lambda n: f"Side {n}")
    position = factory.Sequence(lambda n: n)


class SideHolderFactory(DjangoModelFactory):
    class Meta:
        model = SideHolder

    side = factory.SubFactory(SideFactory)
    speaker = factory.SubFactory(SpeakerFactory)


class SuggestionFactory(DjangoModelFactory):
    class Meta:
        model = Suggestion

    fingerprint = factory.Sequence(lambda n: hashlib.sha256(f"suggestion {n}".encode()).hexdigest())
    model = "rules"
    model_version = "1"
    score = 0.5
    mined_score = factory.SelfAttribute("score")
    reason = "because of these words"


class Talk:
    """A transcript that grows by a sentence at a time, five seconds each."""

    def __init__(self, title: str = "The talk", **transcript: object) -> None:
        episode = EpisodeFactory(title=title, slug=title.lower().replace(" ", "-"))
        self.transcript: Transcript = TranscriptFactory(episode=episode, **transcript)
        self.episode: Episode = episode
        self._utterances: list[Utterance] = []

    def say(self, speaker: Speaker | None, text: str) -> Utterance:
        last = self._utterances[-1] if self._utterances else None
        turn = 0 if last is None else last.turn + (last.speaker != speaker)
        position = len(self._utterances)
        utterance: Utterance = UtteranceFactory(
            transcript=self.transcript,
            position=position,
            turn=turn,
            speaker=speaker,
            label=speaker.name if speaker else "",
            text=text,
            start_s=position * 5.0,
            end_s=position * 5.0 + 5.0,
        )
        self._utterances.append(utterance)
        return utterance

    def claim(
        self,
        speaker: Speaker | None,
        text: str,
        *,
        holder: Speaker | None = None,
        holder_words: str = "",
        stance: str = Stance.ASSERTS,
        said: str = "",
    ) -> Claim:
        """A claim that `speaker` voices, in words of its own or in `said`; with a holder it is a report."""
        claim = Claim.objects.create(text=text)
        self.quote(
            claim, self.say(speaker, said or text), holder=holder, holder_words=holder_words, stance=stance
        )
        return claim

    def quote(
        self,
        claim: Claim,
        utterance: Utterance,
        *,
        holder: Speaker | None = None,
        holder_words: str = "",
        stance: str = Stance.ASSERTS,
    ) -> Quote:
        """The whole of `utterance` as a quote of `claim`."""
        reported = bool(holder or holder_words)
        view = View(Stance.REPORTS if reported else stance, holder, holder_words)
        return quote_passage(claim, Passage(utterance, 0, utterance, len(utterance.text.split(" "))), view)


def supplied(text: str) -> Claim:
    """A claim that an editor supplied."""
    return Claim.objects.create(text=text, origin=Claim.Origin.SUPPLIED)


def link(premise: Claim, kind: str, target: Claim | Relation, **details: object) -> Relation:
    """A relation with one premise."""
    return Relation.objects.link([premise], kind, target, **details)


def suggested_claim(
    utterance: Utterance, text: str = "", *, view: View | None = None, **details: object
) -> Suggestion:
    """What a machine proposes for the whole of `utterance`: the view of whoever speaks, unless told otherwise."""
    view = view or View(Stance.ASSERTS, utterance.speaker)
    made: Suggestion = SuggestionFactory(
        transcript=utterance.transcript,
        kind=Suggestion.Kind.CLAIM,
        sentence_kind=Suggestion.SentenceKind.CLAIM,
        text=text or utterance.text,
        utterance=utterance,
        word_start=0,
        end_utterance=utterance,
        word_end=len(utterance.text.split(" ")),
        exact=utterance.text,
        voiced_by=utterance.speaker,
        stance=view.stance,
        holder=view.holder,
        holder_words=view.holder_words,
        **details,
    )
    return made


def suggested_relation(premise: Suggestion, kind: str, target: Suggestion, **details: object) -> Suggestion:
    """What a machine proposes between two suggested claims."""
    made: Suggestion = SuggestionFactory(
        transcript=premise.transcript,
        kind=Suggestion.Kind.RELATION,
        relation_kind=kind,
        premise=premise,
        target=target,
        **details,
    )
    return made


def suggested_holder(quote: Quote, view: View, **details: object) -> Suggestion:
    """What a machine proposes about whose view a stored quote states."""
    made: Suggestion = SuggestionFactory(
        transcript=quote.utterance.transcript,
        kind=Suggestion.Kind.HOLDER,
        quote=quote,
        stance=view.stance,
        holder=view.holder,
        holder_words=view.holder_words,
        **details,
    )
    return made
