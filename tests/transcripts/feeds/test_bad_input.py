"""Feeds that are broken, mislabelled, or out to do harm."""

from __future__ import annotations

import socket
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transcripts.feeds import FEED_PARSER_VERSION, FeedError, parse_feed
from transcripts.feeds.reading import MAX_BYTES


def rss(inside: str, before: str = "", title: str = "Show") -> bytes:
    return f"{before}<rss version='2.0'><channel><title>{title}</title>{inside}</channel></rss>".encode()


def refused(data: bytes) -> FeedError:
    with pytest.raises(FeedError) as caught:
        parse_feed(data)
    return caught.value


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf \r\n", "empty"),
        (b"<!DOCTYPE html><html><head><title>Show</title></head></html>", "html"),
        (b"\n<!-- hello --> <HTML><body>", "html"),
        (b'{"version": "https://jsonfeed.org/version/1.1"}', "not_xml"),
        (bytes(range(256)) * 20, "not_xml"),
        (b"/etc/passwd", "not_xml"),
        (b"<" * 1_000_000, "not_xml"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "not_a_feed"),
        (b"<opml><body/></opml>", "not_a_feed"),
    ],
)
def test_what_is_no_feed_is_refused(data: bytes, code: str) -> None:
    assert refused(data).code == code


def test_a_web_page_is_refused_with_the_remedy() -> None:
    assert str(refused(b"<html>")) == "This is a web page, not the feed itself; give the feed's own address."


def test_a_feed_over_the_limit_is_refused_unread() -> None:
    assert str(refused(b" " * (MAX_BYTES + 1))) == "The feed is larger than 32 MiB."


def lol() -> str:
    steps = "".join(f"<!ENTITY l{step} '{f'&l{step - 1};' * 10}'>" for step in range(1, 10))
    return f"<!DOCTYPE rss [<!ENTITY l0 'lol'>{steps}]>"


@pytest.mark.parametrize(
    "data",
    [
        rss("<item><title>&l9;</title></item>", lol()),
        rss("<item><enclosure url='&l9;'/></item>", lol()),
        rss(
            "<item><title>" + "&a;" * 50_000 + "</title></item>",
            f"<!DOCTYPE r [<!ENTITY a '{'a' * 50_000}'>]>",
        ),
        rss("<item><title>&x;</title></item>", "<!DOCTYPE r [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>"),
        rss("", "<!DOCTYPE r [<!ENTITY % x SYSTEM 'http://127.0.0.1:1/x'> %x;]>"),
    ],
    ids=["laughs in a text", "laughs in an attribute", "quadratic", "a file", "an address"],
)
def test_entities_of_its_own_are_refused_at_no_cost(data: bytes) -> None:
    started = time.process_time()
    assert refused(data).code == "entities"
    assert time.process_time() - started < 1


def test_nothing_a_feed_names_is_asked_for() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        listener.settimeout(0.2)
        parse_feed(
            rss("", f'<!DOCTYPE rss PUBLIC "-//N//DTD RSS 0.91//EN" "http://127.0.0.1:{port}/rss.dtd">')
        )
        assert refused(f"http://127.0.0.1:{port}/feed.xml".encode()).code == "not_xml"
        with pytest.raises(TimeoutError):
            listener.accept()


@pytest.mark.parametrize(
    "data",
    [
        rss("<![CDATA[" * 200_000),
        rss("<item><guid>g</guid><title>" + "&" * 500_000 + "</title></item>"),
        b"<rss><channel>" + b"<a>" * 200_000,
        b"<!--" * 200_000,
        rss("<item><guid>g</guid><description>" + "&lt;div&gt;" * 100_000 + "</description></item>"),
        rss("<item><guid>g</guid><description>x" + " " * 500_000 + "&lt;b&gt;</description></item>"),
        rss("<item><guid>g</guid><description><![CDATA[" + "<!" * 200_000 + "]]></description></item>"),
        rss("".join(f"<p{number}:a/>" for number in range(20_000))),
    ],
    ids=["cdata", "ampersands", "depth", "comments", "deep notes", "blanks", "declarations", "prefixes"],
)
def test_no_oddity_takes_long(data: bytes) -> None:
    started = time.process_time()
    try:
        parse_feed(data)
    except FeedError as error:
        assert error.code == "not_xml"  # noqa: PT017  either outcome will do, if it comes soon
    assert time.process_time() - started < 3


