"""The secrets of an invitation: a long token for the QR code, a short code for typing. Both are derived, never stored.

From the server's key and the invitation's random id, so that a page may show them again while they are good, and a
stolen database, which holds only their hashes, opens nothing.
"""

import base64
import hashlib
import hmac
import uuid

# No 0/O, 1/I/L: read aloud and typed by hand. 31 letters and digits, nine places: 2.6 * 10^13 codes. With a
# thousand invitations open, guessing one would take some 10^10 tries within 72 hours, so tries need no counter here.
ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
CODE_LENGTH = 9


def token_of(key: bytes, invitation: uuid.UUID) -> str:
    """128 bits as 22 letters that fit a web address."""
    return base64.urlsafe_b64encode(_derived(key, "token", invitation)[:16]).decode().rstrip("=")


def code_of(key: bytes, invitation: uuid.UUID) -> str:
    """The short code, "K7M-4PX-9QT"."""
    number = int.from_bytes(_derived(key, "code", invitation), "big")
    letters = ""
    for _place in range(CODE_LENGTH):
        number, index = divmod(number, len(ALPHABET))
        letters += ALPHABET[index]
    return "-".join(letters[start : start + 3] for start in range(0, CODE_LENGTH, 3))


def hash_of(secret: str) -> str:
    """What the database keeps of a token or a code."""
    return hashlib.sha256(secret.encode()).hexdigest()


def hash_of_code(typed: str) -> str:
    """The hash of a code as somebody typed it: small letters, spaces and missing dashes do not matter."""
    letters = "".join(letter for letter in typed.upper() if letter.isalnum())
    return hash_of("-".join(letters[start : start + 3] for start in range(0, len(letters), 3)))


def _derived(key: bytes, purpose: str, invitation: uuid.UUID) -> bytes:
    return hmac.new(key, b"hocvuso-invitation-" + purpose.encode() + invitation.bytes, hashlib.sha256).digest()
