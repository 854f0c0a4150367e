from __future__ import annotations

import datetime
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone

from tests.factories import EpisodeFactory, ShowFactory
from transcripts.feeds import Feed, FeedError, parse_feed
from transcripts.fetching import FetchError, Options
from transcripts.ingest import Order, ingest
from transcripts.models import Episode, Recording, Show, Subscription, Takedown, Transcript, TranscriptLink
from transcripts.subscribing import (
    NotFollowedError,
    Taken,
    follow,
    queue_transcription,
    queue_words,
    subscribe,
    take_chapters,
    take_feed,
    take_transcript,
)

pytestmark = pytest.mark.django_db

HERE = Options(allow_loopback=True, tries=1)

VTT = "WEBVTT\n\n00:01.000 --> 00:04.000\n<v Ann Lee>It rained.\n"


def _item(guid: str, title: str, inside: str = "") -> str:
    return f"<item><guid>{guid}</guid><title>{title}</title>{inside}</item>"


def _feed(*items: str, title: str = "Weather") -> bytes:
    return (
        '<?xml version="1.0"?><rss version="2.0" xmlns:podcast="https://podcastindex.org/namespace/1.0" '
        'xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"><channel>'
        f"<title>{title}</title><link>https://weather.example/</link>{''.join(items)}</channel></rss>"
    ).encode()


def _read(*items: str, title: str = "Weather") -> list[Feed]:
    return [parse_feed(_feed(*items, title=title))]


def _counts(taken: Taken) -> tuple[int, int, int]:
    return len(taken.created), taken.updated, taken.unchanged


FULL = _item(
    "a1",
    "Rain",
    "<pubDate>Sat, 04 Oct 2025 10:00:00 GMT</pubDate><link>https://weather.example/rain</link>"
    "<description>About rain.</description><itunes:duration>1:02:03</itunes:duration>"
    '<enclosure url="https://weather.example/rain.mp3" type="audio/mpeg" length="12"/>'
    '<podcast:transcript url="https://weather.example/rain.srt" type="application/srt"/>'
    '<podcast:transcript url="https://weather.example/rain.vtt" type="text/vtt"/>'
    '<podcast:chapters url="https://weather.example/rain.json" type="application/json+chapters"/>'
    '<podcast:person role="guest">Ann Lee</podcast:person>',
)


def test_a_feed_brings_its_show_and_all_that_it_says_of_an_episode() -> None:
    taken = take_feed(_read(FULL))
    assert _counts(taken) == (1, 0, 0)
    assert (taken.show.name, taken.show.page_url) == ("Weather", "https://weather.example/")
    episode = Episode.objects.get()
    assert (episode.guid, episode.title, episode.slug, str(episode.published_on)) == (
        "a1",
        "Rain",
        "rain",
        "2025-10-04",
    )
    assert (episode.about, episode.page_url) == ("About rain.", "https://weather.example/rain")
    assert episode.chapters_url == "https://weather.example/rain.json"
    recording = episode.recordings.get()
    assert (recording.media_url, recording.media_type, recording.kind, recording.stated_duration_s) == (
        "https://weather.example/rain.mp3",
        "audio/mpeg",
        "audio",
        3723.0,
    )
    assert [(str(person), person.group) for person in episode.people.all()] == [("Ann Lee (guest)", "cast")]
    assert list(episode.transcript_links.order_by("position").values_list("url", flat=True)) == [
        "https://weather.example/rain.vtt",
        "https://weather.example/rain.srt",
    ]


def test_the_licence_that_a_feed_states_goes_with_what_comes_from_it() -> None:
    licensed = FULL.replace("</item>", "<podcast:license>cc-by-4.0</podcast:license></item>")
    take_feed(_read(licensed))
    episode = Episode.objects.get()
    done = ingest(Order(VTT.encode(), "rain.vtt", "Weather", "Rain", episode=episode))
    assert (episode.licence, done.transcript.licence) == ("cc-by-4.0", "cc-by-4.0")


