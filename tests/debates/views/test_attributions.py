"""The queue of names: voices that nobody is sure of, and what editors decide about them."""

from __future__ import annotations

import numpy as np
import pytest
from django.test import Client

from debates.models import Claim, Passage, Reanchoring, ShowRole, View, quote_passage
from tests.factories import (
    RecordingFactory,
    ShowFactory,
    SpeakerFactory,
    Talk,
    UserFactory,
    UtteranceFactory,
)
from tests.pages import Element, main
from transcripts.models import (
    Attribution,
    CorrectionOffer,
    EpisodePerson,
    NameDecision,
    Speaker,
    Transcript,
    Utterance,
    VoiceCluster,
    VoiceEvidence,
    VoiceModel,
    VoiceProfile,
    VoiceSample,
)

pytestmark = pytest.mark.django_db
QUEUE = "/attributions/"


def vector(*parts: float) -> list[float]:
    row = np.zeros(192)
    row[: len(parts)] = parts
    return list(row / np.linalg.norm(row))


class Heard:
    """An episode in which Ann's voice is sure and two labels wait: A is near to Ben's voice, B near to nobody's."""

    def __init__(self, title: str = "The talk", show: object = None) -> None:
        self.talk = Talk(title)
        self.episode, self.transcript = self.talk.episode, self.talk.transcript
        if show is not None:
            self.episode.show = show
            self.episode.save()
        show = self.episode.show
        show.recognises_voices = True
        show.save()
        recording = self.transcript.recording
        recording.media_url = "https://example.org/talk.mp3"
        recording.save()
        self.ann: Speaker = Speaker.objects.named("Ann Lee")
        for speaker, label, text in (
            (self.ann, "C", "I'm here with Ben Ito."),
            (None, "A", "Thank you, I am glad."),
            (None, "A", "It is so, and has always been so."),
            (self.ann, "C", "It is not."),
            (None, "B", "Tea?"),
            (None, "A", "Why not."),
        ):
            line = self.talk.say(speaker, text)
            Utterance.objects.filter(pk=line.pk).update(label=label, turn=line.position)
        Utterance.objects.filter(transcript=self.transcript, position=2).update(turn=1, end_s=17.5)
        self.page = f"{self.episode.get_absolute_url()}attributions/"

    def voice(self, *, net_s: float = 30.0, known: tuple[float, ...] = (1, 1)) -> Speaker:
        """Ben's profile, to which label A is near by .71; the model comes with it."""
        ben = Speaker.objects.named("Ben Ito")
        model, _ = VoiceModel.objects.get_or_create(sha256="a" * 64, defaults={"name": "fake"})
        VoiceProfile.objects.get_or_create(
            speaker=ben, model=model, defaults={"centroid": vector(1), "seconds": 60, "recordings": 2}
        )
        Speaker.objects.filter(pk=ben.pk).update(voice_profile="active")
        recording = self.transcript.recording
        VoiceCluster.objects.create(
            recording=recording, label="A", model=model, embedding=vector(*known), net_s=net_s
        )
        attribution = Attribution.objects.create(
            transcript=self.transcript, label="A", speaker=ben, method="voice", state="proposed", score=0.5
        )
        cue = {"kind": "next", "name": "Ben Ito", "quote": "I'm here with Ben Ito.", "start_s": 0.0}
        VoiceEvidence.objects.create(
            attribution=attribution,
            score=0.5,
            margin=0.5,
            band="review",
            policy="2026-11",
            net_s=30,
            cues=[cue],
        )
        return ben

    def now(self) -> Transcript:
        return self.episode.transcripts.current().get()

    def said(self) -> list[str]:
        """Who says each sentence now."""
        return [
            line.speaker.name if line.speaker else ""
            for line in self.now().utterances.with_speakers().in_order()
        ]


@pytest.fixture
def heard() -> Heard:
    return Heard()


def cards(client: Client, address: str = QUEUE) -> list[Element]:
    return main(client.get(address)).all("li", class_="suggestion")


