"""Merging two people who are one, taking that apart again, and splitting one who is two."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.core import serializers
from django.db import IntegrityError, connection, models, transaction
from django.db.models import Count, Min, Q
from django.utils import timezone

from debates.amending.name_decisions import lock_episodes, name_label
from debates.models import MergedSpeaker, SideHolder, User
from transcripts.models import (
    Alias,
    NameDecision,
    NotPossibleError,
    Speaker,
    Transcript,
    Utterance,
    VoiceModel,
    VoiceProfile,
    VoiceProfileState,
    VoiceSample,
)
from transcripts.models.revisions import Revision
from transcripts.profiles.enrolling import renew_profile

MOST_VOICES = 20
"""Labels that one press gives to another person: each makes a version of its transcript, which takes about a second."""


def _ways() -> dict[type[models.Model], list[str]]:
    """The columns by which each table leads to people, sentences first, as quotes must agree with them."""
    found: dict[type[models.Model], list[str]] = defaultdict(list)
    found[Utterance] = []
    for way in Speaker._meta.get_fields(include_hidden=True):
        apart = (Revision, VoiceProfile)
        if isinstance(way, models.ManyToOneRel) and not issubclass(way.related_model, apart):
            found[way.related_model].append(way.field.column)
    return dict(found)


@transaction.atomic
def merge_people(kept: Speaker, gone: Speaker, by: User | None) -> MergedSpeaker:
    """Let `kept` be all that `gone` was, who is no more: words, quotes, views, sides, samples. Their names become other names of `kept`.

    Raises NotPossibleError where they are one already, where one tells of the other's view, or where a forgotten voice would come back.
    """
    rows = Speaker.objects.select_for_update().filter(pk__in=[kept.pk, gone.pk]).order_by("pk")
    here = {each.pk: each for each in rows}
    if len(here) < 2:
        raise NotPossibleError("Two people who are here are needed to merge.")
    kept, gone = here[kept.pk], here[gone.pk]
    _refuse_a_forgotten_voice(kept, gone)
    was_known = VoiceModel.objects.filter(samples__speaker__in=[kept, gone]).distinct()
    models_known = list(was_known)
    merged = MergedSpeaker.objects.create(
        number=gone.pk, slug=gone.slug, name=gone.name, into=kept, is_moving=True, merged_by=by
    )
    merged.moved = {"person": serializers.serialize("json", [gone]), "folded": _fold(kept, gone)}
    VoiceProfile.objects.filter(speaker=gone).delete()
    try:
        with transaction.atomic():
            for table, columns in _ways().items():
                merged.moved.update(_lead(table, columns, gone.pk, kept.pk))
    except IntegrityError as error:
        raise NotPossibleError(
            f"Somewhere {kept} tells of the view of {gone}, or the other way round: nobody reports their own view. Change those quotes first."
        ) from error
    gone.delete()
    merged.moved["alias"] = _also_called(kept, gone.name)
    if VoiceProfileState.DISABLED in (kept.voice_profile, gone.voice_profile):
        Speaker.objects.filter(pk=kept.pk).update(voice_profile=VoiceProfileState.DISABLED)
    _renew([kept], models_known)
    merged.is_moving = False
    merged.save()
    return merged


def _refuse_a_forgotten_voice(kept: Speaker, gone: Speaker) -> None:
    disabled = [each for each in (kept, gone) if each.voice_profile == VoiceProfileState.DISABLED]
    if len(disabled) == 1 and VoiceSample.objects.filter(speaker__in=[kept, gone]).exists():
        raise NotPossibleError(
            f"The voice of {disabled[0]} is not to be recognised, but there are samples of the other’s. Forget that voice first."
        )


def _fold(kept: Speaker, gone: Speaker) -> str:
    """Take away what both have, and return it as it was: other names, sides of debates, and the same stretch of a voice."""
    names = {kept.name.casefold(), *(alias.name.casefold() for alias in kept.aliases.all())}
    twice: list[models.Model] = [each for each in gone.aliases.all() if each.name.casefold() in names]
    sides = SideHolder.objects.filter(speaker=kept).values("side")
    twice += SideHolder.objects.filter(speaker=gone, side__in=sides)
    folded: str = serializers.serialize("json", twice)
    for row in twice:
        row.delete()
    heard = VoiceSample.objects.filter(speaker=kept).values_list("model", "checksum", "start_s")
    for sample in VoiceSample.objects.filter(speaker=gone):
        if (sample.model_id, sample.checksum, sample.start_s) in set(heard):
            sample.delete()
    return folded


def _lead(table: type[models.Model], columns: Sequence[str], old: int, new: int) -> dict[str, list[int]]:
    """Let every row that leads to `old` lead to `new`, by all columns at once; returns which did, by table and column."""
    found: dict[str, list[int]] = {}
    for column in columns:
        field = next(each for each in table._meta.local_fields if each.column == column)
        led = table._base_manager.filter(**{field.attname: old}).order_by("pk")
        if pks := list(led.values_list("pk", flat=True)):
            found[f"{table._meta.label_lower}.{column}"] = pks
    _set(table, {name.rpartition(".")[2]: pks for name, pks in found.items()}, old, new)
    return found


def _set(table: type[models.Model], rows: dict[str, list[int]], old: int, new: int) -> None:
    """Change `old` into `new` in these rows, by column. One statement, as a quote's voice and holder must agree."""
    if not rows:
        return
    name, key = table._meta.db_table, table._meta.pk.column
    changes = ", ".join(
        f'"{column}" = CASE WHEN "{key}" = ANY(%s) AND "{column}" = %s THEN %s ELSE "{column}" END'
        for column in rows
    )
    values: list[list[int] | int] = [each for pks in rows.values() for each in (pks, old, new)]
    every = sorted({pk for pks in rows.values() for pk in pks})
    with connection.cursor() as cursor:
        cursor.execute(f'UPDATE "{name}" SET {changes} WHERE "{key}" = ANY(%s)', [*values, every])  # noqa: S608  names of our own tables


