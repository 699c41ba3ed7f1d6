"""Captures that read differently by now -> their versions: moved, rewritten or made; what editors did stays.

A capture whose text changed leaves its version for the one of the same story that has its text, or for a new one. Where
all captures of a version changed alike, the version itself is rewritten, and its notes follow their passages; where a
note's passage is gone, the version stays as it was with its notes, beside the new one.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from articles.models import Capture, CaptureBody, LineRuling, Shingle, Version, VersionBody
from articles.models.placements import text_of
from articles.models.upkeep import write_columns
from articles.models.wording import index_anew, notes_on, store_notes, work_on, write_text
from articles.pipeline.versions import LENT, LENT_BODY, NewText, fill_body, fill_version, store_versions, version_of
from articles.text.article import CleanArticle, Role
from articles.text.clean.rulings import SINGLE, told
from articles.text.group import Fingerprint
from articles.text.keeping import stored_article
from articles.text.lending import IMPRINTED, VersionFacts, facts_of, lent

# Captures of one version that are read again for what they know; beyond these they all say the same.
MOST_LENDING = 100


@dataclass(frozen=True, slots=True)
class Retold:
    """A capture as it reads today, editors' words on its own lines in force: its article and its fingerprint.

    `before` is how it read when it was stored.
    """

    capture: Capture
    before: CleanArticle
    article: CleanArticle
    fingerprint: Fingerprint


@dataclass(slots=True)
class Settled:
    """What became of versions: their ids. `stories` are those that anything changed of."""

    made: set[int] = field(default_factory=set)
    rewritten: set[int] = field(default_factory=set)
    gone: set[int] = field(default_factory=set)
    kept_for_editors: set[int] = field(default_factory=set)
    stories: set[int] = field(default_factory=set)


def retell(captures: Sequence[Retold], sources: Mapping[str, int]) -> Settled:
    """Give captures the versions that have their text now; within a transaction, their stored articles written.

    `sources` gives the ids of sources by name as the articles have it.
    """
    settled = Settled()
    by_version: dict[int, list[Retold]] = defaultdict(list)
    for each in captures:
        by_version[each.capture.version_id or 0].append(each)
    versions = Version.objects.select_related("body").in_bulk(list(by_version))
    touched: set[int] = set()
    for version_id, group in by_version.items():
        version = versions[version_id]
        settled.stories.add(version.story_id)
        touched |= {version_id, *_settle(version, group, sources, settled)}
    lend_again(touched - settled.gone, sources)
    return settled


def lend_again(version_ids: Collection[int], sources: Mapping[str, int]) -> None:
    """Work out anew what versions know from their captures; an editor's word on a field goes before any reading."""
    versions = list(Version.objects.filter(pk__in=version_ids).select_related("body", "source"))
    changed = []
    for version in versions:
        facts = _facts_of(version)
        if facts:
            fill_version(version, facts, sources)
            fill_body(version.body, facts)
            changed.append(version)
    write_columns(changed, LENT)
    VersionBody.objects.bulk_update([version.body for version in changed], LENT_BODY, batch_size=100)


def _settle(version: Version, group: Sequence[Retold], sources: Mapping[str, int], settled: Settled) -> set[int]:
    """Move the captures whose text is another by now; give the versions that they are part of."""
    by_digest: dict[str, list[Retold]] = defaultdict(list)
    for each in group:
        by_digest[each.fingerprint.digest].append(each)
    same = by_digest.pop(version.digest, [])
    _reflow(version, same, settled)
    reached = set()
    for digest, moved in by_digest.items():
        target = _target(version, digest, moved, sources, settled)
        Capture.objects.filter(pk__in=[each.capture.pk for each in moved]).update(version=target)
        reached.add(target)
    if reached - {version.pk} and not Capture.objects.filter(version=version).exists():
        _leave(version, settled)
    return reached


def _reflow(version: Version, same: Iterable[Retold], settled: Settled) -> None:
    """Give a version the paragraphs or typography that the capture has by now from which it had its own."""
    for each in same:
        now, was = each.article.paragraphs, each.before.paragraphs
        if now != was and tuple(version.body.paragraphs) == was and _write(version, each):
            settled.rewritten.add(version.pk)


