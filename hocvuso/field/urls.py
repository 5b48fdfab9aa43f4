"""Addresses of field, below /vp/<area>/."""

from django.urls import path

from hocvuso.field.views import sheets

urlpatterns = [
    path("danh-sach/", sheets.sheets, name="sheets"),
    path("danh-sach/<uuid:batch>/", sheets.sheet_import, name="sheet_import"),
    path("danh-sach/<uuid:batch>/tep/", sheets.sheet_correct_files, name="sheet_correct_files"),
    path("danh-sach/<uuid:batch>/cot/", sheets.sheet_correct_columns, name="sheet_correct_columns"),
    path("danh-sach/<uuid:batch>/ghi/", sheets.sheet_write, name="sheet_write"),
    path("danh-sach/<uuid:batch>/rut/", sheets.sheet_undo, name="sheet_undo"),
    path("danh-sach/<uuid:batch>/bo/", sheets.sheet_discard, name="sheet_discard"),
    path("danh-sach/<uuid:batch>/<uuid:file>/bo/", sheets.sheet_drop_file, name="sheet_drop_file"),
    path("danh-sach/<uuid:batch>/<uuid:file>/", sheets.sheet_file, name="sheet_file"),
]
