"""Run by itself with a provider in `oauth.toml`: signs people in with it, in a transaction that is undone, and prints what came of each as JSON."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from typing import Any
from urllib.parse import urlencode

import django

django.setup()

from allauth.account.models import EmailAddress  # noqa: E402
from django.conf import settings  # noqa: E402
from django.contrib.auth import get_user  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import transaction  # noqa: E402
from django.test import Client  # noqa: E402

from debates.models import Invitation, User  # noqa: E402

settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
DOOR = "/account/elsewhere/oidc/example-id/login/"
ANN = {"sub": "1", "email": "ann@example.org", "email_verified": True, "preferred_username": "annlee"}


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        return None


def walk(person: dict[str, Any], client: Client | None = None, **spoilt: str) -> tuple[Client, Any]:
    """Press the button on the page, let the provider send us back as `person`, and come back."""
    client = client or Client(SERVER_NAME="localhost")
    assert f'action="{DOOR}"' in client.get("/sign-in/").content.decode()
    out = client.post(DOOR)
    assert out.status_code == 302, out.status_code
    there = f"{out['Location']}&{urlencode({'login_hint': json.dumps(person)})}"
    try:
        urllib.request.build_opener(_Stay).open(there)
        raise AssertionError("the provider sent nobody back")
    except urllib.error.HTTPError as answer:
        back = str(answer.headers["Location"])
    back = "".join(back.split("localhost", 1)[1:])
    for part, wrong in spoilt.items():
        back = back.replace(f"{part}=", f"{part}={wrong}")
    return client, client.get(back, follow=True)


def who(client: Client) -> str:
    return str(get_user(client).username or "nobody")


def main() -> dict[str, Any]:
    found: dict[str, Any] = {}
    client, page = walk(ANN)
    found["stranger"] = [who(client), page.status_code, User.objects.count()]

    invitation = Invitation(role=User.Role.EDITOR)
    invited = Client(SERVER_NAME="localhost")
    invited.get(f"/invitations/{invitation.seal()}/")
    walk(ANN, invited)
    ann = User.objects.get(username="annlee")
    invitation.refresh_from_db()
    found["invited"] = [who(invited), ann.role, ann.email, invitation.accepted_by == ann]
    found["again"] = [who(walk(ANN)[0]), User.objects.count()]

    bob = User.objects.create_user("bob", "bob@example.org", "a staple in the horse")
    EmailAddress.objects.create(user=bob, email=bob.email, verified=True, primary=True)
    same = {"sub": "2", "email": "bob@example.org", "email_verified": True}
    found["unconfirmed elsewhere"] = who(walk({**same, "email_verified": False})[0])
    found["same address"] = [who(walk(same)[0]), User.objects.count()]

    client, page = walk({**ANN, "audience": "somebody else"})
    found["token for another site"] = [who(client), "Not signed in" in page.content.decode()]
    client, page = walk(ANN, state="x")
    found["another's state"] = [who(client), "Not signed in" in page.content.decode()]

    page = Client(SERVER_NAME="localhost").post(DOOR.replace("example-id", "gone"))
    found["a provider that does not answer"] = [page.status_code, "Not signed in" in page.content.decode()]
    return found


with transaction.atomic():
    call_command("migrate", "socialaccount", verbosity=0)
    print(json.dumps(main()))
    transaction.set_rollback(True)
