"""Which words of a transcript an editor means: marked with the mouse, by touch or keyboard, or named by sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from debates.forms.desk.wording import MOST_SENTENCES, check_passage, passage_of_words
from debates.models import Passage
from transcripts.models import Transcript, Utterance
from transcripts.words.anchors import locate
from transcripts.words.clock import read_clock

_AT = re.compile(r"(\d{1,7})\.(\d{1,5})-(\d{1,7})\.(\d{1,5})", re.ASCII)
_PARAGRAPH = re.compile(r"¶\s*(\d{1,7})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Chosen:
    """A passage, and its words as the transcript has them."""

    passage: Passage
    words: str

    @property
    def at(self) -> str:
        """The place as addresses and forms say it: line.word-line.word, from 0, the last word not included."""
        first, last = self.passage.first, self.passage.last
        return f"{first.position}.{self.passage.word_start}-{last.position}.{self.passage.word_end}"


class SentencesForm(forms.Form):
    """The first and the last sentence that hold the words, by time or number."""

    first = forms.CharField(
        max_length=40,
        label="From which sentence",
        help_text="The time before it, such as 12:34, or the number after ¶.",
    )
    last = forms.CharField(
        max_length=40, required=False, label="To which sentence", help_text="Leave it empty for one sentence."
    )

    def __init__(self, transcript: Transcript, data: Any = None) -> None:
        self._transcript = transcript
        super().__init__(data)

    def clean_first(self) -> Utterance:
        return self._sentence(self.cleaned_data["first"])

    def clean_last(self) -> Utterance | None:
        written = self.cleaned_data["last"]
        return self._sentence(written) if written else None

    def _sentence(self, written: str) -> Utterance:
        lines = self._transcript.utterances
        if found := _PARAGRAPH.match(written.strip()):
            said = lines.filter(position=int(found[1]) - 1).first()
        else:
            seconds = read_clock(written)
            said = None if seconds is None else lines.said_at(seconds)
        if said is None:
            raise ValidationError(
                "No sentence is there. Give its time, such as 12:34, or its number, such as ¶7."
            )
        return said

    def chosen(self) -> Chosen:
        """The whole of the sentences. Raises ValidationError where they are no one quote."""
        first, last = self.cleaned_data["first"], self.cleaned_data["last"] or self.cleaned_data["first"]
        lines = _lines(self._transcript, first.position, last.position)
        return _chosen(lines, 0, lines[-1].text.count(" ") + 1)


def words_at(transcript: Transcript, at: str) -> Chosen:
    """Return the words at a place of `transcript` (`Chosen.at`). Raises ValidationError where there are none, or too many."""
    found = _AT.fullmatch(at)
    if found is None:
        raise ValidationError("Nothing is chosen. Mark words in the transcript first.")
    first, word_start, last, word_end = map(int, found.groups())
    return _chosen(_lines(transcript, first, last), word_start, word_end)


def words_again(transcript: Transcript, at: str, words: str) -> Chosen:
    """Return the place in `transcript` of words that were chosen at a place, perhaps of another version.

    They may have been changed to others that stand there. Raises ValidationError where the words are not in that place or near it.
    """
    try:
        chosen = words_at(transcript, at)
    except ValidationError:
        if not _AT.fullmatch(at):
            raise
    else:
        if " ".join(words.split()) == chosen.words:
            return chosen
        if words.strip():
            passage = passage_of_words(words, chosen.passage.first, chosen.passage.last)
            return Chosen(
                passage, _words(_lines(transcript, passage.first.position, passage.last.position), passage)
            )
    raise ValidationError("These words do not stand here. Copy them from the transcript as they are.")


def words_elsewhere(transcript: Transcript, at: str, words: str) -> Chosen | None:
    """Return where words that were chosen in an older version stand in `transcript`; `None` where they do not."""
    lines = list(transcript.utterances.in_order().select_related("speaker"))
    near = int(at.partition(".")[0]) if _AT.fullmatch(at) else 0
    place = locate(words, [line.text for line in lines], near=min(near, len(lines)))
    if place is None:
        return None
    return _chosen(lines[place.first : place.last + 1], place.word_start, place.word_end)


def _lines(transcript: Transcript, first: int, last: int) -> list[Utterance]:
    """The sentences from `first` to `last`; a few more than a quote may have, at most."""
    if last - first >= MOST_SENTENCES:
        raise ValidationError(
            f"That is {last - first + 1} sentences. A quote has {MOST_SENTENCES} at most: choose those that state the claim."
        )
    found = transcript.utterances.filter(position__gte=first, position__lte=last)
    lines = list(found.in_order().select_related("speaker"))
    if not lines or len(lines) != last - first + 1:
        raise ValidationError("There are no such sentences in this transcript. Mark the words again.")
    return lines


def _chosen(lines: list[Utterance], word_start: int, word_end: int) -> Chosen:
    passage = Passage(lines[0], word_start, lines[-1], word_end)
    check_passage(passage, lines)
    words = _words(lines, passage)
    if not any(map(str.isalnum, words)):
        raise ValidationError("No word is chosen. Mark words in the transcript first.")
    return Chosen(passage, words)


def _words(lines: list[Utterance], passage: Passage) -> str:
    words = [word for line in lines for word in line.text.split(" ")]
    after = passage.last.text.count(" ") + 1 - passage.word_end
    if after < 0:
        raise ValidationError("There are no such words in this transcript. Mark the words again.")
    return " ".join(words[passage.word_start : len(words) - after])
