"""The screens' addresses; a url's name is its screen's name."""

from django.contrib.auth.views import LogoutView
from django.urls import URLPattern, path

from articles.web import compare, decisions, desk, masthead, people, topics

urlpatterns: list[URLPattern] = [
    path("login/", people.login, name="login"),
    path("logout/", LogoutView.as_view(), name="logout"),
    path("keys/", masthead.keys, name="keys"),
    path("", desk.desk, name="desk"),
    path("decisions/<int:decision_id>/undo/", decisions.undo, name="undo"),
    path("topics/", topics.topics, name="topics"),
    path("compare/", compare.compare_versions, name="compare_versions"),
    path("compare/<int:old_id>/<int:new_id>/", compare.compare, name="compare"),
    path("compare/<int:old_id>/<int:new_id>/<str:form>/", compare.compare_export, name="compare_export"),
]
