"""Decides whether another office's sign-in says who somebody is: OpenID Connect, read strictly.

We send the browser to the provider with three secrets made for this one try: a state, which must come back; a nonce,
which must stand in the signed answer; and the fingerprint of a verifier, which we show when we fetch that answer. What
comes back is believed only when it is signed by the provider's key, names it and us, and is minutes old. Nothing that
it says of names or mail addresses is used: a person is whoever bound that very subject to an account before.
"""

import tomllib
from base64 import urlsafe_b64encode
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256
from hmac import compare_digest
from typing import Any
from urllib.parse import urlencode, urlsplit

import jwt

from .proxies import is_loopback

WELL_KNOWN = "/.well-known/openid-configuration"
# Only keys of which the half that is published cannot sign.
ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
STEP_LASTS = timedelta(minutes=10)
OLDEST = timedelta(minutes=10)  # an answer that was signed earlier was meant for another try
SKEW = timedelta(minutes=1)
LONGEST = 255  # letters of a subject, as the standard has it
ASKED = "id name.vi name.lo name.en server_url client_id client_secret"


class NotAccepted(Exception):
    """The answer proves nothing. The reason is for the log; the person reads one sentence, whatever it was."""


@dataclass(frozen=True)
class Provider:
    """An office's own sign-in, as the installation's file describes it."""

    id: str
    names: dict[str, str]
    server: str
    client: str
    secret: str = field(repr=False)
    claim: str = "sub"  # which of its words names the account, for good
    second_factor: bool = False
    amr: frozenset[str] = frozenset({"mfa"})
    acr: frozenset[str] = frozenset()

    def gave_second_factor(self, claims: dict[str, Any]) -> bool:
        """Only where the file trusts it with that, and this very answer says so."""
        said = claims.get("amr")
        ways = {way for way in said if isinstance(way, str)} if isinstance(said, list) else set()
        return self.second_factor and bool(ways & self.amr or claims.get("acr") in self.acr)


@dataclass(frozen=True)
class Endpoints:
    authorization: str
    token: str
    keys: str


def read_providers(text: str) -> tuple[Provider, ...]:
    """The file `keys/providers.toml`; what is wrong with it is told in one sentence."""
    try:
        tables = tomllib.loads(text).get("provider", [])
    except tomllib.TOMLDecodeError as problem:
        raise ValueError(f"providers.toml: {problem}") from None
    found = tuple(map(read_provider, tables))
    if len({one.id for one in found}) < len(found):
        raise ValueError("providers.toml: two providers have the same id")
    return found


def read_provider(table: dict[str, Any]) -> Provider:
    names = table.get("name", {})
    missing = [word for word in ASKED.split() if not said_in(table, word)]
    if missing:
        raise ValueError(f"providers.toml: {', '.join(missing)} missing")
    if not table["id"].replace("-", "").isalnum():
        raise ValueError("providers.toml: an id is made of letters, digits and hyphens")
    server = table["server_url"].removesuffix(WELL_KNOWN)
    if not is_safe(server):
        raise ValueError(f"providers.toml: {server} does not begin with https://")
    return Provider(
        id=table["id"],
        names={language: names[language] for language in ("vi", "lo", "en")},
        server=server,
        client=table["client_id"],
        secret=table["client_secret"],
        claim=table.get("claim", "sub"),
        second_factor=table.get("second_factor", False) is True,
        amr=frozenset(table.get("amr", ["mfa"])),
        acr=frozenset(table.get("acr", [])),
    )


def said_in(table: dict[str, Any], word: str) -> bool:
    for part in word.split("."):
        table = table.get(part, {}) if isinstance(table, dict) else {}
    return isinstance(table, str) and bool(table)


def is_safe(address: str) -> bool:
    """Nobody on the way can write the answer: https, or this very machine."""
    parts = urlsplit(address)
    return parts.scheme == "https" or (parts.scheme == "http" and is_loopback(parts.hostname or ""))