def test_a_feed_brings_nothing_back_of_what_was_taken_down() -> None:
    take_feed(_read(FULL))
    Takedown.objects.create(episode=Episode.objects.get(), reason="The guest asked for it.")
    Episode.objects.update(about="")
    Recording.objects.update(media_url="")
    assert _counts(take_feed(_read(FULL))) == (0, 0, 1)
    assert (Episode.objects.get().about, Recording.objects.get().media_url) == ("", "")


def test_the_same_feed_again_changes_nothing() -> None:
    take_feed(_read(FULL))
    again = take_feed(_read(FULL))
    assert _counts(again) == (0, 0, 1)
    assert (Show.objects.count(), Episode.objects.count(), Recording.objects.count()) == (1, 1, 1)
    assert TranscriptLink.objects.count() == 2


def test_an_episode_is_known_by_its_guid_whatever_its_title() -> None:
    take_feed(_read(_item("a1", "Rain"), _item("a2", "Snow")))
    again = take_feed(_read(_item("a1", "Rain, again"), _item("a2", "Snow"), _item("a3", "Hail")))
    assert _counts(again) == (1, 1, 1)
    assert sorted(Episode.objects.values_list("guid", "title", "slug")) == [
        ("a1", "Rain, again", "rain"),
        ("a2", "Snow", "snow"),
        ("a3", "Hail", "hail"),
    ]


def test_two_episodes_may_share_a_title() -> None:
    take_feed(_read(_item("a1", "Bonus"), _item("a2", "Bonus")))
    assert sorted(Episode.objects.values_list("slug", flat=True)) == ["bonus", "bonus-2"]


def test_an_episode_imported_by_hand_becomes_the_feeds_own() -> None:
    show = ShowFactory(name="Weather")
    mine = EpisodeFactory(show=show, title="Rain")
    take_feed(_read(_item("a1", "Rain")))
    mine.refresh_from_db()
    assert mine.guid == "a1"
    assert Episode.objects.count() == 1


def test_links_that_the_feed_takes_back_go() -> None:
    take_feed(_read(FULL))
    take_feed(_read(_item("a1", "Rain")))
    assert TranscriptLink.objects.count() == 0


def test_a_live_item_that_has_not_ended_is_left_and_said_so() -> None:
    live = '<podcast:liveItem status="pending"><guid>l1</guid><title>Soon</title></podcast:liveItem>'
    taken = take_feed(_read(_item("a1", "Rain"), live))
    assert (taken.found, _counts(taken)) == (2, (1, 0, 0))
    assert [warning.code for warning in taken.warnings if warning.code == "live"] == ["live"]


def test_an_address_that_no_link_may_lead_to_is_not_kept() -> None:
    take_feed(_read(_item("a1", "Rain", "<link>javascript:alert(1)</link>")))
    assert Episode.objects.get().page_url == ""


def test_a_feed_without_a_title_is_refused_and_leaves_nothing() -> None:
    with pytest.raises(NotFollowedError, match="does not say what its show is called"):
        take_feed(_read(FULL, title=""))
    assert Show.objects.count() == 0


@pytest.mark.parametrize(
    ("name", "episodes"),
    [
        ("partytime_pc20rss.xml", 56),
        ("partytime_sentimental-garbage.xml", 138),
        ("partytime_themnshow.xml", 55),
    ],
)
def test_real_feeds_come_in_whole_and_once(name: str, episodes: int, test_data: Path) -> None:
    data = (test_data / "transcripts/feeds" / name).read_bytes()
    assert _counts(take_feed([parse_feed(data)])) == (episodes, 0, 0)
    assert _counts(take_feed([parse_feed(data)])) == (0, 0, episodes)


