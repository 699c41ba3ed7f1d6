"""An act of an editor from a form: done and said with its undo, or refused and said why."""

import json
from collections.abc import Callable, Sequence
from urllib.parse import urlsplit

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import Resolver404, resolve, reverse
from django.utils.html import format_html
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from articles.editing.decisions import UNDONE, last_acts, take_back, take_back_last
from articles.editing.log import Conflict, Done, Refused, shortened, told_together
from articles.editing.redoing import acts_again, redoable
from articles.editing.relocation import refuse_departed
from articles.reads.decisions import decision as decision_of
from articles.reads.decisions import is_there, newest_decision
from articles.text.row_id import row_id, row_ids
from articles.web.people import EDIT_STORIES, may, person
from articles.web.screens import current_path, wants_part

REFUSED = 409  # another editor's act stands in the way; the part is sent along as it is now
MOST_NAMED = 2  # acts of one click that are said in words; of a hundred the bar could not be read
MOST_UNDONE = 100  # acts at once: more than a desk's page can select
PASSED_OVER = "undo_passed_over"  # in the session: acts of the person whose undoing was refused
NOTHING_AGAIN = "That cannot be done again: it was not undone, or what it was about is not known for certain any more."
NOTHING = "Nothing to undo: you did nothing in the last hour that still stands."
NOTHING_ELSE = (
    "Nothing else to undo: what you did in the last hour and still stands could not be taken back. The log lists it."
)


def attempt(
    request: HttpRequest,
    *acts: Callable[[], Done],
    said: str = "",
    form: forms.Form | None = None,
    led_from: int | None = None,
) -> bool:
    """Do the acts in order; say what was done, with one undo for all, or why the first refused one was.

    `led_from` is the story that the form was meant for, where that is part of another by now: then nothing is done.
    `said` replaces the summaries where there are several and all were done. Where a form is given, a refusal becomes
    its error, so that nothing typed is lost. Return whether all were done.
    """
    done: list[Done] = []
    try:
        refuse_departed(led_from)
        for act in acts:
            done.append(act())  # noqa: PERF401 - those before a refused one were done and must be said
    except Refused as refusal:
        _say(request, done)
        if form is None:
            messages.error(request, told(refusal, at=request.path))
        else:
            form.add_error(None, told(refusal, at=request.path))
        return False
    _say(request, done, said)
    return True


def told(refusal: Refused, *, at: str = "") -> str:
    """Return why an act was refused, with a link to where its story went, or to the story to look at again.

    What was sent to an address of that story (`at`) shows it again: no link is needed.
    """
    if not isinstance(refusal, Conflict) or not (refusal.went_to or refusal.about):
        return str(refusal)
    to = reverse("story", args=[refusal.went_to or refusal.about])
    if not refusal.went_to and at.startswith(to):
        return str(refusal)
    words = "Open the story it went into" if refusal.went_to else "Open the story"
    return format_html('{} <a href="{}">{}</a>', str(refusal), to, words)


def _say(request: HttpRequest, done: list[Done], said: str = "") -> None:
    if len(done) > 1:
        told_together(done)
    if done:
        summary = done[0].summary if len(done) == 1 else said or named([one.summary for one in done])
        made = [one.made_story_id for one in done if one.made_story_id]
        if len(made) == 1:
            link = '{} <a href="{}">Open the new story</a>'
            summary = format_html(link, summary, reverse("story", args=made))
        messages.success(request, summary, extra_tags=" ".join(str(one.decision_id) for one in done))


def seen(request: HttpRequest) -> int | None:
    """Return the newest decision that the posted screen knew of; None where it does not say."""
    return row_id(request.POST.get("seen"))


