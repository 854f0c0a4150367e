"""Two people made one, taken apart again, and one person made two."""

from __future__ import annotations

import numpy as np
import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from debates.amending.merging_people import merge_people, split_person, take_apart, voices_of_person
from debates.amending.name_decisions import undo_decision
from debates.amending.takedowns import take_down
from debates.models import Claim, MergedSpeaker, Quote, Reanchoring, SideHolder, User
from tests.factories import AliasFactory, SideFactory, SideHolderFactory, SpeakerFactory, Talk, UserFactory
from tests.pages import main
from transcripts.models import (
    Alias,
    Attribution,
    NotPossibleError,
    Speaker,
    Utterance,
    VoiceModel,
    VoiceProfile,
    VoiceSample,
)
from transcripts.profiles.enrolling import renew_profile

pytestmark = pytest.mark.django_db


class People:
    """Rich and Richard, who are one, with words, quotes, sides, other names and samples of each; and Ann, who tells of them."""

    def __init__(self) -> None:
        self.richard = SpeakerFactory(name="Richard Sutton", slug="richard-sutton")
        self.rich = SpeakerFactory(name="Rich Sutton", slug="rich-sutton")
        self.ann, self.by = SpeakerFactory(name="Ann Lee", slug="ann-lee"), UserFactory(role="editor")
        AliasFactory(speaker=self.rich, name="Professor Sutton")
        AliasFactory(speaker=self.rich, name="richard sutton")
        self.talk = Talk("The talk")
        self.own = self.talk.claim(self.rich, "Learning needs a goal.")
        self.other = self.talk.claim(self.richard, "Goals come first.")
        self.told = self.talk.claim(self.ann, "He says that goals matter.", holder=self.rich)
        for speaker in (self.rich, self.richard, self.ann):
            Attribution.objects.create(
                transcript=self.talk.transcript, label=speaker.name, speaker=speaker, method="label"
            )
        side = SideFactory()
        SideHolderFactory(side=side, speaker=self.richard)
        SideHolderFactory(side=side, speaker=self.rich)
        self.model = VoiceModel.objects.create(name="fake", sha256="a" * 64)
        for number, speaker in enumerate((self.rich, self.richard)):
            VoiceSample.objects.create(
                speaker=speaker,
                model=self.model,
                source="a file",
                checksum=str(number) * 64,
                start_s=0,
                end_s=9,
                net_s=9,
                embedding=np.eye(192)[number],
                confirmed_at="2026-11-01T00:00Z",
            )
            renew_profile(speaker, self.model)

    def rows(self) -> list[object]:
        """All that leads to people."""
        found: list[object] = [sorted(Speaker.objects.values_list("pk", "slug", "name", "voice_profile"))]
        found += [sorted(Utterance.objects.values_list("pk", "speaker"))]
        found += [sorted(Quote.objects.values_list("pk", "voiced_by", "holder"))]
        found += [
            sorted(table.objects.values_list("pk", "speaker")) for table in (Attribution, Alias, SideHolder)
        ]
        found += [sorted(VoiceSample.objects.values_list("pk", "speaker"))]
        found += [sorted(VoiceProfile.objects.values_list("speaker", "seconds", "recordings"))]
        return found


@pytest.fixture
def people() -> People:
    return People()


def test_one_person_has_all_that_was_the_others(people: People) -> None:
    merge_people(people.richard, people.rich, people.by)
    assert not Speaker.objects.filter(slug="rich-sutton").exists()
    assert set(Quote.objects.values_list("voiced_by__name", "holder__name")) == {
        ("Richard Sutton", "Richard Sutton"),
        ("Ann Lee", "Richard Sutton"),
    }
    assert Utterance.objects.voiced_by(people.richard).count() == 2
    assert sorted(people.richard.aliases.values_list("name", flat=True)) == [
        "Professor Sutton",
        "Rich Sutton",
    ]
    assert SideHolder.objects.get().speaker == people.richard
    profile = VoiceProfile.objects.get()
    assert (profile.speaker, profile.seconds, profile.recordings) == (people.richard, 18, 2)
    assert not MergedSpeaker.objects.get().is_moving


def test_a_merge_is_taken_apart_to_the_last_row(people: People) -> None:
    before = people.rows()
    back = take_apart(merge_people(people.richard, people.rich, people.by))
    assert people.rows() == before
    assert back == people.rich
    with pytest.raises(NotPossibleError, match="taken apart already"):
        take_apart(MergedSpeaker.objects.get())


