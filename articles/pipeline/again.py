"""Stored captures and what today's cleaner makes of them -> which read differently, and how.

Reads only; what is to change is written by `articles.pipeline.reclean`, after a look whether it still holds.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from articles.models import Capture, LineRuling, Rejection, Version
from articles.pipeline.clean import Prepared, day_of, prepare
from articles.pipeline.retelling import Retold
from articles.pipeline.rulings import ruled_batch, with_own_words
from articles.pipeline.stored import record_of
from articles.text.article import Part, Role
from articles.text.clean.rulings import OwnWord, placed_words, told
from articles.text.group import fingerprint
from articles.text.keeping import stored_article

# Captures beside a changed one that share its version and are cleaned with it, so that the version changes as one.
MOST_SIBLINGS = 100

Rulings = Mapping[int, Sequence[LineRuling]]


@dataclass(frozen=True, slots=True)
class Again:
    """A capture that reads differently by now: what is to be stored of it, and where its rulings' lines stand now."""

    retold: Retold
    prepared: Prepared
    places: dict[int, int | None]  # ruling's id -> part

    @property
    def reads_differently(self) -> bool:
        """Whether an editor would see it; else only what was left out, or why, is told otherwise."""
        bare = (replace(each, parts=(), removed=()) for each in (self.retold.before, self.retold.article))
        return next(bare) != next(bare)

    @property
    def capture(self) -> Capture:
        """The capture as it was stored."""
        return self.retold.capture


@dataclass(frozen=True, slots=True)
class Looked:
    """A batch looked at: what changed, the rejections tried, the captures of which nothing is left; rulings as used."""

    changed: tuple[Again, ...]
    tried: tuple[tuple[Rejection, Prepared], ...]
    lost: tuple[Capture, ...]
    rulings: Rulings


def look_at(cleaned: Mapping[int, Prepared]) -> Looked:
    """Hold captures, by id, against what today's cleaner and today's rulings make of them."""
    batch = dict(zip(cleaned, ruled_batch(list(cleaned.values())), strict=True))
    looked = _look(batch)
    siblings = _siblings([each for each in looked.changed if _has_moved(each)], batch)
    if not siblings:
        return looked
    records = [prepare(record_of(capture)) for capture in siblings]
    return _look(batch | dict(zip((capture.pk for capture in siblings), ruled_batch(records), strict=True)))


def rulings_on(capture_ids: Iterable[int]) -> Rulings:
    """Load editors' words on single captures, the oldest first."""
    found: dict[int, list[LineRuling]] = defaultdict(list)
    for row in LineRuling.objects.filter(capture__in=list(capture_ids)).order_by("pk"):
        found[row.capture_id or 0].append(row)
    return found


def _look(batch: Mapping[int, Prepared]) -> Looked:
    rows = Capture.objects.select_related("version", "body", "dump").defer("body__raw").in_bulk(list(batch))
    read = [pk for pk, capture in rows.items() if capture.media_kind]  # what could not be read is no matter of cleaning
    rulings = rulings_on(rows)
    open_ones = Rejection.objects.to_do().filter(capture__in=read).select_related("capture__dump")
    pairs = ((row, with_own_words(batch[row.capture_id], rulings.get(row.capture_id, ()))) for row in open_ones)
    tried = tuple((row, one) for row, one in pairs if _says_else(row, one))
    changed, lost = [], []
    for pk, one in batch.items():
        capture = rows.get(pk)
        if capture is None or capture.version is None:
            continue
        again = _again(capture, one, rulings.get(pk, ()))
        if again is None:
            lost.append(capture)
        elif again.retold.article != again.retold.before or _is_other(capture, one) or _has_moved_lines(again, rulings):
            changed.append(again)
    return Looked(tuple(changed), tried, tuple(lost), rulings)


def _says_else(rejection: Rejection, one: Prepared) -> bool:
    return one.article is not None or (rejection.problem, rejection.detail) != (one.problem, one.detail)


def _is_other(capture: Capture, one: Prepared) -> bool:
    return stored_article(one.clean or {}, one.parts) != stored_article(capture.body.clean, bytes(capture.body.parts))


def _has_moved_lines(again: Again, rulings: Rulings) -> bool:
    return any(row.part != again.places[row.pk] for row in rulings.get(again.capture.pk, ()))


def _again(capture: Capture, one: Prepared, rulings: Sequence[LineRuling]) -> Again | None:
    """Give a capture as it reads now; None where nothing is left of it."""
    if not one.clean:
        return None
    cleaned = stored_article(one.clean, one.parts)
    places = places_now(cleaned.parts, rulings)
    roles = {row.pk: Role(row.role) for row in rulings}
    article = told(cleaned, {at: roles[pk] for pk, at in places.items() if at is not None})
    if not article.paragraphs:
        return None
    stored = stored_article(capture.body.clean, bytes(capture.body.parts))
    before = told(stored, {row.part: Role(row.role) for row in rulings if row.part is not None})
    print_ = fingerprint(article.paragraphs, headline=article.headline, published=day_of(article))
    _ = print_.keys
    return Again(Retold(capture, before, article, print_), one, places)


def places_now(parts: Sequence[Part], rulings: Sequence[LineRuling]) -> dict[int, int | None]:
    """Give by a ruling's id where its line stands among these parts; None where it is gone."""
    words = [OwnWord(row.line, row.part, Role(row.role)) for row in rulings]
    return {row.pk: at for row, at in zip(rulings, placed_words(parts, words), strict=True)}


def _has_moved(each: Again) -> bool:
    version = each.capture.version
    return version is not None and version.digest != each.retold.fingerprint.digest


def _siblings(moved: Sequence[Again], batch: Collection[int]) -> list[Capture]:
    """Load the other captures of the versions whose text changes for one of theirs."""
    versions = Version.objects.filter(pk__in={each.capture.version_id for each in moved})
    found: list[Capture] = []
    for version in versions:
        rows = Capture.objects.filter(version=version).exclude(pk__in=batch).select_related("body")
        found += rows.order_by("pk")[: MOST_SIBLINGS - len(found)]
    return found
