"""A text in both languages."""

from dataclasses import dataclass

LANGUAGES = ("vi", "en")


@dataclass(frozen=True)
class Said:
    vi: str
    en: str

    def speak(self, language: str) -> str:
        """The text for a language code such as "vi" or "en-us"; Vietnamese when there is no other."""
        return self.en if language.startswith("en") else self.vi


def said(value) -> Said | None:
    """Reads `{ vi = "…", en = "…" }`, or one text for both (a label of an app that has no English). None when it is neither."""
    if isinstance(value, str) and value.strip():
        return Said(value, value)
    if isinstance(value, dict) and set(value) == {"vi", "en"} and all(isinstance(text, str) and text.strip() for text in value.values()):
        return Said(value["vi"], value["en"])
    return None
