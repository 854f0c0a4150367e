"""Back, reload and a double click: every form of the editors' pages counts once, and none overwrites what others saved unseen."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection, transaction
from django.test import Client
from django.urls import resolve
from django.utils import timezone
from pghistory.models import Context

from debates import minings
from debates.amending.merging_people import merge_people
from debates.amending.takedowns import take_down
from debates.models import (
    Comment,
    Debate,
    Doubt,
    Invitation,
    Question,
    Quote,
    Reanchoring,
    ReanchoringState,
    RightOfReply,
    SentForm,
    Stance,
    Term,
    User,
)
from tests.factories import (
    DebateFactory,
    SideFactory,
    SpeakerFactory,
    Talk,
    TranscriptFactory,
    UserFactory,
    link,
    suggested_claim,
)
from tests.pages import Element, main
from tests.test_who_may_what import TABLE, Needs
from transcripts.actions import Action
from transcripts.models import CorrectionOffer, NameDecision, Utterance, VoiceModel, VoiceSample

Fields = Mapping[str, str]

SETS_A_STATE = {
    "presence": "a sign that somebody is here, sent again and again",
    "answering_now": "ends what one is answering",
    "claim_answer": "remembers one claim for the session",
    "show_voices": "a choice",
    "speaker_voice_switch": "on or off",
    "speaker_voice_forget": "what is forgotten cannot be forgotten again",
    "voice_sample_confirm": "confirmed or not",
    "voice_sample_remove": "what is gone cannot be removed again",
}
"""Pages to which the same may be posted any number of times."""


class Scene:
    """One of everything that an editor's page changes, and the form that changes it."""

    def __init__(self) -> None:
        self.ann, self.bob = SpeakerFactory(name="Ann Lee"), SpeakerFactory(name="Bob Stone")
        self.talk, self.gone = Talk("The talk"), Talk("Another talk")
        self.debate: Debate = DebateFactory(question="Do they copy?")
        self.claim = self.talk.claim(self.ann, "Models copy people.")
        self.same = self.talk.claim(self.ann, "Models imitate people.")
        self.asked = self.talk.claim(self.ann, "They think.", stance=Stance.ASKS, said="Do they think?")
        self.told = self.talk.claim(self.ann, "Models have no goals.", holder=self.bob)
        self.unmarked = self.talk.say(self.ann, "Do children imitate?")
        self.talk.quote(self.claim, self.talk.say(self.bob, "Copies, all of them."))
        self.relation = link(self.same, "attack", self.claim)
        for claim in (self.claim, self.same, self.asked, self.told):
            self.debate.place(claim)
        self.sides = [SideFactory(debate=self.debate, name=name, position=at) for at, name in enumerate("AB")]
        self.term = Term.objects.create(debate=self.debate, word="goal")
        self.editor: User = UserFactory(role="admin", username="ada")
        self.member: User = UserFactory(role="reader")
        self.invitation = Invitation.objects.create(role="editor", invited_by=self.editor, digest="x")
        self.comment = Comment.objects.create(claim=self.claim, author=self.editor, text="Is it?")
        self.reply = RightOfReply.objects.create(claim=self.claim, person="Ann", text="No.")
        self.suggestion = suggested_claim(self.talk.say(self.bob, "They learn."))
        self._let_a_quote_wait(self.told.quotes.get())
        self.offer = CorrectionOffer.objects.create(
            utterance=self.unmarked, kind="words", proposal="Do they?", visitor="x"
        )
        self.unnamed = self.talk.say(None, "Who is this?")
        Utterance.objects.filter(pk=self.unnamed.pk).update(label="SPEAKER_00")
        here = self.talk.transcript
        NameDecision.objects.create(
            transcript=here, before=here, label="SPEAKER_00", position=0, verdict="later", scope="label"
        )
        self.cy = SpeakerFactory(name="Cy Day")
        merge_people(self.bob, SpeakerFactory(name="Robert Stone"), self.editor)
        VoiceSample.objects.create(
            speaker=self.ann,
            model=VoiceModel.objects.create(name="fake", sha256="a" * 64),
            source="a file",
            checksum="b" * 64,
            start_s=0,
            end_s=9,
            net_s=9,
            embedding=[1.0] + [0.0] * 191,
        )
        take_down(self.gone.episode, "Asked for.", self.editor)
        self.mined = Talk("A third talk")
        self.mined.say(self.ann, "They learn.")
        minings.begin(self.mined.transcript, self.editor)

    def _let_a_quote_wait(self, quote: Quote) -> None:
        recording, line = self.talk.transcript.recording, quote.utterance
        newer = TranscriptFactory(episode=self.talk.episode, recording=recording, version=2, is_current=False)
        places = {"old_first": line, "old_word_start": 0, "old_last": line, "old_word_end": 4}
        state, doubt = ReanchoringState.WAITING, Doubt.values[0]
        Reanchoring.objects.create(
            quote=quote, transcript=newer, score=0.5, state=state, doubt=doubt, **places
        )

    def forms(self) -> dict[str, tuple[str, Fields]]:
        """By the name of the address posted to: the page that has the form, and what is typed into it."""
        debate, claim = self.debate.get_absolute_url(), self.claim.get_absolute_url()
        relation, episode = self.relation.get_absolute_url(), self.talk.episode.get_absolute_url()
        return {
            "debate_new": ("/debates/new/", {"question": "Do they?"}),
            "debate_change": (f"{debate}change/", {"question": "Do they really?"}),
            "debate_delete": (f"{debate}delete/", {}),
            "debate_questions": (
                f"{debate}questions/",
                {f"q{self.asked.quotes.get().pk}-outcome": "dodged"},
            ),
            "debate_questions_mark": (f"{debate}questions/mark/", {"lines": str(self.unmarked.pk)}),
            "debate_reports": (
                f"{debate}reports/",
                {f"r{self.told.quotes.get().pk}-fidelity": "not_found"},
            ),
            "debate_term_new": (f"{debate}terms/new/", self._senses("model")),
            "term_change": (f"/terms/{self.term.key}/change/", self._senses("purpose")),
            "claim_change": (f"{claim}change/", {"text": "Models only copy people."}),
            "claim_delete": (f"{claim}delete/", {}),
            "claim_merge": (f"{claim}merge/?other={self.same.get_absolute_url()}", {}),
            "claim_split": (
                f"{claim}split/",
                {"text": "People are copied.", "quotes": str(self.claim.quotes.first().pk)},
            ),
            "claim_place": (f"{claim}place/", {"where": f"{DebateFactory().pk}/"}),
            "claim_relate": (f"{claim}relate/", {"supplied": "Copying is easy.", "kind": "support"}),
            "claim_reply": (f"{claim}reply/", {"person": "Ann", "text": "Yes."}),
            "right_of_reply_withdraw": (f"{claim}reply/", {}),
            "quote_change": (
                f"/quotes/{self.claim.quotes.first().pk}/change/",
                {"stance": "reports", "held_by": "critics"},
            ),
            "speaker_change": (f"{self.ann.get_absolute_url()}change/", {"about": "A scientist."}),
            "speaker_merge": (f"{self.ann.get_absolute_url()}merge/?other={self.cy.slug}", {}),
            "speaker_split": (
                f"{self.ann.get_absolute_url()}split/",
                {"voices": f"{self.talk.transcript.pk}:0", "name": "Cy Day"},
            ),
            "speaker_apart": (f"{self.bob.get_absolute_url()}merge/", {}),
            "voice_sample_confirm": (f"{self.ann.get_absolute_url()}voice/", {}),
            "voice_sample_remove": (f"{self.ann.get_absolute_url()}voice/", {}),
            "speaker_voice_switch": (f"{self.ann.get_absolute_url()}voice/", {"state": "disabled"}),
            "speaker_voice_forget": (f"{self.ann.get_absolute_url()}voice/forget/", {}),
            "show_voices": (f"/voices/{self.talk.episode.show.slug}/", {"voices": "recognized"}),
            "relation_detail": (relation, {"kind": "support", "action": "change", "sure": "on"}),
            "relation_dispute": (f"{relation}discussion/", {"kind": "rephrase", "reason": "The same."}),
            "relation_discussion": (f"{relation}discussion/", {"text": "Really?"}),
            "claim_discussion": (f"{claim}discussion/", {"text": "Really?"}),
            "comment_change": (f"/comments/{self.comment.pk}/change/", {"text": "It is."}),
            "comment_remove": (f"{claim}discussion/", {}),
            "episode_claim_new": (
                f"{episode}claims/new/?at=4.0-4.3",
                {"text": "Children imitate.", "stance": "asks"},
            ),
            "episode_correct": (f"{episode}correct-words/?line=4", {"text": "Do all children imitate?"}),
            "episode_visibility": (f"{episode}visibility/", {"visibility": "unlisted"}),
            "episode_take_down": (f"{episode}visibility/", {"reason": "Asked for."}),
            "episode_lift": (f"{self.gone.episode.get_absolute_url()}visibility/", {"reason": "A mistake."}),
            "visibility_show": ("/visibility/", {"visibility": "unlisted"}),
            "history_step": (f"/history/{self.step}/", {}),
            "history_day": (f"/history/ada/{timezone.now():%Y-%m-%d}/", {}),
            "review_detail": (f"/review/{self.suggestion.pk}/", {"decision": "reject"}),
            "review_batch": ("/review/batch/", {"score": "1", "sure": "on"}),
            "episode_mine": (f"{episode}suggest/", {"miner": "local"}),
            "mining_cancel": (f"{self.mined.episode.get_absolute_url()}suggest/", {}),
            "reanchoring_decide": ("/reanchoring/", {"decision": "lose"}),
            "attribution_detail": (
                f"{episode}attributions/{self.unnamed.position}/",
                {"decision": "nobody"},
            ),
            "attribution_undo": ("/attributions/", {}),
            "correction_decide": ("/corrections/", {"state": "dismissed"}),
            "invitation_list": ("/invitations/", {"role": "editor"}),
            "invitation_withdraw": ("/invitations/", {}),
            "member_change": (f"/members/{self.member.pk}/", {"role": "editor", "part": "site"}),
        }

    def _senses(self, word: str) -> dict[str, str]:
        quotes = [self.claim.quotes.first().pk, self.same.quotes.get().pk]
        found = {"word": word}
        for side, quote in zip(self.sides, quotes, strict=True):
            found |= {f"meaning-{side.pk}": "A sense.", f"quote-{side.pk}": str(quote)}
        return found

    @property
    def step(self) -> object:
        return Context.objects.filter(metadata__user=self.editor.pk).order_by("-created_at").first().pk


