"""Long work in the panel: cleaning and grouping again, begun, watched, paused and stopped; and what it changes."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_POST

from articles.admin.panel import CappedPaginator, ReadOnlyAdmin
from articles.models import LongWork, Source
from articles.pipeline.cleaning_jobs import ask_reclean
from articles.pipeline.work_jobs import ask_regroup, queue_work
from articles.pipeline.work_words import added, asked_for, came_to, not_added, waits_for, where_at
from articles.pipeline.works import Begun, UnderWay, pause_work, resume_work, stop_work
from articles.text.row_id import row_id
from articles.text.source_name import source_key

CHANGES_A_PAGE = 25

ACTS: Mapping[str, tuple[str, Callable[[LongWork], bool]]] = MappingProxyType(
    {"pause": ("Paused", pause_work), "resume": ("Goes on", resume_work), "stop": ("Stopped", stop_work)}
)


class BeginForm(forms.Form):
    """What is to be done: cleaning or grouping again, of which captures, and whether only to list what would change."""

    kind = forms.ChoiceField(choices=LongWork.Kind.choices)
    dry_run = forms.BooleanField(required=False)
    source = forms.CharField(required=False, max_length=200)
    since = forms.DateField(required=False)

    def clean_source(self) -> Source | None:
        """Return the source of that name; None where the field is empty."""
        name = self.cleaned_data["source"].strip()
        found = Source.objects.filter(key=source_key(name)).first() if name else None
        if name and not found:
            raise forms.ValidationError(f"There is no source “{name}”: give a name as the desk lists it.")
        return found


@admin.register(LongWork)
class LongWorkAdmin(ReadOnlyAdmin):
    """Long work, newest first. Editors read what it changes; whoever manages dumps begins and stops it."""

    list_display = ("what", "about", "state", "progress", "result", "created_by", "created_at")
    list_display_links = ("what",)
    list_filter = ("kind", "state", "dry_run")
    list_select_related = ("created_by",)
    actions = None
    change_list_template = "admin/articles/longwork/list.html"

    def get_urls(self) -> list[URLPattern]:
        """Add the forms' addresses to Django's own."""
        guarded = self.admin_site.admin_view
        return [
            path("begin/", guarded(require_POST(self.begin)), name="articles_longwork_begin"),
            path("<int:work_id>/part/", guarded(self.part), name="articles_longwork_part"),
            path("<int:work_id>/do/<str:act>/", guarded(self.act), name="articles_longwork_act"),
            *super().get_urls(),
        ]

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002 - Django's signature
        """Whoever may edit stories and open the panel reads what would change of them."""
        return request.user.has_perm("articles.edit_stories") or self.has_manage_permission(request)

    def has_module_permission(self, request: HttpRequest) -> bool:
        """The list stands in the panel for the same people."""
        return self.has_view_permission(request)

    @admin.display(description="Work")
    def what(self, work: LongWork) -> str:
        """Return what is done."""
        return f"{work.get_kind_display()}{', dry run' if work.dry_run else ''}"

    @admin.display(description="Of")
    def about(self, work: LongWork) -> str:
        """Return which captures."""
        return asked_for(work)

    @admin.display(description="Progress")
    def progress(self, work: LongWork) -> str:
        """Return how far it is."""
        return where_at(work)

    @admin.display(description="What it came to")
    def result(self, work: LongWork) -> str:
        """Return the counts."""
        return "; ".join(came_to(work))

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Show the list with the form that begins work."""
        more = {"may_manage": self.has_manage_permission(request), **(extra_context or {})}
        return super().changelist_view(request, more)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",  # noqa: ARG002 - Django's signature
        extra_context: dict[str, Any] | None = None,  # noqa: ARG002 - Django's signature
    ) -> HttpResponse:
        """Show one work: how far it is, and what it changes, a page at a time."""
        work = self._work(request, row_id(object_id) or 0)
        return TemplateResponse(request, "admin/articles/longwork/work.html", self._context(request, work))

    def part(self, request: HttpRequest, work_id: int) -> HttpResponse:
        """Show how far it is, for the page to bring itself up to date; with the list where that is longer by now.

        Once the work has ended the list comes in any case: what it says where it is empty is another then.
        """
        work = self._work(request, work_id)
        context = self._context(request, work)
        listed = str(context["changes"].paginator.count)
        context |= {"is_part": True, "lists_anew": not work.is_unfinished or request.GET.get("listed") != listed}
        return TemplateResponse(request, "admin/articles/longwork/_work.html", context)

    def begin(self, request: HttpRequest) -> HttpResponse:
        """Have a worker begin; say so, or why not."""
        if not self.has_manage_permission(request):
            raise Http404("There is no such page for you: whoever manages dumps begins long work")
        form = BeginForm(request.POST)
        if not form.is_valid():
            for errors in form.errors.values():
                messages.error(request, " ".join(str(error) for error in errors))
            return redirect("admin:articles_longwork_changelist")
        try:
            begun = _begun(form.cleaned_data, request)
        except UnderWay as other:
            messages.error(request, f"{other}.")
            return redirect("admin:articles_longwork_changelist")
        if begun.new:
            messages.success(request, added(begun.work))
        else:
            messages.info(request, f"It is under way: {not_added(begun.work)}")
        return redirect("admin:articles_longwork_change", begun.work.pk)

    def act(self, request: HttpRequest, work_id: int, act: str) -> HttpResponse:
        """Pause, go on with, or stop work."""
        if request.method != "POST" or act not in ACTS or not self.has_manage_permission(request):
            raise Http404(f"Long work {work_id} has no {act} for you")
        work = self._work(request, work_id)
        said, do = ACTS[act]
        if do(work):
            messages.success(request, f"{said}: {work}.")
        else:
            messages.warning(request, f"{work} is {work.get_state_display().lower()}: nothing was done.")
        if work.state in {LongWork.State.QUEUED, LongWork.State.STOPPED}:
            queue_work(work)  # a worker goes on, or clears away what stopped work held
        return redirect("admin:articles_longwork_change", work.pk)

    def _work(self, request: HttpRequest, work_id: int) -> LongWork:
        if not self.has_view_permission(request):
            raise Http404(f"There is no long work {work_id} for you")
        return get_object_or_404(LongWork.objects.select_related("created_by"), pk=work_id)

    def _context(self, request: HttpRequest, work: LongWork) -> dict[str, Any]:
        changes = CappedPaginator(work.changes.order_by("pk"), CHANGES_A_PAGE).get_page(request.GET.get("page"))
        return {
            **self.admin_site.each_context(request),
            "title": str(work),
            "opts": self.opts,
            "work": work,
            "about": asked_for(work),
            "where": where_at(work),
            "waits_for": waits_for(work),
            "said": came_to(work),
            "changes": changes,
            "may_manage": self.has_manage_permission(request),
            "address": reverse("admin:articles_longwork_change", args=[work.pk]),
        }


def _begun(given: dict[str, Any], request: HttpRequest) -> Begun:
    """Put the work asked for into the queue, once. Raises UnderWay."""
    if given["kind"] == LongWork.Kind.REGROUP:
        return ask_regroup(dry_run=given["dry_run"], by=request.user)
    source = given["source"]
    return ask_reclean(
        source_id=source.pk if source else None, since=given["since"], dry_run=given["dry_run"], by=request.user
    )