def test_blank_lines_before_the_declaration_are_passed_over_and_counted() -> None:
    data = rss("\n<item><guid>g</guid></item>", "\n \n<?xml version='1.0' encoding='utf-8'?>\n")
    feed = parse_feed(data)
    assert (feed.episodes[0].line, feed.warnings) == (5, ())


@pytest.mark.parametrize(
    ("title", "declared", "written_in"),
    [
        ("Café", "iso-8859-1", "iso-8859-1"),
        ("日本語", "Shift_JIS", "shift_jis"),
        ("日本語", "ISO-2022-JP", "iso2022_jp"),
        ("Café", "utf-16", "utf-16"),
        ("Café", "utf-16", "utf-16-be"),
        ("Café", "UTF-8", "utf-8-sig"),
    ],
)
def test_reads_what_is_declared(title: str, declared: str, written_in: str) -> None:
    text = rss("", f'<?xml version="1.0" encoding="{declared}"?>', title).decode()
    feed = parse_feed(text.encode(written_in))
    assert (feed.title, feed.warnings) == (title, ())


@pytest.mark.parametrize(
    ("declared", "written_in", "message"),
    [
        ("iso-8859-1", "utf-8", "The bytes are utf-8, though the file says iso-8859-1."),
        ("utf-8", "cp1252", "The bytes are cp1252, though the file says utf-8."),
        ("zlib", "cp1252", "The bytes are cp1252, though the file says utf-8."),
    ],
)
def test_a_wrong_declaration_is_seen_through_and_told(declared: str, written_in: str, message: str) -> None:
    text = rss("", f'<?xml version="1.0" encoding="{declared}"?>', "“Café”").decode()
    feed = parse_feed(text.encode(written_in))
    assert feed.title == "“Café”"
    assert [(warning.code, warning.message) for warning in feed.warnings] == [("encoding", message)]


def test_unreadable_bytes_are_replaced_and_told() -> None:
    feed = parse_feed(rss("").replace(b"Show", b"a\x81\xffb"))
    assert feed.title == "a\ufffd\ufffdb"
    assert [warning.code for warning in feed.warnings] == ["encoding"]


def test_bare_ampersands_and_html_s_entities_are_put_right() -> None:
    feed = parse_feed(
        rss("""\n<item><guid>g</guid><title>Q&A &mdash; R & D</title><enclosure url="https://m.example/1?a=1&b=2"/>
        <link><![CDATA[https://s.example/?a=1&b=2]]></link></item>""")
    )
    episode = feed.episodes[0]
    assert episode.title == "Q&A — R & D"
    assert episode.link == "https://s.example/?a=1&b=2"
    assert episode.enclosure is not None
    assert episode.enclosure.url == "https://m.example/1?a=1&b=2"
    assert [(warning.line, warning.code) for warning in feed.warnings] == [(2, "broken_xml")]


def test_prefixes_that_nobody_declared_are_understood() -> None:
    feed = parse_feed(
        rss("""<item><guid>g</guid><itunes:duration>61</itunes:duration><odd:tag>x</odd:tag>
        <podcast:transcript url="https://t.example/1.vtt" type="text/vtt"/></item>""")
    )
    assert (feed.episodes[0].duration_s, len(feed.episodes[0].transcripts)) == (61.0, 1)
    assert [warning.code for warning in feed.warnings] == ["broken_xml"]


def test_a_feed_that_breaks_off_keeps_what_came_before() -> None:
    data = rss("<item><guid>a</guid><title>One</title></item><item><guid>b</guid><title>Two")
    feed = parse_feed(data[: data.index(b"Two") + 3])
    assert [episode.title for episode in feed.episodes] == ["One", "Two"]
    assert [warning.code for warning in feed.warnings] == ["broken_xml"]


