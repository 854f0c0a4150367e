"""Labels and voices to speakers, with how that is known."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from transcripts.models import Attribution, Speaker, Transcript

# Labels that number voices instead of naming them: they mean nothing outside their file.
_NUMBERED_VOICE = re.compile(
    r"""(?: speaker | spk | spkr | voice | person | participant | unknown | guest | host | user | channel | ch )
        (?: [\s_#-]* [0-9]+ | [\s_#-]+ [a-z] )? | unknown \s speaker | [a-z] | [0-9]+""",
    re.IGNORECASE | re.VERBOSE,
)


def names_a_person(label: str) -> bool:
    """Whether a file's label can be somebody's name, rather than a number for a voice.

    >>> names_a_person("Richard Sutton"), names_a_person("SPEAKER_00"), names_a_person("spk_0"), names_a_person("A")
    (True, False, False, False)
    """
    return bool(label.strip()) and _NUMBERED_VOICE.fullmatch(label.strip()) is None


def attribute_labels(
    transcript: Transcript, labels: Iterable[str], chosen: Mapping[str, str] = MappingProxyType({})
) -> dict[str, Speaker]:
    """Attribute each label that names a person to the speaker of that name or alias, made if there is none.

    A name `chosen` for a label goes before its own; an empty one says that it stands for nobody. Returns the speaker of
    each label; labels that only number a voice are left out, unless a name was chosen. A few queries, however many
    the labels.
    """
    named = {
        label: chosen.get(label, label if names_a_person(label) else "") for label in sorted(set(labels))
    }
    people = Speaker.objects.all_named(name for name in named.values() if name.strip())
    speakers = {label: people[name] for label, name in named.items() if name in people}
    Attribution.objects.bulk_create(
        Attribution(
            transcript=transcript,
            label=label,
            speaker=speaker,
            method=Attribution.Method.EDITOR if label in chosen else Attribution.Method.LABEL,
        )
        for label, speaker in speakers.items()
    )
    return speakers


def attribute_voices(
    transcript: Transcript, voices: Mapping[str, tuple[Speaker, float]]
) -> dict[str, Speaker]:
    """Attribute labels to the speakers who say the same words in an earlier version of the transcript.

    `voices` gives each label's speaker and the share, 0 to 1, of its words that are theirs there. Returns the speakers.
    """
    Attribution.objects.bulk_create(
        Attribution(
            transcript=transcript, label=label, speaker=speaker, method=Attribution.Method.TEXT, score=share
        )
        for label, (speaker, share) in voices.items()
    )
    return {label: speaker for label, (speaker, _) in voices.items()}