def test_lists_labels_without_a_name_with_their_evidence(editor: Client, heard: Heard) -> None:
    heard.voice()
    first, second = cards(editor)
    assert (first.one("h2").text, second.one("h2").text) == ("Who is A?", "Who is B?")
    evidence = first.one("dl").text
    assert "review" not in evidence
    assert "accept, 0.71 ahead, 30 s alone, policy 2026-11" in evidence
    assert "Ben Ito 0.71" in evidence
    assert "No probability yet: 0 of 200 decisions." in evidence
    assert "Ben Ito, by the voice before at 0:00: I'm here with Ben Ito." in evidence
    assert [button.text for button in first.all("button", name="person")] == ["Confirm Ben Ito"]


def test_plays_exactly_the_snippet_on_the_recordings_clock(editor: Client, heard: Heard) -> None:
    primary = heard.transcript.recording
    primary.media_url = ""
    primary.save()
    RecordingFactory(
        episode=heard.episode, is_primary=False, media_url="https://cdn.example.net/video.mp4", offset_s=-2.0
    )
    answer = editor.get(QUEUE)
    first = main(answer).all("li", class_="suggestion")[0]
    assert [first.attributes[f"data-{name}"] for name in ("source", "from", "to")] == [
        "https://cdn.example.net/video.mp4",
        "12.0",
        "19.5",
    ]
    assert "media-src 'self' https://cdn.example.net https:" in answer["Content-Security-Policy"]
    page = main(editor.get(f"{heard.page}2/"))
    assert (
        page.one("a", href="https://cdn.example.net/video.mp4#t=12.00,19.50").text == "Listen to the sentence"
    )


def test_confirming_names_the_label_and_keeps_what_was_seen(editor: Client, heard: Heard) -> None:
    ben = heard.voice()
    answer = editor.post(f"{heard.page}2/", {"person": "is:ben-ito"})
    decision = NameDecision.objects.get()
    assert answer["Location"] == f"{QUEUE}?last={decision.pk}"
    assert heard.said() == ["Ann Lee", "Ben Ito", "Ben Ito", "Ann Lee", "", "Ben Ito"]
    assert (decision.verdict, decision.scope, decision.speaker, decision.nearest) == (
        "confirmed",
        "label",
        ben,
        ben,
    )
    assert (decision.band, decision.policy, decision.net_s, decision.enrolled_s) == (
        "accept",
        "2026-11",
        30,
        60,
    )
    assert (decision.score, decision.margin) == pytest.approx((0.7071, 0.7071), abs=1e-3)
    assert decision.cues[0]["quote"] == "I'm here with Ben Ito."
    assert decision.by.role == "editor"
    attribution = heard.now().attributions.get(label="A")
    assert (attribution.speaker, attribution.method, attribution.state) == (ben, "editor", "accepted")
    page = main(editor.get(answer["Location"]))
    assert page.one(role="status", class_="said").text == "Confirmed: Ben Ito, for A in The talk."
    assert [card.one("h2").text for card in page.all("li", class_="suggestion")] == ["Who is B?"]


def test_a_confirmed_voice_becomes_a_sample_where_the_show_opted_in(editor: Client, heard: Heard) -> None:
    ben = heard.voice()
    editor.post(f"{heard.page}2/", {"person": "is:ben-ito"})
    sample = VoiceSample.objects.get()
    assert (sample.speaker, sample.episode, sample.net_s) == (ben, heard.episode, 30)
    assert (sample.start_s, sample.end_s) == (5, 35)
    assert sample.confirmed_by == NameDecision.objects.get().by
    assert NameDecision.objects.get().sample == sample
    assert VoiceProfile.objects.get(speaker=ben).recordings == 1


@pytest.mark.parametrize("why", ["show", "disabled", "turn", "short"])
def test_no_sample_is_made_without_leave(editor: Client, heard: Heard, why: str) -> None:
    ben = heard.voice(net_s=1.5 if why == "short" else 30)
    if why == "show":
        type(heard.episode.show).objects.update(recognises_voices=False)
    if why == "disabled":
        Speaker.objects.filter(pk=ben.pk).update(voice_profile="disabled")
    scope = "turn" if why == "turn" else "label"
    editor.post(f"{heard.page}2/", {"decision": "other", "name": "Ben Ito", "scope": scope})
    assert NameDecision.objects.get().speaker == ben
    assert not VoiceSample.objects.exists()


