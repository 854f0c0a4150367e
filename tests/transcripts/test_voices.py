from __future__ import annotations

import numpy as np
import pytest

from transcripts.voices import POLICY, Band, Decision, Roster, Sample, Vector, calibrate, enrol

MODEL, OTHER_MODEL = "a" * 64, "b" * 64


def vector(*parts: float) -> Vector:
    row = np.zeros(192, np.float32)
    row[: len(parts)] = parts
    return row / max(float(np.linalg.norm(row)), 1e-9)


def roster(**people: Vector) -> Roster[str]:
    return Roster(MODEL, [enrol(name, MODEL, [Sample(each, 30.0, "day 1")]) for name, each in people.items()])


def test_a_clear_voice_is_taken() -> None:
    match = roster(ann=vector(1), ben=vector(0, 1)).match(vector(1, 0.1), 60)
    assert match.person == "ann"
    assert match.band is Band.ACCEPT
    assert match.score == pytest.approx(0.995, abs=0.001)
    assert match.margin == pytest.approx(0.896, abs=0.001)
    assert [each.person for each in match.candidates] == ["ann", "ben"]
    assert match.policy == POLICY.version


@pytest.mark.parametrize(
    ("score", "margin", "net_s", "band"),
    [
        (0.60, 0.15, 10.0, Band.ACCEPT),
        (0.59, 0.15, 10.0, Band.REVIEW),
        (0.60, 0.14, 10.0, Band.REVIEW),
        (0.99, 0.99, 9.9, Band.REVIEW),
        (0.40, 0.00, 1.0, Band.REVIEW),
        (0.39, 0.39, 900.0, Band.UNKNOWN),
    ],
)
def test_bands_begin_where_the_policy_says(score: float, margin: float, net_s: float, band: Band) -> None:
    assert POLICY.band(score, margin, net_s) is band


def test_a_voice_that_nobody_enrolled_is_nobody() -> None:
    match = roster(ann=vector(1)).match(vector(0, 1), 60)
    assert (match.person, match.band) == (None, Band.UNKNOWN)


def test_without_profiles_everybody_is_unknown() -> None:
    match = roster().match(vector(1), 60)
    assert (match.person, match.band, match.candidates) == (None, Band.UNKNOWN, ())


def test_profiles_of_another_model_are_never_compared() -> None:
    other = enrol("ann", OTHER_MODEL, [Sample(vector(1), 30.0, "day 1")])
    assert Roster(MODEL, [other]).match(vector(1), 60).person is None


def test_a_long_day_weighs_no_more_than_half_a_minute() -> None:
    profile = enrol("ann", MODEL, [Sample(vector(1), 3000.0, "day 1"), Sample(vector(0, 1), 30.0, "day 2")])
    assert profile.centroid[:2] == pytest.approx([0.7071, 0.7071], abs=1e-3)
    assert (profile.seconds, profile.recordings) == (3030.0, 2)


def test_a_profile_needs_a_sample() -> None:
    with pytest.raises(ValueError, match="needs a sample"):
        enrol("ann", MODEL, [])


def _decisions(count: int) -> list[Decision]:
    """Editors found matches right where the score was above a half, and now and then below."""
    rng = np.random.default_rng(5)
    scores = rng.uniform(0, 1, count)
    chance = rng.uniform(0, 1, count)
    return [
        Decision(float(score), float(score) / 2, 20.0, 60.0, bool(score > luck))
        for score, luck in zip(scores, 0.3 + 0.4 * chance, strict=True)
    ]


def test_no_probability_is_named_before_editors_decided_often() -> None:
    assert calibrate(_decisions(199)) is None


def test_decisions_of_one_kind_say_nothing() -> None:
    assert calibrate([Decision(0.9, 0.5, 20.0, 60.0, right=True)] * 300) is None


def test_the_probability_is_the_share_that_editors_found_right() -> None:
    fitted = calibrate(_decisions(1000))
    assert fitted is not None
    assert fitted.decisions == 1000
    assert fitted.probability(0.9, 0.45, 20.0, 60.0) > 0.95
    assert fitted.probability(0.1, 0.05, 20.0, 60.0) < 0.05
    assert fitted.probability(0.5, 0.25, 20.0, 60.0) == pytest.approx(0.5, abs=0.12)
