"""Addresses of web."""

from django.urls import path

from hocvuso.learn.views import home as learner_home
from hocvuso.web import first_run, places, views

urlpatterns = [
    path("", learner_home, name="home"),
    path("vp/", first_run.or_first_run(views.office), name="office"),
    path("ui/", views.design, name="design"),
    path("bat-dau/", first_run.first_run, name="first_run"),
    path("bat-dau/<str:commune>/", first_run.first_run_villages, name="first_run_villages"),
    path("bat-dau/<str:commune>/tai-khoan/", first_run.first_run_account, name="first_run_account"),
    path("tim-don-vi/", places.unit_finder, name="unit_finder"),
    path("vp/<str:area>/khu-pho/", places.places, name="places"),
    path("vp/<str:area>/khu-pho/them/", places.village_add, name="village_add"),
    path("vp/<str:area>/khu-pho/nhap/", places.villages_merge, name="villages_merge"),
    path("vp/<str:area>/khu-pho/<str:village>/", places.village, name="village"),
    path("vp/<str:area>/khu-pho/<str:village>/ten/", places.village_rename, name="village_rename"),
    path("vp/<str:area>/khu-pho/<str:village>/tach/", places.village_split, name="village_split"),
    path("vp/<str:area>/khu-pho/<str:village>/thoi/", places.village_close, name="village_close"),
    path("vp/<str:area>/khu-pho/<str:village>/xoa/", places.village_remove, name="village_remove"),
    path("vp/<str:area>/to-chuc/them/", places.organisation_add, name="organisation_add"),
    path("vp/<str:area>/to-chuc/tam/", places.organisations_usual, name="organisations_usual"),
    path("vp/<str:area>/to-chuc/<uuid:organisation>/", places.organisation, name="organisation"),
]
