"""Who may see and do what: the login, and one decorator for views, answered with a page that says what is missing."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AnonymousUser, User
from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode

from articles.editing.people import DEMO_PASSWORD, demo_logins_there
from articles.web.screens import current_path, wants_part

READ_STORIES = "articles.read_stories"
EDIT_STORIES = "articles.edit_stories"
MANAGE_DUMPS = "articles.manage_dumps"

DEEDS = {
    READ_STORIES: "read stories",
    EDIT_STORIES: "tag, annotate, merge and split stories",
    MANAGE_DUMPS: "ingest dumps and mend rejections",
}

Rest = ParamSpec("Rest")
View = Callable[Concatenate[HttpRequest, Rest], HttpResponseBase]


def may(permission: str) -> Callable[[View[Rest]], View[Rest]]:
    """Let a view answer only those who hold the permission; others get 403 and a page that says who to ask.

    The anonymous never come here: LoginRequiredMiddleware sends them to the login.
    """

    def guard(view: View[Rest]) -> View[Rest]:
        @wraps(view)
        def guarded(request: HttpRequest, /, *args: Rest.args, **kwargs: Rest.kwargs) -> HttpResponseBase:
            if request.user.has_perm(permission):
                return view(request, *args, **kwargs)
            return render(request, "shared/forbidden.html", {"deed": DEEDS[permission]}, status=403)

        return guarded

    return guard


def person(request: HttpRequest) -> User:
    """Return who is logged in; raises TypeError for the anonymous, whom no view of this app lets in."""
    if isinstance(request.user, AnonymousUser):
        raise TypeError(f"{request.path} was asked by someone who is not logged in; keep LoginRequiredMiddleware on")
    return request.user


@login_not_required
def login(request: HttpRequest) -> HttpResponseBase:
    """Show the login; where the site runs for development it also says the demo's logins that exist."""
    if wants_part(request):  # a session ended under an open page: the page goes to the login, not the login into it
        there = urlencode({"next": current_path(request)})
        return HttpResponse(status=204, headers={"HX-Redirect": f"{reverse('login')}?{there}"})
    logins = demo_logins_there() if settings.DEBUG else ()
    hint = {"logins": logins, "password": DEMO_PASSWORD} if logins else None
    return LoginView.as_view(redirect_authenticated_user=True, extra_context={"demo": hint})(request)