def test_somebody_else_may_be_somebody_new(editor: Client, heard: Heard) -> None:
    heard.voice()
    post = {"decision": "other", "name": "Cara  Obi", "scope": "label"}
    refused = editor.post(f"{heard.page}2/", post)
    assert refused.status_code == 422
    assert "Nobody here is called so." in main(refused).one(id="trouble").text
    editor.post(f"{heard.page}2/", {**post, "new_person": "on"})
    decision = NameDecision.objects.get()
    assert (decision.verdict, decision.speaker.name, decision.nearest.name) == (
        "other",
        "Cara Obi",
        "Ben Ito",
    )


def test_a_name_reaches_one_turn_alone(editor: Client, heard: Heard) -> None:
    heard.voice()
    editor.post(f"{heard.page}2/", {"person": "is:ben-ito", "scope": "turn"})
    assert heard.said() == ["Ann Lee", "Ben Ito", "Ben Ito", "Ann Lee", "", ""]
    still = cards(editor)[0]
    assert (still.one("h2").text, still.one("mark").text) == ("Who is A?", "Why not.")
    assert "accept, 0.71 ahead" in still.one("dl").text
    assert "No probability yet: 0 of 200 decisions." in still.one("dl").text


def test_everywhere_reaches_labels_for_which_the_same_voice_waits(editor: Client, heard: Heard) -> None:
    heard.voice()
    same, other = Heard("Another", heard.episode.show), Heard("Elsewhere", ShowFactory())
    for each in (same, other):
        each.voice()
    editor.post(f"{heard.page}2/", {"person": "is:ben-ito", "scope": "everywhere"})
    assert same.said() == heard.said() == ["Ann Lee", "Ben Ito", "Ben Ito", "Ann Lee", "", "Ben Ito"]
    assert other.said()[1] == ""
    whole = NameDecision.objects.whole().get()
    assert [part.before for part in whole.parts.all()] == [same.transcript]
    editor.post(f"{QUEUE}{whole.pk}/undo/")
    assert same.said() == heard.said() == ["Ann Lee", "", "", "Ann Lee", "", ""]


def test_nobody_and_skipping(editor: Client, heard: Heard) -> None:
    editor.post(f"{heard.page}2/", {"decision": "later"})
    editor.post(f"{heard.page}2/", {"decision": "later"})
    assert [card.one("h2").text for card in cards(editor)] == ["Who is B?", "Who is A?"]
    editor.post(f"{heard.page}4/", {"decision": "nobody"})
    assert [card.one("h2").text for card in cards(editor)] == ["Who is A?"]
    assert list(NameDecision.objects.order_by("pk").values_list("verdict", flat=True)) == ["later", "nobody"]
    editor.post(f"{heard.page}2/", {"person": "new:Ben Ito"})
    assert heard.now().version == 2
    assert cards(editor) == []
    editor.post(f"{QUEUE}{NameDecision.objects.get(verdict='nobody').pk}/undo/")
    assert [card.one("h2").text for card in cards(editor)] == ["Who is B?"]


def test_a_decision_is_taken_back_with_all_that_came_of_it(editor: Client, heard: Heard) -> None:
    ben = heard.voice()
    claim = Claim.objects.create(text="It is so.")
    line = heard.transcript.utterances.get(position=3)
    quote_passage(claim, Passage(line, 0, line, 3), View())
    editor.post(f"{heard.page}2/", {"person": "is:ben-ito"})
    decision = NameDecision.objects.get()
    undo = f"{QUEUE}{decision.pk}/undo/"
    page = main(editor.get(editor.post(undo)["Location"]))
    assert "Taken back: A: Ben Ito." in page.text
    assert heard.said() == ["Ann Lee", "", "", "Ann Lee", "", ""]
    restored = heard.now().attributions.get(label="A")
    assert (restored.speaker, restored.state, restored.evidence.cues[0]["name"]) == (
        ben,
        "proposed",
        "Ben Ito",
    )
    assert not VoiceSample.objects.exists()
    assert not Reanchoring.objects.waiting().exists()
    decision.refresh_from_db()
    assert decision.undone_by == decision.by
    assert "taken back already" in main(editor.get(editor.post(undo)["Location"])).text
    assert heard.now().version == 3


