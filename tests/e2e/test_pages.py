"""Every page, as browsers of two widths, two colour schemes, with and without JavaScript show it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import Watched

pytestmark = pytest.mark.django_db

Open = Callable[..., Watched]

DEBATE = "/debates/are-large-language-models-a-dead-end/"
READING = {
    "home": "/",
    "versus": DEBATE,
    "outline": f"{DEBATE}outline/",
    "turns-on": f"{DEBATE}turns-on/",
    "what-if": f"{DEBATE}what-if/?aside=fine-tuning-could-replicate",
    "time": f"{DEBATE}time/?step=12",
    "how-to-read": "/how-to-read/",
    "claim": "/claims/no-true-world-model/",
    "claim-play": "/claims/no-true-world-model/play/",
    "claim-embed": "/embed/claims/no-true-world-model/",
    "claim-map-embed": "/embed/claims/no-true-world-model/map/",
    "claim-map": "/claims/no-true-world-model/map/",
    "episode": "/shows/dwarkesh-podcast/some-thoughts-on-the-sutton-interview/",
    "speaker-heard": "/speakers/dwarkesh-patel/",
    "speaker-reported": "/speakers/richard-sutton/",
    "questions": f"{DEBATE}questions/",
    "reports": f"{DEBATE}reports/",
    "agreed": f"{DEBATE}agreed/",
    "speaker-questions": "/speakers/dwarkesh-patel/questions/",
    "debates": "/debates/",
    "people": "/speakers/",
    "shows": "/shows/",
    "show": "/shows/dwarkesh-podcast/",
    "search": "/search/?q=learn+data",
    "sign-in": "/sign-in/",
}
EDITING = {
    "debate-new": "/debates/new/",
    "debate-change": f"{DEBATE}change/",
    "claim-place": "/claims/no-true-world-model/place/",
    "claim-relate": "/claims/no-true-world-model/relate/",
    "review": "/review/?reading=second",
    "claim-of-words": "/shows/dwarkesh-podcast/some-thoughts-on-the-sutton-interview/claims/new/?at=3.0-3.9",
    "term-new": f"{DEBATE}terms/new/",
    "term-change": "/terms/true-world-model/change/",
    "reports-judge": f"{DEBATE}reports/",
    "questions-decide": f"{DEBATE}questions/",
    "questions-mark": f"{DEBATE}questions/mark/",
}
PATEL = "/speakers/dwarkesh-patel/"
FURTHER = {
    "speaker-appearances": f"{PATEL}appearances/",
    "speaker-positions": f"{PATEL}positions/",
    "speaker-over-time": f"{PATEL}over-time/",
    "speaker-others": f"{PATEL}others/",
    "speaker-unanswered": f"{PATEL}unanswered/",
    "speaker-unchallenged": f"{PATEL}unchallenged/",
    "voice": f"{PATEL}voice/",
    "show-voices": "/voices/dwarkesh-podcast/",
}
FURTHER_EDITING = {
    "names": "/attributions/",
    "speaker-merge": f"{PATEL}merge/",
    "speaker-split": f"{PATEL}split/",
    "suggest": "/shows/dwarkesh-podcast/some-thoughts-on-the-sutton-interview/suggest/",
}
"""Pages made of parts that pages above have as well."""

OFTEN = {"speaker-appearances", "speaker-over-time", "voice", "show-voices", "speaker-split", "suggest"}
"""Those of the further ones at which each run looks, on a small screen; the others are left for the long run."""

PAGES = {**READING, **EDITING, **FURTHER, **FURTHER_EDITING}
FOR_EDITORS = {**EDITING, **FURTHER_EDITING}


def _is_seldom(name: str, width: int, scripts: bool) -> bool:
    """Whether a page is looked at in this way in the long run alone."""
    if name in READING or name in EDITING:
        return scripts == (width == 1280)
    return name not in OFTEN or (width, scripts) != (390, True)


every_page = pytest.mark.parametrize("name", [*READING, *EDITING])
every_look = pytest.mark.parametrize(
    ("name", "width", "scripts"),
    [
        pytest.param(
            name,
            width,
            scripts,
            id=f"{width}-{'' if scripts else 'no-'}scripts-{name}",
            marks=[pytest.mark.slow] if _is_seldom(name, width, scripts) else [],
        )
        for name in PAGES
        for width in (390, 1280)
        for scripts in (True, False)
    ],
)


@pytest.fixture
def visit(open_page: Open, editors_cookie: dict[str, str]) -> Open:
    """Open a page by name, signed in where that is asked for."""

    def visit_(name: str, **how: object) -> Watched:
        cookie = editors_cookie if name in FOR_EDITORS else None
        return open_page(PAGES[name], cookie=cookie, **how)

    return visit_


@every_look
def test_is_accessible_and_fits_in_both_colour_schemes(
    visit: Open, name: str, width: int, scripts: bool
) -> None:
    watched = visit(name, width=width, scripts=scripts)
    expect(watched.page.locator("h1")).to_have_count(1)
    expect(watched.page.locator("h1")).to_be_visible()
    for scheme in ("light", "dark"):
        assert (scheme, watched.axe(scheme)) == (scheme, [])
        assert (scheme, watched.overflow()) == (scheme, 0)
    assert watched.troubles == []


@pytest.mark.slow
@pytest.mark.parametrize("name", [*FURTHER, *FURTHER_EDITING])
def test_further_pages_fit_the_narrowest_screens(visit: Open, name: str) -> None:
    assert visit(name, width=320).overflow() == 0


@every_page
def test_fits_the_narrowest_screens_and_four_times_zoom(visit: Open, name: str) -> None:
    assert visit(name, width=320).overflow() == 0


@every_page
def test_the_keyboard_reaches_everything_and_shows_where_it_is(visit: Open, name: str) -> None:
    page = visit(name).page
    reachable = page.evaluate(
        """() => {
          const all = [...document.querySelectorAll(
            'a[href], button, input:not([type=hidden]), select, textarea, summary')]
            .filter(each => each.checkVisibility({contentVisibilityAuto: false}))
            // Radio buttons of one name are one stop: the arrow keys go between them.
            .filter(each => each.type !== 'radio' || each === (
              each.form.querySelector(`input[type=radio][name="${each.name}"]:checked`)
              ?? each.form.querySelector(`input[type=radio][name="${each.name}"]`)));
          all.forEach((each, number) => { each.dataset.number = number; });
          return all.length;
        }"""
    )
    page.evaluate(
        """() => {
          window.focused = [];
          document.addEventListener('focusin', ({target: each}) => {
            const style = getComputedStyle(each);
            window.focused.push({
              number: each.dataset.number ?? null, place: each.outerHTML.slice(0, 90),
              marked: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2});
          });
        }"""
    )
    for _ in range(reachable + 5):
        page.keyboard.press("Tab")
    focused = [each for each in page.evaluate("() => window.focused") if each["number"] is not None]
    reached = {int(each["number"]) for each in focused}
    unmarked = [each["place"] for each in focused if not each["marked"]]
    assert reached == set(range(reachable))
    assert unmarked == []


@pytest.mark.parametrize("name", ["home", "versus", "debate-new"])
def test_the_first_key_press_offers_to_skip_to_the_content(visit: Open, name: str) -> None:
    page = visit(name).page
    page.keyboard.press("Tab")
    skip = page.locator("a.skip")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    assert page.url.endswith("#content")
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.querySelector('main').contains(document.activeElement)")


@pytest.mark.parametrize("name", ["versus", "debate-new"])
def test_both_colour_schemes_are_meant(visit: Open, name: str) -> None:
    def luminance(scheme: str) -> int:
        colour = (
            "() => getComputedStyle(document.body).backgroundColor.match(/\\d+/g).slice(0, 3).map(Number)"
        )
        return sum(visit(name, scheme=scheme).page.evaluate(colour))

    assert luminance("light") > 600 > 200 > luminance("dark")


def test_the_typeface_of_the_site_is_loaded(visit: Open) -> None:
    page = visit("versus").page
    page.evaluate("() => document.fonts.ready")
    assert page.evaluate("() => document.fonts.check('16px \"Source Serif 4\"')")
    loaded = page.evaluate("() => [...document.fonts].filter(each => each.status === 'loaded').length")
    assert loaded == 1


def test_htmx_is_there_and_leaves_answers_that_are_faults_out_of_the_page(visit: Open) -> None:
    page = visit("home").page
    assert page.evaluate("() => [htmx.version, htmx.config.noSwap]") == ["4.0.1", [204, 304, "4xx", "5xx"]]


def test_a_link_to_a_second_opens_the_transcript_at_its_line(visit: Open) -> None:
    page = visit("claim", width=390).page
    page.locator(".claim-meta a.second").first.click()
    assert page.url.endswith("#u2")
    expect(page.locator("#u2")).to_be_in_viewport()
    expect(page.locator("#u2")).to_contain_text("Furthermore, what these LLMs learn from training")


def test_a_branch_of_the_outline_closes_and_opens_without_scripts(visit: Open) -> None:
    page = visit("outline", scripts=False).page
    claim = page.get_by_role("link", name="LLMs build a model of what a human would say next.")
    expect(claim).to_be_visible()
    page.locator("#claims li summary").first.click()
    expect(claim).to_be_hidden()
    page.locator("#claims li summary").first.click()
    expect(claim).to_be_visible()


def test_the_exchange_stands_side_by_side_where_there_is_room(visit: Open) -> None:
    def columns(width: int) -> tuple[float, float]:
        page = visit("versus", width=width).page
        clash = page.locator(".exchange", has=page.locator(".answer")).first
        claim, reply = (
            clash.locator(".claim").first.bounding_box(),
            clash.locator(".answer .claim").first.bounding_box(),
        )
        assert claim
        assert reply
        return claim["x"] + claim["width"], reply["x"]

    right_of_claim, left_of_reply = columns(1280)
    assert left_of_reply > right_of_claim
    right_of_claim, left_of_reply = columns(390)
    assert left_of_reply < right_of_claim


def test_paper_gets_the_debate_without_the_sites_buttons(visit: Open) -> None:
    page = visit("versus").page
    page.emulate_media(media="print")
    expect(page.locator(".site-head nav")).to_be_hidden()
    expect(page.locator("h1")).to_be_visible()


def test_what_is_wrong_is_found(visit: Open) -> None:
    """The eyes of these tests are open: a page that is spoilt is told from one that is not."""
    watched = visit("home")
    watched.page.evaluate(
        """() => {
          document.querySelector('h1').style.cssText = 'color: #ddd';
          document.querySelector('footer').style.minWidth = '3000px';
          document.documentElement.removeAttribute('lang');
          const code = document.createElement('script');
          code.textContent = 'window.wasRun = true';
          document.body.append(code);
        }"""
    )
    rules = {found.partition(":")[0] for found in watched.axe()}
    assert {"html-has-lang", "color-contrast"} <= rules
    assert watched.overflow() > 1000
    assert any("Content Security Policy" in trouble for trouble in watched.troubles)
    assert watched.page.evaluate("() => window.wasRun") is None


def test_pages_that_do_not_exist_are_accessible_too(open_page: Open) -> None:
    watched = open_page("/nothing/", width=390)
    assert watched.axe() == []
    assert watched.overflow() == 0
    expect(watched.page.locator("h1")).to_have_text("Nothing here")


def test_nothing_is_asked_of_other_sites(visit: Open, site: str) -> None:
    watched = visit("home")
    asked: list[str] = []
    watched.page.on("request", lambda request: asked.append(request.url))
    for address in READING.values():
        watched.page.goto(address)
    assert len(asked) > len(READING)
    assert [url for url in asked if not url.startswith((site, "data:"))] == []
