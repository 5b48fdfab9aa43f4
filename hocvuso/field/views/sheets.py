"""Nhập danh sách: drop files, see what was understood, correct it, write it, take it back."""

import tempfile
from pathlib import Path
from uuid import UUID

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from hocvuso.field import queries
from hocvuso.field.actions import drafts, imports
from hocvuso.field.forms import ROLE_NAMES, UploadForm, read_columns, read_file_corrections, skill_choices
from hocvuso.field.models import SheetFile, SheetImport, SheetRow
from hocvuso.field.sheets.preview import file_previews, model_previews, row_previews
from hocvuso.people.access import StaffRequest, needs
from hocvuso.places.models import Area

ROWS_ON_A_PAGE = 100
IMPORTS_ON_A_PAGE = 40


@needs("sheets.import")
def sheets(request: StaffRequest, area: Area) -> HttpResponse:
    """The drop zone and the imports so far."""
    if area.level != Area.Level.COMMUNE:
        return render(request, "field/sheets_above.html", {"area": area})
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if request.method == "POST" and form.is_valid():
        batch = _keep(area, form.cleaned_data["files"], form.cleaned_data["basis"], request.user)
        return redirect("sheet_import", area.code, batch.pk)
    page = Paginator(queries.imports_of(area), IMPORTS_ON_A_PAGE).get_page(request.GET.get("trang"))
    return render(request, "field/sheets.html", {"area": area, "form": form, "page": page}, status=400 if form.errors else 200)


def _keep(area: Area, files: list[UploadedFile], basis: str, account) -> SheetImport:
    """Lays the uploaded files in a folder of their own for as long as it takes to keep them."""
    with tempfile.TemporaryDirectory() as folder:
        named = []
        for index, file in enumerate(files):
            path = Path(folder, str(index))
            with path.open("wb") as target:
                for chunk in file.chunks():
                    target.write(chunk)
            named.append((Path(file.name or "?").name[:255], path))
        return drafts.start_import(commune=area, files=named, by=account, basis=basis)


def _batch(area: Area, batch: UUID) -> SheetImport:
    return get_object_or_404(SheetImport.objects.select_related("commune"), pk=batch, commune=area)


@needs("sheets.import")
def sheet_import(request: HttpRequest, area: Area, batch: UUID) -> HttpResponse:
    """A draft: what was understood and what would be written. Written or taken back: what became of it."""
    found = _batch(area, batch)
    if found.state != SheetImport.State.DRAFT:
        return render(request, "field/sheet_import_done.html", {"area": area, "batch": found, **queries.import_summary(found)})
    return _draft(request, area, found)


def _draft(request: HttpRequest, area: Area, batch: SheetImport, wrong: dict[str, str] | None = None) -> HttpResponse:
    plan = drafts.plan_import(batch)
    villages = queries.village_names(area)
    files = file_previews(plan, list(batch.files.order_by("name", "id")), villages, wrong or {})
    context = {
        "area": area,
        "batch": batch,
        "plan": plan,
        "counts": plan.by_status(),
        "files": files,
        "asked": [file for file in files if file.asks],
        "bad": [file for file in files if file.problem],
        "warnings": drafts.warnings_of(area, plan),
        "models": model_previews(plan),
        "pressing": sum(question.pressing for question in plan.questions),
        "roles": ROLE_NAMES.items(),
        "skills": skill_choices(),
    }
    return render(request, "field/sheet_import.html", context, status=400 if wrong else 200)


@require_POST
@needs("sheets.import")
def sheet_correct_files(request: HttpRequest, area: Area, batch: UUID) -> HttpResponse:
    """Day, place and skill of the files, as the officer says."""
    found, wrong = _batch(area, batch), {}
    for file in found.files.all():
        corrections, problem = read_file_corrections(request.POST, str(file.pk))
        if problem:
            wrong[str(file.pk)] = problem
        else:
            drafts.correct_file(file=file, **corrections)
    return _draft(request, area, found, wrong) if wrong else redirect("sheet_import", area.code, batch)


@require_POST
@needs("sheets.import")
def sheet_drop_file(request: StaffRequest, area: Area, batch: UUID, file: UUID) -> HttpResponse:
    """Leaves one file out of a draft."""
    found = get_object_or_404(SheetFile, pk=file, batch=_batch(area, batch))
    if drafts.drop_file(file=found):
        messages.success(request, _("Đã bỏ tệp “%(name)s”.") % {"name": found.name})
    return redirect("sheet_import", area.code, batch)


@require_POST
@needs("sheets.import")
def sheet_correct_columns(request: HttpRequest, area: Area, batch: UUID) -> HttpResponse:
    """What the columns are, once for all files made after one model."""
    found = _batch(area, batch)
    number = drafts.correct_columns(batch=found, signature=request.POST.get("signature", ""), columns=read_columns(request.POST, width=60))
    messages.success(request, ngettext("Đã sửa cột cho %(n)s tệp.", "Đã sửa cột cho %(n)s tệp cùng mẫu.", number) % {"n": number})
    return redirect("sheet_import", area.code, batch)


@require_POST
@needs("sheets.import")
def sheet_write(request: StaffRequest, area: Area, batch: UUID) -> HttpResponse:
    found = _batch(area, batch)
    plan = drafts.plan_import(found)
    if not plan.accepted:
        messages.error(request, _("Chưa có dòng nào ghi được. Bác xem lại các tệp ở dưới."))
        return redirect("sheet_import", area.code, batch)
    imports.write_import(batch=found, plan=plan, by=request.user)
    return redirect("sheet_import", area.code, batch)


@require_POST
@needs("sheets.import")
def sheet_undo(request: StaffRequest, area: Area, batch: UUID) -> HttpResponse:
    imports.undo_import(batch=_batch(area, batch), by=request.user)
    messages.success(request, _("Đã rút lại cả lần nhập. Số liệu đã trở về như trước."))
    return redirect("sheet_import", area.code, batch)


@require_POST
@needs("sheets.import")
def sheet_discard(request: HttpRequest, area: Area, batch: UUID) -> HttpResponse:
    drafts.discard_import(batch=_batch(area, batch))
    messages.success(request, _("Đã bỏ bản xem trước. Chưa có gì được ghi."))
    return redirect("sheets", area.code)


@needs("sheets.import")
def sheet_file(request: HttpRequest, area: Area, batch: UUID, file: UUID) -> HttpResponse:
    """One file of a draft, row by row, before anything is written."""
    found = _batch(area, batch)
    shown = get_object_or_404(SheetFile, pk=file, batch=found)
    if found.state != SheetImport.State.DRAFT:
        rows = SheetRow.objects.filter(file=shown).select_related("mention", "mention__home").order_by("sheet", "number")
        written = Paginator(rows, ROWS_ON_A_PAGE).get_page(request.GET.get("trang"))
        return render(request, "field/sheet_file_done.html", {"area": area, "batch": found, "file": shown, "page": written})
    plan = drafts.plan_import(found)
    index = list(found.files.order_by("name", "id").values_list("pk", flat=True)).index(shown.pk)
    page = Paginator(row_previews(plan, index, queries.village_names(area)), ROWS_ON_A_PAGE).get_page(request.GET.get("trang"))
    return render(
        request, "field/sheet_file.html", {"area": area, "batch": found, "file": shown, "page": page, "problem": plan.files[index].problem}
    )
