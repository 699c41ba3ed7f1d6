"""Sources cleaned again from a list of the panel, each once, and what is said of it."""

from collections.abc import Mapping

from django.contrib import admin, messages
from django.http import HttpRequest

from articles.pipeline.cleaning_jobs import ask_reclean
from articles.pipeline.work_words import not_added


def clean_sources_again(panel: "admin.ModelAdmin", request: HttpRequest, sources: Mapping[int, str]) -> None:  # type: ignore[type-arg]  # generic in the stubs alone
    """Have a worker clean all captures of these sources, given by id with their names, again."""
    begun = []
    for source_id, name in sources.items():
        asked = ask_reclean(source_id=source_id, by=request.user)
        if asked.new:
            begun.append(name)
        else:
            panel.message_user(request, f"{name}: {not_added(asked.work)}", messages.INFO)
    if begun:
        said = f"Cleaned again in the background: {', '.join(begun)}. Long work shows how far it is."
        panel.message_user(request, said, messages.SUCCESS)
