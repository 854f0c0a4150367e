from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from debates.models import Claim, ClaimStanding, Debate, DebateDigest, MapChange
from debates.standings.loading import TooLargeError, together_with
from debates.standings.renewal import LARGEST_COMPONENT, renew
from debates.tasks import renew_standings
from tests.factories import (
    DebateFactory,
    SpeakerFactory,
    Talk,
    link,
    suggested_claim,
    suggested_relation,
    supplied,
)

pytestmark = pytest.mark.django_db


def _words() -> dict[str, str]:
    return dict(ClaimStanding.objects.values_list("claim__text", "word"))


@pytest.fixture
def three() -> list[Claim]:
    """Sutton says one thing, Patel rebuts it, Sutton rebuts that."""
    talk, sutton, patel = Talk(), SpeakerFactory(name="Richard Sutton"), SpeakerFactory(name="Dwarkesh Patel")
    claims = [talk.claim(sutton, "A."), talk.claim(patel, "B."), talk.claim(sutton, "C.")]
    link(claims[1], "attack", claims[0], evidence="But")
    link(claims[2], "attack", claims[1], evidence="No,")
    return claims


class TestRenewal:
    def test_stores_the_word_and_the_chain_of_every_claim(self, three: list[Claim]) -> None:
        assert renew() == 3
        assert _words() == {
            "A.": "challenged and answered",
            "B.": "challenged and not answered",
            "C.": "never challenged",
        }
        chain = ClaimStanding.objects.get(claim=three[0]).chain
        assert [move["claims"] for move in chain["moves"]] == [[three[1].pk]]
        assert [reply["claims"] for reply in chain["moves"][0]["replies"]] == [[three[2].pk]]

    def test_has_nothing_left_to_do_after_it(self, three: list[Claim]) -> None:
        renew()
        assert (MapChange.objects.count(), renew()) == (0, 0)

    def test_takes_in_only_what_hangs_together_with_a_change(self, three: list[Claim]) -> None:
        apart = supplied("Something else.")
        renew()
        before = ClaimStanding.objects.get(claim=apart).version
        more = supplied("D.")
        link(more, "attack", three[2])
        assert renew() == 4
        assert _words()["A."] == "challenged and not answered"
        assert ClaimStanding.objects.get(claim=apart).version == before
        assert ClaimStanding.objects.get(claim=three[0]).version > before

    def test_works_out_both_parts_of_what_falls_apart(self, three: list[Claim]) -> None:
        renew()
        three[1].relations_onto.get().delete()
        assert renew() == 3
        assert _words()["A."] == "challenged and not answered"
        assert ClaimStanding.objects.get(claim=three[2]).component == three[2].pk

    def test_a_claim_that_goes_takes_its_standing_along(self, three: list[Claim]) -> None:
        renew()
        three[1].relations_onto.get().delete()
        three[2].quotes.all().delete()
        Claim.objects.get(pk=three[2].pk).delete()
        renew()
        assert "C." not in _words()

    def test_a_suggested_rebuttal_counts_for_nothing_until_somebody_accepts_it(self) -> None:
        talk, sutton, patel = Talk(), SpeakerFactory(), SpeakerFactory()
        ends = [suggested_claim(talk.say(who, text)) for who, text in ((sutton, "A."), (patel, "B."))]
        for end in ends:
            end.accept(by=None)
        suggestion = suggested_relation(ends[1], "attack", ends[0])
        renew()
        assert _words() == {"A.": "never challenged", "B.": "never challenged"}
        suggestion.accept(by=None)
        renew()
        assert _words() == {"A.": "challenged and not answered", "B.": "never challenged"}

    def test_a_view_that_is_only_reported_is_its_holders(self) -> None:
        talk, patel, sutton = Talk(), SpeakerFactory(), SpeakerFactory()
        claim = talk.claim(patel, "A.", holder=sutton)
        renew()
        assert ClaimStanding.objects.get(claim=claim).chain["holders"] == [sutton.pk]

    def test_the_worker_does_it(self, three: list[Claim]) -> None:
        renew_standings.func()
        assert len(_words()) == 3


