"""Compare: two versions side by side, inline or as changes only, at an address that stays."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect, render, resolve_url
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from articles.reads.compare import ComparePage, compare_page
from articles.reads.compare_export import FORMS, comparison_json, comparison_text
from articles.reads.compare_pair import comparison_of, versions_to_compare
from articles.text.row_id import row_ids
from articles.web.missing import missing_is_404
from articles.web.people import READ_STORIES, may

NARROW_HINTS = ("Sec-CH-UA-Mobile", "User-Agent")
KEPT = ("view", "only", "typographic")
MOST_SEARCHED = 200  # code points of a search; no one types more


@may(READ_STORIES)
@require_safe
@missing_is_404
def compare(request: HttpRequest, old_id: int, new_id: int) -> HttpResponse:
    """Show the comparison; without a chosen view side by side, on a phone inline."""
    page = _page(request, old_id, new_id)
    response = render(request, "compare/page.html", {"page": page, "kept": _kept(request)})
    patch_vary_headers(response, NARROW_HINTS)
    return response


@may(READ_STORIES)
@require_safe
def compare_versions(request: HttpRequest) -> HttpResponse:
    """Lead from the two pickers to the address of the pair."""
    chosen = row_ids(request.GET.get(name, "") for name in ("old", "new"))
    if len(chosen) < 2:
        raise Http404("Choose two versions to compare")
    to = resolve_url("compare", *chosen)
    kept = _kept(request)
    return redirect(f"{to}?{kept.urlencode()}" if kept else to)


@may(READ_STORIES)
@require_safe
@missing_is_404
def compare_export(request: HttpRequest, old_id: int, new_id: int, form: str) -> HttpResponse:
    """Give the comparison as text to copy, or as an HTML or JSON file to keep."""
    if form not in FORMS:
        raise Http404(f"A comparison is exported as {', '.join(FORMS)}, not as {form}")
    if form == "html":
        response = render(request, "compare/export.html", {"page": compare_page(old_id, new_id)})
    else:
        old, new = versions_to_compare(old_id, new_id)
        comparison = comparison_of(old, new)
        if form == "text":
            return HttpResponse(comparison_text(old, new, comparison), content_type="text/plain; charset=utf-8")
        response = JsonResponse(
            comparison_json(old, new, comparison), json_dumps_params={"ensure_ascii": False, "indent": 1}
        )
    response["Content-Disposition"] = f'attachment; filename="comparison-{old_id}-{new_id}.{form}"'
    return response


def _kept(request: HttpRequest) -> QueryDict:
    """Return how the comparison is looked at, which stays when others are compared: view, filter, typography."""
    kept = QueryDict(mutable=True)
    kept.update({name: request.GET[name] for name in KEPT if name in request.GET})
    return kept


def _page(request: HttpRequest, old_id: int, new_id: int) -> ComparePage:
    narrow = request.headers.get("Sec-CH-UA-Mobile") == "?1" or "Mobi" in request.headers.get("User-Agent", "")
    return compare_page(
        old_id,
        new_id,
        view=request.GET.get("view") or ("inline" if narrow else "side"),
        only=request.GET.get("only", ""),
        typographic=request.GET.get("typographic") == "1",
        words=request.GET.get("find", "")[:MOST_SEARCHED].strip(),
    )