def test_a_decision_is_taken_back_on_the_page_of_its_step(editor: Client, heard: Heard) -> None:
    heard.voice()
    editor.post(f"{heard.page}2/", {"person": "is:ben-ito"})
    decision = NameDecision.objects.get()
    step = f"/history/{decision.revisions.earliest('pk').pgh_context_id}/"
    assert main(editor.get(step)).texts("button") == ["Take this name back"]
    page = main(editor.post(step, {"why": "a mistake"}, follow=True))
    assert "Taken back: A: Ben Ito. The voice can be named anew." in page.text
    assert heard.said() == ["Ann Lee", "", "", "Ann Lee", "", ""]
    taken_back = decision.revisions.latest("pk").pgh_context
    assert (taken_back.metadata["why"], [taken_back.metadata["undoes"][0] in step]) == ("a mistake", [True])
    for address in (step, f"/history/{taken_back.pk}/"):
        page = main(editor.get(address))
        assert page.texts("button") == []
        assert page.one("a", href=f"{heard.page}2/").text == "said anew"
    assert "was taken back already" in main(editor.post(step, follow=True)).text


def test_a_step_that_corrected_words_leads_to_the_episodes_history(editor: Client, heard: Heard) -> None:
    fix = {"version": "1", "text": "Why ever not.", "speaker": "", "scope": "turn"}
    editor.post(f"{heard.episode.get_absolute_url()}correct-words/?line=5", fix)
    step = heard.now().revisions.earliest("pk").pgh_context_id
    page = main(editor.get(f"/history/{step}/"))
    assert "It cannot be undone here" in page.text
    assert page.all("a", href=f"{heard.episode.get_absolute_url()}history/")[0].text == "The talk"


def test_decisions_stand_in_the_history_of_the_episode(editor: Client, heard: Heard) -> None:
    editor.post(f"{heard.page}4/", {"decision": "nobody"})
    text = main(editor.get(f"{heard.episode.get_absolute_url()}history/")).text
    assert "Word on a voice" in text
    assert "nobody" in text


def test_what_was_changed_again_since_is_not_taken_back(editor: Client, heard: Heard) -> None:
    heard.voice()
    editor.post(f"{heard.page}2/", {"person": "is:ben-ito"})
    fix = {"version": "2", "text": "Why not.", "speaker": "Ann Lee", "scope": "turn"}
    editor.post(f"{heard.episode.get_absolute_url()}correct-words/?line=5", fix)
    answer = editor.post(f"{QUEUE}{NameDecision.objects.get().pk}/undo/")
    assert "Sentence ¶6 of “The talk” was changed again since" in main(editor.get(answer["Location"])).text
    assert heard.said() == ["Ann Lee", "Ben Ito", "Ben Ito", "Ann Lee", "", "Ann Lee"]


def test_a_decision_counts_once_however_often_it_is_sent(editor: Client, heard: Heard) -> None:
    heard.voice()
    mark = main(editor.get(f"{heard.page}2/")).all("input", name="mark")[0].attributes["value"]
    post = {"person": "is:ben-ito", "mark": mark}
    assert editor.post(f"{heard.page}2/", post).status_code == 302
    second = editor.post(f"{heard.page}2/", {**post, "person": "is:ann-lee"})
    assert second.status_code == 409
    assert "Somebody else decided this meanwhile." in main(second).one(id="trouble").text
    assert NameDecision.objects.count() == 1
    assert heard.now().version == 2


def test_a_sentence_that_changed_since_it_was_looked_at_is_not_decided(editor: Client, heard: Heard) -> None:
    answer = editor.post(f"{heard.page}2/", {"decision": "nobody", "mark": "0" * 16})
    assert answer.status_code == 409
    assert not NameDecision.objects.exists()


