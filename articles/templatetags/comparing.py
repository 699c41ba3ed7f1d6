"""Formatting only: a comparison's runs as text with real ins and del elements."""

from collections.abc import Sequence
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

SAID = {"ins": "added", "del": "removed"}
UNSEEN = '<span class="unseen" dir="ltr">'  # dir: the text's own first letter decides which way the text runs
MARK = f'{{4}}<{{0}} class="{{1}}">{UNSEEN}[{{2}}: </span>{{3}}{UNSEEN}]</span></{{0}}>{{5}}'


@register.simple_tag
def marked(runs: Sequence[Any]) -> SafeString:
    """Return a row's runs as HTML: `ins` and `del` elements that say to screen readers what they are.

    Built here, not in a template, because a long comparison has thousands of runs.
    """
    return mark_safe("".join(_run(run) for run in runs))  # noqa: S308 - each run is escaped by format_html


def _run(run: Any) -> str:
    if run.kind == "same":
        return format_html("{}", run.text)
    words = run.text.strip()
    before, after = run.text[: len(run.text) - len(run.text.lstrip())], run.text[len(run.text.rstrip()) :]
    if not words:
        return format_html("{}", run.text)
    return format_html(
        MARK,
        run.kind,
        "dimmed" if run.dimmed else run.change,
        f"{SAID[run.kind]}{_what(run)}",
        words,
        before,
        after,
    )


def _what(run: Any) -> str:
    """Name the kind of change where it matters to who cannot see it."""
    return f", {run.change}" if run.change in ("number", "name", "quote", "attribution") else ""
