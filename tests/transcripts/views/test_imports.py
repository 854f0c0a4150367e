from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from debates.models import User
from tests.factories import UserFactory
from transcripts.desk import carry_out, look_at
from transcripts.models import Episode, Import

pytestmark = pytest.mark.django_db

TEXT = b"Ann Lee: It rained. It poured.\n\nBob: No.\n\nAnn Lee: Yes.\n"
AS_RAIN = {"show": "Weather", "title": "Rain", "language": "en"}


@pytest.fixture
def admin(client: Client) -> Client:
    client.force_login(UserFactory(role=User.Role.ADMIN))
    return client


def _file(data: bytes = TEXT, name: str = "talk.txt") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def test_a_file_is_shown_before_anything_is_stored(admin: Client) -> None:
    response = admin.post("/imports/", {"uploads": _file()}, follow=True)
    page = response.content.decode()
    assert response.redirect_chain == [(f"/imports/{Import.objects.get().pk}/", 302)]
    assert "3 of 3 cues kept." in page
    assert "Ann Lee" in page
    assert "None: everything was understood." in page
    assert Episode.objects.count() == 0


def test_several_files_come_in_at_once(admin: Client) -> None:
    response = admin.post("/imports/", {"uploads": [_file(), _file(b"", "empty.vtt")]}, follow=True)
    page = response.content.decode()
    assert Import.objects.count() == 2
    assert "talk.txt" in page
    assert "cannot be read" in page


def test_text_can_be_pasted(admin: Client) -> None:
    admin.post("/imports/", {"text": TEXT.decode()})
    brought = Import.objects.get()
    assert (brought.source, brought.finding["kept"]) == ("pasted text", 3)


def test_nothing_brought_is_said_so(admin: Client) -> None:
    response = admin.post("/imports/", {"text": "  "})
    assert response.status_code == 422
    assert "Choose a file, give an address or paste a text." in response.content.decode()


def test_an_import_is_let_in_carried_out_and_undone(admin: Client) -> None:
    brought = look_at(TEXT, "talk.txt")
    response = admin.post(brought.get_absolute_url(), AS_RAIN, follow=True)
    assert "Is being imported" in response.content.decode()
    assert 'http-equiv="refresh"' in response.content.decode()
    carry_out(brought.pk)
    page = admin.get(brought.get_absolute_url()).content.decode()
    assert "Imported" in page
    assert "/shows/weather/rain/" in page
    admin.post(f"{brought.get_absolute_url()}undo/")
    assert Episode.objects.count() == 0


def test_a_double_click_lets_it_in_once(admin: Client) -> None:
    brought = look_at(TEXT, "talk.txt")
    admin.post(brought.get_absolute_url(), AS_RAIN)
    response = admin.post(brought.get_absolute_url(), AS_RAIN)
    assert response.status_code == 200
    carry_out(brought.pk)
    assert Episode.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"title": ""}, "This field is required."),
        ({"title": "x" * 501}, "at most 500 characters"),
        ({"page_url": "javascript:alert(1)"}, "Enter a valid URL."),
        ({"start_s": "5"}, "Give both times, or neither."),
        ({"start_s": "5", "end_s": "4"}, "The words must end after they begin."),
        ({"format_asked": "tea leaves"}, "Select a valid choice."),
    ],
)
def test_a_wrong_answer_is_shown_again_with_what_is_wrong(
    admin: Client, wrong: dict[str, str], said: str
) -> None:
    brought = look_at(TEXT, "talk.txt")
    response = admin.post(brought.get_absolute_url(), {**AS_RAIN, **wrong})
    assert response.status_code == 422
    assert said in response.content.decode()
    brought.refresh_from_db()
    assert brought.state == "waiting"


def test_the_very_same_file_is_pointed_at(admin: Client) -> None:
    first = look_at(TEXT, "talk.txt")
    admin.post(first.get_absolute_url(), AS_RAIN)
    carry_out(first.pk)
    second = look_at(TEXT, "copy.txt")
    assert "The very same file is here already" in admin.get(second.get_absolute_url()).content.decode()


def test_a_cancelled_import_says_so(admin: Client) -> None:
    brought = look_at(TEXT, "talk.txt")
    page = admin.post(f"{brought.get_absolute_url()}cancel/", follow=True).content.decode()
    assert "Cancelled. The file stays here" in page


def test_an_undo_that_cannot_be_says_why(admin: Client) -> None:
    brought = look_at(TEXT, "talk.txt")
    page = admin.post(f"{brought.get_absolute_url()}undo/", follow=True).content.decode()
    assert "There is nothing to undo here." in page


def test_names_and_words_of_a_file_are_shown_as_words(admin: Client) -> None:
    brought = look_at(b"Ann: <script>alert(1)</script>\n\nBob: No.\n\nAnn: Yes.\n", "<b>talk</b>.txt")
    page = admin.get(brought.get_absolute_url()).content.decode()
    assert "<script>alert" not in page
    assert "&lt;b&gt;talk&lt;/b&gt;.txt" in page


PAGES = ["/imports/", "/imports/{pk}/"]
ACTIONS = ["/imports/{pk}/cancel/", "/imports/{pk}/undo/"]


@pytest.mark.parametrize("address", [*PAGES, *ACTIONS])
def test_strangers_are_asked_to_sign_in(client: Client, address: str) -> None:
    address = address.format(pk=look_at(TEXT, "talk.txt").pk)
    response = client.post(address)
    assert (response.status_code, response["Location"]) == (302, f"/sign-in/?next={address}")


@pytest.mark.parametrize("address", [*PAGES, *ACTIONS])
def test_editors_may_not(editor: Client, address: str) -> None:
    assert editor.post(address.format(pk=look_at(TEXT, "talk.txt").pk)).status_code == 403


@pytest.mark.parametrize("address", ACTIONS)
def test_actions_are_posted(admin: Client, address: str) -> None:
    assert admin.get(address.format(pk=look_at(TEXT, "talk.txt").pk)).status_code == 405


def test_an_import_that_never_was_is_not_found(admin: Client) -> None:
    assert admin.get("/imports/4711/").status_code == 404


def test_the_history_makes_as_many_queries_for_much_as_for_little(
    admin: Client, django_assert_num_queries: object
) -> None:
    for title in ("One", "Two", "Three"):
        brought = look_at(TEXT + title.encode(), "talk.txt")
        with django_assert_num_queries(6):
            admin.get("/imports/")
        brought.show, brought.title = "Weather", title
        brought.start()
        carry_out(brought.pk)
