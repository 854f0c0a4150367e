"""Feeds that are as they should be, item by item."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from transcripts.feeds import (
    AlternateEnclosure,
    ChaptersLink,
    Enclosure,
    Feed,
    FeedEpisode,
    Person,
    Soundbite,
    TranscriptLink,
    parse_feed,
)

CANONICAL = "https://podcastindex.org/namespace/1.0"
ON_GITHUB = "https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/1.0.md"


def feed(inside: str, namespace: str = CANONICAL) -> Feed:
    text = f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:podcast="{namespace}"
     xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><language>en-GB</language>{inside}</channel></rss>"""
    return parse_feed(text.encode(), "https://show.example/feeds/main.xml")


def episode(inside: str, channel: str = "", namespace: str = CANONICAL) -> FeedEpisode:
    (only,) = feed(f"{channel}<item><guid>g</guid>{inside}</item>", namespace).episodes
    return only


def test_reads_what_the_show_says_of_itself() -> None:
    show = feed("""<title>Q&amp;amp;A: Ways &amp; Means</title><link>https://show.example/</link>
        <description>A show.</description><itunes:author>Ann</itunes:author>
        <itunes:image href="/cover.png"/><itunes:new-feed-url>https://new.example/feed</itunes:new-feed-url>
        <podcast:guid>917393e3-1b1e-5cef-ace4-edaa54e1f810</podcast:guid><podcast:medium>Podcast</podcast:medium>
        <podcast:locked owner="a@b.example">yes</podcast:locked><podcast:license>cc-by-4.0</podcast:license>
        <atom:link rel="next" href="?page=2"/>""")
    assert show == Feed(
        title="Q&A: Ways & Means",
        about="A show.",
        link="https://show.example/",
        language="en-GB",
        image="https://show.example/cover.png",
        author="Ann",
        guid="917393e3-1b1e-5cef-ace4-edaa54e1f810",
        medium="podcast",
        licence="cc-by-4.0",
        locked=True,
        new_url="https://new.example/feed",
        next_page="https://show.example/feeds/main.xml?page=2",
    )


def test_reads_an_episode() -> None:
    only = episode("""<title>One &lt;b&gt;thing&lt;/b&gt;</title><link>https://show.example/1</link>
        <pubDate>Tue, 01 Jun 2021 10:00:00 +0200</pubDate><itunes:duration>1:02:03</itunes:duration>
        <description><![CDATA[<p>Two<br>lines.</p><ul><li>a</li><li>b</li></ul><script>no()</script>]]></description>
        <content:encoded>longer</content:encoded><itunes:season>2</itunes:season><itunes:episode>7</itunes:episode>
        <itunes:image href="https://show.example/1.png"/>
        <enclosure url="https://media.example/1.mp3?x=1" type="audio/mpeg" length="1234"/>""")
    assert only == FeedEpisode(
        guid="g",
        title="One thing",
        published=datetime(2021, 6, 1, 8, tzinfo=UTC),
        link="https://show.example/1",
        description="Two\nlines.\n\na\nb",
        image="https://show.example/1.png",
        duration_s=3723.0,
        enclosure=Enclosure("https://media.example/1.mp3?x=1", "audio/mpeg", 1234),
        season=2,
        number=7.0,
        line=4,
    )


@pytest.mark.parametrize("namespace", [CANONICAL, ON_GITHUB, "http://podcastindex.org/namespace/1.0/"])
def test_reads_podcast_tags_under_every_name_of_their_namespace(namespace: str) -> None:
    only = episode(
        """<podcast:transcript url="https://t.example/1.vtt" type="text/vtt" language="en" rel="captions"/>
        <podcast:chapters url="/1.json" type="application/json+chapters"/>
        <podcast:soundbite startTime="73.0" duration="60.5">Look</podcast:soundbite>
        <podcast:soundbite startTime="NaN" duration="1"/><podcast:season name="Autumn">3</podcast:season>
        <podcast:episode display="Ch.3">204.5</podcast:episode><podcast:license url="https://l.example/"/>
        <podcast:alternateEnclosure type="audio/opus" length="99" bitrate="32000" default="true" title="Small">
            <podcast:source uri="https://m.example/1.opus"/><podcast:source uri="ipfs://Qm"/>
        </podcast:alternateEnclosure>
        <podcast:alternateEnclosure type="video/mp4"><podcast:source uri="ipfs://Qn"/></podcast:alternateEnclosure>""",
        namespace=namespace,
    )
    assert only.transcripts == (TranscriptLink("https://t.example/1.vtt", "text/vtt", "en", "captions"),)
    assert only.chapters == ChaptersLink("https://show.example/1.json", "application/json+chapters")
    assert only.soundbites == (Soundbite(73.0, 60.5, "Look"),)
    assert (only.season, only.number, only.licence) == (3, 204.5, "https://l.example/")
    assert only.alternates == (
        AlternateEnclosure(
            ("https://m.example/1.opus",), "audio/opus", 99, 32000.0, "Small", is_default=True
        ),
    )


