"""Who may do what at which address: one table, with every address of the site in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

import pghistory
import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from debates.models import (
    Claim,
    Doubt,
    Invitation,
    Mining,
    Quote,
    Reanchoring,
    ReanchoringState,
    RightOfReply,
    ShowRole,
    Tag,
    Term,
)
from debates.models.rights import reaches
from tests.factories import (
    DebateFactory,
    ShowFactory,
    SpeakerFactory,
    Talk,
    TranscriptFactory,
    UserFactory,
    link,
    suggested_claim,
)
from transcripts.actions import Action
from transcripts.models import CorrectionOffer, NameDecision, VoiceModel, VoiceSample


@dataclass(frozen=True)
class Needs:
    """What one must be allowed: for the site, or with `here` for the show on which the thing stands."""

    action: Action
    here: bool = False


OPEN = None
"""Nothing: strangers may, too."""
NEVER = "405"
"""No such method."""
ACCOUNT = Needs(Action.WATCH)
EDIT, GOVERN = Needs(Action.EDIT, here=True), Needs(Action.GOVERN, here=True)
EDIT_ALL, GOVERN_ALL, IMPORT = Needs(Action.EDIT), Needs(Action.GOVERN), Needs(Action.IMPORT)
DISCUSS = Needs(Action.DISCUSS, here=True)
APPOINT = Needs(Action.APPOINT, here=True)

Rule = Needs | str | None

TABLE: dict[str, tuple[Rule, Rule]] = {
    # address: (to see it, to post to it)
    "home": (OPEN, NEVER),
    "robots": (OPEN, NEVER),
    "sitemap_index": (OPEN, OPEN),
    "django.contrib.sitemaps.views.sitemap": (OPEN, OPEN),
    "how_to_read": (OPEN, NEVER),
    "debate_list": (OPEN, NEVER),
    "speaker_list": (OPEN, NEVER),
    "speaker_detail": (OPEN, NEVER),
    "speaker_questions": (OPEN, NEVER),
    "speaker_appearances": (OPEN, NEVER),
    "speaker_positions": (OPEN, NEVER),
    "speaker_over_time": (OPEN, NEVER),
    "speaker_others": (OPEN, NEVER),
    "speaker_unanswered": (OPEN, NEVER),
    "speaker_unchallenged": (OPEN, NEVER),
    "speaker_voice": (OPEN, NEVER),
    "speaker_voice_switch": (NEVER, GOVERN_ALL),
    "speaker_voice_forget": (GOVERN_ALL, GOVERN_ALL),
    "voice_sample_confirm": (NEVER, EDIT),
    "voice_sample_remove": (NEVER, EDIT),
    "voice_receipt": (GOVERN_ALL, NEVER),
    "voice_receipt_file": (GOVERN_ALL, NEVER),
    "show_voices": (GOVERN, GOVERN),
    "show_list": (OPEN, NEVER),
    "show_detail": (OPEN, NEVER),
    "debate_new": (EDIT, EDIT),
    "debate_detail": (OPEN, NEVER),
    "debate_outline": (OPEN, NEVER),
    "debate_map": (OPEN, NEVER),
    "debate_map_places": (OPEN, NEVER),
    "debate_map_words": (OPEN, NEVER),
    "debate_questions": (OPEN, EDIT),
    "debate_questions_mark": (EDIT, EDIT),
    "debate_cruxes": (OPEN, NEVER),
    "debate_what_if": (OPEN, NEVER),
    "debate_agreed": (OPEN, NEVER),
    "debate_time": (OPEN, NEVER),
    "debate_reports": (OPEN, EDIT),
    "debate_term_new": (EDIT, EDIT),
    "debate_change": (EDIT, EDIT),
    "term_change": (EDIT, EDIT),
    "claim_detail": (OPEN, NEVER),
    "claim_play": (OPEN, NEVER),
    "claim_map": (OPEN, NEVER),
    "claim_place": (EDIT, EDIT),
    "claim_relate": (EDIT, EDIT),
    "claim_answer": (EDIT, EDIT),
    "answering_now": (EDIT, EDIT),
    "claim_reply": (GOVERN, GOVERN),
    "right_of_reply_withdraw": (NEVER, GOVERN),
    "episode_detail": (OPEN, NEVER),
    "transcript_detail": (OPEN, NEVER),
    "episode_visibility": (GOVERN, GOVERN),
    "episode_take_down": (NEVER, GOVERN),
    "episode_lift": (NEVER, GOVERN),
    "visibility_list": (GOVERN, NEVER),
    "visibility_show": (NEVER, GOVERN),
    "episode_claim_new": (EDIT, EDIT),
    "episode_correct": (EDIT, EDIT),
    "episode_mine": (EDIT, EDIT),
    "mining_cancel": (NEVER, EDIT),
    "relation_detail": (EDIT, EDIT),
    "guidelines": (OPEN, NEVER),
    "practice": (OPEN, NEVER),
    "agreement": (EDIT, NEVER),
    "review_list": (EDIT, NEVER),
    "review_batch": (EDIT, EDIT),
    "review_detail": (EDIT, EDIT),
    "claim_find": (EDIT, NEVER),
    "attribution_list": (EDIT, NEVER),
    "attribution_detail": (EDIT, EDIT),
    "attribution_undo": (NEVER, EDIT),
    "reanchoring_list": (EDIT, NEVER),
    "reanchoring_decide": (NEVER, EDIT),
    "correction_offer": (OPEN, OPEN),
    "correction_list": (EDIT, NEVER),
    "correction_decide": (NEVER, EDIT),
    "recording_media": (OPEN, NEVER),
    "import_list": (IMPORT, IMPORT),
    "import_detail": (IMPORT, IMPORT),
    "import_look": (NEVER, IMPORT),
    "import_follow": (NEVER, IMPORT),
    "import_batch": (IMPORT, IMPORT),
    "import_cancel": (NEVER, IMPORT),
    "import_undo": (NEVER, IMPORT),
    "hearing_list": (IMPORT, IMPORT),
    "hearing_cancel": (NEVER, IMPORT),
    "feed_list": (IMPORT, IMPORT),
    "feed_detail": (IMPORT, IMPORT),
    "feed_ask": (NEVER, IMPORT),
    "feed_drop": (NEVER, IMPORT),
    "claim_change": (EDIT, EDIT),
    "claim_delete": (EDIT, EDIT),
    "claim_merge": (EDIT, EDIT),
    "claim_split": (EDIT, EDIT),
    "duplicate_list": (EDIT_ALL, NEVER),
    "tag_list": (OPEN, NEVER),
    "tag_detail": (OPEN, NEVER),
    "quote_change": (EDIT, EDIT),
    "debate_delete": (EDIT, EDIT),
    "speaker_change": (EDIT_ALL, EDIT_ALL),
    "speaker_merge": (EDIT_ALL, EDIT_ALL),
    "speaker_split": (EDIT_ALL, EDIT_ALL),
    "speaker_apart": (NEVER, EDIT_ALL),
    "claim_history": (OPEN, NEVER),
    "relation_history": (OPEN, NEVER),
    "quote_history": (OPEN, NEVER),
    "debate_history": (OPEN, NEVER),
    "speaker_history": (OPEN, NEVER),
    "episode_history": (OPEN, NEVER),
    "history_list": (EDIT, NEVER),
    "history_step": (EDIT, EDIT),
    "history_day": (EDIT, EDIT),
    "claim_embed": (OPEN, NEVER),
    "claim_map_embed": (OPEN, NEVER),
    "claim_picture": (OPEN, NEVER),
    "debate_picture": (OPEN, NEVER),
    "episode_picture": (OPEN, NEVER),
    "speaker_picture": (OPEN, NEVER),
    "sign_in": (OPEN, OPEN),
    "saved_search_list": (ACCOUNT, NEVER),
    "saved_search_keep": (NEVER, ACCOUNT),
    "saved_search_let_go": (NEVER, ACCOUNT),
    "saved_search_feed": (OPEN, NEVER),
    "claim_discussion": (ACCOUNT, DISCUSS),
    "relation_discussion": (ACCOUNT, DISCUSS),
    "relation_dispute": (NEVER, EDIT),
    "comment_change": (DISCUSS, DISCUSS),
    "comment_remove": (NEVER, DISCUSS),
    "notice_list": (ACCOUNT, ACCOUNT),
    "watch_change": (NEVER, ACCOUNT),
    "presence": (NEVER, EDIT),
    "kept_words": (ACCOUNT, ACCOUNT),
    "claim_feed": (OPEN, NEVER),
    "claim_like": (OPEN, NEVER),
    "sentence_like": (OPEN, NEVER),
    "favicon": (OPEN, NEVER),
    "debate_feed": (OPEN, NEVER),
    "search": (OPEN, NEVER),
    "search_suggest": (OPEN, NEVER),
    "sign_out": (NEVER, OPEN),
    "account_login": (OPEN, OPEN),
    "account_logout": (NEVER, OPEN),
    "admin_sign_in": (ACCOUNT, ACCOUNT),
    "account_signup": (OPEN, OPEN),
    "account_inactive": (OPEN, NEVER),
    "account_reset_password": (OPEN, OPEN),
    "account_reset_password_done": (OPEN, NEVER),
    "account_reset_password_from_key": (OPEN, OPEN),
    "account_reset_password_from_key_done": (OPEN, NEVER),
    "account_email_verification_sent": (OPEN, NEVER),
    "account_confirm_email": (OPEN, OPEN),
    "account_home": (ACCOUNT, NEVER),
    "account_reauthenticate": (ACCOUNT, ACCOUNT),
    "account_email": (ACCOUNT, ACCOUNT),
    "account_change_password": (ACCOUNT, ACCOUNT),
    "account_set_password": (ACCOUNT, ACCOUNT),
    "mfa_index": (ACCOUNT, NEVER),
    "mfa_authenticate": (ACCOUNT, ACCOUNT),
    "mfa_reauthenticate": (ACCOUNT, ACCOUNT),
    "mfa_activate_totp": (ACCOUNT, ACCOUNT),
    "mfa_deactivate_totp": (ACCOUNT, ACCOUNT),
    "mfa_view_recovery_codes": (ACCOUNT, NEVER),
    "mfa_generate_recovery_codes": (ACCOUNT, ACCOUNT),
    "mfa_download_recovery_codes": (ACCOUNT, ACCOUNT),
    "invitation_list": (APPOINT, APPOINT),
    "invitation_withdraw": (NEVER, APPOINT),
    "invitation_follow": (OPEN, OPEN),
    "member_list": (APPOINT, NEVER),
    "member_change": (APPOINT, APPOINT),
}

OWN_PART = {
    "comment_change",
    "comment_remove",
    "presence",
    "invitation_list",
    "member_list",
    "member_change",
    "debate_new",
    "visibility_list",
    "attribution_list",
    "reanchoring_list",
    "correction_list",
    "review_list",
    "review_batch",
    "agreement",
    "claim_find",
    "answering_now",
    "history_list",
    "history_day",
}
"""Pages that stand on no show: whoever has a role for any show sees their own part of them."""


def _names(patterns: list[URLPattern | URLResolver] | None = None) -> Iterator[str]:
    """The name of every address of the site but those of Django's admin, which has a door of its own."""
    for each in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(each, URLPattern):
            assert each.name, f"{each.pattern} has no name"
            yield each.name
        elif each.app_name != "admin":
            yield from _names(each.url_patterns)


