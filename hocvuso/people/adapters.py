"""What the libraries of sign-in ask of us: a sealed store for TOTP secrets, and where a request comes from."""

import base64
import hashlib
import ipaddress

from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet
from django.conf import settings
from django.http import HttpRequest

PROXY_HEADERS = ("HTTP_X_FORWARDED_FOR", "HTTP_X_REAL_IP", "HTTP_FORWARDED", "HTTP_VIA", "HTTP_X_FORWARDED_PROTO", "HTTP_X_FORWARDED_HOST")


class SecondFactorAdapter(DefaultMFAAdapter):
    """Keeps TOTP secrets and the seeds of recovery codes encrypted under the installation's key, so that a copy of the
    database alone makes no codes."""

    def encrypt(self, text: str) -> str:
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _box().decrypt(encrypted_text.encode()).decode()


def _box() -> Fernet:
    key = hashlib.sha256(b"hocvuso second factor " + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))


def client_address(request: HttpRequest) -> str:
    """The caller's address: what the outermost of our own proxies (HOCVUSO_PROXIES) saw, else the other end of the socket.

    Entries further left in X-Forwarded-For are the caller's own words and are not believed.
    """
    socket_end = request.META.get("REMOTE_ADDR", "")
    if not settings.TRUSTED_PROXIES:
        return socket_end
    named = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
    claimed = named[-settings.TRUSTED_PROXIES] if len(named) >= settings.TRUSTED_PROXIES else socket_end
    try:
        return str(ipaddress.ip_address(claimed))
    except ValueError:
        return socket_end


def sits_at_this_machine(request: HttpRequest) -> bool:
    """Whether the request comes straight from 127.0.0.1 or ::1, with no proxy between."""
    if any(header in request.META for header in PROXY_HEADERS):
        return False
    try:
        return ipaddress.ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False


def sample_may_work(request: HttpRequest) -> bool:
    """Whether sample accounts exist for this request: in a sample folder, at this machine."""
    return settings.SAMPLE_TODAY is not None and sits_at_this_machine(request)