class TestDisputedLinks:
    def test_a_link_without_words_that_make_it_one_may_be_none(self, three: list[Claim]) -> None:
        link(supplied("D."), "attack", three[2])
        renew()
        rests_on = ClaimStanding.objects.get(claim=three[0]).rests_on
        relation = three[2].relations_onto.get()
        assert rests_on == {
            "turns": [{"links": [[relation.pk, None]], "word": "challenged and answered"}],
            "bound": "",
            "disputed": 1,
        }

    def test_a_link_that_a_waiting_suggestion_reads_otherwise_may_be_of_that_kind(self) -> None:
        talk, sutton, patel = Talk(), SpeakerFactory(), SpeakerFactory()
        ends = [suggested_claim(talk.say(who, text)) for who, text in ((sutton, "A."), (patel, "B."))]
        first, second = [end.accept(by=None) for end in ends]
        relation = link(second, "attack", first, evidence="But")
        suggested_relation(ends[1], "support", ends[0])
        renew()
        assert ClaimStanding.objects.get(claim=first).rests_on["turns"] == [
            {"links": [[relation.pk, "support"]], "word": "never challenged"}
        ]

    def test_links_with_their_words_are_not_disputed(self, three: list[Claim]) -> None:
        renew()
        assert ClaimStanding.objects.get(claim=three[0]).rests_on == {"turns": [], "bound": "", "disputed": 0}


class TestNumbers:
    def test_are_kept_with_the_word(self, three: list[Claim]) -> None:
        renew()
        numbers = ClaimStanding.objects.get(claim=three[0]).numbers
        assert numbers == {
            "label": "in",
            "readings": {"deductive": "challenged and answered", "necessary": "challenged and answered"},
            "strengths": {"DF-QuAD": 0.375, "quadratic energy": 0.431, "h-categoriser": 0.375},
            "camps": {"inside": 1, "of": 1, "bound": ""},
        }

    def test_a_strength_that_does_not_settle_is_left_out(self) -> None:
        one, other = supplied("A."), supplied("B.")
        link(one, "attack", other)
        link(other, "attack", one)
        renew()
        numbers = ClaimStanding.objects.get(claim=one).numbers
        assert numbers["label"] == "undecided"
        assert numbers["camps"] == {"inside": 1, "of": 2, "bound": ""}


class TestDigest:
    def test_says_what_a_debate_turns_on(self, three: list[Claim]) -> None:
        debate = DebateFactory()
        for claim in three:
            debate.place(claim, is_main=claim == three[0])
        renew()
        digest = DebateDigest.objects.get(debate=debate)
        assert [(each["claim"], [crux["claims"] for crux in each["sets"]]) for each in digest.cruxes] == [
            (three[0].pk, [[three[2].pk]])
        ]
        assert digest.shape["dispute_count"] == 1
        assert [change[2] for step in digest.timeline["steps"] for change in step["changes"]] == [
            "never challenged",
            "challenged and not answered",
            "never challenged",
            "challenged and answered",
            "challenged and not answered",
            "never challenged",
        ]

    def test_hears_answers_from_outside_the_debate(self, three: list[Claim]) -> None:
        debate = DebateFactory()
        debate.place(three[0], is_main=True)
        renew()
        assert [crux["claims"] for crux in DebateDigest.objects.get(debate=debate).cruxes[0]["sets"]] == [
            [three[2].pk]
        ]

    def test_of_a_debate_without_claims_is_empty(self) -> None:
        debate: Debate = DebateFactory()
        MapChange.objects.create(debate=debate.pk)
        renew()
        digest = DebateDigest.objects.get(debate=debate)
        assert (digest.cruxes, digest.timeline["steps"], digest.shape["dispute_count"]) == ([], [], 0)


