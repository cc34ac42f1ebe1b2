"""A passkey made of software: makes keys and signs with them as a phone does, for tests without a browser."""

import json
from hashlib import sha256
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.utils import websafe_decode, websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData

from chungtay.models import Account

HOST = "testserver"
SEEN_AND_KNOWN, WITH_KEY = 0x05, 0x40  # somebody touched it and showed a finger; the key itself is told


class Passkey:
    """One key of one account."""

    def __init__(self, number: int = 1) -> None:
        self.secret = ec.generate_private_key(ec.SECP256R1())
        self.id = number.to_bytes(16)
        self.owner = b""

    def made(self, options: dict[str, Any], *, flags: int = SEEN_AND_KNOWN) -> str:
        """What the browser sends after making the key."""
        asked = options["publicKey"]
        self.owner = websafe_decode(asked["user"]["id"])
        return json.dumps(self._written("webauthn.create", asked["challenge"], self._attestation(flags)))

    def shown(self, options: dict[str, Any], *, flags: int = SEEN_AND_KNOWN) -> str:
        """What the browser sends after asking for the key."""
        known = self._known(flags)
        written = self._written(
            "webauthn.get", options["publicKey"]["challenge"], {"authenticatorData": known}
        )
        said = websafe_decode(written["response"]["clientDataJSON"])
        signature = self.secret.sign(known + sha256(said).digest(), ec.ECDSA(hashes.SHA256()))
        written["response"] |= {
            "signature": websafe_encode(signature),
            "userHandle": websafe_encode(self.owner),
        }
        return json.dumps(written)

    def kept_for(self, account: Account) -> dict[str, Any]:
        """The key as the database keeps it."""
        self.owner = str(account.pk).encode()
        kept: dict[str, Any] = self._written("webauthn.create", "", self._attestation(SEEN_AND_KNOWN))
        return kept

    def _written(self, kind: str, challenge: str, parts: dict[str, bytes]) -> dict[str, Any]:
        said = json.dumps({"type": kind, "challenge": challenge, "origin": f"https://{HOST}"}).encode()
        response = {name: websafe_encode(part) for name, part in {"clientDataJSON": said, **parts}.items()}
        id = websafe_encode(self.id)
        return {
            "id": id,
            "rawId": id,
            "type": "public-key",
            "response": response,
            "clientExtensionResults": {},
        }

    def _attestation(self, flags: int) -> dict[str, bytes]:
        public = ES256.from_cryptography_key(self.secret.public_key())
        key = AttestedCredentialData.create(aaguid=bytes(16), credential_id=self.id, public_key=public)
        return {"attestationObject": AttestationObject.create("none", self._known(flags | WITH_KEY, key), {})}

    def _known(self, flags: int, key: bytes = b"") -> AuthenticatorData:
        return AuthenticatorData.create(sha256(HOST.encode()).digest(), flags, 0, key)
