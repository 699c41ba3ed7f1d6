"""The site's addresses: the app's screens at the root, the admin panel under /admin/."""

from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import include, path

admin.site.site_header = admin.site.site_title = "newsdesk"
admin.site.index_title = "Ingestion"


@login_not_required
def favicon(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - a view's signature
    """Lead browsers that ask for an icon where no page has named one to the one there is."""
    return redirect(static("icon.svg"))


urlpatterns = [
    path("favicon.ico", favicon),
    path("admin/", admin.site.urls),
    path("", include("articles.web.urls")),
]