class TestTogether:
    def test_follows_undercuts_premises_and_targets(self, three: list[Claim]) -> None:
        cutting, apart = supplied("D."), supplied("E.")
        link(cutting, "undercut", three[0].relations_onto.get())
        assert together_with([cutting.pk], 10) == {*(claim.pk for claim in three), cutting.pk}
        assert together_with([apart.pk, 0], 10) == {apart.pk}

    def test_stops_where_it_grows_too_large(self, three: list[Claim]) -> None:
        with pytest.raises(TooLargeError, match="more than 2 claims hang together"):
            together_with([three[0].pk], 2)

    def test_makes_a_fixed_number_of_queries(self, three: list[Claim]) -> None:
        renew()
        link(supplied("D."), "attack", three[0])
        with CaptureQueriesContext(
            connection,
        ) as few:
            renew()
        for number in range(30):
            link(supplied(f"Reason {number}."), "support", three[0])
        with CaptureQueriesContext(connection) as many:
            renew()
        assert len(many) == len(few)


class TestPoorMaps:
    def test_circles_of_every_length_are_contested(self) -> None:
        for length in range(2, 8):
            claims = [supplied(f"{number} of {length}.") for number in range(length)]
            for claim, following in zip(claims, claims[1:] + claims[:1], strict=True):
                link(claim, "attack", following, evidence="no")
        renew()
        assert set(_words().values()) == {"contested"}

    def test_an_undercut_of_an_undercut_restores_the_rebuttal(self, three: list[Claim]) -> None:
        rebuttal = three[1].relations_onto.get()
        undercut = link(supplied("That does not follow."), "undercut", rebuttal, evidence="no")
        renew()
        assert _words()["A."] == "challenged and not answered"
        link(supplied("It does follow."), "undercut", undercut, evidence="no")
        renew()
        assert _words()["A."] == "challenged and answered"

    def test_a_claim_that_supports_and_attacks_another_attacks_it(self, three: list[Claim]) -> None:
        link(three[2], "support", three[1], evidence="so")
        renew()
        assert _words()["B."] == "challenged and not answered"

    def test_claims_without_speakers_stand_like_others(self) -> None:
        talk = Talk()
        claims = [talk.claim(None, text) for text in ("A.", "B.")]
        link(claims[1], "attack", claims[0], evidence="no")
        renew()
        assert _words() == {"A.": "challenged and not answered", "B.": "never challenged"}

    @pytest.mark.slow
    def test_more_claims_in_one_knot_than_are_worked_out_are_left_alone(self, three: list[Claim]) -> None:
        renew()
        first = _knot(LARGEST_COMPONENT + 1)
        debate = DebateFactory()
        debate.place(first)
        assert renew() == 0
        assert not ClaimStanding.objects.filter(claim=first).exists()
        assert not MapChange.objects.exists()
        assert DebateDigest.objects.get(debate=debate).shape["alone"] == 1
        assert len(_words()) == 3

    @pytest.mark.slow
    def test_a_large_knot_is_worked_out_with_stated_bounds(self) -> None:
        first = _knot(6_000)
        assert renew() == 6_000
        standing = ClaimStanding.objects.get(claim=first)
        assert (standing.word, "strengths" in standing.numbers) == ("contested", False)


def _knot(size: int) -> Claim:
    """Claims that attack each other in one circle, made by the database itself; the first of them."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO debates_claim (key, text, origin, created_at)"
            " SELECT 'knot-' || n, 'Number ' || n, 'supplied', now() FROM generate_series(1, %s) n",
            [size],
        )
        cursor.execute(
            "INSERT INTO debates_relation (key, kind, target_claim_id, evidence, reason, created_at)"
            " SELECT 'edge-' || substr(key, 6), 'attack', id, 'no', '', now() FROM debates_claim"
            " WHERE key LIKE 'knot-%%'"
        )
        cursor.execute(
            "INSERT INTO debates_premise (relation_id, claim_id) SELECT r.id, c.id FROM debates_relation r"
            " JOIN debates_claim c ON c.key = 'knot-' || (substr(r.key, 6)::int %% %s + 1)"
            " WHERE r.key LIKE 'edge-%%'",
            [size],
        )
        cursor.execute(
            "ANALYZE debates_claim, debates_relation, debates_premise"
        )  # as the server does by itself
    return Claim.objects.get(key="knot-1")