def test_every_address_is_in_the_table() -> None:
    assert sorted(_names()) == sorted(TABLE)


class Cast:
    """A debate on one show with everything that stands on it, and another show."""

    def __init__(self) -> None:
        self.talk, self.elsewhere, self.ann = Talk("The talk"), ShowFactory(), SpeakerFactory()
        self.show = self.talk.episode.show
        claim = self.talk.claim(self.ann, "Models copy people.")
        self.debate = DebateFactory()
        self.debate.place(claim)
        offer = CorrectionOffer.objects.create(
            utterance=self.talk.transcript.utterances.get(), kind="words", proposal="They do.", visitor="x"
        )
        named = NameDecision.objects.create(
            transcript=self.talk.transcript,
            before=self.talk.transcript,
            label="A",
            position=0,
            verdict="later",
            scope="label",
        )
        rows = {
            "attribution_undo": named.pk,
            "correction_decide": offer.pk,
            "right_of_reply_withdraw": RightOfReply.objects.create(claim=claim, person="Ann", text="No.").pk,
            "invitation_withdraw": Invitation.objects.create(show=self.show, role="editor").pk,
            "quote_change": claim.quotes.get().pk,
            "quote_history": claim.quotes.get().pk,
            "reanchoring_decide": self._waiting(claim.quotes.get()).pk,
            **dict.fromkeys(("voice_sample_confirm", "voice_sample_remove"), self._sample().pk),
            "mining_cancel": Mining.objects.create(transcript=self.talk.transcript).pk,
            "review_detail": suggested_claim(self.talk.transcript.utterances.get()).pk,
        }
        self._rows = rows
        self._names = {
            "debate": self.debate.slug,
            "claim": claim.key,
            "term": Term.objects.create(debate=self.debate, word="model").key,
            "show": self.show.slug,
            "episode": self.talk.episode.slug,
            "version": 1,
            "position": 0,
            "speaker": self.ann.slug,
            "section": "debates",
            "relation": link(self.talk.claim(self.ann, "They do not."), "attack", claim).key,
            "step": self._step(claim),
            "tag": Tag.objects.named("Models").slug,
            "person": "nobody",
            "day": "2026-10-01",
            "token": "x",
            "secret": "x",
            "uidb36": "1",
            "key": "x",
        }

    def _sample(self) -> VoiceSample:
        model = VoiceModel.objects.create(name="model", sha256="3" * 64)
        return VoiceSample.objects.create(
            speaker=self.ann,
            model=model,
            episode=self.talk.episode,
            source="The talk",
            checksum="4" * 64,
            start_s=0,
            end_s=9,
            net_s=9,
            embedding=[1.0] + [0.0] * 191,
        )

    def _step(self, claim: Claim) -> UUID:
        """A step that changed the claim alone, by somebody who is not of the cast."""
        with pghistory.context(user=UserFactory(username="nobody").pk) as step:
            claim.text = "Models only copy people."
            claim.save()
        return UUID(str(step.id))

    def _waiting(self, quote: Quote) -> Reanchoring:
        newer = TranscriptFactory(
            episode=self.talk.episode,
            recording=self.talk.transcript.recording,
            version=2,
            is_current=False,
        )
        line = quote.utterance
        return Reanchoring.objects.create(
            quote=quote,
            transcript=newer,
            old_first=line,
            old_word_start=0,
            old_last=line,
            old_word_end=3,
            score=0.5,
            doubt=Doubt.values[0],
            state=ReanchoringState.WAITING,
        )

    def address(self, name: str) -> str:
        """The address of this name for the things of the cast; a row that does not exist where none is at hand."""
        ((_, names),) = get_resolver().reverse_dict.getlist(name)[0][0]
        here = {**self._names, "pk": self._rows.get(name, 0)}
        return reverse(name, kwargs={key: here[key] for key in names})

    def client(self, role: str, for_show: str = "", *, elsewhere: bool = False) -> Client:
        client = Client()
        if role != "stranger":
            user = UserFactory(role=role)
            if for_show:
                show = self.elsewhere if elsewhere else self.show
                ShowRole.objects.create(user=user, show=show, role=for_show)
            client.force_login(user)
        return client


