"""A report as it will be printed, whatever the file: plain data, which freezes to JSON and comes back the same. No Django."""

from dataclasses import asdict, dataclass
from datetime import date


@dataclass(frozen=True)
class Part:
    """A numbered section: "I" with parts "1", "2"…; items are its a), b), c)."""

    code: str
    number: str
    title: str
    paragraphs: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    parts: tuple["Part", ...] = ()


@dataclass(frozen=True)
class Row:
    """A row of an annex table. A heading row has only a label."""

    number: str
    label: str
    unit: str = ""
    values: tuple[int | float | None, ...] = ()
    heading: bool = False
    typed: bool = False


@dataclass(frozen=True)
class Annex:
    title: str
    columns: tuple[str, ...]
    widths: tuple[int, ...]  # millimetres
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class ReportDocument:
    issuer: tuple[str, ...]
    issuer_in_text: str
    symbol: str
    place: str
    year: int
    kind: str
    subject: tuple[str, ...]  # a line each
    bases: tuple[str, ...]
    opening: str
    parts: tuple[Part, ...]
    closing: str
    recipients: tuple[str, ...]
    authority: tuple[str, ...]
    annexes: tuple[Annex, ...]
    made_on: date
    number: str = ""
    signed_on: date | None = None
    signer: str = ""

    @property
    def title(self) -> str:
        return f"{self.kind} {lower_first(' '.join(self.subject))}"

    def as_json(self) -> dict:
        fields = asdict(self)
        fields["made_on"] = self.made_on.isoformat()
        fields["signed_on"] = self.signed_on.isoformat() if self.signed_on else None
        return fields


def lower_first(text: str) -> str:
    """ "Phường Đạo Thạnh" inside a sentence: "phường Đạo Thạnh"."""
    return text[:1].lower() + text[1:]


def document_from_json(fields: dict) -> ReportDocument:
    """The document that was frozen, to the letter."""
    signed_on = fields["signed_on"]
    read = {
        **fields,
        **{name: tuple(fields[name]) for name in ("issuer", "subject", "bases", "recipients", "authority")},
        "parts": tuple(_part(part) for part in fields["parts"]),
        "annexes": tuple(_annex(annex) for annex in fields["annexes"]),
        "made_on": date.fromisoformat(fields["made_on"]),
        "signed_on": date.fromisoformat(signed_on) if signed_on else None,
    }
    return ReportDocument(**read)


def _part(fields: dict) -> Part:
    return Part(
        code=fields["code"],
        number=fields["number"],
        title=fields["title"],
        paragraphs=tuple(fields["paragraphs"]),
        items=tuple(fields["items"]),
        parts=tuple(_part(part) for part in fields["parts"]),
    )


def _annex(fields: dict) -> Annex:
    return Annex(
        title=fields["title"],
        columns=tuple(fields["columns"]),
        widths=tuple(fields["widths"]),
        rows=tuple(Row(**{**row, "values": tuple(row["values"])}) for row in fields["rows"]),
        notes=tuple(fields["notes"]),
    )
