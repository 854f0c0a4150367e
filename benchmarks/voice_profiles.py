"""How long it takes to find one voice among many profiles in the database: `python -m benchmarks.voice_profiles [PROFILES]`.

Makes that many people with a profile each (10,000, if not said) in a database of its own, and names 200 voices as a hearing does. Every
other voice is somebody's with noise, the others are nobody's.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time

import numpy as np
from numpy.typing import NDArray

PROFILES = 10_000
ASKED = 200
NOISE = 0.03
"""Of each of the 192 numbers, whose mean square is 0.005: a likeness of about 0.92."""


def _made(count: int) -> NDArray[np.float32]:
    rows = np.random.default_rng(4).standard_normal((count, 192)).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    return rows


def _measure(count: int) -> None:
    from django.db import connection

    from transcripts.models import Speaker, VoiceProfile, VoiceProfileState
    from transcripts.profiles.enrolling import model_of, name_voices
    from transcripts.speech.values import ModelUsed, Voice

    used = ModelUsed("made up", "1" * 64)
    model, rows = model_of(used), _made(count)
    people = Speaker.objects.bulk_create(
        Speaker(name=f"Person {n}", slug=f"person-{n}", voice_profile=VoiceProfileState.ACTIVE)
        for n in range(count)
    )
    VoiceProfile.objects.bulk_create(
        VoiceProfile(speaker=person, model=model, centroid=row, seconds=60, recordings=3)
        for person, row in zip(people, rows, strict=True)
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    dice = np.random.default_rng(5)
    spent_ms, right = [], 0
    for number in range(ASKED):
        whose = int(dice.integers(count)) if number % 2 else None
        heard = (
            dice.standard_normal(192) if whose is None else rows[whose] + NOISE * dice.standard_normal(192)
        )
        voice = Voice("A", 60.0, np.asarray(heard / np.linalg.norm(heard), np.float32))
        begun = time.perf_counter()
        found = name_voices([voice], used)["A"].match.person
        spent_ms.append((time.perf_counter() - begun) * 1000)
        right += found == (None if whose is None else people[whose])
    ordered = sorted(spent_ms)
    print(
        f"One voice among {count:,} profiles in PostgreSQL: {statistics.median(ordered):.1f} ms in the median, "
        f"{ordered[int(len(ordered) * 0.95)]:.1f} at the 95th of a hundred, {ordered[-1]:.1f} at most; {right} of {ASKED} right"
    )


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else PROFILES
    with tempfile.TemporaryDirectory() as folder:
        os.environ["COUNTERPOINT_DATA"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "debates.settings"
        import django
        from django.core.management import call_command
        from django.db import connections

        django.setup()
        call_command("migrate", verbosity=0)
        _measure(count)
        connections.close_all()


if __name__ == "__main__":
    main()
