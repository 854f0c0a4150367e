from __future__ import annotations

import datetime

import numpy as np
import pytest
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob

from debates.models import ShowRole
from tests.factories import (
    EpisodeFactory,
    RecordingFactory,
    ShowFactory,
    SpeakerFactory,
    TranscriptFactory,
    UserFactory,
)
from tests.pages import Element, main
from transcripts import jobs
from transcripts.models import (
    Attribution,
    Show,
    Speaker,
    Utterance,
    VoiceCluster,
    VoiceModel,
    VoiceProfile,
    VoiceReceipt,
    VoiceSample,
)
from transcripts.profiles.enrolling import renew_profile

pytestmark = pytest.mark.django_db
DAY = datetime.datetime(2026, 10, 1, 12, tzinfo=datetime.UTC)


@pytest.fixture
def ann() -> Speaker:
    made: Speaker = SpeakerFactory(name="Ann Lee", slug="ann-lee")
    return made


@pytest.fixture
def show() -> Show:
    made: Show = ShowFactory(name="The Show", slug="the-show", recognises_voices=True)
    return made


@pytest.fixture
def admin(client: Client) -> Client:
    client.force_login(UserFactory(role="admin", username="Ida"))
    return client


def _sample(speaker: Speaker, show: Show | None, **details: object) -> VoiceSample:
    recording = RecordingFactory(episode=EpisodeFactory(show=show)) if show else None
    if recording:
        recording.media_file = "recordings/talk.mp3"
        recording.save()
    model, _ = VoiceModel.objects.get_or_create(name="CAM++", sha256="3" * 64)
    made: VoiceSample = VoiceSample.objects.create(
        **{
            "speaker": speaker,
            "model": model,
            "recording": recording,
            "episode": recording and recording.episode,
            "source": "ann.wav",
            "checksum": f"{VoiceSample.objects.count():064}",
            "start_s": 62,
            "end_s": 102,
            "net_s": 31,
            "embedding": np.eye(192)[7],
            "confirmed_at": DAY,
            **details,
        }
    )
    renew_profile(speaker, model)
    return made


def _page(client: Client, address: str = "/speakers/ann-lee/voice/") -> Element:
    return main(client.get(address))


class TestTheVoiceOfASpeaker:
    def test_lists_samples_with_their_episode_seconds_snippet_and_who_confirmed_them(
        self, client: Client, ann: Speaker, show: Show
    ) -> None:
        sample = _sample(ann, show, confirmed_by=UserFactory(username="Ida"))
        item = _page(client).one("ol").one("li")
        assert item.one("h3").text == sample.episode.title
        assert "The Show" in item.text
        assert "1:02 to 1:42" in item.text
        assert "31 seconds heard alone" in item.text
        assert item.one("audio").attributes["src"] == f"/recordings/{sample.recording_id}/media/#t=62.0,77.0"
        assert "Confirmed on 1 October 2026 by Ida · model CAM++" in item.text

    def test_plays_a_turn_of_the_speaker_alone(self, client: Client, ann: Speaker, show: Show) -> None:
        sample = _sample(ann, show)
        transcript = TranscriptFactory(episode=sample.episode, recording=sample.recording)
        spoken = [(ann, 62, 65), (SpeakerFactory(), 65, 70), (ann, 70, 74), (ann, 74, 78), (ann, 80, 101)]
        for position, (speaker, start_s, end_s) in enumerate(spoken):
            Utterance.objects.create(
                transcript=transcript,
                position=position,
                turn=min(position, 2) if position < 4 else 4,
                speaker=speaker,
                text="It is so.",
                start_s=start_s,
                end_s=end_s,
            )
        assert _page(client).one("audio").attributes["src"].endswith("#t=70.0,78.0")

    def test_counts_confirmed_samples_and_names_the_policy(
        self, client: Client, ann: Speaker, show: Show
    ) -> None:
        for _ in range(2):
            _sample(ann, show)
        _sample(ann, show, confirmed_at=None)
        for address in ("/speakers/ann-lee/", "/speakers/ann-lee/voice/"):
            profile = _page(client, address).one("div", class_="profile")
            assert profile.one("strong").text == "Voice Profile Active"
            assert "2 samples confirmed by people: 62 seconds from 2 recordings." in profile.text
            assert "Policy 2026-11: a voice is named from a likeness of 0.60" in profile.text

    def test_a_kept_page_tells_a_sample_as_soon_as_it_is_confirmed(
        self, client: Client, ann: Speaker, show: Show
    ) -> None:
        sample = _sample(ann, show, confirmed_at=None)
        assert "Voice Profile Pending" in _page(client, "/speakers/ann-lee/").text
        editor = Client()
        editor.force_login(UserFactory(role="editor"))
        editor.post(f"/voice-samples/{sample.pk}/confirm/")
        assert "1 sample confirmed by people" in _page(client, "/speakers/ann-lee/").text

    def test_samples_of_private_episodes_are_shown_to_nobody_else(
        self, client: Client, ann: Speaker, show: Show
    ) -> None:
        sample = _sample(ann, show)
        sample.episode.visibility = "private"
        sample.episode.save()
        page = _page(client)
        assert page.all("audio") == []
        assert sample.episode.title not in page.text
        assert "1 sample" not in page.text
        client.force_login(UserFactory(role="editor"))
        assert sample.episode.title in _page(client).text

    def test_the_name_of_a_file_is_for_editors(self, client: Client, ann: Speaker) -> None:
        _sample(ann, None)
        assert "ann.wav" not in _page(client).text
        assert "Its sound is not kept here." in _page(client).text
        client.force_login(UserFactory(role="editor"))
        assert "ann.wav" in _page(client).text

    def test_makes_as_many_queries_for_many_samples_as_for_one(
        self, client: Client, ann: Speaker, show: Show, django_assert_num_queries: object
    ) -> None:
        client.force_login(UserFactory(role="editor"))
        _sample(ann, show)
        with django_assert_num_queries(8):  # type: ignore[operator]
            client.get("/speakers/ann-lee/voice/")
        for _ in range(6):
            _sample(ann, show)
        with django_assert_num_queries(8):  # type: ignore[operator]
            client.get("/speakers/ann-lee/voice/")

    def test_of_nobody_is_not_found(self, client: Client) -> None:
        assert client.get("/speakers/nobody/voice/").status_code == 404


