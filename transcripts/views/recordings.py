"""Media of ours, in the parts that players ask for."""

from __future__ import annotations

import mimetypes

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from transcripts.models import Episode, Recording
from transcripts.recordings.ranges import RangeNotSatisfiableError, pieces, read_range


@require_safe
def recording_media(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Without ranges no player can jump to a second; Django's own file response has none."""
    ours = Recording.objects.exclude(media_file="").filter(episode__in=Episode.objects.open_to(request.user))
    recording = get_object_or_404(ours.filter(episode__is_taken_down=False), pk=pk)
    storage, name = recording.media_file.storage, recording.media_file.name or ""
    try:
        size = storage.size(name)
    except FileNotFoundError as error:
        raise Http404("The file of this recording is gone.") from error
    except OSError:
        return HttpResponse(
            "The recording cannot be had now. Try again in a minute.", "text/plain", status=503
        )
    try:
        wanted = read_range(request.headers.get("Range", ""), size)
    except RangeNotSatisfiableError:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    sent = wanted or range(size)
    response = StreamingHttpResponse(
        pieces(lambda: storage.open(name), sent if request.method == "GET" else range(0)),
        status=200 if wanted is None else 206,
        content_type=_media_type(recording),
        headers={"Accept-Ranges": "bytes", "Content-Length": str(len(sent)), "Content-Encoding": "identity"},
    )
    if wanted is not None:
        response["Content-Range"] = f"bytes {wanted.start}-{wanted.stop - 1}/{size}"
    return response


def _media_type(recording: Recording) -> str:
    """What the file is, if it is audio or video: nothing that lies here is ever run as a page."""
    named = recording.media_type or mimetypes.guess_type(recording.media_file.name or "")[0] or ""
    return named if named.startswith(("audio/", "video/")) else "application/octet-stream"