def test_a_feed_that_is_followed_is_asked_with_what_it_answered_last_time(site: ThreadingHTTPServer) -> None:
    site.pages["/feed"] = (_feed(FULL), {"ETag": '"one"'})
    url = f"{site.address}/feed"
    assert _counts(follow(url, HERE)) == (1, 0, 0)
    assert follow(url, HERE) is None
    assert site.asked == [("/feed", None), ("/feed", '"one"')]
    subscription = Subscription.objects.get()
    assert (subscription.etag, subscription.failures, subscription.trouble) == ('"one"', 0, "")
    assert subscription.next_check_at > timezone.now() + datetime.timedelta(hours=5)


def test_validators_of_another_parser_are_not_sent(site: ThreadingHTTPServer) -> None:
    site.pages["/feed"] = (_feed(FULL), {"ETag": '"one"'})
    url = f"{site.address}/feed"
    follow(url, HERE)
    Subscription.objects.update(parser_version="0")
    assert _counts(follow(url, HERE)) == (0, 0, 1)
    assert site.asked[-1] == ("/feed", None)


def test_all_pages_of_a_feed_are_read(site: ThreadingHTTPServer) -> None:
    more = f'<link xmlns="http://www.w3.org/2005/Atom" rel="next" href="{site.address}/older"/>'
    site.pages["/feed"] = (_feed(more, _item("a2", "Snow")), {})
    site.pages["/older"] = (_feed(_item("a1", "Rain")), {})
    assert _counts(follow(f"{site.address}/feed", HERE)) == (2, 0, 0)


def test_trouble_is_remembered_and_makes_the_pause_longer(site: ThreadingHTTPServer) -> None:
    site.pages["/feed"] = (_feed(FULL), {})
    url = f"{site.address}/feed"
    follow(url, HERE)
    site.pages["/feed"] = (b"<html><body>Gone</body></html>", {})
    for failures, hours in ((1, 10), (2, 20)):
        with pytest.raises(FeedError):
            follow(url, HERE)
        subscription = Subscription.objects.get()
        assert subscription.failures == failures
        assert subscription.trouble
        assert subscription.next_check_at > timezone.now() + datetime.timedelta(hours=hours)
    assert Episode.objects.count() == 1


def test_a_server_that_asks_to_be_left_alone_is(site: ThreadingHTTPServer) -> None:
    site.pages["/feed"] = (_feed(FULL), {})
    url = f"{site.address}/feed"
    follow(url, HERE)
    site.pages["/feed"] = (b"", {"Status": "503", "Retry-After": "259200"})
    with pytest.raises(FetchError):
        follow(url, HERE)
    assert Subscription.objects.get().next_check_at > timezone.now() + datetime.timedelta(days=3)


def test_a_feed_may_fail_for_years(site: ThreadingHTTPServer) -> None:
    site.pages["/feed"] = (_feed(FULL), {})
    follow(f"{site.address}/feed", HERE)
    subscription = Subscription.objects.get()
    subscription.failures = 400
    subscription.note_trouble("Gone.")
    assert subscription.next_check_at < timezone.now() + datetime.timedelta(days=8)


def test_an_answer_without_a_validator_ends_the_old_one(site: ThreadingHTTPServer) -> None:
    site.pages["/feed"] = (_feed(FULL), {"ETag": '"one"'})
    url = f"{site.address}/feed"
    follow(url, HERE)
    site.pages["/feed"] = (_feed(FULL, _item("a2", "Snow")), {})
    follow(url, HERE)
    assert Subscription.objects.get().etag == ""


def test_a_feed_that_was_never_read_leaves_nothing_behind(site: ThreadingHTTPServer) -> None:
    with pytest.raises(FetchError):
        follow(f"{site.address}/nowhere", HERE)
    assert (Subscription.objects.count(), Show.objects.count()) == (0, 0)


def test_only_subscriptions_whose_time_has_come_are_due() -> None:
    take_feed(_read(FULL), "https://weather.example/feed")
    now = timezone.now()
    assert Subscription.objects.due(now).count() == 1
    Subscription.objects.get().note_trouble("nobody there")
    assert Subscription.objects.due(now).count() == 0


