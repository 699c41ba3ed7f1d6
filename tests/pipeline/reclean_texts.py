"""Captures that an older cleaner read worse, for the tests of cleaning again."""

from pathlib import Path

from articles.models import (
    Annotation,
    Capture,
    CaptureBody,
    LineRuling,
    Placement,
    Rejection,
    Story,
    Version,
    VersionBody,
)
from articles.pipeline.reclean import RecleanReport, Scope, reclean
from articles.text.article import CleanArticle, Reason, Role
from articles.text.clean import clean_capture
from articles.text.clean.rulings import told
from tests.pipeline.dump_texts import invented_body

TEASER = "Sign up for the letter"


def write_capture(folder: Path, number: int, *, name: str = "", more: str = "") -> Path:
    """Write article `number` as a text capture of its page, with a line of the site's among its own."""
    folder.mkdir(exist_ok=True)
    head, *body = invented_body(number)
    lines = ["Harbour and council at odds again over the ferry", "", head, *body[:2], TEASER, *body[2:], more]
    path = folder / (name or f"{number}.txt")
    path.write_text("\n".join(lines))
    return path


def worse(text: str) -> CleanArticle:
    """Clean as an older cleaner would that took the site's line for a paragraph, and lost the last one."""
    article = clean_capture(text)
    body = [at for at, part in enumerate(article.parts) if part.role == Role.BODY]
    teasers = [at for at, part in enumerate(article.parts) if part.text.strip() == TEASER]
    return told(article, {**dict.fromkeys(teasers, Role.BODY), body[-1]: Role.REMOVED}, reason=Reason.OUTSIDE)


def everything() -> list[object]:
    """Give all that a run could change, to be compared."""
    return [
        list(model.objects.order_by("pk").values())
        for model in (Capture, CaptureBody, Version, VersionBody, Story, Rejection, LineRuling, Annotation, Placement)
    ]


def run(**options: object) -> RecleanReport:
    return reclean(Scope(), **options)  # type: ignore[arg-type]


def paragraphs(version: Version | None = None) -> list[str]:
    return list((version or Version.objects.get()).body.paragraphs)
