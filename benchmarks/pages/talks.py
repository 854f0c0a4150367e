"""Talks and debates of any size, made up from a few hundred common words; the same ones every time."""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import pairwise

from django.db import transaction

from debates.models import (
    Claim,
    Debate,
    Passage,
    Relation,
    RelationKind,
    Side,
    SideHolder,
    Suggestion,
    View,
    quote_passage,
)
from transcripts.models import Episode, Recording, Show, Speaker, Transcript, Utterance

WORDS = """
the a of to and in that it is was for on are as with they be at this have from or had by but what some we can out
other were all there when up use your how said each which their time will way about many then them would write
like so these her long make thing see him two has look more day could go come did number sound no most people my
over know water than call first who may down side been now find any new work part take get place made live where
after back little only round man year came show every good me give our under name very through just form much
great think say help low line before turn cause same mean differ move right boy old too does tell sentence set
three want air well also play small end put home read hand port large spell add even land here must big high such
follow act why ask men change went light kind off need house picture try us again animal point mother world near
build self earth father model learning goal reward prediction experience imitation language evidence knowledge
""".split()  # noqa: SIM905  a list of 250 strings would fill a page
KINDS = (RelationKind.ATTACK, RelationKind.SUPPORT, RelationKind.ATTACK, RelationKind.UNDERCUT)


def sentence(dice: random.Random, words: int) -> str:
    """A sentence of so many words that means nothing."""
    said = " ".join(dice.choice(WORDS) for _ in range(words))
    return f"{said[0].upper()}{said[1:]}."


def make_talk(title: str, lines: int, words: int, people: Sequence[str], seed: int = 0) -> Transcript:
    """Store a talk of `lines` sentences of about `words` words, six to a turn, four seconds each."""
    dice = random.Random(seed)  # noqa: S311  no secret
    show, _ = Show.objects.get_or_create(slug="made-up", name="Made up")
    slug = title.lower().replace(" ", "-")
    episode = Episode.objects.create(show=show, slug=slug, title=title)
    recording = Recording.objects.create(episode=episode, media_url="https://media.example/talk.mp3")
    transcript = Transcript.objects.create(
        episode=episode,
        recording=recording,
        format="webvtt",
        source="made up",
        checksum=f"{seed:064}",
        found=lines,
        kept=lines,
    )
    speakers = [Speaker.objects.named(name) for name in people]
    Utterance.objects.bulk_create(
        Utterance(
            transcript=transcript,
            position=number,
            turn=number // 6,
            label=speakers[number // 6 % len(speakers)].name,
            speaker=speakers[number // 6 % len(speakers)],
            text=sentence(dice, max(2, round(dice.gauss(words, words / 3)))),
            start_s=number * 4.0,
            end_s=number * 4.0 + 4.0,
        )
        for number in range(lines)
    )
    return transcript


@transaction.atomic
def make_debate(question: str, transcript: Transcript, claims: int, seed: int = 0) -> Debate:
    """Store a debate of `claims` claims on evenly spread sentences; most answer one of the thirty before them."""
    dice = random.Random(seed)  # noqa: S311  no secret
    debate = Debate.objects.create(slug=question.lower().rstrip("?").replace(" ", "-"), question=question)
    for position, speaker in enumerate(Speaker.objects.heard_in(transcript).order_by("pk")):
        side = Side.objects.create(debate=debate, name=speaker.name, position=position)
        SideHolder.objects.create(side=side, speaker=speaker)
    lines = list(transcript.utterances.select_related("speaker").in_order())
    made: list[Claim] = []
    steps: dict[Claim, Relation] = {}
    for number in range(claims):
        line = lines[number * len(lines) // claims]
        claim = Claim.objects.create(text=sentence(dice, 16))
        quote_passage(claim, Passage(line, 0, line, len(line.text.split(" "))), View())
        debate.place(claim, is_main=not made)
        if made and dice.random() < 0.9:
            _relate(claim, dice.choice(made[-30:]), dice.choice(KINDS), steps)
        made.append(claim)
    return debate


def _relate(claim: Claim, earlier: Claim, kind: RelationKind, steps: dict[Claim, Relation]) -> None:
    """An undercut needs a step to deny: without one it is an objection to the claim itself."""
    if kind == RelationKind.UNDERCUT and earlier in steps:
        Relation.objects.link([claim], kind, steps[earlier])
        return
    plain = RelationKind.ATTACK if kind == RelationKind.UNDERCUT else kind
    steps[claim] = Relation.objects.link([claim], plain, earlier)


def make_suggestions(transcript: Transcript, claims: int, relations: int) -> Suggestion:
    """Store so many suggested claims of a talk's first lines, and relations between neighbours; returns one of them."""
    dice = random.Random(5)  # noqa: S311  no secret
    lines = list(transcript.utterances.in_order()[:claims])
    made = Suggestion.objects.bulk_create(
        Suggestion(
            transcript=transcript,
            kind=Suggestion.Kind.CLAIM,
            fingerprint=f"claim {line.position}",
            model="made up",
            model_version="1",
            score=(score := dice.random()),
            mined_score=score,
            reason="has content, is on the topics of the talk",
            sentence_kind=Suggestion.SentenceKind.CLAIM,
            text=line.text,
            utterance=line,
            word_start=0,
            end_utterance=line,
            word_end=line.text.count(" ") + 1,
            exact=line.text,
            voiced_by_id=line.speaker_id,
            holder_id=line.speaker_id,
            stance=View().stance,
        )
        for line in lines
    )
    Suggestion.objects.bulk_create(
        Suggestion(
            transcript=transcript,
            kind=Suggestion.Kind.RELATION,
            fingerprint=f"relation {premise.fingerprint}",
            model="made up",
            model_version="1",
            score=(score := dice.random()),
            mined_score=score,
            reason="shares words",
            relation_kind=dice.choice(KINDS[:2]),
            premise=premise,
            target=target,
        )
        for premise, target in pairwise(made[: relations + 1])
    )
    return made[0]