class TestSamples:
    def test_only_confirmed_ones_enrich_the_profile(self, admin: Client, ann: Speaker, show: Show) -> None:
        _sample(ann, show)
        waiting = _sample(ann, show, confirmed_at=None)
        assert VoiceProfile.objects.get().seconds == 31
        admin.post(f"/voice-samples/{waiting.pk}/confirm/")
        assert VoiceProfile.objects.get().seconds == 62
        waiting.refresh_from_db()
        assert waiting.confirmed_by is not None

    def test_a_removed_one_is_gone_from_the_profile(self, admin: Client, ann: Speaker, show: Show) -> None:
        kept, removed = _sample(ann, show), _sample(ann, show)
        admin.post(f"/voice-samples/{removed.pk}/remove/")
        assert VoiceSample.objects.get() == kept
        assert VoiceProfile.objects.get().seconds == 31
        admin.post(f"/voice-samples/{kept.pk}/remove/")
        assert not VoiceProfile.objects.exists()
        assert "No Voice Profile" in _page(admin).text

    def test_an_editor_of_the_show_decides_about_its_samples_alone(
        self, client: Client, ann: Speaker, show: Show
    ) -> None:
        own, other, file = _sample(ann, show), _sample(ann, ShowFactory()), _sample(ann, None)
        user = UserFactory()
        ShowRole.objects.create(user=user, show=show, role="editor")
        client.force_login(user)
        assert client.post(f"/voice-samples/{own.pk}/remove/").status_code == 302
        for each in (other, file):
            assert client.post(f"/voice-samples/{each.pk}/remove/").status_code == 403


class TestSwitch:
    def test_a_profile_that_is_off_is_told_so_and_its_samples_stay(
        self, admin: Client, ann: Speaker, show: Show
    ) -> None:
        _sample(ann, show)
        admin.post("/speakers/ann-lee/voice/switch/", {"state": "disabled"})
        profile = _page(admin).one("div", class_="profile")
        assert profile.one("strong").text == "Voice Profile Disabled"
        assert "its samples are compared with nothing" in profile.text
        assert not VoiceProfile.objects.usable(VoiceModel.objects.get()).exists()

    def test_switched_on_again_it_is_what_its_samples_make_it(
        self, admin: Client, ann: Speaker, show: Show
    ) -> None:
        _sample(ann, show)
        for state in ("disabled", "active"):
            admin.post("/speakers/ann-lee/voice/switch/", {"state": state})
        assert _page(admin).one("strong").text == "Voice Profile Active"
        assert ProcrastinateJob.objects.get().task_name == jobs.HEAR_ANEW


