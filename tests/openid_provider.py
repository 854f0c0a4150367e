"""A small OpenID Connect provider on this machine, for tests: whoever comes is signed in as the person that it was told of."""

from __future__ import annotations

import base64
import hashlib
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET = "counterpoint", "a secret of both"


class Provider:
    """Runs in a thread of its own while it is entered. Its codes are those of the persons, so that it keeps nothing.

    Any process may say who comes next, in the query of `/authorize` as `login_hint`: a person as JSON. `audience` in it is put into
    the token in place of the client's.
    """

    def __enter__(self) -> Provider:
        self.key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self.origin = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.server.shutdown()
        self.server.server_close()

    def description(self) -> dict[str, Any]:
        return {
            "issuer": self.origin,
            "authorization_endpoint": f"{self.origin}/authorize",
            "token_endpoint": f"{self.origin}/token",
            "userinfo_endpoint": f"{self.origin}/userinfo",
            "jwks_uri": f"{self.origin}/keys",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        }

    def keys(self) -> dict[str, Any]:
        public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key()))
        return {"keys": [{**public, "kid": "first", "use": "sig", "alg": "RS256"}]}

    def token(self, code: str) -> dict[str, Any]:
        person = _opened(code)
        claims = {
            "iss": self.origin,
            "aud": person.pop("audience", CLIENT),
            "iat": int(time.time()),
            "exp": int(time.time()) + 300,
            **person,
        }
        signed = jwt.encode(claims, self.key, algorithm="RS256", headers={"kid": "first"})
        return {
            "access_token": code,
            "token_type": "Bearer",
            "expires_in": 300,
            "id_token": signed,
        }


def _sealed(person: dict[str, Any]) -> str:
    return base64.urlsafe_b64encode(json.dumps(person).encode()).decode()


def _opened(code: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(base64.urlsafe_b64decode(code))
    return found


def _is_known(form: dict[str, str]) -> bool:
    """Whether the client says its secret, and what it hashed when it sent its visitor here."""
    person = _opened(form["code"])
    verifier = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
    challenge = base64.urlsafe_b64encode(verifier).decode().rstrip("=")
    told = (form.get("client_id"), form.get("client_secret"), challenge)
    return told == (CLIENT, SECRET, person["challenge"])


def _handler(provider: Provider) -> type[BaseHTTPRequestHandler]:
    return type("Handler", (_Handler,), {"provider": provider})


class _Handler(BaseHTTPRequestHandler):
    provider: Provider

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        match parts.path:
            case "/.well-known/openid-configuration":
                self.say(self.provider.description())
            case "/keys":
                self.say(self.provider.keys())
            case "/authorize":
                self.authorize({name: values[0] for name, values in parse_qs(parts.query).items()})
            case "/userinfo":
                self.say(_opened(self.headers["Authorization"].removeprefix("Bearer ")))
            case _:
                self.say({"error": "not here"}, 404)

    def do_POST(self) -> None:
        sent = self.rfile.read(int(self.headers["Content-Length"])).decode()
        form = {name: values[0] for name, values in parse_qs(sent).items()}
        if _is_known(form):
            self.say(self.provider.token(form["code"]))
        else:
            self.say({"error": "invalid_client"}, 401)

    def authorize(self, asked: dict[str, str]) -> None:
        person = {**json.loads(asked["login_hint"]), "challenge": asked.get("code_challenge", "")}
        answer = urlencode({"code": _sealed(person), "state": asked["state"]})
        self.send_response(302)
        self.send_header("Location", f"{asked['redirect_uri']}?{answer}")
        self.end_headers()

    def say(self, what: dict[str, Any], status: int = 200) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(what).encode())

    def log_message(self, *_: object) -> None:
        """Say nothing in the output of tests."""
