from __future__ import annotations

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from debates.models import User
from tests.factories import UserFactory
from tests.pages import main
from transcripts.desk.taking import carry_out
from transcripts.models import Batch, Episode, Import

pytestmark = pytest.mark.django_db

TEXT = b"Ann Lee: It rained. It poured.\n\nBob: No.\n\nAnn Lee: Yes.\n"


@pytest.fixture
def admin(client: Client) -> Client:
    client.force_login(UserFactory(role=User.Role.ADMIN))
    return client


def _file(name: str, data: bytes = TEXT) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data + name.encode() if data is TEXT else data)


def _bring(admin: Client, *files: SimpleUploadedFile, show: str = "Weather") -> Batch:
    response = admin.post("/imports/", {"uploads": list(files), "show": show})
    batch = Batch.objects.get()
    assert response["Location"] == f"/imports/together/{batch.pk}/"
    return batch


def test_fifty_files_of_which_some_are_bad_each_get_a_row_and_the_good_ones_come_in(admin: Client) -> None:
    good = [_file(f"talk {number}.txt") for number in range(46)]
    bad = [
        _file("picture.png", b"\x89PNG\r\n\x1a\n"),
        _file("empty.vtt", b""),
        _file("nothing.txt", b"Not a word"),
        _file("broken.zip", b"PK\x03\x04"),
    ]
    batch = _bring(admin, *good, *bad)
    page = main(admin.get(batch.get_absolute_url()))
    assert len(page.all("th", scope="row")) == 50
    assert page.one("p", id="said").text == "46 wait for you"
    assert sum("cannot be read" in text for text in page.texts("td")) == 4
    admin.post(batch.get_absolute_url(), {"show": "Weather", **_titles(batch)})
    for pk in batch.imports.filter(state="queued").values_list("pk", flat=True):
        carry_out(pk)
    assert Episode.objects.count() == 46
    assert (
        "138 of 138 rows; 50 of 50 files settled"
        in main(admin.get(batch.get_absolute_url())).one("div", id="state").text
    )


def _titles(batch: Batch) -> dict[str, str]:
    return {f"title-{each.pk}": each.title for each in batch.imports.filter(state="waiting")}


def test_more_than_fifty_files_are_refused_before_any_is_kept(admin: Client) -> None:
    response = admin.post("/imports/", {"uploads": [_file(f"{n}.txt") for n in range(51)]})
    assert response.status_code == 422
    assert "At most 50 files at once." in response.content.decode()
    assert Import.objects.count() == 0


def test_an_archive_is_unpacked_into_rows(admin: Client) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("one.txt", TEXT)
        archive.writestr("__MACOSX/._one.txt", b"x")
        archive.writestr("inner.zip", b"PK\x03\x04")
    response = admin.post("/imports/", {"uploads": _file("talks.zip", packed.getvalue())}, follow=True)
    page = main(response)
    assert page.texts("th", scope="row") == ["one.txt", "inner.zip"]
    assert "1 file of the packing system left out" in page.text
    assert "It is an archive inside an archive" in page.text


def test_a_batch_without_a_show_is_asked_for_one(admin: Client) -> None:
    batch = _bring(admin, _file("a.txt"), _file("b.txt"), show="")
    response = admin.post(batch.get_absolute_url(), {"show": "", **_titles(batch)})
    assert response.status_code == 422
    assert Import.objects.filter(state="queued").count() == 0


def test_what_is_left_says_why_beside_its_title(admin: Client) -> None:
    batch = _bring(admin, _file("a.txt"), _file("b.txt"))
    titles = dict.fromkeys(_titles(batch), "The same")
    page = main(admin.post(batch.get_absolute_url(), {"show": "Weather", **titles}))
    assert "Another file here has the same title." in page.text


def test_a_batch_under_way_asks_for_more_and_a_settled_one_does_not(admin: Client) -> None:
    batch = _bring(admin, _file("a.txt"), _file("b.txt"))
    admin.post(batch.get_absolute_url(), {"show": "Weather", **_titles(batch)})
    page = main(admin.get(batch.get_absolute_url()))
    assert page.one("div", id="state").attributes["hx-trigger"] == "every 1s"
    for each in batch.imports.all():
        carry_out(each.pk)
    page = main(admin.get(batch.get_absolute_url()))
    assert "hx-trigger" not in page.one("div", id="state").attributes


def test_a_batch_makes_as_many_queries_for_many_files_as_for_few(
    admin: Client, django_assert_num_queries: object
) -> None:
    batch = _bring(admin, *[_file(f"{number}.txt") for number in range(2)])
    other = Batch.objects.create(source="many")
    Import.objects.bulk_create(
        Import(batch=other, source=f"{n}.txt", title=str(n), finding={"kept": 1}) for n in range(60)
    )
    for each in (batch, other):
        with django_assert_num_queries(6):
            admin.get(each.get_absolute_url())


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_batch_is_for_admins(client: Client, editor: Client, method: str) -> None:
    address = Batch.objects.create(source="2 files").get_absolute_url()
    assert getattr(editor, method)(address).status_code == 403
    client.logout()
    assert getattr(client, method)(address)["Location"] == f"/sign-in/?next={address}"


def test_a_batch_that_never_was_is_not_found(admin: Client) -> None:
    assert admin.get("/imports/together/4711/").status_code == 404
