"""The times of TTML: clock times, offsets, frames and ticks (https://www.w3.org/TR/ttml2/#timing-time-value-expressions)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

_CLOCK = re.compile(
    r"(?:([0-9]{1,6}):)?([0-9]{1,6}):([0-9]{1,6})(?:[.,]([0-9]{1,15})|:([0-9]{1,6})(?:\.([0-9]{1,6}))?)?"
)
_OFFSET = re.compile(r"([0-9]{1,15}(?:\.[0-9]{1,15})?)(h|ms|m|s|f|t)?")
_RATE = re.compile(r"[1-9][0-9]{0,8}")
_MULTIPLIER = re.compile(r"([1-9][0-9]{0,8})[ :]([1-9][0-9]{0,8})")
_FRAMES_A_SECOND = 30.0  # where a file does not tell, as the standard has it
_LONGEST_S = 3_600_000.0  # a thousand hours


@dataclass(frozen=True, slots=True)
class Clock:
    """How many frames, parts of a frame, and ticks a file counts to the second or frame."""

    frames_a_second: float = _FRAMES_A_SECOND
    parts_a_frame: int = 1
    ticks_a_second: float = 1.0

    @classmethod
    def of(cls, parameters: Mapping[str, str]) -> Clock:
        """The clock that the parameters of a file's first element set.

        >>> Clock.of({"frameRate": "30", "frameRateMultiplier": "1000 1001"}).frames_a_second
        29.97002997002997
        >>> Clock.of({"frameRate": "25"}).ticks_a_second, Clock.of({"tickRate": "10000000"}).ticks_a_second
        (25.0, 10000000.0)
        """
        frames = _rate(parameters, "frameRate")
        rate = float(frames or _FRAMES_A_SECOND)
        if ratio := _MULTIPLIER.fullmatch(parameters.get("frameRateMultiplier", "").strip()):
            rate *= int(ratio[1]) / int(ratio[2])
        parts = _rate(parameters, "subFrameRate") or 1
        ticks = _rate(parameters, "tickRate") or (rate * parts if frames else 1.0)
        return cls(rate, parts, float(ticks))

    def seconds(self, value: str) -> float | None:
        """Seconds of a time, or None where it is none. A number without a unit counts seconds.

        >>> [Clock(25.0).seconds(t) for t in ("00:01:02.5", "00:00:01:05", "1.5s", "300ms", "50f", "7t", "soon")]
        [62.5, 1.2, 1.5, 0.3, 2.0, 7.0, None]
        """
        text = value.strip()
        at_s = self._clock(text) if ":" in text else self._offset(text)
        return round(at_s, 3) if at_s is not None and at_s <= _LONGEST_S else None

    def _clock(self, text: str) -> float | None:
        match = _CLOCK.fullmatch(text)
        if match is None:
            return None
        hours, minutes, whole, fraction, frames, parts = match.groups()
        at_s = int(hours or 0) * 3600 + int(minutes) * 60 + int(whole) + float(f"0.{fraction or 0}")
        return at_s + (int(frames or 0) + int(parts or 0) / self.parts_a_frame) / self.frames_a_second

    def _offset(self, text: str) -> float | None:
        match = _OFFSET.fullmatch(text)
        if match is None:
            return None
        units = {
            "h": 3600.0,
            "m": 60.0,
            "ms": 0.001,
            "f": 1 / self.frames_a_second,
            "t": 1 / self.ticks_a_second,
        }
        return float(match[1]) * units.get(match[2], 1.0)


def _rate(parameters: Mapping[str, str], name: str) -> int | None:
    match = _RATE.fullmatch(parameters.get(name, "").strip())
    return int(match[0]) if match else None
