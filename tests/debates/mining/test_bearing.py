"""What bears on what, by the head that ships."""

from __future__ import annotations

from debates.mining import LinkKind
from debates.mining.bearing import bearings
from debates.mining.pairs import OTHER_REACH, OWN_REACH, Pairs, Piece, candidates
from transcripts.embedding import encoder


def _pairs(*said: tuple[str, str]) -> Pairs:
    pieces = [Piece(voice, voice, turn, text, text) for turn, (voice, text) in enumerate(said)]
    return Pairs(pieces, encoder().vectors([text for _, text in said]))


def test_a_denial_in_another_voice_attacks() -> None:
    (found,) = bearings(
        _pairs(
            ("Ann", "Free buses make drivers unsafe"),
            ("Tom", "No, that's not true, free buses make nobody unsafe"),
        )
    )

    assert (found.source, found.target, found.kind) == (1, 0, LinkKind.ATTACK)
    assert 0.2 < found.score < 1


def test_a_piece_is_tied_to_one_earlier_piece_at_most() -> None:
    said = [("Ann", f"The night bus should be free because reason {number} says so") for number in range(6)]
    later = [max(one.source, one.target) for one in bearings(_pairs(*said))]

    assert sorted(later) == sorted(set(later))


def test_nothing_is_tied_where_there_is_nothing() -> None:
    assert bearings(_pairs()) == []
    assert bearings(_pairs(("Ann", "Free buses are fair"))) == []


def test_the_number_of_candidates_is_linear_in_the_number_of_pieces() -> None:
    said = [("Ann" if number % 3 else "Tom", f"Point {number} is about buses") for number in range(400)]
    pieces = [Piece(voice, voice, turn, text, text) for turn, (voice, text) in enumerate(said)]
    pairs = candidates(pieces, encoder().vectors([text for _, text in said]))

    assert len(pairs) <= 400 * (OWN_REACH + OTHER_REACH + 3)
    assert pairs == sorted(set(pairs), key=lambda pair: (pair[1], pair[0]))
