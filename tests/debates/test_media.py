from __future__ import annotations

import pytest
from django.core.exceptions import ImproperlyConfigured

from debates.media import FOLDER, media_storage


@pytest.mark.parametrize("environment", [{}, {"COUNTERPOINT_S3_BUCKET": " "}])
def test_recordings_are_kept_in_the_folder_unless_a_bucket_is_named(environment: dict[str, str]) -> None:
    assert media_storage(environment) == FOLDER


def test_a_bucket_of_amazons_needs_no_more_than_its_name() -> None:
    options = media_storage({"COUNTERPOINT_S3_BUCKET": "talks"})["OPTIONS"]
    assert options == {"bucket_name": "talks", "location": "", "endpoint_url": None, "region_name": None}


@pytest.mark.parametrize("endpoint", ["s3.example.org", "ftp://s3.example.org", "https://"])
def test_an_endpoint_that_is_no_address_of_the_web_is_refused(endpoint: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="is an address such as https"):
        media_storage({"COUNTERPOINT_S3_BUCKET": "talks", "COUNTERPOINT_S3_ENDPOINT": endpoint})