@pytest.fixture
def scene(client: Client, db: None) -> Scene:
    """Everything, and a change of the one who is signed in that can be undone."""
    scene = Scene()
    client.force_login(scene.editor)
    client.post(f"{scene.same.get_absolute_url()}change/", {"text": "Models copy.", "tags": ""})
    return scene


def _rows() -> dict[str, int]:
    """How many rows each table of the two apps has, revisions and all."""
    kept = [model for app in ("debates", "transcripts") for model in apps.get_app_config(app).get_models()]
    tables = [model._meta.db_table for model in kept if model is not SentForm]
    counts = " UNION ALL ".join(f"SELECT '{table}', count(*) FROM \"{table}\"" for table in tables)  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(counts)
        return dict(cursor.fetchall())


def _form(page: Element, here: str, address: str, typed: Fields) -> Element:
    """The first form of the page that posts to this address and has what is typed."""
    found = [
        form
        for form in page.all("form", method="post")
        if form.attributes.get("action", here).partition("?")[0] == address
        and set(typed) - {"sure"} <= {each.attributes.get("name") for each in form.all()}
    ]
    assert found, f"no form for {address} on {here}"
    return found[0]


def _filled(form: Element) -> dict[str, str]:
    values = {}
    for each in form.all("input"):
        kind = each.attributes.get("type")
        if kind not in ("checkbox", "radio") or "checked" in each.attributes:
            values[each.attributes["name"]] = each.attributes.get("value", "")
    for each in form.all("textarea"):
        values[each.attributes["name"]] = "".join(map(str, each.inside)).removeprefix("\n")
    for each in form.all("select"):
        chosen = [option for option in each.all("option") if "selected" in option.attributes]
        values[each.attributes["name"]] = chosen[0].attributes["value"] if chosen else ""
    return values


