"""Ingest: dumps with their progress, what can be done with each, and rejected records."""

from functools import partial

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_POST, require_safe

from articles.editing.rejections import dismiss_rejection, take_up_rejection
from articles.pipeline.dumps import pause_dump, resume_dump
from articles.pipeline.jobs import queue_dump, undo_or_queue
from articles.pipeline.rejections import retry_rejections
from articles.reads.ingest import (
    dump_to_act_on,
    dumps_page,
    rejection_filters,
    rejections_page,
)
from articles.text.row_id import row_id
from articles.web.decisions import attempt
from articles.web.ingest_upload import upload_bound
from articles.web.missing import missing_is_404
from articles.web.people import MANAGE_DUMPS, READ_STORIES, may, person
from articles.web.screens import see_other, wants_part

DUMPS_DONE = "dumps-done"  # tells the page that the last dump came to its end, so that rejections are read again


@may(READ_STORIES)
@require_safe
def ingest(request: HttpRequest) -> HttpResponse:
    """Show the dumps and the rejections; htmx asks for one of them by its id."""
    part = request.headers.get("HX-Target", "") if wants_part(request) else ""
    page: dict[str, object] = {"part": part}
    if part != "rejections":
        page["dumps"] = dumps = dumps_page(before=rejection_filters(request.GET).dumps_before)
    if part != "dumps":
        page |= {"rejections": rejections_page(rejection_filters(request.GET)), "bound": upload_bound()}
    template = f"ingest/_{part}.html" if part in ("dumps", "rejections") else "ingest/page.html"
    response = render(request, template, page)
    patch_vary_headers(response, ("HX-Request", "HX-Target"))
    if part == "dumps" and not dumps.live:
        response["HX-Trigger"] = DUMPS_DONE
    return response


@may(MANAGE_DUMPS)
@require_POST
@missing_is_404
def dump_act(request: HttpRequest, dump_id: int, act: str) -> HttpResponse:
    """Pause, resume or undo a dump."""
    acts = {"pause": _pause, "resume": _resume, "undo": _undo}
    if act not in acts:
        raise Http404(f"A dump is not {act}d: pause, resume or undo it")
    messages.success(request, acts[act](dump_id))
    return see_other(request, "ingest")


def _pause(dump_id: int) -> str:
    dump = dump_to_act_on(dump_id)
    if pause_dump(dump):
        return f"{dump.name} stops after the records it is storing; resume it whenever you like."
    return f"{dump.name} was not being read; nothing changed."


def _resume(dump_id: int) -> str:
    dump = dump_to_act_on(dump_id)
    if not resume_dump(dump):
        return f"{dump.name} was neither paused nor failed; nothing changed."
    queue_dump(dump)
    return f"{dump.name} goes on at record {dump.cursor + 1:,}."


def _undo(dump_id: int) -> str:
    return undo_or_queue(dump_to_act_on(dump_id))


@may(MANAGE_DUMPS)
@require_POST
@missing_is_404
def rejection_act(request: HttpRequest, rejection_id: int, act: str) -> HttpResponse:
    """Retry or dismiss a rejected record, or take up again one that was dismissed."""
    if act == "retry":
        report = retry_rejections([rejection_id])
        done = "It is an article now." if report.mended else "It is still rejected, for the reason shown."
        messages.success(request, done if report.mended or report.still_rejected else "It was mended before.")
        if (opened := row_id(request.POST.get("capture"))) is not None:
            return see_other(request, "capture", opened)
    elif act in ("dismiss", "reopen"):
        said = dismiss_rejection if act == "dismiss" else take_up_rejection
        attempt(request, partial(said, rejection_id, by=person(request)))
    else:
        raise Http404(f"A rejection is retried, dismissed or reopened, not {act}ed")
    return see_other(request, "ingest")
