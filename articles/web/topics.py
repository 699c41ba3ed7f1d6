"""The topic tree, one topic, what may be done with it, and the choices under a topic field."""

from collections.abc import Callable
from functools import partial

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from articles.editing.log import Done
from articles.editing.topic_tree import merge_topics, move_topic
from articles.editing.topics import add_synonym, create_topic, remove_synonym, rename_topic
from articles.reads.decisions import newest_decision
from articles.reads.topic import standing_topic, topic_page
from articles.reads.topics import LONG_TREE, TopicChoice, outline, topic_named, topic_tree, topics_called
from articles.reads.topics import topic_choices as choices
from articles.web.decisions import REFUSED, attempt, seen
from articles.web.forms import LabelForm, MergeForm, NewTopicForm, PlaceForm, RenameForm
from articles.web.people import EDIT_STORIES, READ_STORIES, may, person
from articles.web.screens import INVALID, see_other, show, wants_part


@require_http_methods(["GET", "HEAD", "POST"])
@may(READ_STORIES)
def topics(request: HttpRequest) -> HttpResponseBase:
    """Show the tree; to those who may edit, a POST makes a new topic."""
    if request.method == "POST":
        return new_topic(request)
    named = topic_named(request.GET.get("q", ""))
    return redirect("topic", named.pk) if named else _tree(request)


@may(EDIT_STORIES)
def new_topic(request: HttpRequest) -> HttpResponse:
    """Make a topic at the top or under another."""
    form = NewTopicForm(request.POST)
    if not form.is_valid():
        return _tree(request, form, status=INVALID)
    given = form.cleaned_data
    wanted = {name: given[name] for name in ("broader", "synonyms", "namesake")}
    act = partial(create_topic, given["label"], by=person(request), **wanted)
    if not attempt(request, act, form=form):
        return _tree(request, form, status=REFUSED)
    return _tree(request) if wants_part(request) else redirect("topics")


def _tree(request: HttpRequest, form: Form | None = None, *, status: int = 200) -> HttpResponse:
    tree = topic_tree()
    words = request.GET.get("q", "").strip()
    long = len(tree) > LONG_TREE and "all" not in request.GET
    context = {
        "tree": tree,
        "shown": outline(tree) if long else tree,
        "form": form,
        "words": words,
        "found": choices(words),
        "taken": _taken(form),
        "undo_next": reverse("topics"),
    }
    return show(request, "topics/page.html", context, part="topics/_topics.html", status=status)


def _taken(form: Form | None, *, but: int | None = None) -> tuple[TopicChoice, ...]:
    """Return the topics that have one of the names typed already, where the form was refused."""
    if form is None or not form.non_field_errors():
        return ()
    words = [form.cleaned_data.get("label", ""), *form.cleaned_data.get("synonyms", ())]
    found = [choice for word in words if word for choice in topics_called(word, but=but)]
    return tuple({choice.topic.pk: choice for choice in found}.values())


@require_safe
@may(READ_STORIES)
def topic(request: HttpRequest, topic_id: int) -> HttpResponse:
    """Show one topic; a merged topic's address leads to where it went."""
    found = standing_topic(topic_id)
    if found is None:
        raise Http404(f"There is no topic {topic_id}.")
    return show_topic(request, topic_id) if found.pk == topic_id else redirect("topic", found.pk)


def show_topic(
    request: HttpRequest, topic_id: int, form: Form | None = None, *, act: str = "", status: int = 200
) -> HttpResponse:
    """Return the topic's screen; `form` is one that did not hold, of the act `act`."""
    found = standing_topic(topic_id)
    if found is None:
        raise Http404(f"There is no topic {topic_id}.")
    context = {
        "page": topic_page(found, person(request)),
        "form": form,
        "act": act,
        "taken": _taken(form, but=found.pk),
        "seen": newest_decision(),
        "undo_next": reverse("topic", args=[found.pk]),
    }
    return show(request, "topic/page.html", context, part="topic/_topic.html", status=status)


@require_POST
@may(EDIT_STORIES)
def topic_rename(request: HttpRequest, topic_id: int) -> HttpResponse:
    """Give the topic another label."""
    form = RenameForm(request.POST)
    return _act(request, topic_id, "rename", form, rename_topic, lambda: _renaming(form))


def _renaming(form: Form) -> dict[str, object]:
    given = form.cleaned_data
    return {"label": given["label"], "keep_as_synonym": given["keep"], "namesake": given["namesake"]}


@require_POST
@may(EDIT_STORIES)
def synonym_add(request: HttpRequest, topic_id: int) -> HttpResponse:
    """Have the topic found by one more word."""
    form = LabelForm(request.POST)
    return _act(request, topic_id, "synonym", form, add_synonym, lambda: {"label": form.cleaned_data["label"]})


@require_POST
@may(EDIT_STORIES)
def synonym_remove(request: HttpRequest, topic_id: int) -> HttpResponse:
    """Have the topic no longer found by a word."""
    form = LabelForm(request.POST)
    return _act(request, topic_id, "synonym", form, remove_synonym, lambda: {"label": form.cleaned_data["label"]})


@require_POST
@may(EDIT_STORIES)
def topic_move(request: HttpRequest, topic_id: int) -> HttpResponse:
    """Put the topic under another, or at the top."""
    form = PlaceForm(request.POST)
    return _act(request, topic_id, "move", form, move_topic, lambda: {"broader": form.cleaned_data["topic"]})


@require_POST
@may(EDIT_STORIES)
def topic_merge(request: HttpRequest, topic_id: int) -> HttpResponse:
    """Make the topic part of another, whose page comes next."""
    form = MergeForm(request.POST)
    return _act(request, topic_id, "merge", form, merge_topics, lambda: {"into": form.cleaned_data["topic"]})


def _act(
    request: HttpRequest,
    topic_id: int,
    name: str,
    form: Form,
    act: Callable[..., Done],
    given: Callable[[], dict[str, object]],
) -> HttpResponse:
    """Do the act on the topic with what the form gave; one invalid or refused comes back with the page, 422 or 409."""
    found = standing_topic(topic_id)
    if found is None:
        raise Http404(f"There is no topic {topic_id}.")
    if not form.is_valid():
        return show_topic(request, found.pk, form, act=name, status=INVALID)
    if not attempt(request, partial(act, found, by=person(request), seen=seen(request), **given()), form=form):
        return show_topic(request, found.pk, form, act=name, status=REFUSED)
    if name == "merge":
        return see_other(request, "topic", getattr(given()["into"], "pk", found.pk))
    return show_topic(request, found.pk) if wants_part(request) else redirect("topic", found.pk)


@require_safe
@may(READ_STORIES)
def topic_choices(request: HttpRequest) -> HttpResponse:
    """List the topics that the letters in `q` may mean."""
    return render(request, "shared/_choices.html", {"choices": choices(request.GET.get("q", ""))})
