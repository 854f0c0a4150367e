"""Feeds of new arguments, for whoever follows a claim or a debate."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.feedgenerator import Atom1Feed, get_tag_uri
from django.utils.html import escape
from django.views.decorators.http import require_safe

from debates.models import Claim, Debate
from debates.reading.arguments import Argument, arguments_in, arguments_on
from debates.views.keeping import kept

_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class _Feed(Atom1Feed):
    """A feed that was last updated when something in it was, and else when what it is about came."""

    def latest_post_date(self) -> datetime.datetime:
        begun: datetime.datetime = self.feed["begun_at"]
        return max((item["updateddate"] for item in self.items), default=begun)


@kept
@require_safe
def claim_feed(request: HttpRequest, claim: str) -> HttpResponse:
    """New arguments on a claim: what supports, restates or rebuts it, and undercuts of its steps."""
    found = get_object_or_404(Claim.objects.open_to(None), key=claim)
    return _feed(request, found, f"Arguments on “{found}”", found.created_at, arguments_on(found))


@kept
@require_safe
def debate_feed(request: HttpRequest, debate: str) -> HttpResponse:
    """New arguments between the claims of a debate."""
    found = get_object_or_404(Debate, slug=debate)
    return _feed(request, found, f"Arguments in “{found}”", found.created_at, arguments_in(found))


def _feed(
    request: HttpRequest,
    about: Claim | Debate,
    title: str,
    begun_at: datetime.datetime,
    arguments: Sequence[Argument],
) -> HttpResponse:
    page = request.build_absolute_uri(about.get_absolute_url())
    feed = _Feed(
        title=_fit(f"{title} · Counterpoint"),
        link=page,
        description="",
        feed_url=request.build_absolute_uri(request.path),
        feed_guid=get_tag_uri(f"{page}arguments", begun_at),
        author_name="Counterpoint",
        begun_at=begun_at,
    )
    for each in arguments:
        url = request.build_absolute_uri(each.relation.get_absolute_url())
        feed.add_item(
            title=_fit(f"{each.by or 'An editor'}: {each.text}"),
            link=url,
            description=_fit(f"<p>“{escape(each.text)}” {each.link} “{escape(each.reached)}”</p>"),
            unique_id=get_tag_uri(url.rstrip("/"), each.made_at),
            pubdate=each.made_at,
            updateddate=each.changed_at,
            author_name=_fit(each.by) or None,
        )
    return HttpResponse(feed.writeString("utf-8"), content_type=Atom1Feed.content_type)


def _fit(text: str) -> str:
    """The text without characters that XML has no way to write."""
    return _NOT_IN_XML.sub("", text)
