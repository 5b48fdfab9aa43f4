"""Every address. Vietnamese without marks; the same pages in English under /en/."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from hocvuso.web.views import healthz

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    *i18n_patterns(
        path("", include("hocvuso.web.urls")),
        path("", include("hocvuso.learn.urls")),
        path("", include("hocvuso.people.urls")),
        path("vp/<str:area>/", include("hocvuso.people.office_urls")),
        path("vp/<str:area>/", include("hocvuso.places.urls")),
        path("vp/<str:area>/", include("hocvuso.field.urls")),
        path("vp/<str:area>/", include("hocvuso.insights.urls")),
        path("", include("hocvuso.ui.urls")),
        prefix_default_language=False,
    ),
]

handler400 = "hocvuso.web.errors.bad_request"
handler403 = "hocvuso.web.errors.forbidden"
handler404 = "hocvuso.web.errors.not_found"
handler500 = "hocvuso.web.errors.server_error"
