"""The screens' addresses; a url's name is its screen's name."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
