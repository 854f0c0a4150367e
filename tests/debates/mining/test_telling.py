"""Units that tell what somebody says."""

from __future__ import annotations

import pytest

from debates.mining import Person, Unit, relate
from debates.mining.telling import telling


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("the union says that drivers are afraid", "the union"),
        ("Maya Obi has promised to make the bus free", "Maya Obi"),
        ("most drivers think the fare is a tax", "most drivers"),
        ("we heard Maya Obi saying that buses are slow", "Maya Obi"),
        ("as Tom Hale said, it is the opposite", "Tom Hale"),
        ("it is about public spirit, like Tom Hale said", "Tom Hale"),
        ("according to the council, fares will rise", "the council"),
        ("it has been said by Maya Obi that fares fall", "Maya Obi"),
        ("Maya Obi's worry is that drivers are unsafe", "Maya Obi"),
        ("a survey showed that half of the buses are late", "a survey"),
    ],
)
def test_names_who_says_so(text: str, who: str) -> None:
    told = telling(text)

    assert told is not None
    assert told.who == who


@pytest.mark.parametrize(
    "text",
    [
        "I said that drivers are afraid",
        "the bus was called the night owl",
        "Maya Obi never said that fares fall",
        "what Maya Obi says is what counts",
        "there is no doubt that buses are slow",
        "the council thinks about buses a lot",
        "Maya Obi said so",
        "night buses should be free",
    ],
)
def test_tells_nobody_s_view(text: str) -> None:
    assert telling(text) is None


def test_what_somebody_says_of_himself_is_his_own() -> None:
    assert telling("TRENT thinks that buses are slow", voice="Trent") is None


def test_the_holder_comes_from_either_wording_the_named_one_first() -> None:
    unit = Unit("Ann Lee", "Maya Obi said that the bus is slow", said="She said the bus is slow")

    assert relate([unit], [Person("Maya Obi")]).reported == {0: "Maya Obi"}
