from __future__ import annotations

import csv
import os
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client, override_settings

from debates.demo import DEBATE_SLUG, STAGED_SLUG, load_demo
from debates.models import Claim, Debate, Quote, Relation, Suggestion
from transcripts.models import Utterance

pytestmark = pytest.mark.django_db

# Sentence number of each claim's quote, its holder and its stance: what a careful reader makes of the excerpt.
HOLDERS = {
    **dict.fromkeys((1, 2, 3, 4, 5, 6, 8, 9, 10, 11, 12), ("Richard Sutton", "reports")),
    **dict.fromkeys((14, 15, 16, 17, 18), ("Dwarkesh Patel", "asserts")),
    19: ("Dwarkesh Patel", "asks"),
    20: ("Ilya Sutskever", "reports"),
}

RELATIONS = {
    ("no-relativity-from-1900", "support", "rely-on-human-concepts"),
    ("model-of-what-humans-say", "support", "no-true-world-model"),
    ("human-data-does-not-scale", "support", "no-self-directed-learning"),
    ("no-learning-on-the-job", "support", "paradigm-superseded"),
    ("current-approach-obsolete", "support", "paradigm-superseded"),
    ("no-training-phase", "support", "current-approach-obsolete"),
    ("imitation-continuous-with-rl", "support", "not-mutually-exclusive"),
    ("models-of-humans-give-a-prior", "attack", "no-true-world-model"),
    ("fine-tuning-could-replicate", "attack", "no-learning-on-the-job"),
    ("not-mutually-exclusive", "attack", "paradigm-superseded"),
    ("imitation-continuous-again", "rephrase", "imitation-continuous-with-rl"),
}


def test_the_excerpt_has_twenty_sentences_in_one_voice_between_its_times() -> None:
    load_demo()
    utterances = list(Utterance.objects.in_order().with_speakers())
    assert len(utterances) == 20
    assert {utterance.speaker.name for utterance in utterances} == {"Dwarkesh Patel"}
    assert (utterances[0].start_s, utterances[-1].end_s) == (82.0, 217.0)
    assert all(utterance.times_estimated for utterance in utterances)


def test_every_claim_is_under_the_name_of_its_holder() -> None:
    load_demo()
    quotes = Quote.objects.with_places().in_order()
    assert {quote.utterance.position + 1: (quote.holder_name, quote.stance) for quote in quotes} == HOLDERS


def test_the_relations_are_those_a_careful_reader_draws() -> None:
    load_demo()
    relations = Relation.objects.with_ends()
    assert {
        (relation.premises.get().claim.key, relation.kind, relation.target_claim.key)
        for relation in relations
    } == RELATIONS


def test_every_relation_names_the_words_that_make_it_one_and_they_are_verbatim() -> None:
    load_demo()
    words = " ".join(Utterance.objects.in_order().values_list("text", flat=True))
    evidence = [relation.evidence for relation in Relation.objects.in_order()]
    assert all(evidence)
    assert all(each in words for each in evidence)


def test_a_supposition_and_what_follows_from_it_are_one_quote() -> None:
    load_demo()
    quote = Claim.objects.get(key="no-relativity-from-1900").quotes.get()
    assert quote.exact.startswith("A way to think about this would be, suppose")
    assert quote.exact.endswith("come up with relativity from scratch.")


def test_nothing_is_left_waiting_and_the_accepted_name_their_claim() -> None:
    load_demo()
    assert Suggestion.objects.waiting().count() == 0
    assert Suggestion.objects.filter(kind="claim", status="changed", claim__isnull=False).count() == 18


def test_loading_twice_changes_nothing() -> None:
    assert load_demo() is True
    assert load_demo() is False
    assert Debate.objects.count() == 1
    assert Claim.objects.count() == 18


def test_the_command_loads_both_debates_and_says_where_to_read_them(tmp_path: Path) -> None:
    out = StringIO()
    with override_settings(MEDIA_ROOT=tmp_path):
        call_command("load_demo", stdout=out)
        call_command("load_demo", stdout=out)
    pages = [f"/debates/{slug}/" for slug in (STAGED_SLUG, DEBATE_SLUG)]
    assert out.getvalue().splitlines() == [
        *(f"Loaded the demo: {page}" for page in pages),
        *(f"The demo is here already: {page}" for page in pages),
    ]
    assert Client().get("/").context["front"].lead.debate.slug == DEBATE_SLUG


def test_the_holders_are_those_of_the_expected_attribution() -> None:
    """The same table as above, from the file that came with the excerpt."""
    folder = os.environ.get("COUNTERPOINT_TEST_DATA")
    table = Path(folder or "/nowhere").parent / "seed" / "attribution.tsv"
    if not table.is_file():
        pytest.skip("COUNTERPOINT_TEST_DATA has no expected attribution beside it")
    rows = csv.DictReader(StringIO(table.read_text(encoding="utf-8")), delimiter="\t")
    expected = {int(row["n"]): (row["holder"], row["stance"]) for row in rows if row["holder"] != "-"}
    del expected[7]  # said in one quote with the supposition of sentence 6
    assert expected == HOLDERS
