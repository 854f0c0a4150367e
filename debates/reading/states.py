"""When a rendered transcript is still good: its state is one value that changes with anything the page shows."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.postgres.aggregates import StringAgg
from django.db.models import CharField, F, Func, TextField, Value

from debates.models import Quote
from debates.reading.episodes import replies_counted
from debates.reading.hues import hues_everywhere_of
from debates.reading.voice_evidence import named_by_voice
from transcripts.models import Speaker, Transcript


@dataclass(frozen=True, slots=True)
class State:
    """Of which transcript, and all that its page depends on: equal for equal pages."""

    transcript: int
    contents: tuple[object, ...]


_QUOTE_FIELDS = (
    "pk",
    "word_start",
    "word_end",
    "utterance__position",
    "end_utterance__position",
    "start_s",
    "stance",
    "holder__name",
    "holder_words",
    "holder",
    "holder__slug",
    "claim__key",
    "claim__text",
)
_VOICE_FIELDS = ("attribution__label", "attribution__speaker", "band", "margin", "policy", "net_s")
_RECORDING_FIELDS = ("pk", "media_url", "media_file", "is_primary", "offset_s")


def transcript_state(transcript: Transcript) -> State:
    """Return the state of a transcript's page. Makes eight queries; the words themselves stay in the database."""
    quotes = tuple(Quote.objects.in_transcript(transcript).in_order().values_list(*_QUOTE_FIELDS))
    heard = tuple(Speaker.objects.heard_in(transcript).order_by("pk").values_list("pk", "slug", "name"))
    held = {row[_QUOTE_FIELDS.index("holder")] for row in quotes}
    hues = hues_everywhere_of({speaker[0] for speaker in heard} | held)
    episode = transcript.episode
    contents = (
        transcript.language,
        transcript.is_current,
        _words(transcript),
        quotes,
        heard,
        tuple(sorted(hues.items())),
        tuple(sorted((claim, tuple(kinds.items())) for claim, kinds in replies_counted(transcript).items())),
        tuple(episode.chapters.in_order().values_list("start_s", "title")),
        tuple(episode.recordings.order_by("pk").values_list(*_RECORDING_FIELDS)),
        tuple(named_by_voice(transcript).values_list(*_VOICE_FIELDS)),
        (episode.title, episode.show.name, episode.published_on, episode.page_url),
    )
    return State(transcript.pk, contents)


def _words(transcript: Transcript) -> str:
    """A checksum of every utterance: its words, times and voice."""
    row = Func(
        Value("|"),
        *(
            F(field)
            for field in (
                "position",
                "turn",
                "speaker",
                "label",
                "start_s",
                "end_s",
                "times_estimated",
                "text",
            )
        ),
        function="concat_ws",
        output_field=TextField(),
    )
    joined = StringAgg(row, delimiter="\n", order_by="position")
    found = transcript.utterances.aggregate(
        checksum=Func(joined, function="md5", output_field=CharField(), default=Value(""))
    )
    return str(found["checksum"])
