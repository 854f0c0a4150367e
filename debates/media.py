"""Where recordings are kept: in the data folder, or in a bucket of S3 or of a store that speaks as it does."""

from __future__ import annotations

import importlib.util
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

FOLDER: dict[str, Any] = {"BACKEND": "django.core.files.storage.FileSystemStorage"}


def media_storage(environment: Mapping[str, str]) -> dict[str, Any]:
    """Return the entry of Django's STORAGES that the environment asks for. Raises ImproperlyConfigured.

    >>> media_storage({})["BACKEND"]
    'django.core.files.storage.FileSystemStorage'
    """
    bucket = environment.get("COUNTERPOINT_S3_BUCKET", "").strip()
    if not bucket:
        return FOLDER
    if importlib.util.find_spec("storages") is None:
        raise ImproperlyConfigured(
            "COUNTERPOINT_S3_BUCKET names a bucket, and what speaks to it is not installed. Start the site with script/server, "
            "or install requirements-s3.txt."
        )
    return {
        "BACKEND": "transcripts.recordings.object_storage.ObjectStorage",
        "OPTIONS": {
            "bucket_name": bucket,
            "location": environment.get("COUNTERPOINT_S3_PREFIX", "").strip("/ "),
            "endpoint_url": _endpoint(environment.get("COUNTERPOINT_S3_ENDPOINT", "").strip()),
            "region_name": environment.get("COUNTERPOINT_S3_REGION", "").strip() or None,
        },
    }


def _endpoint(written: str) -> str | None:
    if not written:
        return None
    parts = urlsplit(written)
    if parts.scheme not in {"http", "https"} or not parts.netloc:
        raise ImproperlyConfigured(
            f"COUNTERPOINT_S3_ENDPOINT is an address such as https://s3.example.org, not {written!r}."
        )
    return written