def endpoints_in(provider: Provider, told: dict[str, Any]) -> Endpoints:
    """Where the provider says that its doors are. It must call itself what the installation calls it."""
    if told.get("issuer") != provider.server:
        raise NotAccepted("the provider calls itself otherwise")
    wanted = [told.get(name) for name in ("authorization_endpoint", "token_endpoint", "jwks_uri")]
    if not all(isinstance(address, str) and is_safe(address) for address in wanted):
        raise NotAccepted("a door of the provider is missing or not https")
    return Endpoints(*wanted)  # type: ignore[arg-type]


def door_of(
    provider: Provider, endpoints: Endpoints, *, state: str, nonce: str, verifier: str, back: str
) -> str:
    """Where the browser goes."""
    fingerprint = urlsafe_b64encode(sha256(verifier.encode()).digest()).rstrip(b"=").decode()
    asked = {
        "response_type": "code",
        "scope": "openid",
        "client_id": provider.client,
        "redirect_uri": back,
        "state": state,
        "nonce": nonce,
        "code_challenge": fingerprint,
        "code_challenge_method": "S256",
    }
    between = "&" if urlsplit(endpoints.authorization).query else "?"
    return f"{endpoints.authorization}{between}{urlencode(asked)}"


def believed(
    provider: Provider, token: str, keys: list[dict[str, Any]], *, nonce: str, now: datetime
) -> dict[str, Any]:
    """What the signed answer says, if it is the provider's, for us, for this try, and fresh."""
    try:
        header = jwt.get_unverified_header(token)
        claims: dict[str, Any] = jwt.decode(
            token,
            key_of(header, keys),
            algorithms=list(ALGORITHMS),
            issuer=provider.server,
            audience=provider.client,
            # The times are looked at below, by a clock that is given.
            options={
                "require": ["iss", "aud", "exp", "iat", "nonce"],
                "verify_exp": False,
                "verify_iat": False,
            },
        )
    except (jwt.PyJWTError, ValueError, TypeError) as problem:
        raise NotAccepted(type(problem).__name__) from None
    check_times(claims, now)
    if not compare_digest(str(claims["nonce"]).encode(), nonce.encode()):
        raise NotAccepted("the nonce is another")
    if isinstance(claims["aud"], list) and len(claims["aud"]) > 1 and "azp" not in claims:
        raise NotAccepted("it is meant for several, and does not say for whom")
    if claims.get("azp", provider.client) != provider.client:
        raise NotAccepted("it is meant for somebody else")
    return claims


def key_of(header: dict[str, Any], keys: list[dict[str, Any]]) -> jwt.PyJWK:
    """The one key that the answer names, or the only one there is."""
    if header.get("alg") not in ALGORITHMS:
        raise NotAccepted("it is not signed as we ask")
    fitting = [key for key in keys if key.get("use", "sig") == "sig" and key.get("kid") == header.get("kid")]
    if len(fitting) != 1:
        raise NotAccepted("no key of that name")
    return jwt.PyJWK(fitting[0], algorithm=header["alg"])


def check_times(claims: dict[str, Any], now: datetime) -> None:
    made, ends, first = claims["iat"], claims["exp"], claims.get("nbf", 0)
    if not all(isinstance(moment, int | float) for moment in (made, ends, first)):
        raise NotAccepted("its times are no numbers")
    stamp, skew = now.timestamp(), SKEW.total_seconds()
    if ends < stamp - skew:
        raise NotAccepted("it has run out")
    if not stamp - OLDEST.total_seconds() <= made <= stamp + skew or first > stamp + skew:
        raise NotAccepted("it was made at another time")


def subject_in(provider: Provider, claims: dict[str, Any]) -> str:
    subject = claims.get(provider.claim)
    if not isinstance(subject, str) or not 0 < len(subject) <= LONGEST:
        raise NotAccepted("it names nobody")
    return subject
