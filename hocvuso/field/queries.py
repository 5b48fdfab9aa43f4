"""Reads of gatherings and imports."""

from django.db.models import Count, QuerySet

from hocvuso.field.models import SheetFile, SheetImport
from hocvuso.field.sheets.plan import Commune
from hocvuso.places.models import Area
from hocvuso.places.queries import villages_of


def commune_for_sheets(area: Area) -> Commune:
    """What the plan of an import needs to know of a commune."""
    return Commune(area.code, area.kind, area.name, tuple(villages_of(area).values_list("code", "name")))


def imports_of(area: Area) -> QuerySet[SheetImport]:
    """The commune's imports, newest first, with how many files each has."""
    return SheetImport.objects.filter(commune=area).annotate(file_count=Count("files")).select_related("created_by").order_by("-created_at")


def written_before(area: Area, digest: str) -> SheetFile | None:
    """The same file, byte for byte, in an import that stands."""
    return SheetFile.objects.filter(batch__commune=area, batch__state=SheetImport.State.WRITTEN, digest=digest, problem="").first()