def test_merges_of_merged_people_lead_on_and_come_apart_in_any_order(people: People) -> None:
    before = people.rows()
    first = merge_people(people.richard, people.rich, people.by)
    Claim.objects.filter(pk=people.told.pk).delete()
    second = merge_people(SpeakerFactory(name="R. S. Sutton", slug="rs"), people.richard, people.by)
    first.refresh_from_db()
    assert first.into.slug == "rs"
    take_apart(second)
    first.refresh_from_db()
    assert first.into == people.richard
    take_apart(first)
    Speaker.objects.filter(slug="rs").delete()
    assert people.rows()[1] == before[1]


def test_nobody_becomes_one_with_whom_they_tell_of(people: People) -> None:
    before = people.rows()
    with pytest.raises(NotPossibleError, match="nobody reports their own view"):
        merge_people(people.ann, people.rich, people.by)
    assert people.rows() == before


def test_a_forgotten_voice_does_not_come_back(people: People) -> None:
    Speaker.objects.filter(pk=people.rich.pk).update(voice_profile="disabled")
    with pytest.raises(NotPossibleError, match="Forget that voice first"):
        merge_people(people.richard, people.rich, people.by)


def test_words_under_quotes_keep_their_voice_before_and_after(people: People) -> None:
    merged = merge_people(people.richard, people.rich, people.by)
    words = Utterance.objects.voiced_by(people.richard)
    with pytest.raises(IntegrityError, match="a quote stands on these words"), transaction.atomic():
        words.update(speaker=people.ann)
    take_apart(merged)
    with pytest.raises(IntegrityError, match="a quote stands on these words"), transaction.atomic():
        words.update(speaker=people.rich)


def test_words_that_were_taken_down_move_along_covered(people: People) -> None:
    take_down(people.talk.episode, "Asked for.", people.by)
    merge_people(people.richard, people.rich, people.by)
    assert Utterance.objects.voiced_by(people.richard).count() == 2
    assert set(Utterance.objects.values_list("text", flat=True)) <= {"▮ ▮ ▮ ▮", "▮ ▮ ▮", "▮ ▮ ▮ ▮ ▮"}


def test_chosen_voices_become_somebody_elses_and_come_back(people: People) -> None:
    (voice,) = voices_of_person(people.rich)
    assert (voice.label, voice.sentences) == ("Rich Sutton", 1)
    decision = split_person(people.rich, [voice], people.ann, people.by)
    now = people.talk.episode.transcripts.current().get()
    assert (now.version, now.utterances.get(position=0).speaker) == (2, people.ann)
    assert Reanchoring.objects.waiting().get().doubt == "voice"
    undo_decision(decision, people.by)
    now = people.talk.episode.transcripts.current().get()
    assert now.utterances.get(position=0).speaker == people.rich
    assert now.attributions.get(label="Rich Sutton").method == "label"


class TestThePages:
    def test_merge_and_lead_on_from_the_old_address(self, editor: Client, people: People) -> None:
        page = reverse("speaker_merge", args=["richard-sutton"])
        look = main(editor.get(f"{page}?other=Rich+Sutton"))
        assert "Rich Sutton will be Richard Sutton." in look.text
        assert editor.post(page, {"other": "rich-sutton"})["Location"] == "/speakers/richard-sutton/"
        assert editor.get("/speakers/rich-sutton/")["Location"] == "/speakers/richard-sutton/"
        apart = main(editor.get(page)).one("section").one("form").attributes["action"]
        assert editor.post(apart)["Location"] == "/speakers/rich-sutton/"
        assert editor.get("/speakers/rich-sutton/").status_code == 200

    @pytest.mark.parametrize("other", ["", "nobody", "richard-sutton", "<b>"])
    def test_bad_input_is_said(self, editor: Client, people: People, other: str) -> None:
        page = reverse("speaker_merge", args=["richard-sutton"])
        assert editor.post(page, {"other": other}).status_code == 422
        assert not MergedSpeaker.objects.exists()

    def test_split(self, editor: Client, people: People) -> None:
        page = reverse("speaker_split", args=["rich-sutton"])
        assert editor.post(page, {"name": "Ann Lee"}).status_code == 422
        assert editor.post(page, {"voices": "1:1", "name": "Ann Lee"}).status_code == 422
        key = voices_of_person(people.rich)[0].key
        assert editor.post(page, {"voices": key, "name": "Cy Day"}).status_code == 422
        assert not Speaker.objects.filter(name="Cy Day").exists()
        done = editor.post(page, {"voices": key, "name": "Cy Day", "new_person": "on"})
        assert done["Location"] == "/speakers/cy-day/"
        assert "Take it back" in main(editor.get("/attributions/")).text

    def test_a_role_for_one_show_is_not_enough(self, client: Client, people: People) -> None:
        client.force_login(UserFactory(role=User.Role.CONTRIBUTOR))
        assert client.get(reverse("speaker_merge", args=["rich-sutton"])).status_code == 403