@pytest.fixture(scope="class")
def cast(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[Cast]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield Cast()
        transaction.set_rollback(True)


def _answer(client: Client, method: str, address: str) -> str:
    """What a request is answered with; what it changed, here and in the browser, is taken back."""
    cookies = client.cookies.copy()
    with transaction.atomic():
        response = getattr(client, method)(address)
        transaction.set_rollback(True)
    client.cookies = cookies
    if response.status_code == 302 and response["Location"].startswith("/sign-in/"):
        return "sign in"
    return {403: "refused", 405: NEVER}.get(response.status_code, "let in")


def _due(rule: Rule, name: str, role: str, for_show: str, *, elsewhere: bool) -> str:
    if rule is OPEN:
        return "let in"
    if not isinstance(rule, Needs):
        return rule
    if role == "stranger":
        return "sign in"
    here = rule.here and for_show and (not elsewhere or name in OWN_PART)
    enough = reaches(role, rule.action) or (here and reaches(for_show, rule.action))
    return "let in" if enough else "refused"


@pytest.mark.django_db
class TestTable:
    @pytest.mark.parametrize(
        ("role", "for_show", "elsewhere"),
        [
            ("stranger", "", False),
            ("reader", "", False),
            ("contributor", "", False),
            ("editor", "", False),
            ("admin", "", False),
            ("reader", "contributor", False),
            ("reader", "editor", False),
            ("contributor", "admin", False),
            ("reader", "admin", True),
        ],
    )
    def test_says_who_is_let_in(self, cast: Cast, role: str, for_show: str, elsewhere: bool) -> None:
        client = cast.client(role, for_show, elsewhere=elsewhere)
        found, due = {}, {}
        for name, rules in TABLE.items():
            address = cast.address(name)
            for method, rule in zip(("get", "post"), rules, strict=True):
                if rule == NEVER and role == "stranger":  # asked to sign in before the method is looked at
                    continue
                if rule is OPEN and role != "stranger":
                    continue
                found[method, name] = _answer(client, method, address)
                due[method, name] = _due(rule, name, role, for_show, elsewhere=elsewhere)
        assert found == due


@pytest.mark.parametrize("action", Action)
def test_each_role_may_what_those_before_it_may(action: Action) -> None:
    may = [reaches(role, action) for role in ("reader", "contributor", "editor", "admin")]
    assert may == sorted(may)
    assert may[-1]