class TestForgetting:
    def test_says_what_will_go_and_changes_nothing(self, admin: Client, ann: Speaker, show: Show) -> None:
        sample = _sample(ann, show)
        transcript = TranscriptFactory(episode=sample.episode, recording=sample.recording)
        Attribution.objects.create(transcript=transcript, label="A", speaker=ann, method="voice")
        for number in range(3):
            Utterance.objects.create(
                transcript=transcript, position=number, turn=number, label="A", speaker=ann, text="So."
            )
        rows = _page(admin, "/speakers/ann-lee/voice/forget/").one("tbody").all("tr")
        assert [row.texts() for row in rows] == [
            ["Samples", "1"],
            ["Profiles", "1"],
            ["Voices of recordings", "0"],
            ["Mentions as the second nearest", "0"],
            ["Evidence in decisions", "0"],
            ["Figures beside names that stay", "0"],
            ["Attributions by voice, with their evidence and revisions", "1"],
            ["Sentences named by voice", "3"],
        ]
        assert VoiceSample.objects.exists()
        assert not VoiceReceipt.objects.exists()

    def test_gives_a_receipt_to_see_and_to_keep(self, admin: Client, ann: Speaker, show: Show) -> None:
        _sample(ann, show)
        answer = admin.post("/speakers/ann-lee/voice/forget/", follow=True)
        page = main(answer)
        number = VoiceReceipt.objects.get().pk
        assert page.one("h1").text == f"Receipt {number}: the voice of Ann Lee is forgotten"
        assert ["Samples", "1"] in [row.texts() for row in page.one("tbody").all("tr")]
        assert "by Ida" in page.text
        kept = admin.get(page.one("a", href=f"/voice-receipts/{number}/receipt.json").attributes["href"])
        assert kept["Content-Disposition"] == f'attachment; filename="voice-receipt-{number}.json"'
        assert (kept.json()["speaker"], kept.json()["deleted"]["samples"]) == ("Ann Lee", 1)
        assert "no sample of it is kept" in _page(admin).text
        assert page.one("h1").text.startswith("Receipt")
        assert _page(admin).one("a", href=f"/voice-receipts/{number}/").text == f"Receipt {number}"

    def test_is_no_editors_business(self, client: Client, ann: Speaker) -> None:
        client.force_login(UserFactory(role="editor"))
        assert client.get("/speakers/ann-lee/voice/forget/").status_code == 403
        assert client.post("/speakers/ann-lee/voice/forget/").status_code == 403
        assert _page(client).all("a", href="/speakers/ann-lee/voice/forget/") == []


class TestVoicesOfAShow:
    def test_are_not_recognized_until_its_admin_says_so(self, client: Client, ann: Speaker) -> None:
        show = ShowFactory(name="Quiet", slug="quiet")
        _sample(ann, show)
        assert not VoiceProfile.objects.exists()
        assert "Voices are not recognized" in _page(client, "/shows/quiet/").text
        user = UserFactory()
        ShowRole.objects.create(user=user, show=show, role="admin")
        client.force_login(user)
        assert _page(client, "/shows/quiet/").one("a", href="/voices/quiet/").text == "Change that"
        client.post("/voices/quiet/", {"voices": "recognized"})
        assert Show.objects.get(pk=show.pk).recognises_voices
        assert VoiceProfile.objects.get().speaker == ann
        assert "Voices may be recognized" in _page(client, "/shows/quiet/").text

    def test_lose_their_numbers_and_enrich_nothing_when_that_ends(
        self, admin: Client, ann: Speaker, show: Show
    ) -> None:
        sample = _sample(ann, show)
        VoiceCluster.objects.create(
            recording=sample.recording, label="A", model=sample.model, embedding=np.eye(192)[7], net_s=31
        )
        admin.post("/voices/the-show/", {"voices": "not"})
        assert VoiceCluster.objects.get().embedding is None
        assert not VoiceProfile.objects.exists()
        assert "unused, as its show does not let voices be recognized" in _page(admin).text
        admin.post("/voices/the-show/", {"voices": "recognized"})
        assert VoiceProfile.objects.get().speaker == ann
        assert ProcrastinateJob.objects.get().task_name == jobs.HEAR_ANEW

    def test_are_not_decided_in_djangos_admin(self, admin: Client, ann: Speaker, show: Show) -> None:
        for address, field in (
            (f"/admin/transcripts/show/{show.pk}/change/", "recognises_voices"),
            (f"/admin/transcripts/speaker/{ann.pk}/change/", "voice_profile"),
        ):
            content = admin.get(address).content.decode()
            assert f'name="{field}"' not in content
            assert f"field-{field}" in content

    def test_are_no_business_of_another_shows_admin(self, client: Client, show: Show) -> None:
        user = UserFactory()
        ShowRole.objects.create(user=user, show=ShowFactory(), role="admin")
        client.force_login(user)
        assert client.get("/voices/the-show/").status_code == 403
        assert client.post("/voices/the-show/", {"voices": "not"}).status_code == 403
