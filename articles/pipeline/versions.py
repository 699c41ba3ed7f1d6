"""New texts -> rows of versions, bodies and stories; captures of known texts -> what their versions learn from them."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from articles.models import Source, Story, Version, VersionBody
from articles.models.rows import insert_rows
from articles.models.stories import IMPRINTS
from articles.models.upkeep import count_sources, day_of, fill_columns, write_columns
from articles.text.article import Caption
from articles.text.group import Fingerprint
from articles.text.imprint import Imprint, settled
from articles.text.lending import VersionFacts, imprint_of, lent
from articles.text.order import VersionClues, order_of
from articles.text.source_name import source_key

HEADLINE_WIDTH = 1000  # as wide as the columns are; what is longer is a paragraph that was taken for the field
BYLINE_WIDTH = 500
STAMP_WIDTH = 40
SECTION_WIDTH = 200
LANGUAGE_WIDTH = 20

LENT = ("headline", "standfirst", "byline", "source", "published", "captured", "day", "doubts", "conflicts")
LENT_BODY = ("captions", "tags", "authors", "contributors", "section")


@dataclass(frozen=True, slots=True)
class NewText:
    """A text that no version has yet, by its number in the batch, with what all its captures there know."""

    number: int
    fingerprint: Fingerprint
    paragraphs: tuple[str, ...]
    language: str
    facts: VersionFacts
    captures: int


def known_versions(digests: Collection[str]) -> dict[str, Version]:
    """Load the versions that have these texts, by digest, without the texts; the oldest where editors parted one."""
    rows = Version.objects.filter(digest__in=digests).select_related("source", "body")
    rows = rows.defer("body__paragraphs", "body__fingerprint").order_by("-pk")
    return {version.digest: version for version in rows}


def make_stories(texts: Sequence[NewText], versions: Mapping[int, Version]) -> list[Story]:
    """Store a story for each text, its columns as its one version fills them; `latest` is set when that is stored."""
    stories = []
    for text in texts:
        story = Story(version_count=1, capture_count=text.captures, language=text.language[:LANGUAGE_WIDTH])
        fill_columns(story, [versions[text.number]])
        stories.append(story)
    count_sources(Counter(story.source_id for story in stories if story.source_id))
    insert_rows(stories)
    return stories


def store_versions(texts: Sequence[NewText], versions: Mapping[int, Version], story_ids: Mapping[int, int]) -> None:
    """Store the version of each text with its body, in the story given by the text's number."""
    for text in texts:
        versions[text.number].story_id = story_ids[text.number]
    insert_rows([versions[text.number] for text in texts])
    insert_rows([_body(versions[text.number], text) for text in texts])


def version_of(text: NewText, sources: Mapping[str, int]) -> Version:
    """Give the row of a text alone in its story."""
    words, digest = len(text.fingerprint.word_array), text.fingerprint.digest
    version = Version(digest=digest, headline_key=text.fingerprint.headline_key, word_count=words)
    fill_version(version, text.facts, sources)
    (place,) = order_of([VersionClues(version.published, version.captured, words, digest)])
    version.order_basis, version.order_why = str(place.basis), place.why
    return version


def _body(version: Version, text: NewText) -> VersionBody:
    body = VersionBody(version=version, paragraphs=list(text.paragraphs), fingerprint=text.fingerprint.to_bytes())
    fill_body(body, text.facts)
    return body


def fill_version(version: Version, facts: VersionFacts, sources: Mapping[str, int]) -> None:
    """Set the columns that captures lend."""
    version.headline = facts.headline[:HEADLINE_WIDTH]
    version.standfirst = facts.standfirst
    version.byline = facts.byline[:BYLINE_WIDTH]
    version.source_id = _source_id(version, facts.source, sources)
    version.published = facts.published[:STAMP_WIDTH]
    version.captured = facts.captured[:STAMP_WIDTH]
    version.day = day_of(facts.published, facts.captured)
    version.doubts = sorted(facts.doubts)
    version.conflicts = {name: list(readings) for name, readings in facts.conflicts.items()}
    if len(facts.imprints) > 1:
        version.conflicts[IMPRINTS] = [_stored_imprint(imprint) for imprint in facts.imprints]


def _source_id(version: Version, name: str, sources: Mapping[str, int]) -> int | None:
    """Give the source of this name: one of the batch, the version's own, or one that an earlier capture lends."""
    if name in sources or not name:
        return sources.get(name)
    if version.pk is None or (version.source and source_key(version.source.name) == source_key(name)):
        return version.source_id
    return Source.objects.filter(key=source_key(name)).values_list("pk", flat=True).first()


def _stored_imprint(imprint: Imprint) -> dict[str, object]:
    """Give an imprint as JSON keeps it, without what it does not say."""
    told = {name: getattr(imprint, name) for name in Imprint.__slots__}
    return {name: value if isinstance(value, str) else sorted(value) for name, value in told.items() if value}


def fill_body(body: VersionBody, facts: VersionFacts) -> None:
    """Set the body's fields that captures lend."""
    body.captions = [{"text": caption.text, "credit": caption.credit} for caption in facts.captions]
    body.tags = list(facts.tags)
    body.authors = list(facts.authors)
    body.contributors = facts.contributors
    body.section = facts.section[:SECTION_WIDTH]


def _facts(version: Version) -> VersionFacts:
    """Give what a stored version knows; its captures' imprints only where an editor has not said otherwise since."""
    facts = _shown_facts(version)
    imprints = tuple(
        Imprint(**{**given, "authors": tuple(given.get("authors", ())), "doubts": frozenset(given.get("doubts", ()))})
        for given in version.conflicts.get(IMPRINTS, ())
    )
    shown, lent_by_all = imprint_of(facts), settled(imprints)
    lent_by_all = replace(  # as the columns keep it
        lent_by_all, byline=lent_by_all.byline[:BYLINE_WIDTH], published=lent_by_all.published[:STAMP_WIDTH]
    )
    same = all(getattr(shown, name) == getattr(lent_by_all, name) for name in ("byline", "published", "authors"))
    return replace(facts, imprints=imprints) if same else facts


def _shown_facts(version: Version) -> VersionFacts:
    """Give what a version's columns say."""
    body = version.body
    return VersionFacts(
        headline=version.headline,
        standfirst=version.standfirst,
        byline=version.byline,
        source=version.source.name if version.source else "",
        section=body.section,
        contributors=body.contributors,
        published=version.published,
        captured=version.captured,
        captions=tuple(Caption(given["text"], given.get("credit")) for given in body.captions),
        tags=tuple(body.tags),
        authors=tuple(body.authors),
        doubts=frozenset(version.doubts),
        conflicts={name: tuple(readings) for name, readings in version.disagreements.items()},
    )


def lend_to(known: Iterable[Version], facts: Mapping[str, VersionFacts], sources: Mapping[str, int]) -> set[int]:
    """Give stored versions what new captures of their texts (`facts`, by digest) know; the stories that changed."""
    learned = []
    for version in known:
        before = _facts(version)
        after = lent(before, facts[version.digest])
        if after != before:
            fill_version(version, after, sources)
            fill_body(version.body, after)
            learned.append(version)
    write_columns(learned, LENT)
    VersionBody.objects.bulk_update([version.body for version in learned], LENT_BODY, batch_size=100)
    return {version.story_id for version in learned}
