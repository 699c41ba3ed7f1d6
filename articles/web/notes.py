"""Notes on passages: written, replied to, edited, resolved, deleted; each with its undo."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from articles.editing.log import Done
from articles.editing.notes import annotate, delete_note, edit_note, reopen_note, reply, resolve_note
from articles.editing.placing import confirm_place, place_note, reject_place
from articles.reads.margin import note_of, thread_gone
from articles.reads.story import StoryPage
from articles.web.decisions import REFUSED, attempt, seen
from articles.web.forms import NoteForm, PassageForm, ReplyForm, TopicsForm
from articles.web.people import EDIT_STORIES, may, person
from articles.web.screens import INVALID, show, wants_part
from articles.web.story import address, page_or_404, posted_page, show_story, story_again


@require_http_methods(["GET", "HEAD", "POST"])
@may(EDIT_STORIES)
def note_new(request: HttpRequest, story_id: int, version_id: int) -> HttpResponse:
    """Write a note on a passage. A GET is the way without JavaScript: choose a paragraph or paste the passage."""
    page = page_or_404(request, story_id, version_id)
    if request.method != "POST":
        chosen = _paragraph(page, request.GET.get("paragraph", ""))
        return show(request, "story/note.html", _paste(page, NoteForm(initial={"exact": chosen})))
    form = NoteForm(request.POST)
    if form.is_valid() and (page.led_from or form.settle(page.text)):
        act = partial(_annotating, request, page, form)
        if attempt(request, act, form=form, led_from=page.led_from):
            return story_again(request, page)
    if wants_part(request):
        return show_story(request, page, {"note_form": form}, status=INVALID)
    return show(request, "story/note.html", _paste(page, form), status=INVALID)


def _annotating(request: HttpRequest, page: StoryPage, form: NoteForm) -> Done:
    given = form.cleaned_data
    return annotate(
        page.version,
        by=person(request),
        passage=(given["start"], given["end"]),
        exact=given["exact"],
        text=given["text"],
        topics=given["topics"],
    )


def _paragraph(page: StoryPage, number: str) -> str:
    """Return the paragraph chosen by its 0-based number; nothing where there is none."""
    paragraphs = page.version.body.paragraphs
    at = int(number) if number.isascii() and number.isdigit() and len(number) < 6 else len(paragraphs)
    return str(paragraphs[at]) if at < len(paragraphs) else ""


def _paste(page: StoryPage, form: NoteForm) -> dict[str, object]:
    return {"page": page, "note_form": form, "pasting": True, "undo_next": address(page)}


@require_POST
@may(EDIT_STORIES)
def note_reply(request: HttpRequest, note_id: int) -> HttpResponse:
    """Reply to a note."""
    return _say(request, note_id, ReplyForm(request.POST), reply, "reply")


@require_POST
@may(EDIT_STORIES)
def note_edit(request: HttpRequest, note_id: int) -> HttpResponse:
    """Change one's own note's words and topics."""
    return _say(request, note_id, TopicsForm(request.POST), partial(edit_note, seen=seen(request)), "edit")


def _say(request: HttpRequest, note_id: int, form: ReplyForm, act: Callable[..., Done], name: str) -> HttpResponse:
    """Do the act with what was typed; a form that does not hold, or an act refused, comes back with the page, 422."""
    note = note_of(note_id)
    if note is None:
        raise Http404(f"There is no note {note_id}.")
    page = posted_page(request, note.story_id)
    if not form.is_valid() or not attempt(
        request, partial(act, note, by=person(request), **form.cleaned_data), form=form
    ):
        said = {"said_form": form, "said_on": note_id, "said_as": name, "said_in_vain": thread_gone(note)}
        return show_story(request, page, said, status=INVALID)
    return _at_note(request, page, note.reply_to_id or note.pk)


@require_POST
@may(EDIT_STORIES)
def note_resolve(request: HttpRequest, note_id: int) -> HttpResponse:
    """Mark a note as settled."""
    return _settle(request, note_id, resolve_note)


@require_POST
@may(EDIT_STORIES)
def note_reopen(request: HttpRequest, note_id: int) -> HttpResponse:
    """Mark a note as asking for something again."""
    return _settle(request, note_id, reopen_note)


@require_POST
@may(EDIT_STORIES)
def note_delete(request: HttpRequest, note_id: int) -> HttpResponse:
    """Delete one's own note or reply."""
    return _settle(request, note_id, delete_note)


@require_POST
@may(EDIT_STORIES)
def note_place(request: HttpRequest, note_id: int) -> HttpResponse:
    """Say where a note stands on the version shown: where the machine found it, at a passage given, or nowhere."""
    note = note_of(note_id)
    if note is None:
        raise Http404(f"There is no note {note_id}.")
    page = posted_page(request, note.story_id)
    act = _placing(request, page, note)
    if act is None or not attempt(request, act):
        return story_again(request, page, status=REFUSED)
    return _at_note(request, page, note.pk)


def _placing(request: HttpRequest, page: StoryPage, note: Any) -> Callable[[], Done] | None:
    """Return the act that the form asks for; None where it names no passage of the text, which is said."""
    here: dict[str, Any] = {"by": person(request), "version": page.version, "seen": seen(request)}
    said = request.POST.get("is", "")
    if said in ("here", "gone"):
        return partial(confirm_place if said == "here" else reject_place, note, **here)
    form = PassageForm(request.POST)
    if not form.is_valid() or not form.settle(page.text):
        messages.error(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
        return None
    given = form.cleaned_data
    return partial(place_note, note, passage=(given["start"], given["end"]), exact=given["exact"], **here)


def _settle(request: HttpRequest, note_id: int, act: Callable[..., Done]) -> HttpResponse:
    note = note_of(note_id)
    if note is None:
        raise Http404(f"There is no note {note_id}.")
    page = posted_page(request, note.story_id)
    if not attempt(request, partial(act, note, by=person(request), seen=seen(request))):
        return story_again(request, page, status=REFUSED)
    return _at_note(request, page, note.reply_to_id or note.pk)


def _at_note(request: HttpRequest, page: StoryPage, note_id: int) -> HttpResponse:
    """Return the story anew; without htmx at the note's own place."""
    if wants_part(request):
        return story_again(request, page)
    return redirect(f"{address(page)}#note-{note_id}")
