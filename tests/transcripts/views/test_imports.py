from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from debates.models import Claim, Passage, Stance, User, View, quote_passage
from tests.factories import SpeakerFactory, UserFactory
from tests.pages import main
from transcripts.desk.taking import carry_out, look_at
from transcripts.models import Episode, Import, ImportProgress, Subscription

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
    assert "A machine reads it for claims, in the background." in page
    assert 'href="/shows/weather/rain/suggest/"' in page
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


def _import(admin: Client, data: bytes = TEXT, **details: str) -> Import:
    brought = look_at(data, "talk.txt")
    admin.post(brought.get_absolute_url(), {**AS_RAIN, **details})
    carry_out(brought.pk)
    brought.refresh_from_db()
    return brought


def test_an_address_is_kept_at_once_and_looked_at_by_the_worker(admin: Client) -> None:
    response = admin.post("/imports/", {"address": "https://weather.example/rain.vtt"}, follow=True)
    page = main(response)
    assert page.one("p", id="said").text == "Is being looked at"
    assert page.one("div", id="state").attributes["hx-trigger"] == "every 1s"
    assert "<noscript><meta http-equiv=" in response.content.decode()


@pytest.mark.parametrize("address", ["ftp://weather.example/x", "file:///etc/passwd", "javascript:alert(1)"])
def test_an_address_that_is_not_of_the_web_is_refused(admin: Client, address: str) -> None:
    assert admin.post("/imports/", {"address": address}).status_code == 422
    assert Import.objects.count() == 0


def test_labels_are_shown_with_whom_they_match_and_the_admin_decides(admin: Client) -> None:
    ann = SpeakerFactory(name="Ann Lee")
    brought = look_at(TEXT.replace(b"Bob", b"spk_0"), "talk.txt")
    page = main(admin.get(brought.get_absolute_url()))
    fields = {each.attributes["name"]: each.attributes.get("value", "") for each in page.all("input")}
    assert (fields["voice-0"], fields["voice-1"]) == ("Ann Lee", "")
    assert "Ann Lee is known here." in page.text
    assert "Nobody yet." in page.text
    admin.post(brought.get_absolute_url(), {**AS_RAIN, "voice-0": "", "voice-1": "Cleo"})
    carry_out(brought.pk)
    voiced = Episode.objects.get().transcripts.get().utterances.in_order()
    assert [each.speaker and each.speaker.name for each in voiced] == [None, None, "Cleo", None]
    assert not ann.utterances.exists()


def test_a_title_with_words_already_is_asked_about_with_a_comparison(admin: Client) -> None:
    _import(admin)
    other = look_at(TEXT.replace(b"Yes.", b"It rained and it poured and it rained once more."), "better.txt")
    response = admin.post(other.get_absolute_url(), AS_RAIN, follow=True)
    page = main(response)
    assert response.redirect_chain == [(other.get_absolute_url(), 302)]
    assert "This episode has words already. Say below what becomes of them." in page.text
    assert "runs of six words" in page.one("fieldset", id="here").text
    refused = admin.post(other.get_absolute_url(), AS_RAIN)
    assert refused.status_code == 422
    assert "Say that these words take the place of those" in refused.content.decode()
    admin.post(other.get_absolute_url(), {**AS_RAIN, "replaces": "on"})
    carry_out(other.pk)
    other.refresh_from_db()
    assert (other.state, other.transcript.version) == ("done", 2)
    assert Episode.objects.count() == 1


def test_another_look_keeps_what_was_filled_in(admin: Client) -> None:
    brought = look_at(TEXT, "talk.txt")
    details = {"act": "look", "show": "Weather", "title": "", "language": "en", "voice-1": "Robert"}
    page = main(admin.post(brought.get_absolute_url(), details, follow=True))
    fields = {each.attributes["name"]: each.attributes.get("value", "") for each in page.all("input")}
    assert (fields["show"], fields["voice-1"]) == ("Weather", "Robert")
    assert "Weather is a new show." in page.text
    brought.refresh_from_db()
    assert brought.state == "waiting"


def test_a_refused_file_can_be_looked_at_again(admin: Client) -> None:
    brought = look_at(b"Not a word", "talk.txt")
    page = main(admin.post(f"{brought.get_absolute_url()}look/", follow=True))
    assert page.one("p", id="said").text == "Cannot be read"


def test_a_preview_confirmed_after_somebody_else_imported_the_same_makes_one_episode(admin: Client) -> None:
    old = look_at(TEXT, "talk.txt")
    admin.get(old.get_absolute_url())
    _import(admin)
    admin.post(old.get_absolute_url(), {**AS_RAIN, "title": "Another title"})
    carry_out(old.pk)
    page = main(admin.get(old.get_absolute_url()))
    assert page.one("p", id="said").text == "Was here already Rain"
    assert "This file was imported before, as “Rain”." in page.text
    assert "Undo" not in page.text
    assert Episode.objects.count() == 1


def test_an_undo_is_refused_with_the_claims_that_would_lose_their_words(admin: Client) -> None:
    brought = _import(admin)
    claim = Claim.objects.create(text="It rained heavily.")
    first = brought.transcript.utterances.in_order()[0]
    quote_passage(claim, Passage(first, 0, first, 2), View(Stance.ASSERTS))
    response = admin.post(f"{brought.get_absolute_url()}undo/")
    alert = main(response).one("div", role="alert")
    assert response.status_code == 409
    assert "1 claim stands on these words and would lose them." in alert.text
    assert [(each.text, each.attributes["href"]) for each in alert.all("a")] == [
        ("It rained heavily.", claim.get_absolute_url())
    ]
    assert Episode.objects.count() == 1


