"""Pages for strangers, rendered once for each edition of what they show and kept in each web process."""

from __future__ import annotations

import copy
import gzip
import hashlib
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from threading import Lock
from typing import Concatenate, ParamSpec

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpRequest, HttpResponse
from django.middleware.gzip import re_accepts_gzip
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.translation import get_language

from debates.models import edition

P = ParamSpec("P")

KEPT_BYTES = 16_000_000
"""Compressed pages that one process keeps: about a thousand, or sixty transcripts of three hours."""

Key = tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class _Page:
    """An answer without its words, those compressed, and the value by which a browser asks whether they changed."""

    answer: HttpResponse
    compressed: bytes
    etag: str


class _Shelf:
    """The pages of one edition: when another comes, none of them is good any more."""

    def __init__(self) -> None:
        self._edition = ""
        self._pages: OrderedDict[Key, _Page] = OrderedDict()
        self._bytes = 0
        self._lock = Lock()

    def find(self, current: str, key: Key) -> _Page | None:
        with self._lock:
            if current != self._edition or key not in self._pages:
                return None
            self._pages.move_to_end(key)
            return self._pages[key]

    def put(self, current: str, key: Key, page: _Page) -> None:
        with self._lock:
            if current != self._edition:
                self._edition, self._bytes = current, 0
                self._pages.clear()
            if key in self._pages:
                self._bytes -= len(self._pages.pop(key).compressed)
            self._pages[key] = page
            self._bytes += len(page.compressed)
            while self._bytes > KEPT_BYTES:
                self._bytes -= len(self._pages.popitem(last=False)[1].compressed)


_shelf = _Shelf()


def kept(
    view: Callable[Concatenate[HttpRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Let a view answer strangers with the page that it made before, as long as nothing changed that any page shows.

    The edition is asked for before the view reads: what comes in between makes a page that is newer than it is taken for, and
    is made once more. Makes one query. Whoever has a session gets a page of their own, and so does everybody where the page has a
    form with a token of its reader.
    """

    @wraps(view)
    def answer(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if request.method not in {"GET", "HEAD"} or not _is_stranger(request):
            return view(request, *args, **kwargs)
        current, key = edition(), _key(request)
        page = _shelf.find(current, key)
        if page is None:
            made = view(request, *args, **kwargs)
            if not _may_be_kept(request, made):
                return made
            page = _page(made)
            _shelf.put(current, key, page)
        return _answer(request, page)

    return answer


def _is_stranger(request: HttpRequest) -> bool:
    """Whether nothing comes with a request by which its page might be somebody's own."""
    return not {settings.SESSION_COOKIE_NAME, CookieStorage.cookie_name} & request.COOKIES.keys()


def _key(request: HttpRequest) -> Key:
    """All of a stranger's request that a page may depend on."""
    return (
        request.scheme,
        request.get_host(),
        request.get_full_path(),
        get_language(),
        request.headers.get("HX-Request"),
    )


def _may_be_kept(request: HttpRequest, made: HttpResponse) -> bool:
    """Whether an answer is whole, the same for every stranger, and says nothing of what it varies with."""
    is_own = (
        made.streaming
        or bool(made.cookies)
        or made.has_header("Vary")
        or "CSRF_COOKIE_NEEDS_UPDATE" in request.META
    )
    return made.status_code == 200 and not is_own


def _page(made: HttpResponse) -> _Page:
    content = made.content
    etag = f'W/"{hashlib.sha256(content).hexdigest()[:32]}"'
    bare = copy.copy(made)
    bare.content = b""
    return _Page(bare, gzip.compress(content, 6, mtime=0), etag)


def _answer(request: HttpRequest, page: _Page) -> HttpResponse:
    """An answer of its own to each request, as what comes after the view writes into it."""
    answer = copy.deepcopy(page.answer)
    if re_accepts_gzip.search(request.headers.get("Accept-Encoding", "")):
        answer.content = page.compressed
        answer["Content-Encoding"] = "gzip"
    else:
        answer.content = gzip.decompress(page.compressed)
    patch_vary_headers(answer, ["Accept-Encoding", "Cookie"])
    answer["ETag"] = page.etag
    conditional = get_conditional_response(request, etag=page.etag, response=answer)
    assert isinstance(conditional, HttpResponse)  # noqa: S101  nothing else was given
    return conditional
