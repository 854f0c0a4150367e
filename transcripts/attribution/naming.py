"""Whose voices those of a recording are: what the voices tell and what the words tell, side by side."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from transcripts.attribution.introductions import Introduction, means
from transcripts.models import Attribution, Speaker, Transcript, VoiceEvidence
from transcripts.speech.values import Voice
from transcripts.voices import POLICY, Band, Match, decide


@dataclass(frozen=True, slots=True)
class Verdict:
    """Who a label is taken for, or may be; `said` are the introductions that name that person or another."""

    label: str
    speaker: Speaker | None
    is_sure: bool
    method: Attribution.Method
    match: Match[Speaker]
    net_s: float
    said: tuple[Introduction, ...]


def verdicts(
    voices: Iterable[Voice],
    matches: Mapping[str, Match[Speaker]],
    said: Sequence[Introduction],
    people: Sequence[Speaker],
    called: Mapping[str, Speaker] = MappingProxyType({}),
) -> list[Verdict]:
    """One verdict a voice. Several voices may be one person's: telling too many apart is the commoner mistake.

    `called` are the people whose whole name or alias was said. Any other name that is said counts where it is a part of the name of
    one of `people`, and of only one.
    """
    named = {each.name: person for each in said if (person := _meant(each.name, people, called))}
    return [
        _verdict(
            voice,
            matches.get(voice.label) or decide((), voice.net_s),
            tuple(each for each in said if each.label == voice.label),
            named,
        )
        for voice in voices
    ]


def _verdict(
    voice: Voice, match: Match[Speaker], said: tuple[Introduction, ...], people: Mapping[str, Speaker]
) -> Verdict:
    named = {people[each.name] for each in said if each.name in people}
    told = match.person
    if told is None:
        # Words alone are a cue for an editor, and no more.
        only = named.pop() if len(named) == 1 else None
        return Verdict(voice.label, only, False, Attribution.Method.TEXT, match, voice.net_s, said)
    agrees = told in named
    disputed = bool(named - {told})
    clear = match.margin >= POLICY.margin and voice.net_s >= POLICY.enough_s
    is_sure = not disputed and (match.band is Band.ACCEPT or (agrees and clear))
    return Verdict(voice.label, told, is_sure, Attribution.Method.VOICE, match, voice.net_s, said)


def _meant(name: str, people: Sequence[Speaker], called: Mapping[str, Speaker]) -> Speaker | None:
    if name in called:
        return called[name]
    found = [person for person in people if means(name, person.name)]
    return found[0] if len(found) == 1 else None


def store_verdicts(transcript: Transcript, given: Iterable[Verdict]) -> None:
    """Keep who each label is taken for, with the evidence; what is not sure is proposed, for an editor to decide.

    The transcript's sentences must have their speakers already, and the attributions that came with those are renewed.
    """
    for verdict in given:
        if verdict.speaker is None:
            continue
        state = Attribution.State.ACCEPTED if verdict.is_sure else Attribution.State.PROPOSED
        attribution, _ = Attribution.objects.update_or_create(
            transcript=transcript,
            label=verdict.label,
            turn=None,
            speaker=verdict.speaker,
            defaults={
                "method": verdict.method,
                "state": state,
                "score": min(1.0, max(0.0, verdict.match.score)),
            },
        )
        VoiceEvidence.objects.update_or_create(attribution=attribution, defaults=_evidence(verdict))


def _evidence(verdict: Verdict) -> dict[str, Any]:
    match = verdict.match
    runner_up = match.candidates[1].person if len(match.candidates) > 1 else None
    return {
        "score": match.score if match.candidates else None,
        "margin": match.margin if match.candidates else None,
        "band": match.band.value,
        "policy": match.policy,
        "net_s": verdict.net_s,
        "runner_up": runner_up,
        "cues": [
            {"kind": each.kind.value, "name": each.name, "quote": each.quote, "start_s": each.start_s}
            for each in verdict.said
        ],
    }
