from __future__ import annotations

import pytest

from benchmarks.imports.hungry import HUNGRY, hunger

pytestmark = pytest.mark.slow

CAP_MB = 400


@pytest.mark.parametrize("name", HUNGRY)
def test_the_largest_file_of_each_kind_is_read_within_the_cap(name: str) -> None:
    assert hunger(name).peak_mb < CAP_MB


def test_the_memory_of_whoever_measures_is_left_out() -> None:
    own = bytearray(b"x" * (CAP_MB << 20))
    assert hunger("nothing but line ends").peak_mb < CAP_MB
    assert len(own) == CAP_MB << 20