def test_a_transcript_comes_from_the_first_link_that_gives_one(site: ThreadingHTTPServer) -> None:
    links = "".join(
        f'<podcast:transcript url="{site.address}/{name}" type="{kind}"/>'
        for name, kind in (("gone.vtt", "text/vtt"), ("rain.srt", "application/srt"))
    )
    site.pages["/rain.srt"] = (VTT.encode(), {})
    take_feed(_read(_item("a1", "Rain", links)))
    done = take_transcript(Episode.objects.get(), HERE)
    assert done is not None
    assert (done.transcript.format, done.utterances, done.episode.guid) == ("webvtt", 1, "a1")
    troubles = {link.url.rpartition("/")[2]: bool(link.trouble) for link in TranscriptLink.objects.all()}
    assert troubles == {"gone.vtt": True, "rain.srt": False}


def test_an_episode_none_of_whose_links_gives_a_transcript_stays_without(site: ThreadingHTTPServer) -> None:
    take_feed(_read(_item("a1", "Rain", f'<podcast:transcript url="{site.address}/x" type="text/vtt"/>')))
    assert take_transcript(Episode.objects.get(), HERE) is None
    assert Transcript.objects.count() == 0


def test_a_link_to_this_machine_is_never_followed_unless_allowed(site: ThreadingHTTPServer) -> None:
    site.pages["/x"] = (VTT.encode(), {})
    take_feed(_read(_item("a1", "Rain", f'<podcast:transcript url="{site.address}/x" type="text/vtt"/>')))
    assert take_transcript(Episode.objects.get()) is None
    assert site.asked == []


def test_only_episodes_with_links_are_queued() -> None:
    taken = take_feed(_read(FULL, _item("a2", "Snow")))
    assert queue_words(taken.created) == 1


def _episode_with_chapters(site: ThreadingHTTPServer) -> Episode:
    return EpisodeFactory(chapters_url=f"{site.address}/chapters.json")


def test_chapters_are_taken_and_taken_anew(site: ThreadingHTTPServer) -> None:
    episode = _episode_with_chapters(site)
    site.pages["/chapters.json"] = (
        b'{"chapters": [{"startTime": 0, "title": "Hello"}, {"startTime": 60.5, "title": "Goals"}]}',
        {},
    )
    assert take_chapters(episode, HERE) == 2
    site.pages["/chapters.json"] = (b'{"chapters": [{"startTime": 61, "title": "Aims"}]}', {})
    assert take_chapters(episode, HERE) == 1
    assert list(episode.chapters.values_list("start_s", "title")) == [(61.0, "Aims")]


def test_chapters_stay_where_their_file_is_spoilt(site: ThreadingHTTPServer) -> None:
    episode = _episode_with_chapters(site)
    episode.chapters.create(start_s=1, title="Kept")
    site.pages["/chapters.json"] = (b"<html>", {})
    with pytest.raises(FeedError, match="not written in JSON"):
        take_chapters(episode, HERE)
    assert list(episode.chapters.values_list("title", flat=True)) == ["Kept"]


def _jobs(task: str) -> list[tuple[str, int]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT queue_name, (args->>'episode')::int FROM procrastinate_jobs WHERE task_name = %s ORDER BY id",
            [task],
        )
        return cursor.fetchall()


def _heard(guid: str, title: str) -> str:
    return _item(
        guid, title, f'<enclosure url="https://weather.example/{guid}.mp3" type="audio/mpeg" length="1"/>'
    )


def test_what_has_no_transcript_is_queued_for_transcription_where_that_is_wanted() -> None:
    taken = take_feed(_read(_heard("a1", "Rain"), _item("a2", "Silence")), "https://weather.example/feed")
    queue_words(taken.created)
    assert _jobs("transcripts.transcribe") == []
    Subscription.objects.update(wants_transcription=True)
    queue_words(taken.created)
    heard = Episode.objects.get(guid="a1")
    assert _jobs("transcripts.transcribe") == [("speech", heard.pk)]


