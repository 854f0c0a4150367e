"""Links between claims, inside a passage and across voices."""

from __future__ import annotations

from debates.mining import Link, LinkKind, Mined, Person, Turn, mine


def between(found: Mined, source: int, target: int) -> Link | None:
    return next((link for link in found.links if (link.source, link.target) == (source, target)), None)


def kind(found: Mined, source: int, target: int) -> LinkKind | None:
    link = between(found, source, target)
    return link.kind if link else None


def test_an_example_supports_what_it_exemplifies() -> None:
    found = mine(
        [
            Turn(
                "Ann",
                "Steel bridges rust far too quickly. For example, the harbour bridge lost two of its cables.",
            )
        ]
    )
    assert kind(found, 1, 0) is LinkKind.SUPPORT


def test_therefore_turns_the_link_round() -> None:
    found = mine(
        [
            Turn(
                "Ann",
                "Road salt eats through every paint. Therefore steel bridges need new paint every year.",
            )
        ]
    )
    assert kind(found, 0, 1) is LinkKind.SUPPORT
    assert between(found, 1, 0) is None


def test_a_supposed_case_supports_the_claim_before_it() -> None:
    text = "Tolls hit the poor harder than the rich. Suppose a nurse crosses twice a day. She would lose a week's pay every year."
    assert kind(mine([Turn("Ann", text)]), 2, 0) is LinkKind.SUPPORT


def test_an_announced_reason_is_supported_by_what_follows() -> None:
    text = "There is a deeper reason to think that tolls will fail. Drivers always find another road."
    assert kind(mine([Turn("Ann", text)]), 1, 0) is LinkKind.SUPPORT


def test_a_claim_said_again_is_a_restatement() -> None:
    text = (
        "Ferries carry more people than any bridge. The harbour has two of them. Winters are mild here. "
        "So ferries carry more people than any bridge ever will."
    )
    assert kind(mine([Turn("Ann", text)]), 3, 0) is LinkKind.REPHRASE


def test_a_reply_that_begins_with_no_attacks() -> None:
    found = mine(
        [
            Turn("Ann", "Ferries are the cheapest way across the harbour."),
            Turn("Ben", "No, ferries are the most expensive way across the harbour in winter."),
        ]
    )
    assert kind(found, 1, 0) is LinkKind.ATTACK


def test_a_bare_no_lends_its_force_to_the_sentence_after_it() -> None:
    found = mine(
        [
            Turn("Ann", "Large ferries have robust engines for the winter."),
            Turn("Ben", "I disagree. Those engines of the large ferries break down every January."),
        ]
    )
    link = between(found, 2, 0)
    assert link is not None
    assert (link.kind, link.evidence) == (LinkKind.ATTACK, "Those engines")
    assert link.reason == "answers 'Large ferries have robust engines for the…': 'I disagree'"


def test_agreement_supports() -> None:
    found = mine(
        [
            Turn("Ann", "Ferries should be free for everyone who works in the harbour."),
            Turn("Ben", "I agree that the boats must cost nobody who works in the harbour a penny."),
        ]
    )
    assert kind(found, 1, 0) is LinkKind.SUPPORT


def test_what_is_denied_of_the_same_terms_attacks_at_a_distance() -> None:
    found = mine(
        [
            Turn("Ann", "A floating bridge can survive the winter storms."),
            Turn("Ben", "Ferries are painted blue and white by the sailors."),
            Turn("Ann", "Lighthouses were built by the monks."),
            Turn("Ben", "A floating bridge does not survive winter storms."),
        ]
    )
    assert kind(found, 3, 0) is LinkKind.ATTACK


def test_the_disagreement_after_a_recap_is_aimed_at_the_recap() -> None:
    text = (
        "Here's my understanding of Tom's position. Tolls are the fairest way to pay for roads. For example, tourists pay "
        "their share of them. My main disagreement with Tom is that nurses pay far more than tourists do."
    )
    found = mine([Turn("Ann", text)], (Person("Tom Hale"),))
    assert kind(found, 3, 1) is LinkKind.ATTACK


def test_a_report_beside_the_holders_own_words_restates_them() -> None:
    found = mine(
        [
            Turn("Tom Hale", "Road tolls are the fairest tax on drivers."),
            Turn("Ann Roe", "Tom Hale argues that road tolls are the fairest tax on drivers anywhere."),
        ]
    )
    assert kind(found, 1, 0) is LinkKind.REPHRASE


def test_evidence_is_verbatim_in_its_source() -> None:
    turns = [
        Turn("Ann", "The city’s bridges rust. Because salt — road salt — eats the paint, they’ll fall."),
        Turn("Ben", "No, the city’s bridges don’t rust because of road salt."),
    ]
    found = mine(turns)
    assert found.links
    assert all(link.evidence and link.evidence in found.findings[link.source].text for link in found.links)


def test_links_come_best_first_and_never_join_a_claim_to_itself() -> None:
    turns = [
        Turn("Ann" if n % 2 else "Ben", f"No, road tolls are not fair to group {n}. They hit drivers hard.")
        for n in range(8)
    ]
    links = mine(turns).links
    assert links
    assert [(-link.score, link.source, link.target) for link in links] == sorted(
        (-link.score, link.source, link.target) for link in links
    )
    assert all(link.source != link.target and 0.4 <= link.score <= 1.0 for link in links)


def test_asides_and_questions_take_part_in_no_link() -> None:
    turns = [
        Turn("Ann", "Thanks for coming on the podcast about bridges. Why do steel bridges rust?"),
        Turn("Ben", "No, steel bridges do not rust. Thank you."),
    ]
    assert mine(turns).links == ()
