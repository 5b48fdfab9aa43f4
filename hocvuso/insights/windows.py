"""Which window a page shows: what its address says, or the month that an officer most likely means."""

from dataclasses import dataclass
from datetime import date

from django.http import QueryDict
from django.utils.translation import gettext as _

from hocvuso.base import clock
from hocvuso.base.days import ONE_DAY, Window, WrongWindow, days_window, month_of, parse_window, quarter_of, year_of

FIRST_YEAR, LAST_YEAR = 2000, 2100  # further away nothing can have happened, and counting day by day would take for ever
REPORTING_DAYS = 7  # so long after a month has closed, its report is what an officer comes for


@dataclass(frozen=True)
class Choice:
    """The window shown, the ones offered beside it, and what was wrong with what was asked for."""

    window: Window
    offers: list[tuple[str, Window]]
    problem: str = ""

    @property
    def query(self) -> str:
        """How to ask for this window again."""
        return f"ky={self.window.code}"

    @property
    def is_free(self) -> bool:
        return self.window.code not in {window.code for _label, window in self.offers}


def chosen_window(query: QueryDict) -> Choice:
    """From ?ky=2025-07, or ?tu=2025-07-01&den=2025-07-15 (both days included); otherwise the usual month."""
    today = clock.today()
    this_month = month_of(today)
    last_month = month_of(this_month.start - ONE_DAY)
    offers = [
        (_("Tháng này"), this_month),
        (_("Tháng trước"), last_month),
        (_("Quý này"), quarter_of(today)),
        (_("Năm nay"), year_of(today)),
    ]
    usual = last_month if (today - this_month.start).days < REPORTING_DAYS else this_month
    try:
        return Choice(asked_window(query) or usual, offers)
    except WrongWindow as error:
        return Choice(usual, offers, str(error))


def asked_window(query: QueryDict) -> Window | None:
    """What the address asks for; None when it asks for nothing. Raises WrongWindow, in words for an officer."""
    first, last = query.get("tu", "").strip(), query.get("den", "").strip()
    if first or last:
        try:
            days = date.fromisoformat(first or last), date.fromisoformat(last or first)
        except ValueError as error:
            raise WrongWindow(_("Ngày chưa đúng. Bác chọn lại cả ngày đầu và ngày cuối nhé.")) from error
        if days[1] < days[0]:
            raise WrongWindow(_("Ngày cuối đứng trước ngày đầu. Bác đổi lại hai ngày nhé."))
        if not all(FIRST_YEAR <= day.year <= LAST_YEAR for day in days):
            raise WrongWindow(_("Ngày xa quá. Bác chọn ngày từ năm 2000 đến năm 2100 nhé."))
        return days_window(*days)
    code = query.get("ky", "").strip()
    return read_code(code) if code else None


def read_code(code: str) -> Window:
    """A window from its code as it stands in an address or a hidden field: nobody types it, so its grammar is of no help."""
    try:
        window = parse_window(code)
        if FIRST_YEAR <= window.start.year <= window.last_day.year <= LAST_YEAR:
            return window
    except (WrongWindow, OverflowError):
        pass
    raise WrongWindow(_("Không có kỳ này. Bác chọn kỳ khác nhé."))


def window_title(window: Window) -> str:
    """A window as a heading: "Tháng 7/2025", "Quý 3/2025", "15/06/2025 – 14/07/2025"."""
    year = window.code[:4]
    if window.kind == "month":
        return _("Tháng %(month)s/%(year)s") % {"month": int(window.code[5:7]), "year": year}
    if window.kind == "quarter":
        return _("Quý %(quarter)s/%(year)s") % {"quarter": window.code[-1], "year": year}
    if window.kind == "year":
        return _("Năm %(year)s") % {"year": year}
    if window.kind == "half":
        return _("6 tháng đầu năm %(year)s") % {"year": year}
    if window.kind == "nine_months":
        return _("9 tháng năm %(year)s") % {"year": year}
    if window.start == window.last_day:
        return _("Ngày %(day)s") % {"day": f"{window.start:%d/%m/%Y}"}
    return f"{window.start:%d/%m/%Y} – {window.last_day:%d/%m/%Y}"