@require_POST
@may(EDIT_STORIES)
def undo(request: HttpRequest) -> HttpResponse:
    """Undo the decisions posted, the last one first; without any, the person's own last act. Go back to where one was.

    Where that went with the undo, the story is shown, or the desk. An act whose undoing was refused is passed over the
    next time while it is hindered, so that the one before it can be taken back.
    """
    posted, given = request.POST.getlist("decision"), _named_decisions(request)
    refused: list[int] = request.session.get(PASSED_OVER, [])
    known = newest_decision()  # before the undoing: what comes in meanwhile was not seen by whoever does it again
    if posted:
        decisions = [decision for decision in map(decision_of, reversed(given)) if decision]
        came = take_back(decisions, by=person(request))
    else:
        came = take_back_last(person(request), refused=refused)
    _say_undone(request, came.undone, known)
    if came.refusal:
        still = refused if posted else came.hindered
        request.session[PASSED_OVER] = [*still, *came.left][-MOST_UNDONE:]
        messages.error(request, f"{came.refusal} {_what_is_next(request, came.left)}".strip())
    elif not came.undone:
        messages.info(request, NOTHING_ELSE if came.hindered else NOTHING)
    return back(request, came.story_id)


@require_POST
@may(EDIT_STORIES)
def redo(request: HttpRequest) -> HttpResponse:
    """Take the decisions posted, which were undone, again: each is a new one. Go back to where one was."""
    decisions = redoable(_named_decisions(request), by=person(request))
    if decisions:
        said = f"Done again: {named([one.summary for one in decisions])}"
        attempt(request, *acts_again(decisions, by=person(request), seen=seen(request)), said=said)
    else:
        messages.error(request, NOTHING_AGAIN)
    return back(request, next((one.story_id for one in decisions if one.story_id), None))


def _named_decisions(request: HttpRequest) -> list[int]:
    return row_ids(request.POST.getlist("decision")[:MOST_UNDONE])


def _say_undone(request: HttpRequest, undone: Sequence[Done], known: int) -> None:
    """Say what was undone; the bar offers to do it again where that is possible, `known` being the newest decision."""
    if not undone:
        return
    again = redoable([one.decision_id for one in undone], by=person(request))
    tags = ["redo", known, *(one.pk for one in again)] if again else []
    said = (
        undone[0].summary if len(undone) == 1 else UNDONE + named([one.summary.removeprefix(UNDONE) for one in undone])
    )
    messages.success(request, said, extra_tags=" ".join(map(str, tags)))


def _what_is_next(request: HttpRequest, refused: Sequence[int]) -> str:
    """Return in words what the next undo takes back, after one's own acts were refused; nothing if it came after them.

    Undoing an old line of the log, or another's, says nothing of what one did last.
    """
    before = last_acts(person(request), but=request.session[PASSED_OVER])
    if not before or not refused or before[0].pk > min(refused):
        return ""
    return f"Undo now takes back what you did before it: {named([one.summary for one in reversed(before)])}"


def named(summaries: Sequence[str]) -> str:
    """Name what one click did: the first acts in words, and how many more there are."""
    said = "; ".join(shortened(summary) for summary in summaries[:MOST_NAMED])
    more = len(summaries) - MOST_NAMED
    return f"{said}; and {more} more" if more > 0 else said


def back(request: HttpRequest, story_id: int | None = None) -> HttpResponse:
    """Return to the address in `next`, if it is ours and still there, else to the story of that id, else to the desk.

    htmx loads the page's main part and its masthead in place.
    """
    came_from = request.POST.get("next", "") or (current_path(request) if wants_part(request) else "")
    to = _standing_address(came_from) or _standing_address(_story_address(story_id)) or reverse("desk")
    if not wants_part(request):
        return redirect(to)
    place = {
        "path": to,
        "target": "#main",
        "select": "#main",
        "selectOOB": "#masthead",  # its count of pairs to review is another after an undone answer
        "swap": "outerHTML show:none",
        "headers": {"HX-Boosted": "true"},
        "push": "false" if to == came_from else to,
    }
    return HttpResponse(status=204, headers={"HX-Location": json.dumps(place)})


def _story_address(story_id: int | None) -> str:
    return reverse("story", args=[story_id]) if story_id else ""


def _standing_address(to: str) -> str:
    """Return the address where its screen is ours and shows something that is still there, else where that went.

    An empty one where nothing is left of it.
    """
    if not to.startswith("/") or not url_has_allowed_host_and_scheme(to, allowed_hosts=None):
        return ""
    try:
        screen = resolve(urlsplit(to).path)
    except Resolver404:
        return ""
    if all(is_there(name, one) for name, one in screen.kwargs.items()):
        return to
    return _standing_address(_story_address(screen.kwargs["story_id"])) if "version_id" in screen.kwargs else ""