def test_items_that_cannot_be_reached_are_counted() -> None:
    feed = parse_feed(rss("<item><guid>a</guid></item>" + "<x>" * 300 + "<item><guid>b</guid></item>"))
    assert (feed.found, feed.kept) == (2, 1)
    assert [warning.message for warning in feed.warnings if warning.code == "lost_items"] == [
        "Items lost where the XML is broken: 1 of 2."
    ]


def test_ten_thousand_items_come_in_whole() -> None:
    item = (
        "<item><guid>{0}</guid><title>Ep {0}</title><pubDate>Tue, 01 Jun 2021 10:00:00 GMT</pubDate></item>"
    )
    started = time.process_time()
    feed = parse_feed(rss("\n".join(item.format(number) for number in range(10_000))))
    assert (feed.found, feed.kept, feed.warnings) == (10_000, 10_000, ())
    assert (feed.episodes[9_999].title, feed.episodes[9_999].line) == ("Ep 9999", 10_000)
    assert time.process_time() - started < 15


def test_the_parser_has_a_version() -> None:
    assert FEED_PARSER_VERSION == 1


def test_references_to_what_is_no_character_are_replaced() -> None:
    feed = parse_feed(
        rss("""<item><guid>g</guid><title>a&#xD800;b&#0;</title><description><![CDATA[<p>&#55296;</p>]]></description>
        <enclosure url="https://m.example/<![CDATA[&#xD800;.mp3"/></item>""")
    )
    assert (feed.episodes[0].title, feed.episodes[0].description) == ("a\ufffdb\ufffd", "\ufffd")


def test_a_stray_width_upsets_nobody() -> None:
    feed = parse_feed(rss("<width/><item><guid>g</guid><width></width><odd><height/></odd></item>"))
    assert (feed.kept, feed.warnings) == (1, ())


_SAMPLE = rss(
    """<podcast:person xmlns:podcast="https://podcastindex.org/namespace/1.0">Ann</podcast:person>
    <item><guid>a</guid><title>One &amp; all</title><description><![CDATA[<p>Notes</p>]]></description>
    <enclosure url="https://m.example/1.mp3" length="5" type="audio/mpeg"/><pubDate>2021-01-02</pubDate></item>
    <item><guid>b</guid><link>https://s.example/2</link><podcast:transcript url="/2.vtt" type="text/vtt"/></item>""",
    "<?xml version='1.0' encoding='utf-8'?>",
)
_PIECES = (
    b"<![CDATA[", b"]]>", b"&", b"&#0;", b"&#xD800;", b"<", b">", b'"', b"\x00", b"\xff\xfe", b"\x1b$B", b"<!--", b"-->",
    b"<item>", b"</item>", b"<podcast:liveItem>", b' xmlns="x"', b"<guid/>", b"<width/>", b"http://[", b"<image>", b"<rdf:RDF>",
    b"<!DOCTYPE x [", b"<title type='xhtml'>", b"<?xml encoding='utf-16'?>", b"<pubDate>1e999</pubDate>", b"",
)  # fmt: skip
_CUT = st.tuples(st.integers(0, len(_SAMPLE)), st.integers(0, 40), st.sampled_from(_PIECES))


@settings(max_examples=300, deadline=None)
@given(st.lists(_CUT, min_size=1, max_size=8))
def test_whatever_is_done_to_a_feed_it_is_read_or_refused_and_nothing_vanishes_unsaid(
    cuts: list[tuple[int, int, bytes]],
) -> None:
    data = _SAMPLE
    for start, length, piece in cuts:
        data = data[:start] + piece + data[start + length :]
    try:
        feed = parse_feed(data)
    except FeedError:
        return
    assert feed.kept == len(feed.episodes) == len({episode.guid for episode in feed.episodes})
    explained = {"lost_items", "duplicate_guid", "no_identity"} & {warning.code for warning in feed.warnings}
    assert feed.found == feed.kept or explained
