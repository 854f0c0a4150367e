"""Publishers' own pages: which of them can be opened at a second, and how. Pure."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

_IN_THE_QUERY = frozenset(
    {"youtube.com", "m.youtube.com", "music.youtube.com", "youtu.be", "open.spotify.com"}
)
_IN_THE_FRAGMENT = frozenset({"vimeo.com", "soundcloud.com"})


def takes_seconds(url: str) -> bool:
    """Whether a link to `url` can say at which second to begin.

    >>> takes_seconds("https://youtu.be/21EYKqUsPfg"), takes_seconds("https://www.dwarkesh.com/p/richard-sutton")
    (True, False)
    """
    return _host(url) in _IN_THE_QUERY | _IN_THE_FRAGMENT


def address_at(url: str, seconds: float) -> str:
    """Return `url` so that it begins at `seconds`, where its site can; else as it is.

    >>> address_at("https://www.youtube.com/watch?v=21EYKqUsPfg&t=3s", 754.9)
    'https://www.youtube.com/watch?v=21EYKqUsPfg&t=754'
    >>> address_at("https://vimeo.com/1", 754.9)
    'https://vimeo.com/1#t=754s'
    """
    host, parts = _host(url), urlsplit(url)
    if host in _IN_THE_QUERY:
        query = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if pair[0] != "t"]
        return urlunsplit(parts._replace(query=urlencode([*query, ("t", str(int(seconds)))]), fragment=""))
    if host in _IN_THE_FRAGMENT:
        return urlunsplit(parts._replace(fragment=f"t={int(seconds)}s"))
    return url


def site_name(url: str) -> str:
    """Return the site of `url` as a link names it.

    >>> site_name("https://www.dwarkesh.com/p/richard-sutton")
    'dwarkesh.com'
    """
    return _host(url)


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
