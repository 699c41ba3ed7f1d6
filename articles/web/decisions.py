"""An act of an editor from a form: done and said with its undo, or refused and said why."""

import json
from collections.abc import Callable, Iterable

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from articles.editing.decisions import undo as undo_act
from articles.editing.log import Done, Refused
from articles.reads.decisions import decision as decision_of
from articles.web.people import EDIT_STORIES, may, person
from articles.web.screens import wants_part

REFUSED = 409  # another editor's act stands in the way; the part is sent along as it is now
MOST_UNDONE = 100  # acts at once: more than a desk's page can select


def attempt(request: HttpRequest, *acts: Callable[[], Done], said: str = "", form: forms.Form | None = None) -> bool:
    """Do the acts in order; say what was done, with one undo for all, or why the first refused one was.

    `said` replaces the summaries where there are several. Where a form is given, a refusal becomes its error, so that
    nothing typed is lost. Return whether all were done.
    """
    done: list[Done] = []
    try:
        for act in acts:
            done.append(act())  # noqa: PERF401 - those before a refused one were done and must be said
    except Refused as refusal:
        _say(request, done, said)
        if form is None:
            messages.error(request, str(refusal))
        else:
            form.add_error(None, str(refusal))
        return False
    _say(request, done, said)
    return True


def _say(request: HttpRequest, done: list[Done], said: str) -> None:
    if done:
        summary = done[0].summary if len(done) == 1 else said or f"{len(done)} acts done"
        messages.success(request, summary, extra_tags=" ".join(str(one.decision_id) for one in done))


def seen(request: HttpRequest) -> int | None:
    """Return the newest decision that the posted screen knew of; None where it does not say."""
    given = request.POST.get("seen", "")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 19 else None


@require_POST
@may(EDIT_STORIES)
def undo(request: HttpRequest) -> HttpResponse:
    """Undo the decisions posted, the last one first, and go back to where they were made."""
    given = [one for one in request.POST.getlist("decision") if one.isascii() and one.isdigit()][:MOST_UNDONE]
    try:
        summaries = list(_undone((int(one) for one in reversed(given)), request))
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        if summaries:
            messages.success(request, summaries[0] if len(summaries) == 1 else f"Undone: {len(summaries)} acts")
    return back(request)


def _undone(ids: Iterable[int], request: HttpRequest) -> Iterable[str]:
    for decision_id in ids:
        decision = decision_of(decision_id)
        if decision:
            yield undo_act(decision, by=person(request)).summary


def back(request: HttpRequest) -> HttpResponse:
    """Return to the address in `next`, if it is ours; htmx loads the page's main part in place."""
    to = request.POST.get("next", "")
    if not to.startswith("/") or not url_has_allowed_host_and_scheme(to, allowed_hosts=None):
        to = reverse("desk")
    if not wants_part(request):
        return redirect(to)
    place = {
        "path": to,
        "target": "#main",
        "select": "#main",
        "swap": "outerHTML show:none",
        "headers": {"HX-Boosted": "true"},
        "push": "false",
    }
    return HttpResponse(status=204, headers={"HX-Location": json.dumps(place)})