def test_tags_of_the_same_name_in_other_namespaces_are_not_podcast_tags() -> None:
    only = episode('<x:transcript xmlns:x="https://x.example/" url="https://x.example/1.vtt"/>')
    assert only.transcripts == ()


def test_transcripts_come_in_order_of_use() -> None:
    links = (
        ("a", "text/plain", ""), ("b", "text/html", ""), ("c", "application/srt", "en"), ("d", "application/x-subrip", ""),
        ("e", "text/vtt", "de"), ("f", "TEXT/VTT", "en-US"), ("g", "application/json", "en"), ("h.vtt", "text/plain", ""),
        ("i", "application/pdf", ""), ("j.json", "", ""),
    )  # fmt: skip
    only = episode(
        "".join(
            f'<podcast:transcript url="https://t.example/{name}" type="{kind}" language="{language}"/>'
            for name, kind, language in links
        )
    )
    assert [link.url.rpartition("/")[2] for link in only.transcripts] == [
        "g", "j.json", "f", "h.vtt", "c", "d", "b", "a", "i", "e",
    ]  # fmt: skip


def test_a_transcript_without_an_address_is_none() -> None:
    assert (
        episode('<podcast:transcript type="text/vtt"/><podcast:transcript url="javascript:x"/>').transcripts
        == ()
    )


HOST = '<podcast:person href="https://ann.example" img="/ann.png">Ann  Lee</podcast:person><podcast:person> </podcast:person>'


def test_a_person_is_a_host_and_of_the_cast_unless_it_says_otherwise() -> None:
    show = feed(f'{HOST}<podcast:person role="Editor" group="Audio Post-Production">Bo</podcast:person>')
    assert show.people == (
        Person("Ann Lee", "host", "cast", "https://ann.example", "https://show.example/ann.png"),
        Person("Bo", "editor", "audio post-production"),
    )


def test_an_item_s_people_replace_the_channel_s() -> None:
    assert [person.name for person in episode("", HOST).people] == ["Ann Lee"]
    guest = '<podcast:person role="guest">Cy</podcast:person>'
    assert [person.name for person in episode(guest, HOST).people] == ["Cy"]


def test_a_live_item_is_an_episode_that_says_so_and_leaves_the_show_alone() -> None:
    show = feed("""<title>The show</title>
        <podcast:liveItem status="LIVE" start="2022-05-29T03:00:00-05:00"><title>Now</title><guid>l</guid>
        <enclosure url="https://m.example/stream" type="audio/mpeg"/></podcast:liveItem>
        <item><guid>g</guid><title>Then</title></item>""")
    assert show.title == "The show"
    assert [(item.guid, item.title, item.live) for item in show.episodes] == [
        ("l", "Now", "live"),
        ("g", "Then", ""),
    ]
    assert show.episodes[0].published == datetime(2022, 5, 29, 8, tzinfo=UTC)


def test_tags_that_others_put_beside_the_title_do_not_replace_it() -> None:
    only = episode("""<title>Real</title><itunes:title>Short</itunes:title>
        <m:content xmlns:m="http://search.yahoo.com/mrss/" url="https://m.example/v"><m:title>Other</m:title></m:content>""")
    assert only.title == "Real"


def test_reads_atom() -> None:
    show = parse_feed(b"""<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de" xml:base="https://a.example/">
        <title>Atom show</title><subtitle>About</subtitle><id>tag:a.example,2020:1</id>
        <link href="https://a.example/"/><link rel="next" href="https://a.example/2"/>
        <entry><id>tag:a.example,2020:e1</id><title type="html">A &amp;amp; B</title><updated>2020-02-03T04:05:06Z</updated>
        <summary type="text">1 &lt; 2</summary><link href="https://a.example/e1"/>
        <link rel="enclosure" href="https://a.example/e1.ogg" type="audio/ogg" length="7"/></entry></feed>""")
    assert (show.title, show.about, show.language, show.next_page) == (
        "Atom show",
        "About",
        "de",
        "https://a.example/2",
    )
    assert show.episodes == (
        FeedEpisode(
            guid="tag:a.example,2020:e1",
            title="A & B",
            published=datetime(2020, 2, 3, 4, 5, 6, tzinfo=UTC),
            link="https://a.example/e1",
            description="1 < 2",
            enclosure=Enclosure("https://a.example/e1.ogg", "audio/ogg", 7),
            line=4,
        ),
    )