@pytest.mark.parametrize(("voice", "queued"), [("Speaker 1", 1), ("", 1), ("Ann Lee", 0)])
def test_words_without_names_are_queued_for_those_where_that_is_wanted(voice: str, queued: int) -> None:
    take_feed(_read(_heard("a1", "Rain")), "https://weather.example/feed")
    Subscription.objects.update(wants_transcription=True)
    episode = Episode.objects.get()
    said = f"<v {voice}>It rains." if voice else "It rains."
    data = f"WEBVTT\n\n00:00.000 --> 00:02.000\n{said}\n".encode()
    ingest(Order(data=data, source="rain.vtt", show=episode.show.name, title="Rain", episode=episode))
    assert queue_transcription(episode) is bool(queued)
    assert _jobs("transcripts.transcribe") == [("speech", episode.pk)] * queued


def test_an_episode_that_names_its_transcript_later_is_told_of_once() -> None:
    take_feed(_read(_item("a1", "Rain")))
    link = '<podcast:transcript url="https://weather.example/rain.vtt" type="text/vtt"/>'
    assert [episode.guid for episode in take_feed(_read(_item("a1", "Rain", link))).linked] == ["a1"]
    assert take_feed(_read(_item("a1", "Rain", link))).linked == ()


def test_addresses_are_followed_before_they_have_answered_and_only_once() -> None:
    urls = ["https://a.example/feed", " https://b.example/feed ", "https://a.example/feed"]
    assert len(subscribe(urls)) == 2
    assert subscribe(urls) == []
    assert [(each.show, bool(each.asked_at)) for each in Subscription.objects.all()] == [(None, True)] * 2
    with pytest.raises(NotFollowedError, match="no address on the web"):
        subscribe(["file:///etc/passwd"])


def test_a_feed_that_never_answered_keeps_its_trouble_and_waits_longer_each_time(
    site: ThreadingHTTPServer,
) -> None:
    subscribe([f"{site.address}/gone"])
    for failures in (1, 2):
        with pytest.raises(FetchError):
            follow(f"{site.address}/gone", HERE)
        feed = Subscription.objects.get()
        assert (feed.failures, feed.asked_at, "404" in feed.trouble) == (failures, None, True)


def test_a_show_is_followed_at_one_address(site: ThreadingHTTPServer) -> None:
    for path in ("/one", "/two"):
        site.pages[path] = (b"<rss version='2.0'><channel><title>Weather</title></channel></rss>", {})
        subscribe([site.address + path])
    follow(f"{site.address}/one", HERE)
    with pytest.raises(NotFollowedError, match="is followed already, at"):
        follow(f"{site.address}/two", HERE)
    assert Subscription.objects.get(show=None).trouble.startswith("“Weather” is followed already")


def test_what_a_feed_leaves_in_doubt_is_kept_with_its_answer(site: ThreadingHTTPServer) -> None:
    site.pages["/feed"] = (_feed(_item("a1", "Rain"), _item("a1", "Rain")), {})
    follow(f"{site.address}/feed", HERE)
    feed = Subscription.objects.get()
    assert feed.result == "1 of 2 items kept; 1 new, 0 changed, 0 as before"
    assert len(feed.warnings) == 1
    assert feed.warnings[0].startswith("Line ")


@pytest.mark.parametrize(
    ("status", "path"), [("301", "/new"), ("308", "/new"), ("302", "/old"), ("307", "/old")]
)
def test_a_feed_that_has_moved_for_good_is_asked_there_from_then_on(
    site: ThreadingHTTPServer, status: str, path: str
) -> None:
    site.pages["/old"] = (b"", {"Status": status, "Location": f"{site.address}/new"})
    site.pages["/new"] = (_feed(_item("a1", "Rain")), {})
    follow(f"{site.address}/old", HERE)
    assert Subscription.objects.get().url == site.address + path
