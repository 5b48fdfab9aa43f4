"""The life of a report: a draft over live figures, approved and frozen, numbered by the clerk, replaced by a new one."""

import hashlib
import json
from datetime import date

from django.db import transaction

from hocvuso.base import clock
from hocvuso.base.days import Window, parse_window
from hocvuso.insights.models import Report
from hocvuso.insights.reports.live import gather
from hocvuso.insights.reports.monthly import build, drafts, plain
from hocvuso.insights.reports.skeleton import skeleton
from hocvuso.people.models import Account
from hocvuso.places.models import Area


class CannotChange(Exception):
    """A signed report does not change, and a draft has no number; the message says what to do instead."""


def draft_report(*, area: Area, window: Window, by: Account | None) -> Report:
    """The draft of the area for the window: the one that is there, or a new one, which replaces a report approved before."""
    with transaction.atomic():
        Area.objects.select_for_update().get(pk=area.pk)  # two clicks make one draft
        same = Report.objects.filter(area=area, kind="monthly", window=window.code)
        draft = same.filter(state=Report.State.DRAFT).first()
        if draft is not None:
            return draft
        signed = same.filter(state=Report.State.APPROVED).order_by("-approved_at").first()
        return Report.objects.create(
            area=area,
            kind="monthly",
            window=window.code,
            replaces=signed,
            narrative=signed.narrative if signed else {},
            created_at=clock.now(),
            created_by=by,
        )


def write_narrative(*, report: Report, texts: dict[str, str], by: Account | None) -> Report:
    """Keeps what the officer wrote. A text that says what the draft says anyway is not kept, so that it follows the figures."""
    with transaction.atomic():
        report = _locked(report)
        _must_be_draft(report)
        words = skeleton(report.kind)
        typed = {code: text for code, text in texts.items() if code.startswith("typed.")}
        told = drafts(gather(report.area, parse_window(report.window)), typed, words) | {"bases": "\n".join(words.bases)}
        report.narrative = {code: text for code, text in texts.items() if plain(text) and plain(text) != plain(told.get(code, ""))}
        report.save(update_fields=["narrative"])
        return report


def approve_report(*, report: Report, by: Account | None) -> Report:
    """Freezes the figures, the words and their hash. From here on the report is what was signed."""
    with transaction.atomic():
        report = _locked(report)
        _must_be_draft(report)
        facts = gather(report.area, parse_window(report.window))
        document = build(facts, report.narrative, skeleton(report.kind), made_on=clock.today())
        report.frozen = {"facts": facts.as_json(), "document": document.as_json()}
        report.digest = digest_of(report.frozen, report.narrative)
        report.state = Report.State.APPROVED
        report.approved_at, report.approved_by = clock.now(), by
        report.save(update_fields=["frozen", "digest", "state", "approved_at", "approved_by"])
        return report


def give_number(*, report: Report, number: str, signed_on: date | None, signer: str) -> Report:
    """What the clerk enters after signing. It stands on the paper and is no part of what was frozen."""
    with transaction.atomic():
        report = _locked(report)
        if report.state != Report.State.APPROVED:
            raise CannotChange("Bản thảo chưa được duyệt thì chưa có số. Duyệt báo cáo trước, rồi văn thư ghi số và ngày ký.")
        report.number, report.signed_on, report.signer = number, signed_on, signer
        report.save(update_fields=["number", "signed_on", "signer"])
        return report


def digest_of(frozen: dict, narrative: dict[str, str]) -> str:
    """SHA-256 of what was signed, in one spelling of JSON."""
    text = json.dumps({"frozen": frozen, "narrative": narrative}, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _locked(report: Report) -> Report:
    return Report.objects.select_for_update(of=("self",)).select_related("area__parent").get(pk=report.pk)


def _must_be_draft(report: Report) -> None:
    if report.state != Report.State.DRAFT:
        raise CannotChange("Báo cáo đã duyệt không sửa được. Nếu cần đính chính, hãy lập báo cáo mới thay cho bản này.")