def _sent(client: Client, name: str, page: str, typed: Fields) -> tuple[str, dict[str, str]]:
    """Where the form of a page is posted to, and what."""
    here = page.partition("?")[0]
    shown = main(client.get(page))
    targets = {
        each.attributes.get("action", here).partition("?")[0] for each in shown.all("form", method="post")
    }
    address = next(each for each in sorted(targets) if resolve(each).url_name == name)
    return address, {**_filled(_form(shown, here, address, typed)), **typed}


def test_no_form_counts_twice(client: Client, scene: Scene) -> None:
    forms = scene.forms()
    assert forms.keys() | SETS_A_STATE.keys() == {name for name, (_, post) in TABLE.items() if _changes(post)}
    assert {name: _posted_thrice(client, name, *forms[name]) for name in forms} == dict.fromkeys(forms, OK)


OK = "once"


def _changes(rule: object) -> bool:
    actions = {Action.EDIT, Action.GOVERN, Action.DISCUSS, Action.APPOINT}
    return isinstance(rule, Needs) and rule.action in actions


def _posted_thrice(client: Client, name: str, page: str, typed: Fields) -> str:
    """What comes of a form that is sent, sent again at once, and once more after going back; all of it is taken back."""
    with transaction.atomic():
        before = _rows()
        address, fields = _sent(client, name, page, typed)
        first = client.post(address, fields)
        after = _rows()
        again = [client.post(address, fields) for _ in range(2)]
        now = _rows()
        transaction.set_rollback(True)
    if first.status_code != 302 or (after == before and name not in IN_PLACE):
        return f"{first.status_code}: nothing was done"
    if now != after:
        return f"done twice: {[table for table in now if now[table] != after[table]]}"
    if any(each.status_code >= 500 for each in again):
        return "an error of the site"
    return OK