def _also_called(kept: Speaker, name: str) -> int | None:
    """Note another name; the key of the alias where it is new."""
    known = kept.name.casefold() == name.casefold() or kept.aliases.filter(name__iexact=name).exists()
    return None if known else Alias.objects.create(speaker=kept, name=name).pk


def _renew(people: Iterable[Speaker], known: Iterable[VoiceModel]) -> None:
    for model in known:
        for person in people:
            person.refresh_from_db()
            renew_profile(person, model)


@transaction.atomic
def take_apart(merged: MergedSpeaker) -> Speaker:
    """Let a merge be undone: the person is here again, with what was theirs, as far as it is still where it went.

    Raises NotPossibleError where it was undone already, the person's address is taken, or words of theirs were corrected since.
    """
    merged = MergedSpeaker.objects.select_for_update().select_related("into").get(pk=merged.pk)
    if merged.undone_at is not None:
        raise NotPossibleError("This merge was taken apart already.")
    (person,) = serializers.deserialize("json", merged.moved["person"])
    models_known = list(VoiceModel.objects.filter(samples__speaker=merged.into).distinct())
    try:
        with transaction.atomic():
            if Speaker.objects.filter(Q(pk=merged.number) | Q(slug=merged.slug)).exists():
                raise IntegrityError
            person.object.save_base(raw=True, force_insert=True)
            MergedSpeaker.objects.filter(pk=merged.pk).update(is_moving=True)
            Alias.objects.filter(pk=merged.moved["alias"]).delete()
            for table in _ways():
                start = f"{table._meta.label_lower}."
                went = {name: pks for name, pks in merged.moved.items() if name.startswith(start)}
                by_column = {name.removeprefix(start): pks for name, pks in went.items()}
                _set(table, by_column, merged.into_id, merged.number)
            for folded in serializers.deserialize("json", merged.moved["folded"]):
                folded.object.save_base(raw=True, force_insert=True)
            connection.check_constraints()
    except IntegrityError as error:
        raise NotPossibleError(
            f"Something of {merged.name} was changed since: split {merged.into} instead."
        ) from error
    merged.is_moving, merged.undone_at = False, timezone.now()
    merged.save(update_fields=["is_moving", "undone_at"])
    back = Speaker.objects.get(pk=merged.number)
    _renew([merged.into, back], models_known)
    return back


@dataclass(frozen=True, slots=True)
class Voiced:
    """A label that somebody speaks under in the current transcript of an episode, with its first sentence."""

    transcript: Transcript
    label: str
    position: int
    sentences: int

    @property
    def key(self) -> str:
        return f"{self.transcript.pk}:{self.position}"


def voices_of_person(speaker: Speaker) -> list[Voiced]:
    """Where somebody speaks, newest episodes first. Two queries."""
    said = Utterance.objects.voiced_by(speaker).current().filter(transcript__episode__is_taken_down=False)
    rows = said.order_by().values("transcript", "label").annotate(first=Min("position"), count=Count("pk"))
    found = Transcript.objects.with_episodes().in_bulk({row["transcript"] for row in rows})
    voiced = [Voiced(found[row["transcript"]], row["label"], row["first"], row["count"]) for row in rows]
    return sorted(voiced, key=lambda each: (-each.transcript.episode_id, each.position))


@transaction.atomic
def split_person(speaker: Speaker, voices: Sequence[Voiced], other: Speaker, by: User) -> NameDecision:
    """Let these voices of `speaker` be those of `other`; it is one decision about names, and is taken back as such.

    Raises NotPossibleError where there are none or too many, or where a transcript changed meanwhile.
    """
    if not 0 < len(voices) <= MOST_VOICES:
        raise NotPossibleError(f"Choose at least one voice, and at most {MOST_VOICES} at once.")
    if other == speaker:
        raise NotPossibleError("This is the same person: choose another.")
    lock_episodes(voice.transcript for voice in voices)
    first: NameDecision | None = None
    for voice in voices:
        current = (
            Transcript.objects.current().with_episodes().filter(episode=voice.transcript.episode_id).first()
        )
        line = None
        if current is not None:
            line = current.utterances.with_speakers().filter(position=voice.position, speaker=speaker).first()
        if current is None or line is None:
            raise NotPossibleError("A transcript changed meanwhile: look at the voices again.")
        line.transcript = current
        decision = name_label(line, other, by, part_of=first)
        first = first or decision
    assert first is not None  # noqa: S101  there is at least one voice
    return first
