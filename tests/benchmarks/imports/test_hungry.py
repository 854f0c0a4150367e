from __future__ import annotations

import pytest

from benchmarks.imports.hungry import HUNGRY, hunger

pytestmark = pytest.mark.slow

CAP_MB = 400


@pytest.mark.parametrize("name", HUNGRY)
def test_the_largest_file_of_each_kind_is_read_within_the_cap(name: str) -> None:
    assert hunger(name).peak_mb < CAP_MB
