"""A passkey as a browser would have registered it."""

from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.utils import sha256, websafe_encode
from fido2.webauthn import (
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorData,
    CollectedClientData,
)

_PRESENT_VERIFIED_ATTESTED = 0x45


def passkey(person, name: str = "見本の鍵"):
    """Give the person a passkey without password."""
    return person.authenticator_set.create(
        type="webauthn", data={"name": name, "credential": _credential()}
    )


def _credential() -> dict:
    public_key = ES256.from_cryptography_key(ec.generate_private_key(ec.SECP256R1()).public_key())
    kept = AttestedCredentialData.create(bytes(16), b"mihon", public_key)
    told = AuthenticatorData.create(sha256(b"testserver"), _PRESENT_VERIFIED_ATTESTED, 0, kept)
    client = CollectedClientData.create("webauthn.create", b"mihon", "http://testserver")
    return {
        "id": websafe_encode(b"mihon"),
        "rawId": websafe_encode(b"mihon"),
        "type": "public-key",
        "response": {
            "clientDataJSON": websafe_encode(client),
            "attestationObject": websafe_encode(AttestationObject.create("none", told, {})),
        },
        "clientExtensionResults": {"credProps": {"rk": True}},
    }
