"""What the stages of a hearing left, put together: the words, who says them, and the transcript that becomes of it."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
from django.db import transaction

from transcripts.attribution.introductions import Spoken, introductions
from transcripts.attribution.naming import Verdict, store_verdicts, verdicts
from transcripts.attribution.voice_labels import lay_voices, spoken
from transcripts.ingest import Order, ingest
from transcripts.models import Hearing, HearingStage, Speaker, Transcript, VoiceCluster
from transcripts.profiles.enrolling import name_voices
from transcripts.speech.values import ModelUsed, Segment, SpokenWord, Turn, Voice
from transcripts.speech.writing import as_whisper
from transcripts.voices import Vector


def current_words(hearing: Hearing) -> Transcript:
    """The words of the episode that are to get names."""
    found: Transcript = hearing.source.episode.transcripts.get(is_current=True)
    return found


def names_given(hearing: Hearing) -> list[Verdict]:
    """Who the voices are. Voices are compared only where the show lets that be done."""
    episode = hearing.source.episode
    clusters = list(hearing.source.voice_clusters.select_related("model").order_by("label"))
    said = _spoken(hearing)
    return named_voices(
        clusters, said, episode.people.values_list("name", flat=True), episode.show.recognises_voices
    )


def named_voices(
    clusters: list[VoiceCluster], said: list[Spoken], people: Any, compare: bool
) -> list[Verdict]:
    """Who these voices are, by their sound if they may be compared, and by what is said; `people` are names of whom words can mean."""
    voices = [Voice(each.label, each.net_s, _vector(each.embedding)) for each in clusters]
    matches = {}
    if clusters and compare:
        used = ModelUsed(clusters[0].model.name, clusters[0].model.sha256)
        matches = {label: named.match for label, named in name_voices(voices, used).items()}
    named = introductions(said)
    called = Speaker.objects.meant_by([*people, *(each.name for each in named)])
    known = {each.person for match in matches.values() for each in match.candidates}
    return verdicts(voices, matches, named, list({*called.values(), *known}), called)


def store_words(hearing: Hearing) -> dict[str, Any]:
    """Store the transcript with the names that are sure, and what they and the others rest on; or names alone, where the words are
    here already. One transaction.
    """
    return _store_names(hearing) if hearing.keeps_words else _store_transcript(hearing)


def _store_names(hearing: Hearing) -> dict[str, Any]:
    turns, words = _turns(hearing), current_words(hearing)
    if not turns:
        return {"transcript": words.pk, "warnings": ["Nobody speaks in it."]}
    laid = lay_voices(words, turns, names_given(hearing), _source(hearing) or "the recording")
    return {"transcript": words.pk, "named": laid.named, "unnamed": laid.unnamed}


def _store_transcript(hearing: Hearing) -> dict[str, Any]:
    language, segments = _words(hearing)
    heard = as_whisper(segments, language, _turns(hearing))
    if not heard["segments"]:
        return {"transcript": None, "warnings": ["Nobody says anything in it."]}
    given = names_given(hearing)
    sure = {each.label: each.speaker.name for each in given if each.is_sure and each.speaker}
    episode = hearing.source.episode
    order = Order(
        data=json.dumps(heard, ensure_ascii=False).encode(),
        source=_source(hearing),
        show=episode.show.name,
        title=episode.title,
        language=language or "en",
        episode=episode,
        replaces=episode.transcripts.exists(),
        source_note=episode.source_note,
        voices=sure,
        by=hearing.requested_by,
    )
    with transaction.atomic():
        done = ingest(order)
        store_verdicts(done.transcript, given)
    return {"transcript": done.transcript.pk, "utterances": done.utterances}


def _source(hearing: Hearing) -> str:
    return hearing.source.media_url or hearing.source.media_file.name or ""


def _spoken(hearing: Hearing) -> list[Spoken]:
    if hearing.keeps_words:
        return spoken(current_words(hearing), _turns(hearing))
    language, segments = _words(hearing)
    heard = as_whisper(segments, language, _turns(hearing))
    return [Spoken(row["speaker"] or "", row["text"].strip(), row["start"]) for row in heard["segments"]]


def _vector(stored: Any) -> Vector | None:
    return None if stored is None else np.asarray(stored, np.float32)


def _result(hearing: Hearing, stage: HearingStage) -> dict[str, Any]:
    found: dict[str, Any] = hearing.results.get(stage=stage).result
    return found


def _words(hearing: Hearing) -> tuple[str, list[Segment]]:
    found = _result(hearing, HearingStage.TRANSCRIBE)
    return found["language"], [
        Segment(**{**row, "words": tuple(SpokenWord(**word) for word in row["words"])})
        for row in found["segments"]
    ]


def _turns(hearing: Hearing) -> list[Turn]:
    return [Turn(**row) for row in _result(hearing, HearingStage.DIARIZE)["turns"]]
