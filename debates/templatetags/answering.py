"""What an editor is about to answer, on every page until the words are found."""

from __future__ import annotations

from typing import Any

from django import template

from debates.forms.desk.answering import Answering, answering

register = template.Library()


@register.simple_tag(takes_context=True)
def what_is_answered(context: Any) -> Answering | None:
    """The claim that waits for words, if one does; nothing on pages that are not made for a request."""
    request = context.get("request")
    user = getattr(request, "user", None)
    return answering(request) if request is not None and user is not None and user.is_authenticated else None