IN_PLACE = {
    "visibility_show",
    "episode_visibility",
    "member_change",
    "invitation_withdraw",
    "show_voices",
    "mining_cancel",
}
"""Forms that change a row of which no revisions are kept."""


FORMS_OF_THE_DESK = Path(settings.BASE_DIR) / "templates" / "debates"
WITHOUT_A_MARK = {
    "_answering.html": "ends what one is answering",
    "_follow.html": "follows or leaves: a state",
    "_presence.html": "sent again and again",
    "claim_answer.html": "remembers one claim",
    "episode_mine.html": "what is cancelled cannot be cancelled again",
    "notice_list.html": "marks as seen: a state",
    "review_detail.html": "what is decided cannot be decided again",
    "review_list.html": "what is decided cannot be decided again",
    "saved_search_list.html": "a search is kept once",
    "search.html": "a search is kept once",
}


def test_every_form_of_the_editors_pages_has_a_mark() -> None:
    """Several forms may lead to one address: each of them has the mark by which it counts once."""
    without = {
        template.name
        for template in FORMS_OF_THE_DESK.glob("*.html")
        for form in template.read_text().split("<form")[1:]
        if "{% csrf_token %}" in form and "{% once %}" not in form
    }
    assert without - {"_sheet.html"} == WITHOUT_A_MARK.keys()


def _other(scene: Scene) -> Client:
    """Somebody else who works on the same at the same time."""
    client = Client()
    client.force_login(UserFactory(role="admin", username="bo"))
    return client


