"""Labels and voices to speakers, with how that is known."""

from __future__ import annotations

import re
from collections.abc import Iterable

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


def attribute_labels(transcript: Transcript, labels: Iterable[str]) -> dict[str, Speaker]:
    """Attribute each label that names a person to the speaker of that name or alias, made if there is none.

    Returns the speaker of each label; labels that only number a voice are left out. A few queries a label.
    """
    speakers = {label: Speaker.objects.named(label) for label in sorted(set(labels)) if names_a_person(label)}
    Attribution.objects.bulk_create(
        Attribution(transcript=transcript, label=label, speaker=speaker, method=Attribution.Method.LABEL)
        for label, speaker in speakers.items()
    )
    return speakers