def test_a_file_without_times_is_asked_when_its_words_begin_and_one_with_times_is_not(admin: Client) -> None:
    def fields(data: bytes) -> set[str]:
        page = main(admin.get(look_at(data, "talk").get_absolute_url()))
        return {each.attributes["name"] for each in page.all("input")}

    assert "start_s" in fields(TEXT)
    assert "start_s" not in fields(b"WEBVTT\n\n00:01.000 --> 00:02.000\nIt rained.\n")


def test_a_feed_is_followed_from_its_preview(admin: Client) -> None:
    feed = b"<rss version='2.0'><channel><title>Weather</title><item><guid>a1</guid><title>Rain</title></item></channel></rss>"
    brought = look_at(feed, "https://weather.example/feed")
    Import.objects.filter(pk=brought.pk).update(address="https://weather.example/feed")
    page = main(admin.get(brought.get_absolute_url()))
    assert page.one("h2", id="feed").text == "Weather"
    assert "1 episode, 0 with a transcript of their own." in page.text
    response = admin.post(f"{brought.get_absolute_url()}follow/")
    followed = Subscription.objects.get()
    assert (response["Location"], followed.url) == (
        followed.get_absolute_url(),
        "https://weather.example/feed",
    )
    assert followed.asked_at is not None


def test_a_feed_that_came_as_a_file_is_taken_in_once(admin: Client) -> None:
    feed = b"<rss version='2.0'><channel><title>Weather</title><item><guid>a1</guid><title>Rain</title></item></channel></rss>"
    brought = look_at(feed, "feed.xml")
    admin.post(f"{brought.get_absolute_url()}follow/")
    carry_out(brought.pk)
    brought.refresh_from_db()
    assert (brought.state, Episode.objects.get().guid) == ("followed", "a1")
    assert Subscription.objects.count() == 0


def test_those_feeds_of_a_list_that_were_chosen_are_followed(admin: Client) -> None:
    urls = [f"https://{name}.example/feed" for name in ("one", "two", "three")]
    rows = "".join(f"<outline text='T' xmlUrl='{url}'/>" for url in urls)
    brought = look_at(f"<opml version='2.0'><body>{rows}</body></opml>".encode(), "list.opml")
    page = main(admin.get(brought.get_absolute_url()))
    assert [each.attributes["value"] for each in page.all("input", type="checkbox")] == urls
    admin.post(
        f"{brought.get_absolute_url()}follow/", {"feed": [urls[0], urls[2], "https://smuggled.example/"]}
    )
    assert set(Subscription.objects.values_list("url", flat=True)) == {urls[0], urls[2]}


def test_what_is_no_feed_cannot_be_followed(admin: Client) -> None:
    brought = look_at(TEXT, "talk.txt")
    page = main(admin.post(f"{brought.get_absolute_url()}follow/", follow=True))
    assert "There is no feed here to follow." in page.text


def test_rows_and_seconds_of_an_import_under_way_are_shown(admin: Client) -> None:
    brought = look_at(TEXT, "talk.txt")
    admin.post(brought.get_absolute_url(), AS_RAIN)
    ImportProgress.objects.filter(pk=brought.pk).update(stage="store", done=30, total=120)
    page = main(admin.get(brought.get_absolute_url()))
    bar = page.one("progress")
    assert (bar.attributes["value"], bar.attributes["max"]) == ("30", "120")
    assert "30 of 120 rows, 0 s" in page.text


def test_an_import_that_no_worker_takes_says_so(admin: Client) -> None:
    brought = look_at(TEXT, "talk.txt")
    admin.post(brought.get_absolute_url(), AS_RAIN)
    long_ago = timezone.now() - timedelta(minutes=2)
    ImportProgress.objects.filter(pk=brought.pk).update(begun_at=long_ago)
    assert "No worker has taken it yet." in main(admin.get(brought.get_absolute_url())).text


PAGES = ["/imports/", "/imports/{pk}/"]
ACTIONS = [f"/imports/{{pk}}/{act}/" for act in ("cancel", "undo", "look", "follow")]


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


@pytest.mark.parametrize(
    "labels",
    [
        [f"spk_{number}" for number in range(40)],
        [f"Ann {first}{second}l" for first in "BCDFGLMN" for second in "aeiou"],
    ],
    ids=["numbers", "names"],
)
def test_a_preview_makes_as_many_queries_for_many_voices_as_for_few(
    admin: Client, django_assert_max_num_queries: object, labels: list[str]
) -> None:
    talk = "".join(f"{label}: It rained.\n\n{label}: It poured.\n\n" for label in labels)
    page = look_at(talk.encode(), "talk.txt").get_absolute_url()
    with django_assert_max_num_queries(14):
        assert labels[39] in admin.get(page).content.decode()


@pytest.mark.parametrize("posted", [{"text": "Ann: It rained.\n" * 200_000}, {"uploads": 101}])
def test_what_is_too_much_for_one_form_is_refused_with_the_remedy(
    admin: Client, posted: dict[str, object]
) -> None:
    if "uploads" in posted:
        posted = {"uploads": [_file(name=f"{number}.txt") for number in range(101)]}
    response = admin.post("/imports/", posted)
    assert response.status_code == 400
    assert "Bring at most 50 files at once, and long texts as a file" in response.content.decode()
    assert Import.objects.count() == 0


def test_older_imports_are_on_further_pages(admin: Client) -> None:
    Import.objects.bulk_create(Import(source=f"{number}.txt") for number in range(51))
    assert len(main(admin.get("/imports/")).all("th", scope="row")) == 50
    assert main(admin.get("/imports/?page=2")).texts("th", scope="row") == ["0.txt"]
    assert admin.get("/imports/?page=nonsense").status_code == 200


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