class TestAReadersDoubt:
    @pytest.fixture
    def offer(self, client: Client, heard: Heard) -> CorrectionOffer:
        SpeakerFactory(name="Cara Obi", slug="cara-obi")
        line = {"place": "¶4", "kind": "speaker", "proposal": "Cara Obi"}
        assert client.post(f"{heard.episode.get_absolute_url()}correct/", line).status_code == 302
        return CorrectionOffer.objects.get()

    def test_comes_first_with_the_name_that_they_give(
        self, editor: Client, heard: Heard, offer: CorrectionOffer
    ) -> None:
        first = cards(editor)[0]
        assert first.one("h2").text == "Is this Ann Lee?"
        assert first.one("mark").text == "It is not."
        assert first.one("p", class_="trouble").text == "A reader says that somebody else says this: Cara Obi"
        keys = {
            each.attributes["data-key"]: each.attributes["value"]
            for each in first.all("button", name="person")
        }
        assert keys == {"a": "is:cara-obi", "2": "is:ann-lee"}
        assert first.one("input", name="scope", checked="").attributes["value"] == "turn"

    def test_is_met(self, editor: Client, heard: Heard, offer: CorrectionOffer) -> None:
        editor.post(f"{heard.page}3/?offer={offer.pk}", {"person": "is:cara-obi"})
        assert heard.said() == ["Ann Lee", "", "", "Cara Obi", "", ""]
        offer.refresh_from_db()
        assert offer.state == "done"
        editor.post(f"{QUEUE}{NameDecision.objects.get().pk}/undo/")
        offer.refresh_from_db()
        assert (offer.state, heard.said()[3]) == ("waiting", "Ann Lee")

    def test_is_dismissed_where_the_name_stands(
        self, editor: Client, heard: Heard, offer: CorrectionOffer
    ) -> None:
        editor.post(f"{heard.page}3/?offer={offer.pk}", {"person": "is:ann-lee"})
        offer.refresh_from_db()
        assert (offer.state, heard.now().version) == ("dismissed", 1)

    def test_may_leave_the_sentence_to_nobody(
        self, editor: Client, heard: Heard, offer: CorrectionOffer
    ) -> None:
        editor.post(f"{heard.page}3/?offer={offer.pk}", {"decision": "nobody"})
        assert heard.said()[3] == ""


def test_people_whom_the_feed_names_are_candidates(editor: Client, heard: Heard) -> None:
    EpisodePerson.objects.create(episode=heard.episode, name="Dan Wu", role="guest")
    second = cards(editor)[1]
    assert "Dan Wu (guest)" in second.one("dl").text
    assert second.one("button", name="person").attributes["value"] == "new:Dan Wu"


def test_words_are_evidence_where_no_voice_was_heard(editor: Client, heard: Heard) -> None:
    first = cards(editor)[0]
    assert "Compared with nobody." in first.one("dl").text
    assert first.one("button", name="person").attributes["value"] == "new:Ben Ito"


def test_a_show_that_did_not_opt_in_is_compared_with_nobody(editor: Client, heard: Heard) -> None:
    heard.voice()
    Attribution.objects.filter(state="proposed").delete()
    type(heard.episode.show).objects.update(recognises_voices=False)
    assert "Compared with nobody." in cards(editor)[0].one("dl").text


def test_an_editor_of_another_show_sees_and_decides_nothing(client: Client, heard: Heard) -> None:
    user = UserFactory()
    ShowRole.objects.create(user=user, show=ShowFactory(), role="editor")
    client.force_login(user)
    assert cards(client) == []
    assert client.post(f"{heard.page}2/", {"decision": "nobody"}).status_code == 403
    ShowRole.objects.create(user=user, show=heard.episode.show, role="editor")
    assert len(cards(client)) == 2


def test_words_that_were_taken_down_are_not_in_the_queue(editor: Client, heard: Heard) -> None:
    heard.episode.is_taken_down = True
    heard.episode.save()
    assert cards(editor) == []
    assert editor.get(f"{heard.page}2/").status_code == 404


@pytest.mark.parametrize(
    "post",
    [
        {},
        {"person": "is:nobody"},
        {"person": "new: "},
        {"decision": "other", "name": "\u200b"},
        {"decision": "nobody", "scope": "turn"},
        {"decision": "take"},
        {"decision": "nobody", "scope": "galaxy"},
    ],
)
def test_bad_input_is_said_and_changes_nothing(editor: Client, heard: Heard, post: dict[str, str]) -> None:
    assert editor.post(f"{heard.page}2/", post).status_code == 422
    assert not NameDecision.objects.exists()


