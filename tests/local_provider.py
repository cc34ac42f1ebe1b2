"""A small OpenID provider on this machine, strict as a real one, which can be told to lie."""

import json
from base64 import b64decode, urlsafe_b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from secrets import token_urlsafe
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from django.utils import timezone

CLIENT, SECRET = "chungtay", "a:secret%of the two"


class LocalProvider:
    """Tell it to lie before the next answer.

    `says` changes claims (None leaves one out, a function is given the time), `signs_with` the key, `describes` how
    it describes itself.
    """

    def __init__(self, key: RSAPrivateKey) -> None:
        self.key, self.signs_with, self.algorithm, self.kid = key, key, "RS256", "one"
        self.subject = "subject-7"
        self.says: dict[str, Any] = {}
        self.describes: dict[str, Any] = {}
        self.codes: dict[str, dict[str, str]] = {}
        self.asked: list[str] = []
        self.redirects_to = ""
        self.is_careless = False  # takes a code again, from wherever, by whomever it was asked for
        self.address = ""

    def visit(self, door: str) -> str:
        """Be the person who goes over and signs in there; gives the path and query to come back to."""
        line = HTTPConnection(urlsplit(door).netloc, timeout=5)
        line.request("GET", door.removeprefix(self.address))
        answer = line.getresponse()
        answer.read()
        assert answer.status == 302, door
        back = urlsplit(answer.headers["Location"])
        line.close()
        return f"{back.path}?{back.query}"

    def description(self) -> dict[str, Any]:
        told = {
            "issuer": self.address,
            "authorization_endpoint": f"{self.address}/authorize",
            "token_endpoint": f"{self.address}/token",
            "jwks_uri": f"{self.address}/keys",
        }
        return told | self.describes

    def published_keys(self) -> dict[str, Any]:
        public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key()))
        return {"keys": [{**public, "kid": "one", "use": "sig", "alg": "RS256"}]}

    def authorize(self, asked: dict[str, str]) -> str:
        assert (asked["response_type"], asked["client_id"], asked["scope"]) == ("code", CLIENT, "openid")
        assert asked["code_challenge_method"] == "S256"
        assert min(len(asked[name]) for name in ("state", "nonce", "code_challenge")) >= 43
        code = token_urlsafe(16)
        self.codes[code] = asked
        return f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state'], 'iss': self.address})}"

    def token(self, form: dict[str, str], authorization: str) -> dict[str, str] | None:
        names = b64decode(authorization.removeprefix("Basic ")).decode()
        asked = self.codes.get(form["code"])
        if self.is_careless:
            return {"id_token": self.signed(asked["nonce"])} if asked else None
        self.codes.pop(form["code"], None)  # a code is good once
        fingerprint = urlsafe_b64encode(sha256(form["code_verifier"].encode()).digest()).rstrip(b"=").decode()
        if asked is None or names != "chungtay:a%3Asecret%25of%20the%20two":
            return None
        if (fingerprint, form["redirect_uri"]) != (asked["code_challenge"], asked["redirect_uri"]):
            return None
        return {"access_token": "unused", "token_type": "Bearer", "id_token": self.signed(asked["nonce"])}

    def signed(self, nonce: str) -> str:
        now = int(timezone.now().timestamp())
        claims = {
            "iss": self.address,
            "aud": CLIENT,
            "sub": self.subject,
            "nonce": nonce,
            "iat": now,
            "exp": now + 300,
        }
        said = {
            name: value(now) if callable(value) else value for name, value in {**claims, **self.says}.items()
        }
        told = {name: value for name, value in said.items() if value is not None}
        return jwt.encode(told, self.signs_with, algorithm=self.algorithm, headers={"kid": self.kid})


@contextmanager
def local_provider(key: RSAPrivateKey) -> Iterator[LocalProvider]:
    provider = LocalProvider(key)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path, _, query = self.path.partition("?")
            provider.asked.append(path)
            if provider.redirects_to:
                self.answer(302, location=provider.redirects_to)
            elif path == "/authorize":
                self.answer(302, location=provider.authorize(dict(parse_qsl(query, keep_blank_values=True))))
            elif path == "/keys":
                self.answer(200, provider.published_keys())
            elif path == "/.well-known/openid-configuration":
                self.answer(200, provider.description())
            else:
                self.answer(404, {})

        def do_POST(self) -> None:
            provider.asked.append(self.path)
            sent = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
            told = provider.token(
                {name: values[0] for name, values in sent.items()}, self.headers["Authorization"]
            )
            self.answer(200 if told else 400, told or {"error": "invalid_grant"})

        def answer(self, status: int, told: object = None, location: str = "") -> None:
            body = json.dumps(told).encode()
            self.send_response(status)
            if location:
                self.send_header("Location", location)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *told: object) -> None:
            """Tests are quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    provider.address = f"http://127.0.0.1:{server.server_address[1]}"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def new_key() -> RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)
