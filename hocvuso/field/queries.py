"""Reads of gatherings and imports."""

from django.db.models import Count, Max, Min, Q, QuerySet

from hocvuso.field.models import SheetFile, SheetImport, SheetRow
from hocvuso.field.sheets.plan import Commune
from hocvuso.places.models import Area
from hocvuso.places.queries import former_villages_of, names_in_lists, villages_of


def commune_for_sheets(area: Area) -> Commune:
    """What the plan of an import needs to know of a commune."""
    return Commune(area.code, area.kind, area.name, tuple(names_in_lists(area)))


def imports_of(area: Area) -> QuerySet[SheetImport]:
    """The commune's imports, newest first, with how many files each has."""
    return SheetImport.objects.filter(commune=area).annotate(file_count=Count("files")).select_related("created_by").order_by("-created_at")


def written_before(area: Area, digest: str) -> SheetFile | None:
    """The same file, byte for byte, in an import that stands."""
    return SheetFile.objects.filter(batch__commune=area, batch__state=SheetImport.State.WRITTEN, digest=digest, problem="").first()


def village_names(area: Area) -> dict[str, str]:
    """Names of the commune's villages by code, with those that were split or closed: an old list may mean them."""
    return dict(former_villages_of(area).values_list("code", "name")) | dict(villages_of(area).values_list("code", "name"))


def import_summary(batch: SheetImport) -> dict:
    """What became of an import: its files with their row counts, the counts together, its first and last day."""
    files = list(batch.files.order_by("name", "id").annotate(**{status: _rows(status) for status in SheetRow.Status.values}))
    rows = SheetRow.objects.filter(file__batch=batch)
    return {
        "files": files,
        "people": rows.filter(mention__isnull=False).values("mention__person").distinct().count(),
        "attendances": rows.filter(attendance__isnull=False).values("attendance").distinct().count(),
        "days": rows.aggregate(first=Min("attendance__gathering__day"), last=Max("attendance__gathering__day")),
        "refused": rows.filter(status=SheetRow.Status.REFUSED).select_related("file")[:200],
    }


def _rows(status: str) -> Count:
    return Count("rows", filter=Q(rows__status=status))
