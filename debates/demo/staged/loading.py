"""The staged debate into the database: two recordings, the voices of the first enrolled, those of the second named by them.

What the engines of speech heard is read from voices.json. Who the voices are is told here, by the same steps as after a hearing.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.core.files import File
from django.db import transaction

from debates.demo.replaying import DemoError, make_debate, make_people, reject_the_rest, relate
from debates.findings import mine_transcript
from debates.models import (
    Claim,
    Correction,
    Debate,
    Passage,
    Premise,
    Relation,
    Stance,
    Suggestion,
    View,
    quote_passage,
)
from debates.standings.renewal import renew
from transcripts.attribution.voice_labels import lay_voices, spoken
from transcripts.hearing.heard import named_voices
from transcripts.ingest import Order, ingest
from transcripts.models import (
    EpisodePerson,
    Recording,
    Speaker,
    Transcript,
    Utterance,
    VoiceCluster,
    VoiceModel,
)
from transcripts.profiles.enrolling import confirm_voice, model_of
from transcripts.speech.values import ModelUsed, Turn

FOLDER = Path(__file__).parent
STAGED_SLUG = "should-towns-close-their-centres-to-cars"


def load_staged() -> bool:
    """Load the staged debate; true where it was not there before. All of it, or nothing. Raises DemoError."""
    if Debate.objects.filter(slug=STAGED_SLUG).exists():
        return False
    kept: list[Recording] = []
    try:
        with transaction.atomic():
            _load(kept)
    except BaseException:
        for recording in kept:
            recording.media_file.delete(save=False)
        raise
    return True


def _load(kept: list[Recording]) -> None:
    decisions = tomllib.loads((FOLDER / "decisions.toml").read_text(encoding="utf-8"))
    heard = json.loads((FOLDER / "voices.json").read_text(encoding="utf-8"))
    make_people(decisions["people"])
    transcripts = []
    for row in decisions["episodes"]:
        transcript = _episode(row, decisions, heard[row["file"]], kept)
        _keep_voices(transcript.recording, heard[row["file"]], model_of(ModelUsed(**heard["encoder"])))
        transcripts.append(transcript)
    first, second = transcripts
    _enrol_voices(first)
    _name_voices(second, heard["second"])
    for transcript in transcripts:
        mine_transcript(transcript)
    _decide(decisions, transcripts)
    for transcript in transcripts:
        reject_the_rest(transcript)
    renew()


def _episode(
    row: Mapping[str, Any], decisions: Mapping[str, Any], heard: Mapping[str, Any], kept: list[Recording]
) -> Transcript:
    order = Order(
        data=(FOLDER / f"{row['file']}.vtt").read_bytes(),
        source=f"{row['file']}.vtt",
        show=decisions["show"],
        title=row["title"],
        published_on=row["published"],
        source_note=decisions["note"],
    )
    transcript = ingest(order).transcript
    show = transcript.episode.show
    show.about, show.recognises_voices = decisions["about"], True
    show.save(update_fields=["about", "recognises_voices"])
    transcript.episode.about = decisions["about"]
    transcript.episode.save(update_fields=["about"])
    EpisodePerson.objects.bulk_create(
        EpisodePerson(episode=transcript.episode, name=person["name"], role=person["role"])
        for person in decisions["people"]
    )
    recording = transcript.recording
    recording.duration_s, recording.media_type = heard["duration_s"], "audio/ogg"
    with (FOLDER / f"{row['file']}.opus").open("rb") as sound:
        recording.media_file.save(f"two-chairs-{row['file']}.opus", File(sound))
    kept.append(recording)
    return transcript


def _keep_voices(recording: Recording, heard: Mapping[str, Any], model: VoiceModel) -> None:
    VoiceCluster.objects.bulk_create(
        VoiceCluster(
            recording=recording,
            label=voice["label"],
            model=model,
            embedding=voice["embedding"],
            net_s=voice["net_s"],
        )
        for voice in heard["voices"]
    )


def _enrol_voices(transcript: Transcript) -> None:
    """The voices under the names that the first transcript has become samples, as an editor's confirmation makes them."""
    for voice in transcript.recording.voice_clusters.order_by("label"):
        confirm_voice(transcript, voice.label, Speaker.objects.named(voice.label), None)


def _name_voices(transcript: Transcript, heard: Mapping[str, Any]) -> None:
    """Who the voices of the second episode are: nobody says so in its transcript."""
    turns = [Turn(start_s, end_s, label) for start_s, end_s, label in heard["turns"]]
    clusters = list(transcript.recording.voice_clusters.select_related("model").order_by("label"))
    given = named_voices(clusters, spoken(transcript, turns), [], compare=True)
    laid = lay_voices(transcript, turns, given, "second.opus")
    if laid.unnamed:
        raise DemoError(f"{laid.unnamed} sentences of the second episode have no name")


def _decide(decisions: Mapping[str, Any], transcripts: list[Transcript]) -> None:
    debate, sections = make_debate(STAGED_SLUG, decisions["debate"])
    lines = list(
        Utterance.objects.filter(transcript__in=transcripts)
        .with_speakers()
        .order_by("transcript", "position")
    )
    claims = {}
    for row in decisions["claims"]:
        claim = claims[row["key"]] = Claim.objects.create(key=row["key"], text=row["text"])
        for quoted in row["quotes"]:
            _quote(claim, quoted, lines)
        debate.place(claim, sections[row["section"]], is_main=row.get("main", False))
    for row in decisions["relations"]:
        relate(row, claims)
    for row in decisions["undercuts"]:
        inference = Premise.objects.get(
            claim=claims[row["premise"]], relation__target_claim=claims[row["conclusion"]]
        ).relation
        Relation.objects.link([claims[row["from"]]], "undercut", inference, evidence=row["evidence"])


def _quote(claim: Claim, row: Mapping[str, Any], lines: list[Utterance]) -> None:
    """Whole sentences; where the miner suggests a claim in them, its suggestion is accepted."""
    first = _line(row["words"], lines)
    last = _line(row["through"], lines) if "through" in row else first
    passage = Passage(first, 0, last, len(last.text.split(" ")))
    holder = Speaker.objects.named(row["holder"]) if "holder" in row else None
    view = View(row.get("stance", Stance.ASSERTS), holder)
    suggestion = Suggestion.objects.of_claims().waiting().filter(utterance=first).first()
    if suggestion is None:
        quote_passage(claim, passage, view)
    else:
        suggestion.accept(
            by=None, correction=Correction(text=claim.text, passage=passage, view=view), into=claim
        )


def _line(words: str, lines: list[Utterance]) -> Utterance:
    found = [line for line in lines if line.text.startswith(words)]
    if len(found) != 1:
        raise DemoError(f"{len(found)} sentences begin with “{words}”")
    return found[0]
