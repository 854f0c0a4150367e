"""`python -m benchmarks.pages [--json] [WORD]`: a table of pages, or of those with a word in their names; ends with 1 where one is over its budget."""

from __future__ import annotations

import gzip
import json
import os
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.test import Client

ROUNDS = 15
STATIC = Path(__file__).resolve().parent.parent.parent / "static"


@dataclass(frozen=True, slots=True)
class Budget:
    """What a page may weigh, compressed and in KB, and cost in milliseconds of processor time."""

    html_kb: float = 60
    scripts_kb: float = 40
    styles_kb: float = 10
    processor_ms: float = 15


TRANSCRIPT = Budget(html_kb=300, processor_ms=30)


@dataclass(frozen=True, slots=True)
class Measured:
    """One page: its first answer and, in the median, those after it. Time is that of this process alone.

    `processor_ms` is what strangers cost, `made_ms` whoever has a session: a page that is made anew each time. `queries` are those of the latter.
    """

    page: str
    html_kb: float
    scripts_kb: float
    styles_kb: float
    queries: int
    first_ms: float
    made_ms: float
    processor_ms: float

    def over(self, budget: Budget) -> list[str]:
        return [field for field in asdict(budget) if getattr(self, field) > getattr(budget, field)]


def _kb(data: bytes) -> float:
    return round(len(gzip.compress(data, 6)) / 1024, 1)


def _assets(html: str, pattern: str) -> float:
    """The size of all files that the page names, with the modules that those import."""
    names = set(re.findall(pattern, html))
    texts = {name: (STATIC / name).read_bytes() for name in names}
    for name, text in list(texts.items()):
        for module in re.findall(rb'from "\./([^"]+)"', text):
            path = f"{name.rpartition('/')[0]}/{module.decode()}"
            texts[path] = (STATIC / path).read_bytes()
    return round(sum(_kb(text) for text in texts.values()), 1)


def measure(page: str, address: str) -> Measured:
    """Ask for a page as a stranger's browser does, compressed, again and again; then as somebody's who has a session.

    For pages of the desk both are an editor's.
    """
    from django.conf import settings
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from debates.models import User

    client = Client(headers={"Accept-Encoding": "gzip"})
    guest = Client(headers={"Accept-Encoding": "gzip"})
    guest.cookies[settings.SESSION_COOKIE_NAME] = "of-nobody"
    if page.startswith("desk: "):
        client = guest
        client.force_login(User.objects.get_or_create(username="editor", role=User.Role.EDITOR)[0])
    begun = time.process_time()
    response = client.get(address)
    first = time.process_time() - begun
    assert response.status_code == 200, f"{address} answers {response.status_code}"  # noqa: S101
    html = gzip.decompress(response.content).decode()
    guest.get(address)
    with CaptureQueriesContext(connection) as queries:
        guest.get(address)
    return Measured(
        page,
        _kb(html.encode()),
        _assets(html, r'<script[^>]+src="/static/([^"]+)"'),
        _assets(html, r'rel="stylesheet" href="/static/([^"]+)"'),
        len(queries),
        round(first * 1000, 1),
        _spent_ms(guest, address),
        _spent_ms(client, address),
    )


def _spent_ms(client: Client, address: str) -> float:
    """Milliseconds of processor time in the median."""
    spent = []
    for _ in range(ROUNDS):
        begun = time.process_time()
        client.get(address)
        spent.append(time.process_time() - begun)
    return round(statistics.median(spent) * 1000, 1)


def _pages() -> Iterable[tuple[str, str, Budget]]:
    """Fill the site, and name its pages."""
    from benchmarks.pages.talks import make_debate, make_suggestions, make_talk
    from debates.demo.loading import load_demo
    from debates.standings.renewal import renew

    load_demo()
    long = make_talk("Three hours", 1800, 15, ["Ann Lee", "Bob Roe"], seed=1)
    captions = make_talk("Ten thousand captions", 10_000, 7, ["Cy Day", "Dee Fox"], seed=2)
    debate = make_debate("Is it so?", long, 300, seed=1)
    make_debate("Is it not?", captions, 600, seed=2)
    suggestion = make_suggestions(captions, 4000, 1000)
    renew()
    demo = "/debates/are-large-language-models-a-dead-end/"
    claim = debate.placements.in_order()[0].claim
    plain = Budget()
    return [
        ("home", "/", plain),
        ("debates", "/debates/", plain),
        ("people", "/speakers/", plain),
        ("show", "/shows/made-up/", plain),
        ("versus", demo, plain),
        ("versus, 300 claims", debate.get_absolute_url(), plain),
        ("outline", f"{demo}outline/", plain),
        ("outline, 300 claims", f"{debate.get_absolute_url()}outline/", plain),
        ("turns on, 300 claims", f"{debate.get_absolute_url()}turns-on/", plain),
        ("what if, 300 claims", f"{debate.get_absolute_url()}what-if/?aside={claim.key}", plain),
        ("time, 300 claims", f"{debate.get_absolute_url()}time/", plain),
        ("map, 300 claims", f"{debate.get_absolute_url()}map/", plain),
        ("claim", "/claims/no-true-world-model/", plain),
        ("claim with replies", claim.get_absolute_url(), plain),
        ("speaker", "/speakers/dwarkesh-patel/", plain),
        ("speaker, 150 claims", "/speakers/ann-lee/", plain),
        ("transcript", "/shows/dwarkesh-podcast/some-thoughts-on-the-sutton-interview/", TRANSCRIPT),
        ("transcript, 3 hours", long.episode.get_absolute_url(), TRANSCRIPT),
        ("transcript, 10,000 lines", captions.episode.get_absolute_url(), TRANSCRIPT),
        ("desk: words alone", "/how-to-read/", plain),
        ("desk: review of 5,000", "/review/", plain),
        ("desk: review, filtered", "/review/?kind=relation&speaker=cy-day&above=40", plain),
        ("desk: review, page 300", "/review/?page=300", plain),
        ("desk: one suggestion", f"/review/{suggestion.pk}/", plain),
    ]


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        os.environ["COUNTERPOINT_DATA"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "debates.settings"
        import django
        from django.conf import settings
        from django.core.management import call_command

        django.setup()
        settings.STORAGES["staticfiles"] = {
            "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        }
        settings.ALLOWED_HOSTS.append("testserver")
        call_command("migrate", verbosity=0)
        word = next((each for each in sys.argv[1:] if each != "--json"), "")
        pages = [(measure(page, address), budget) for page, address, budget in _pages() if word in page]
        from django.db import connections

        connections.close_all()
    over = {each.page: each.over(budget) for each, budget in pages if each.over(budget)}
    if "--json" in sys.argv:
        print(json.dumps({"pages": [asdict(each) for each, _ in pages], "over": over}, indent=2))
        return 1 if over else 0
    print(
        f"{'page':26}{'HTML KB':>9}{'JS KB':>7}{'CSS KB':>8}{'queries':>9}{'first ms':>10}{'made ms':>9}{'CPU ms':>8}"
    )
    for each, _ in pages:
        print(
            f"{each.page:26}{each.html_kb:9}{each.scripts_kb:7}{each.styles_kb:8}{each.queries:9}"
            f"{each.first_ms:10}{each.made_ms:9}{each.processor_ms:8}  {', '.join(over.get(each.page, []))}"
        )
    return 1 if over else 0


if __name__ == "__main__":
    raise SystemExit(main())
