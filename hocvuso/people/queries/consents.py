"""Consents in force and the texts they were given to."""

import hashlib
import tomllib
from functools import cache
from pathlib import Path

from hocvuso.base import clock
from hocvuso.people.models import Consent, Person
from hocvuso.people.rules.consent import PURPOSES, Agreement, givers_needed, may_serve, missing_givers

TEXTS = Path(__file__).resolve().parent.parent / "consent_texts"


@cache
def all_texts() -> dict[str, dict]:
    """Every version of the texts, by its name: {version: {purpose: {language: words}}}; the last is the one in use."""
    return {path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(TEXTS.glob("*.toml"))}


def current_version() -> str:
    return list(all_texts())[-1]


def words(purpose: str, language: str = "vi", version: str = "") -> str:
    """What someone agrees to, with "{unit}" where the commune's name goes."""
    return all_texts()[version or current_version()][purpose][language]


def text_hash(purpose: str, language: str = "vi", version: str = "") -> str:
    """The proof of which words they were."""
    return hashlib.sha256(words(purpose, language, version).encode()).hexdigest()


def in_force(person: Person) -> list[Consent]:
    return [consent for consent in person.consents.all() if consent.withdrawn_at is None]


def may_use(person: Person, purpose: str, *, legal_ground: bool = False) -> bool:
    """Whether the person's data may serve the purpose today. Ask before every call, message and published line."""
    return may_serve(purpose, person.birth_year, clock.today().year, _agreements(person), legal_ground=legal_ground)


def consent_lines(person: Person) -> list[dict]:
    """For each of the six purposes: whether it is agreed to, who has still to agree, and the consents in force."""
    year, agreements, consents = clock.today().year, _agreements(person), in_force(person)
    return [
        {
            "purpose": Consent.Purpose(purpose),
            "missing": missing_givers(purpose, person.birth_year, year, agreements),
            "needed": givers_needed(person.birth_year, year),
            "consents": [consent for consent in consents if consent.purpose == purpose],
        }
        for purpose in PURPOSES
    ]


def _agreements(person: Person) -> list[Agreement]:
    return [Agreement(consent.purpose, consent.giver) for consent in in_force(person)]
