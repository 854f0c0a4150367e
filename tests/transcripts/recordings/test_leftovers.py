from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.test import override_settings

from debates.amending.takedowns import take_down
from tests.factories import RecordingFactory, UserFactory
from transcripts.recordings.leftovers import delete_leftovers

pytestmark = pytest.mark.django_db
EIGHT_DAYS_S = 8 * 86400


def _kept(folder: Path, name: str, *, age_s: float) -> Path:
    path = folder / "recordings" / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"sound")
    os.utime(path, (time.time() - age_s,) * 2)
    return path


def test_files_that_nothing_names_go_after_a_week(tmp_path: Path) -> None:
    with override_settings(MEDIA_ROOT=tmp_path):
        old, young = _kept(tmp_path, "old.mp3", age_s=EIGHT_DAYS_S), _kept(tmp_path, "young.mp3", age_s=60)
        elsewhere = tmp_path / "notes.txt"
        elsewhere.write_text("not ours")
        os.utime(elsewhere, (0, 0))
        assert delete_leftovers() == 1
        assert (old.exists(), young.exists(), elsewhere.exists()) == (False, True, True)


def test_what_an_episode_or_its_takedown_names_stays(tmp_path: Path) -> None:
    with override_settings(MEDIA_ROOT=tmp_path):
        named, sealed = RecordingFactory(), RecordingFactory()
        for recording in (named, sealed):
            recording.media_file.save("talk.mp3", ContentFile(b"sound"))
            _kept(tmp_path, Path(recording.media_file.name).name, age_s=EIGHT_DAYS_S)
        take_down(sealed.episode, "asked by the publisher", by=UserFactory())
        assert delete_leftovers() == 0
        named.episode.delete()
        assert delete_leftovers() == 1


def test_a_site_without_recordings_has_nothing_to_delete(tmp_path: Path) -> None:
    with override_settings(MEDIA_ROOT=tmp_path):
        assert delete_leftovers() == 0