def test_names_with_markup_are_shown_as_they_are(editor: Client, heard: Heard) -> None:
    Utterance.objects.filter(label="A").update(label="<b>A</b>")
    assert cards(editor)[0].one("h2").text == "Who is <b>A</b>?"


def test_a_name_that_came_by_voice_bears_a_badge_until_an_editor_gives_it(
    client: Client, editor: Client, heard: Heard
) -> None:
    ben = heard.voice()
    page = heard.episode.get_absolute_url()
    assert "by voice" not in main(client.get(page)).text
    Utterance.objects.filter(label="A").update(speaker=ben)
    Attribution.objects.update(state="accepted")
    VoiceEvidence.objects.update(band="accept", margin=0.42)
    shown = main(client.get(page))
    assert shown.one("p", id="by-voice").one("span", class_="badge").text == (
        "accept, 0.42 ahead, 30 s alone, policy 2026-11"
    )
    assert [each.text for each in shown.all("a", href="#by-voice")] == ["by voice", "by voice"]
    VoiceEvidence.objects.update(margin=0.43)
    assert "0.43 ahead" in main(client.get(page)).text
    CorrectionOffer.objects.create(
        utterance=heard.transcript.utterances.get(position=2), kind="speaker", proposal="Cara", visitor="x"
    )
    offer = CorrectionOffer.objects.get()
    editor.post(f"{heard.page}2/?offer={offer.pk}", {"person": "is:ann-lee", "scope": "label"})
    assert "by voice" not in main(client.get(page)).text


def test_a_probability_is_named_once_editors_decided_often(editor: Client, heard: Heard) -> None:
    ben = heard.voice()
    here, model = heard.transcript, VoiceModel.objects.get()
    decisions = [
        NameDecision(
            transcript=here,
            before=here,
            label="Z",
            position=0,
            verdict="confirmed" if number % 4 else "other",
            scope="label",
            speaker=ben if number % 4 else heard.ann,
            nearest=ben,
            model=model,
            score=0.7,
            margin=0.7,
            net_s=30,
            enrolled_s=60,
        )
        for number in range(200)
    ]
    NameDecision.objects.bulk_create(decisions[:199])
    page = main(editor.get(QUEUE))
    assert "No probability yet: 199 of 200 decisions." in page.text
    assert "from 200 decisions about compared voices on; there are 199 yet." in page.text
    decisions[199].save()
    page = main(editor.get(QUEUE))
    assert "75 % of such voices were the nearest person’s, by 200 decisions." in page.text
    assert "Of 200 compared voices, the nearest person was right 150 times." in page.text
    NameDecision.objects.filter(pk=decisions[199].pk).update(undone_at="2026-11-01T00:00Z")
    assert "No probability yet: 199" in main(editor.get(QUEUE)).text


def test_a_voice_that_contradicts_the_files_name_waits(editor: Client, heard: Heard) -> None:
    ben = heard.voice()
    Utterance.objects.filter(label="A").update(speaker=heard.ann)
    Attribution.objects.create(transcript=heard.transcript, label="A", speaker=heard.ann, method="text")
    first = cards(editor)[0]
    assert (first.one("h2").text, first.one("span", class_="kind").text) == ("Is this Ann Lee?", "disputed")
    editor.post(f"{heard.page}2/", {"person": "is:ann-lee"})
    assert [card.one("h2").text for card in cards(editor)] == ["Who is B?"]
    assert heard.now().attributions.get(speaker=ben).state == "rejected"
    editor.post(f"{QUEUE}{NameDecision.objects.get().pk}/undo/")
    assert cards(editor)[0].one("h2").text == "Is this Ann Lee?"


def test_makes_the_same_queries_however_long_it_is(
    editor: Client, heard: Heard, django_assert_max_num_queries: object
) -> None:
    heard.voice()
    with django_assert_max_num_queries(24) as few:  # type: ignore[operator]
        cards(editor)
    for number in range(4):
        Heard(f"More {number}", heard.episode.show).voice()
    for number in range(9):
        UtteranceFactory(
            transcript=heard.transcript, position=50 + number, label=f"X{number}", turn=50 + number
        )
    with django_assert_max_num_queries(24) as many:  # type: ignore[operator]
        assert len(cards(editor)) == 6
    assert len(many) == len(few)