def test_reads_rdf_whose_items_stand_beside_the_channel() -> None:
    show = parse_feed(b"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
        xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://r.example/"><title>Old</title></channel>
        <item rdf:about="https://r.example/1"><title>One</title><link>https://r.example/1</link>
        <dc:date>2004-05-06</dc:date></item></rdf:RDF>""")
    assert (show.title, show.found, show.kept) == ("Old", 1, 1)
    assert (show.episodes[0].title, show.episodes[0].published) == ("One", datetime(2004, 5, 6, tzinfo=UTC))


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Tue, 01 Jun 2021 10:00:00 PDT", datetime(2021, 6, 1, 17, tzinfo=UTC)),
        ("1 Jun 21 10:00", datetime(2021, 6, 1, 10, tzinfo=UTC)),
        ("2021-06-01T10:00:00.5+02:00", datetime(2021, 6, 1, 8, tzinfo=UTC)),
        ("2021-06-01 10:00:00", datetime(2021, 6, 1, 10, tzinfo=UTC)),
        ("Tue Jun  1 10:00:00 2021", datetime(2021, 6, 1, 10, tzinfo=UTC)),
        ("June 1, 2021", datetime(2021, 6, 1, tzinfo=UTC)),
        ("1622541600", datetime(2021, 6, 1, 10, tzinfo=UTC)),
        ("1622541600000", datetime(2021, 6, 1, 10, tzinfo=UTC)),
    ],
)
def test_reads_dates_in_odd_forms(written: str, read: datetime) -> None:
    show = feed(f"<item><guid>g</guid><pubDate>{written}</pubDate></item>")
    assert show.episodes[0].published == read
    assert show.warnings == ()


@pytest.mark.parametrize(
    "written", ["yesterday", "Tue, 31 Feb 2021 10:00:00 GMT", "01/06/2021", "99999-01-01", "0001-01-01"]
)
def test_a_date_that_cannot_be_read_is_told_not_guessed(written: str) -> None:
    show = feed(f"<item><guid>g</guid>\n<pubDate>{written}</pubDate></item>")
    assert show.episodes[0].published is None
    assert [(warning.line, warning.code, warning.message) for warning in show.warnings] == [
        (4, "date", f"{written!r} is not a date that can be read.")
    ]


@pytest.mark.parametrize(
    ("written", "seconds"),
    [
        ("3723", 3723.0),
        ("62:03", 3723.0),
        ("01:02:03", 3723.0),
        ("1:02:03.5", 3723.5),
        ("0", None),
        ("", None),
    ],
)
def test_reads_durations(written: str, seconds: float | None) -> None:
    show = feed(f"<item><guid>g</guid><itunes:duration>{written}</itunes:duration></item>")
    assert show.episodes[0].duration_s == seconds
    assert show.warnings == ()


@pytest.mark.parametrize("written", ["an hour", "-5", "nan", "1:2:3:4"])
def test_a_duration_that_cannot_be_read_is_told(written: str) -> None:
    show = feed(f"<item><guid>g</guid><itunes:duration>{written}</itunes:duration></item>")
    assert show.episodes[0].duration_s is None
    assert [warning.code for warning in show.warnings] == ["duration"]


def test_addresses_that_are_not_of_the_web_are_left_out() -> None:
    only = episode("""<link>javascript:alert(1)</link><itunes:image href="data:image/png,x"/>
        <podcast:person href="javascript:alert(1)" img="file:///x">Ann</podcast:person>""")
    assert (only.link, only.image, only.people) == ("", "", (Person("Ann"),))


def test_an_episode_without_a_date_or_a_media_file_is_one_too() -> None:
    show = feed("<item><guid>g</guid><title>Bare</title></item>")
    assert (show.episodes[0].published, show.episodes[0].enclosure, show.warnings) == (None, None, ())


def test_what_is_left_of_an_item_s_media_files_is_told() -> None:
    show = feed("""<item><guid>g</guid><enclosure url="ftp://m.example/1.mp3"/></item>
        <item><guid>h</guid><enclosure url="https://m.example/1.mp3"/><enclosure url="https://m.example/2.mp3"/></item>""")
    assert [warning.code for warning in show.warnings] == ["enclosure", "enclosures"]
