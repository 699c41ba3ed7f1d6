"""A capture before and after another cleaning -> what an editor reads of it: fields, and sentences come and gone."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from articles.models import Capture
from articles.text.article import CleanArticle, Role
from articles.text.compare import Comparison, Run, compare, link_runs, summary

FIELDS = ("headline", "standfirst", "byline", "source", "section", "published", "contributors")
LISTS = ("captions", "tags", "authors")
MOST_SENTENCES = 8  # of each kind in one difference; the counts say how many there are
LONGEST_SENTENCE = 160  # characters shown of one
MARKS = {"same": "{}", "del": "[-{}-]", "ins": "{{+{}+}}"}  # as the comparison's plain text has them


@dataclass(frozen=True, slots=True)
class Difference:
    """What changes of one capture. `fields` gives before and after by name; `came` and `went` sentences of the text.

    `edits` are sentences of which words changed, each in runs of "same", "del" or "ins" and their text.
    """

    capture_id: int
    story_id: int | None
    place: str
    fields: dict[str, tuple[str, str]]
    paragraphs: tuple[int, int]  # how many before, how many after
    kept: int = 0
    edited: int = 0
    moved: int = 0
    added: int = 0
    removed: int = 0
    came: tuple[str, ...] = ()
    went: tuple[str, ...] = ()
    edits: tuple[tuple[tuple[str, str], ...], ...] = ()
    mended: bool = False

    def as_json(self) -> dict[str, Any]:
        """Give the difference as JSON can hold it."""
        counts = {name: getattr(self, name) for name in ("kept", "edited", "moved", "added", "removed")}
        return {
            "capture": self.capture_id,
            "story": self.story_id,
            "place": self.place,
            "mended": self.mended,
            "fields": {name: list(pair) for name, pair in self.fields.items()},
            "paragraphs": list(self.paragraphs),
            "sentences": counts,
            "came": list(self.came),
            "went": list(self.went),
            "edits": [[list(run) for run in edit] for edit in self.edits],
        }

    def lines(self) -> list[str]:
        """Give the difference in words, one line each."""
        where = f"capture {self.capture_id} ({self.place}"
        head = f"{where}, story {self.story_id})" if self.story_id else f"{where})"
        if self.mended:
            return [f"{head}: rejected until now, is an article with {self.paragraphs[1]} paragraphs"]
        said = [f"{head}: {self.paragraphs[0]} -> {self.paragraphs[1]} paragraphs; sentences: {self._counts()}"]
        said += [f"  {name}: {was or '(none)'} -> {now or '(none)'}" for name, (was, now) in self.fields.items()]
        edits = ("".join(MARKS[kind].format(text) for kind, text in edit) for edit in self.edits)
        said += [f"  ~ {text}" for text in edits]
        return [*said, *(f"  - {text}" for text in self.went), *(f"  + {text}" for text in self.came)]

    def _counts(self) -> str:
        names = ("kept", "edited", "moved", "added", "removed")
        return ", ".join(f"{getattr(self, name):,} {name}" for name in names if getattr(self, name)) or "none"


def difference(capture: Capture, before: CleanArticle, after: CleanArticle) -> Difference:
    """Give what an editor should know of a capture that reads differently. Needs its version and dump loaded."""
    compared = compare(before, after)
    counts = summary(compared)
    fields = {name: (_line(before, name), _line(after, name)) for name in (*FIELDS, *LISTS)}
    return Difference(
        capture_id=capture.pk,
        story_id=capture.version.story_id if capture.version else None,
        place=f"{capture.dump.name}: {capture}",
        fields={name: pair for name, pair in fields.items() if pair[0] != pair[1]},
        paragraphs=(len(before.paragraphs), len(after.paragraphs)),
        kept=counts.kept,
        edited=counts.edited,
        moved=counts.moved,
        added=counts.added,
        removed=counts.removed,
        came=_sentences(compared, old=False),
        went=_sentences(compared, old=True),
        edits=_edits(compared),
        mended=capture.version is None,
    )


def _sentences(compared: Comparison, *, old: bool) -> tuple[str, ...]:
    """Give the first sentences that only the old, or only the new reading has."""
    alone = [link for link in compared.links if not (link.new if old else link.old)]
    there = compared.old_sentences if old else compared.new_sentences
    indexes: Sequence[int] = [at for link in alone for at in (link.old if old else link.new)]
    body = [there[at].text for at in indexes if there[at].role == Role.BODY]  # the rest stands among the fields
    return tuple(_cut(text) for text in body[:MOST_SENTENCES])


def _line(article: CleanArticle, name: str) -> str:
    value = getattr(article, name)
    if name == "captions":
        return " | ".join(caption.text for caption in article.captions)
    return ", ".join(value) if name in LISTS else value or ""


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_SENTENCE else line[: LONGEST_SENTENCE - 1] + "…"


def _edits(compared: Comparison) -> tuple[tuple[tuple[str, str], ...], ...]:
    """Give the first sentences of the text of which words changed, as runs."""
    changed = [link for link in compared.links if link.old and link.new and link.words]
    body = [link for link in changed if compared.new_sentences[link.new[0]].role == Role.BODY]
    return tuple(_marked(link_runs(compared, link)) for link in body[:MOST_SENTENCES])


def _marked(runs: Sequence[Run]) -> tuple[tuple[str, str], ...]:
    """Give runs with their text; a long stretch that stays is cut in its middle."""
    half = LONGEST_SENTENCE // 2
    return tuple(
        (run.kind, f"{run.text[:half]} … {run.text[-half:]}")
        if run.kind == "same" and len(run.text) > LONGEST_SENTENCE
        else (run.kind, run.text)
        for run in runs
    )
