"""Review: the pairs the machine is not sure of, one at a time, each answered with one key."""

from functools import partial
from typing import cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from articles.editing.review import Answer, answer_pair
from articles.reads.review import doubt_to_answer, review_page, shared_text
from articles.text.row_id import row_id
from articles.web.decisions import REFUSED, attempt, seen
from articles.web.missing import missing_is_404
from articles.web.people import EDIT_STORIES, READ_STORIES, may, person
from articles.web.screens import show, wants_part

SKIPPED = "skipped=1&"  # in an address: the queue of those that were skipped
ANSWERS = ("same", "different", "skip")


@may(READ_STORIES)
@require_safe
def review(request: HttpRequest) -> HttpResponse:
    """Show the most valuable pair, or the one asked for."""
    wanted, answered = row_id(request.GET.get("pair")), row_id(request.GET.get("after"))
    return _show(request, wanted, skipped="skipped" in request.GET, answered=answered)


@may(READ_STORIES)
@require_safe
@missing_is_404
def shared(request: HttpRequest, first_id: int, second_id: int) -> HttpResponse:
    """Show two versions side by side, what they share marked."""
    pair = shared_text(first_id, second_id)
    if pair is None:
        raise Http404(f"There are no two versions {first_id} and {second_id}.")
    return show(request, "review/shared.html", {"pair": pair})


@may(EDIT_STORIES)
@require_POST
@missing_is_404
def review_answer(request: HttpRequest, doubt_id: int) -> HttpResponse:
    """Answer a pair and go on to the next; what another editor answered first is said."""
    answer = request.POST.get("answer", "")
    if answer not in ANSWERS:
        raise Http404(f"A pair is answered with {', '.join(ANSWERS)}, not with {answer or 'nothing'}.")
    doubt = doubt_to_answer(doubt_id)
    act = partial(answer_pair, doubt, by=person(request), answer=cast("Answer", answer), seen=seen(request))
    done = attempt(request, act)
    skipped = "skipped" in request.POST
    if wants_part(request):
        return _show(request, status=200 if done else REFUSED, skipped=skipped, answered=doubt_id)
    return redirect(f"{reverse('review')}?{SKIPPED if skipped else ''}after={doubt_id}")


def _show(
    request: HttpRequest,
    wanted: int | None = None,
    *,
    status: int = 200,
    skipped: bool = False,
    answered: int | None = None,
) -> HttpResponse:
    """Show a pair; undoing what was said of the one answered before leads back to that one."""
    of_queue = SKIPPED if skipped else ""
    back_to = reverse("review") + (f"?{of_queue}pair={answered}" if answered else "?skipped=1" if skipped else "")
    page = {"page": review_page(wanted, skipped=skipped), "undo_next": back_to, "heading": "review"}
    return show(request, "review/page.html", page, part="review/_review.html", status=status)