def _target(
    version: Version, digest: str, moved: Sequence[Retold], sources: Mapping[str, int], settled: Settled
) -> int:
    """Give the version of the story that has this text: it is there, or this one becomes it, or it is made."""
    twin = Version.objects.filter(story=version.story_id, digest=digest).values_list("pk", flat=True).first()
    if twin:
        return twin
    ids = {each.capture.pk for each in moved}
    if not Capture.objects.filter(version=version).exclude(pk__in=ids).exists() and _write(version, moved[0]):
        settled.rewritten.add(version.pk)
        return version.pk
    made = _made(version, moved, sources)
    settled.made.add(made)
    return made


def _write(version: Version, each: Retold) -> bool:
    """Rewrite a version in place, unless a note stands on what would go. Return whether it was."""
    old = text_of(version)
    notes = notes_on(version, old, each.article.paragraphs)
    if any(found.now is None and found.note.deleted_at is None for found in notes):
        return False
    write_text(version, each.article.paragraphs, each.fingerprint)
    store_notes(notes)
    index_anew(version, each.fingerprint)
    return True


def _made(version: Version, moved: Sequence[Retold], sources: Mapping[str, int]) -> int:
    """Store a version of the same story with the new text; what it knows its captures lend it afterwards."""
    first = moved[0]
    text = NewText(
        number=-1,
        fingerprint=first.fingerprint,
        paragraphs=first.article.paragraphs,
        language=first.article.language or "",
        facts=facts_of(first.article),
        captures=len(moved),
    )
    made = version_of(text, sources)
    store_versions([text], {-1: made}, {-1: version.story_id})
    Shingle.objects.add((key, made.pk) for key in first.fingerprint.keys)
    return made.pk


def _leave(version: Version, settled: Settled) -> None:
    """Remove a version without captures, unless editors' work rests on it."""
    if work_on(version):
        settled.kept_for_editors.add(version.pk)
    else:
        settled.gone.add(version.pk)
        version.delete()


def _facts_of(version: Version) -> VersionFacts | None:
    """Give what a version's captures know together, with editors' words on single fields; None without captures."""
    bodies = CaptureBody.objects.filter(capture__version=version).order_by("pk")
    rulings: dict[int, dict[int, Role]] = defaultdict(dict)
    said = LineRuling.objects.filter(capture__version=version, part__isnull=False).order_by("made_at", "pk")
    for capture_id, part, role in said.values_list("capture", "part", "role"):
        rulings[capture_id or 0][part or 0] = Role(role)
    ruled = bodies.filter(pk__in=list(rulings))
    facts: VersionFacts | None = None
    words: dict[str, str] = {}
    plain = bodies.exclude(pk__in=list(rulings)).values_list("pk", "clean")[:MOST_LENDING]
    for capture_id, clean, packed in [*((*row, b"") for row in plain), *ruled.values_list("pk", "clean", "parts")]:
        article = told(stored_article(clean, bytes(packed)), rulings[capture_id])
        words |= _said_fields(article, rulings[capture_id])
        facts = lent(facts, facts_of(article)) if facts else facts_of(article)
    return _with_words(facts, words) if facts else None


def _said_fields(article: CleanArticle, rulings: Mapping[int, Role]) -> dict[str, str]:
    """Give the fields that an editor has said, with their readings."""
    names = [SINGLE[role] for role in rulings.values() if role in SINGLE]
    return {name: getattr(article, name) or "" for name in names}


def _with_words(facts: VersionFacts, words: Mapping[str, str]) -> VersionFacts:
    conflicts = {name: readings for name, readings in facts.conflicts.items() if name not in words}
    imprints = () if set(words) & set(IMPRINTED) else facts.imprints
    return replace(facts, **words, doubts=facts.doubts - set(words), imprints=imprints, conflicts=conflicts)  # type: ignore[arg-type]  # fields that are lines