def test_what_others_saved_meanwhile_is_not_overwritten_unseen(client: Client, scene: Scene) -> None:
    """Each form is opened, somebody else changes the same, and the form is sent as it was opened."""
    question, report = f"q{scene.asked.quotes.get().pk}", f"r{scene.told.quotes.get().pk}"
    forms = scene.forms()
    cases: dict[str, tuple[Fields, Fields, str]] = {
        # mine, theirs, what the page says of theirs
        "debate_questions": (
            {f"{question}-outcome": "dodged"},
            {f"{question}-outcome": "dropped"},
            "dropped You made of itdodged",
        ),
        "debate_reports": (
            {f"{report}-fidelity": "not_found", f"{report}-note": "Nowhere."},
            {f"{report}-fidelity": "not_found", f"{report}-note": "I looked."},
            "I looked. You made of itNowhere.",
        ),
        "claim_change": (
            {"text": "Models only copy."},
            {"text": "Models copy a lot."},
            "You made of itModels only copy.",
        ),
        "episode_visibility": (
            {"visibility": "unlisted"},
            {"visibility": "private"},
            "Somebody chose otherwise meanwhile: The talk is private now.",
        ),
        "member_change": (
            {"role": "editor", "part": "site"},
            {"role": "contributor", "part": "site"},
            "Somebody chose otherwise meanwhile",
        ),
        "claim_merge": ({}, {}, "Somebody changed one of the two meanwhile."),
        "visibility_show": ({"visibility": "unlisted"}, {"visibility": "private"}, "is private now."),
    }
    for name, (mine, theirs, told) in cases.items():
        with transaction.atomic():
            page = forms[name][0]
            address, fields = _sent(client, name, page, mine)
            other = _other(scene)
            if name == "claim_merge":
                other.post(f"{scene.same.get_absolute_url()}change/", {"text": "Models ape people."})
            else:
                answer = other.post(*_sent(other, name, page, theirs))
                assert answer.status_code == 302, name
            rows = _rows()
            answer = client.post(address, fields, follow=True)
            assert told in main(answer).text, f"{name}: {main(answer).text}"
            assert _rows() == rows, name
            transaction.set_rollback(True)


def test_one_decides_between_two_words_on_a_question(client: Client, scene: Scene) -> None:
    name, page = "debate_questions", scene.forms()["debate_questions"][0]
    prefix = f"q{scene.asked.quotes.get().pk}"
    mine = _sent(client, name, page, {f"{prefix}-outcome": "dodged"})
    note = _sent(client, name, page, {f"{prefix}-note": "She laughed."})
    other = _other(scene)
    other.post(*_sent(other, name, page, {f"{prefix}-outcome": "dropped"}))

    refused = client.post(*mine)
    assert refused.status_code == 409
    again = _filled(_form(main(refused), page, mine[0], {f"{prefix}-outcome": "dodged"}))
    client.post(mine[0], again)
    assert Question.objects.get().outcome == "dodged"
    both = client.post(*note, follow=True)  # began before either, and touched something else
    assert "Kept, together with what ada changed meanwhile." in main(both).text
    kept = Question.objects.get()
    assert (kept.outcome, kept.note) == ("dodged", "She laughed.")


def test_what_was_typed_into_a_dispute_or_a_comment_comes_back(client: Client, scene: Scene) -> None:
    forms = scene.forms()
    too_long = {"kind": "rephrase", "reason": "Because " * 100}
    page = main(client.post(*_sent(client, "relation_dispute", forms["relation_dispute"][0], too_long)))
    assert page.one("input", name="reason").attributes["value"] == "Because " * 99 + "Because "

    opened = _sent(client, "comment_change", forms["comment_change"][0], {"text": "It is not."})
    client.post(*_sent(client, "comment_change", forms["comment_change"][0], {"text": "It is."}))
    refused = client.post(*opened)
    assert refused.status_code == 409
    assert "You made of itIt is not." in main(refused).text
    assert Comment.objects.get().text == "It is."
