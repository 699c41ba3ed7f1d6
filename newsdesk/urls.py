"""The site's addresses: the app's screens at the root, the admin panel under /admin/."""

from django.contrib import admin
from django.urls import include, path

admin.site.site_header = admin.site.site_title = "newsdesk"
admin.site.index_title = "Ingestion"

urlpatterns = [
    path("admin/", admin.site.urls),
    path("", include("articles.web.urls")),
]
