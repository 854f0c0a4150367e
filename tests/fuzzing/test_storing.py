"""What was read from a damaged file can be stored, or is refused: the database's rules are those of the readers."""

from __future__ import annotations

import os
import random

import pytest
from django.db import transaction

from tests.fuzzing.running import case_data
from tests.fuzzing.seeds import seeds
from transcripts.cues import TranscriptError
from transcripts.feeds import FeedError, parse_feed
from transcripts.ingest import IngestError, Order, ingest
from transcripts.subscribing import NotFollowedError, take_feed

CASES = int(os.environ.get("COUNTERPOINT_FUZZ_STORED", "60"))


class _UndoneError(Exception):
    """Takes back what a case stored."""


def _stored(data: bytes, number: int) -> bool:
    clock = (0.0, 600.0) if number % 2 else None
    try:
        with transaction.atomic():
            ingest(Order(data, "damaged", "Fuzz", f"Case {number}", clock=clock))
            raise _UndoneError
    except _UndoneError:
        return True
    except (TranscriptError, IngestError):
        return False


@pytest.mark.django_db
def test_a_damaged_transcript_is_stored_or_refused() -> None:
    files = seeds()

    stored = sum(_stored(case_data(files, 21, case), case) for case in range(CASES))

    assert stored > CASES // 4


FEED = """<?xml version="1.0"?>
<rss version="2.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:podcast="https://podcastindex.org/namespace/1.0"><channel>
<title>Bees</title><link>https://bees.example/</link><podcast:guid>917393e3</podcast:guid><podcast:person>Ann Lee</podcast:person>
<item><title>One</title><guid>1</guid><pubDate>Fri, 08 Oct 2021 18:55:32 GMT</pubDate><itunes:duration>1:02:03</itunes:duration>
<enclosure url="https://bees.example/1.mp3" type="audio/mpeg" length="70881847"/><podcast:person role="guest">Bob Day</podcast:person>
<podcast:transcript url="https://bees.example/1.vtt" type="text/vtt"/><podcast:chapters url="https://bees.example/1.json"/></item>
<item><title>Two</title><guid>2</guid><description>More &lt;b&gt;bees&lt;/b&gt;.</description></item>
</channel></rss>
"""


@pytest.mark.django_db
def test_a_damaged_feed_is_stored_or_refused_and_the_second_time_brings_nothing_new() -> None:
    files = {name: data for name, data in seeds().items() if name.startswith("feeds/")}
    files["feed.xml"] = FEED.encode()
    stored = 0

    for case in range(CASES):
        data = case_data(files, 22, case)
        try:
            read = parse_feed(data, "https://bees.example/feed")
            with transaction.atomic():
                take_feed([read])
                again = take_feed([read])
                assert (again.created, again.updated) == ((), 0), case
                stored += 1
                raise _UndoneError
        except (FeedError, NotFollowedError, _UndoneError):
            continue

    assert stored > CASES // 4


@pytest.mark.django_db
def test_an_episode_with_an_endless_guid_comes_in_once() -> None:
    guid = "x" * random.Random(1).randint(1_500, 3_000)
    read = parse_feed(FEED.replace("<guid>1</guid>", f"<guid>{guid}</guid>").encode())

    take_feed([read])

    assert take_feed([read]).created == ()
