"""A new transcript beside the one that an episode has: its clock, its voices, and whether it is the same talk at all."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from transcripts.attribution.attributing import names_a_person
from transcripts.cues import ParseWarning
from transcripts.models import Episode, Recording, Speaker, Utterance
from transcripts.words.alignment import REWRITTEN_BELOW, Alignment, ClockOffset, overlap
from transcripts.words.sentencing import Sentence
from transcripts.words.timing import word_times

SAME_CLOCK_WITHIN_S = 2.0
"""Clocks that differ by less are one: transcripts set their times to whole seconds, and a little early or late."""

VOICE_FROM = 0.9
"""The share of a label's words that must be one speaker's in the earlier version; below it the label stays nobody's."""

VOICE_WORDS = 20
"""Words in common without which nothing is said of a voice."""


@dataclass(frozen=True, slots=True)
class Beside:
    """What a new transcript looks like beside the one that its episode has; empty where there is none.

    `recording` is that of the older one. `offset` is what to add to the new seconds to get those of the episode's first
    recording, as far as it could be measured. `voices` gives labels that name nobody their speaker, with the share of words
    that speaks for it (0 to 1).
    """

    recording: Recording | None = None
    offset: ClockOffset | None = None
    voices: Mapping[str, tuple[Speaker, float]] = field(default_factory=dict)
    warnings: tuple[ParseWarning, ...] = ()


def lay_beside(episode: Episode, found: Sequence[Sentence], *, another_recording: bool) -> Beside:
    """Lay the sentences of a new transcript along the current one of `episode`, if it has one. Makes two queries, or one."""
    here = episode.transcripts.order_by("-is_current", "-version").select_related("recording").first()
    if here is None:
        return Beside()
    said = list(here.utterances.in_order().select_related("speaker"))
    old, new = _words(said), _words(found)
    alignment = Alignment([word.text for word in old], [word.text for word in new])
    clock = alignment.clock_offset([word.start_s for word in old], [word.start_s for word in new])
    warnings = [*_rewritten(old, new), *_clock(clock, another_recording=another_recording)]
    offset = _to_first(clock, here.recording) if clock else None
    return Beside(here.recording, offset, _voices(alignment, old, new), tuple(warnings))


def _to_first(clock: ClockOffset, recording: Recording) -> ClockOffset:
    """From what turns seconds of `recording` into new ones to what turns new ones into those of the first recording."""
    first_s = recording.offset_s
    return ClockOffset(
        round(first_s - clock.median_s, 3),
        round(first_s - clock.high_s, 3),
        round(first_s - clock.low_s, 3),
        clock.pairs,
    )


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    start_s: float | None
    label: str
    speaker: Speaker | None


def _words(sentences: Sequence[Utterance | Sentence]) -> list[_Word]:
    """The words of sentences with their seconds, `None` where those are not known."""
    words = []
    for sentence in sentences:
        texts = sentence.text.split(" ")
        times: Sequence[tuple[float | None, float | None]] = [(None, None)] * len(texts)
        if sentence.start_s is not None and sentence.end_s is not None:
            times = word_times(sentence.text, sentence.start_s, sentence.end_s)
        speaker = sentence.speaker if isinstance(sentence, Utterance) else None
        words += [
            _Word(text, start_s, sentence.label, speaker)
            for text, (start_s, _) in zip(texts, times, strict=True)
        ]
    return words


def _rewritten(old: Sequence[_Word], new: Sequence[_Word]) -> list[ParseWarning]:
    share = overlap([word.text for word in old], [word.text for word in new])
    if share >= REWRITTEN_BELOW:
        return []
    message = (
        f"Only {share:.0%} of its runs of six words are in the transcript that is here: "
        "it may be a rewriting, or another talk."
    )
    return [ParseWarning(None, "rewritten", message)]


def _clock(offset: ClockOffset | None, *, another_recording: bool) -> list[ParseWarning]:
    if offset is None and another_recording:
        message = (
            "Its clock could not be measured: too few words with times are in both transcripts, "
            "or one has parts that the other lacks."
        )
        return [ParseWarning(None, "clock-unknown", message)]
    if offset is None or another_recording or abs(offset.median_s) < SAME_CLOCK_WITHIN_S:
        return []
    message = (
        f"Its times are {offset.median_s:+.1f} s from those of the transcript that is here (most between "
        f"{offset.low_s:+.1f} and {offset.high_s:+.1f} s): it may be of another recording."
    )
    return [ParseWarning(None, "other-clock", message)]


def _voices(
    alignment: Alignment, old: Sequence[_Word], new: Sequence[_Word]
) -> dict[str, tuple[Speaker, float]]:
    """Whose voice a label is that names nobody, by the words that it has in common with one speaker's."""
    heard: dict[str, Counter[Speaker | None]] = defaultdict(Counter)
    for index, place in enumerate(alignment.to_new):
        if place >= 0:
            heard[new[place].label][old[index].speaker] += 1
    voices = {}
    for label, counts in heard.items():
        speaker, count = counts.most_common(1)[0]
        share = count / counts.total()
        if speaker and label and not names_a_person(label) and count >= VOICE_WORDS and share >= VOICE_FROM:
            voices[label] = (speaker, round(share, 3))
    return voices
