"""Is it the same voice: equal error rates, and who is named among strangers."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.hearing.recordings import readers, strangers
from transcripts.speech.engines import VoiceEncoder
from transcripts.speech.values import RATE, Samples
from transcripts.voices import Policy, Profile, Roster, Sample, enrol

ENROLLED_S = 24.0


def degraded(samples: Samples, rng: np.random.Generator, snr_db: float = 10) -> Samples:
    """A telephone's band of 300 to 3400 Hz, reverberation of 0.35 s, and low noise 10 dB below the voice."""
    from scipy.signal import butter, fftconvolve, sosfilt

    heard = sosfilt(butter(4, [300, 3400], "band", fs=RATE, output="sos"), samples)
    at = np.arange(int(0.35 * RATE)) / RATE
    room = rng.standard_normal(len(at)) * np.exp(-at / 0.06)
    room[0] = 4
    heard = fftconvolve(heard, room)[: len(samples)]
    noise = np.cumsum(rng.standard_normal(len(samples)))
    noise -= np.convolve(noise, np.ones(800) / 800, "same")
    heard = heard / np.sqrt((heard**2).mean()) + noise / np.sqrt((noise**2).mean()) * 10 ** (-snr_db / 20)
    return np.asarray(heard / np.abs(heard).max() * 0.5, np.float32)


def stretches(samples: Samples, seconds: float) -> list[Samples]:
    length = int(seconds * RATE)
    return [samples[start : start + length] for start in range(0, len(samples) - length + 1, length)]


def equal_error_rate(same: NDArray[np.float32], other: NDArray[np.float32]) -> float:
    """Where as many of one person's pairs are refused as of two people's are taken, 0 to 1."""
    at = np.sort(np.concatenate([same, other]))
    refused = np.searchsorted(np.sort(same), at) / len(same)
    taken = 1 - np.searchsorted(np.sort(other), at) / len(other)
    best = int(np.argmin(np.abs(refused - taken)))
    return float((refused[best] + taken[best]) / 2)


def rates(folder: Path, encoder: VoiceEncoder) -> Iterator[str]:
    """Pairs of stretches of 3 and 10 s: clean with clean, and clean with degraded."""
    yield "| stretches | pairs of one voice | of two | EER | mean cosine, one / two voices |"
    yield "|---|---:|---:|---:|---|"
    people = {name: np.concatenate(each) for name, each in readers(folder).items()}
    people |= strangers(folder)
    rng = np.random.default_rng(0)
    for seconds in (3.0, 10.0):
        names, clean = _embedded(people, seconds, encoder)
        yield _row(f"{seconds:.0f} s, clean", names, names, clean, clean)
        worse = {name: degraded(each, rng) for name, each in people.items()}
        far_names, far = _embedded(worse, seconds, encoder)
        yield _row(f"{seconds:.0f} s, clean with degraded", names, far_names, clean, far)


def _embedded(
    people: Mapping[str, Samples], seconds: float, encoder: VoiceEncoder
) -> tuple[list[str], Samples]:
    cut = [(name, each) for name, samples in people.items() for each in stretches(samples, seconds)]
    return [name for name, _ in cut], encoder.embed(each for _, each in cut)


def _row(title: str, one: Sequence[str], two: Sequence[str], left: Samples, right: Samples) -> str:
    scores = left @ right.T
    same = np.array(one)[:, None] == np.array(two)[None]
    # A stretch is not compared with itself, nor a pair twice.
    counted = np.triu(np.ones_like(same), 1) if left is right else np.eye(*same.shape) == 0
    own, other = scores[same & counted], scores[~same & counted]
    rate = equal_error_rate(own, other)
    return f"| {title} | {len(own):,} | {len(other):,} | {rate:.2%} | {own.mean():.2f} / {other.mean():.2f} |"


def open_set(folder: Path, encoder: VoiceEncoder, policy: Policy) -> Iterator[str]:
    """Readers enrolled with 24 s and asked for with the rest of theirs, beside strangers whom nobody enrolled.

    Each test is a stretch of 12 s or all that there is, clean and degraded; rosters of other strangers make it harder.
    """
    yield "| roster | test | of enrolled readers: accept / review / unknown / wrong | of strangers: accept / review / unknown |"
    yield "|---:|---|---|---|"
    people = {name: np.concatenate(each) for name, each in readers(folder).items()}
    unknown = strangers(folder)
    rng = np.random.default_rng(1)
    known = [_profile(name, samples[: int(ENROLLED_S * RATE)], encoder) for name, samples in people.items()]
    crowd = [_profile(name, samples, encoder) for name, samples in list(unknown.items())[::2]]
    outside = dict(list(unknown.items())[1::2])
    for roster, visitors in (
        (Roster("model", known), unknown),
        (Roster("model", [*known, *crowd]), outside),
    ):
        for title, change in (("clean", None), ("degraded", rng)):
            own = Counter(
                _outcome(roster, name, each, encoder, policy, change)
                for name, samples in people.items()
                for each in stretches(samples[int(ENROLLED_S * RATE) :], 12.0)
            )
            far = Counter(_outcome(roster, None, each, encoder, policy, change) for each in visitors.values())
            yield (
                f"| {len(roster.people)} | {title} | {own['accept']} / {own['review']} / {own['unknown']} / {own['wrong']} | "
                f"{far['accept']} / {far['review']} / {far['unknown']} |"
            )


def _profile(name: str, samples: Samples, encoder: VoiceEncoder) -> Profile[str]:
    pieces = stretches(samples, min(6.0, len(samples) / RATE))
    rows = encoder.embed(pieces)
    return enrol(
        name,
        "model",
        [Sample(row, len(piece) / RATE, name) for row, piece in zip(rows, pieces, strict=True)],
    )


def _outcome(
    roster: Roster[str],
    name: str | None,
    samples: Samples,
    encoder: VoiceEncoder,
    policy: Policy,
    change: np.random.Generator | None,
) -> str:
    (row,) = encoder.embed([degraded(samples, change) if change else samples])
    match = roster.match(row, len(samples) / RATE, policy)
    if name is not None and match.person not in (name, None):
        return "wrong"
    return match.band.value


def index(count: int = 10_000, times: int = 200) -> str:
    """How long one voice takes among so many profiles, in this process."""
    rng = np.random.default_rng(2)
    rows = rng.standard_normal((count, 192)).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    roster = Roster("model", [Profile(n, "model", row, 60.0, 3) for n, row in enumerate(rows)])
    asked = rows[:times]
    begun = time.perf_counter()
    found = [roster.match(row, 60.0).person for row in asked]
    spent = (time.perf_counter() - begun) / times * 1000
    right = sum(person == number for number, person in enumerate(found))
    return f"{spent:.2f} ms a voice among {count:,} profiles in memory; {right} of {times} right"
