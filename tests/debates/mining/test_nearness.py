from __future__ import annotations

from debates.mining.nearness import Passage, SharedWords

REPORT = "What models learn is not a true world model."


def _ranked(text: str, *passages: Passage) -> list[int]:
    scores = SharedWords().scores(text, passages)
    return sorted(range(len(passages)), key=lambda index: -scores[index])


def test_the_passage_with_the_rarer_common_words_is_nearer() -> None:
    passages = [
        Passage("Models are large."),
        Passage("They have no model of the world."),
        Passage("Models are many."),
    ]
    assert _ranked(REPORT, *passages)[0] == 1


def test_a_neighbouring_sentence_counts_half() -> None:
    alone, beside = Passage("It does not."), Passage("It does not.", ("A model of the world predicts.",))
    itself = Passage("A model of the world predicts.")
    assert _ranked(REPORT, alone, beside, itself) == [2, 1, 0]


def test_nothing_in_common_is_nothing() -> None:
    assert SharedWords().scores(REPORT, [Passage("It rained.")]) == [0.0]
    assert SharedWords().scores("", [Passage("It rained.")]) == [0.0]
    assert SharedWords().scores(REPORT, []) == []


def test_words_in_no_script_we_know_are_nothing_in_common() -> None:
    assert SharedWords().scores("模型", [Passage("模型"), Passage("…")]) == [0.0, 0.0]
