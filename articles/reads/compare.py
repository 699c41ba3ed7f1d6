"""The compare screen: two stored versions -> all that the screen shows, in a flat number of queries."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from articles.models import Story, Version
from articles.models.search import matching_stories
from articles.reads.compare_folds import Fold, ParagraphFold, folds, paragraphs
from articles.reads.compare_layout import FILTERS, Row, rows_of
from articles.reads.compare_pair import comparison_of, versions_to_compare
from articles.reads.compare_strip import StripPart, strip
from articles.text.article import Role
from articles.text.compare import Summary, summary

VIEWS = ("side", "inline", "changes")
MANY_ROWS = 200  # below, drawing all of them at once takes no time that is noticed
MOST_VERSIONS_FOUND = 3  # of each story found, the latest; its own pickers offer the others
MOST_FOUND = 8  # other stories offered for a comparison; more words find fewer


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two versions, as its column's heading names it. `when` is ISO 8601 as given, or ""."""

    id: int
    story_id: int
    headline: str
    when: str
    source: str
    captures: int
    inferred: str
    position: int


@dataclass(frozen=True, slots=True)
class Choice:
    """A version in a picker: its place in its story, from 1, and what tells it from the others."""

    id: int
    place: int
    when: str
    source: str
    words: int


@dataclass(frozen=True, slots=True)
class Choices:
    """The versions of one story, for the pickers."""

    headline: str
    versions: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Chip:
    """One count of the verdict line: a filter by `key`. `words` say what is counted."""

    key: str
    tone: str
    words: str


@dataclass(frozen=True, slots=True)
class ComparePage:
    """Everything on the compare screen."""

    old: Side
    new: Side
    title: str
    view: str
    only: str
    typographic: bool
    summary: Summary
    chips: tuple[Chip, ...]
    rows: tuple[Row, ...]
    choices: tuple[Choices, ...]
    found: tuple[Choices, ...]
    words: str

    @property
    def changes(self) -> tuple[Row, ...]:
        """The changes of the list, those that the filter lets through."""
        return tuple(row for row in self.rows if row.shown and (row.changed or self._asked_for(row)))

    @property
    def total(self) -> int:
        """How many changes there are to stop at."""
        return sum(row.changed for row in self.rows)

    @property
    def long(self) -> bool:
        """Whether a browser draws it faster when it draws only what is on the screen."""
        return len(self.rows) > MANY_ROWS

    @property
    def folds(self) -> tuple[Fold, ...]:
        """The rows of the side-by-side view."""
        return folds(self.rows)

    @property
    def paragraphs(self) -> tuple[ParagraphFold, ...]:
        """The paragraphs of the inline view."""
        return paragraphs(self.rows)

    @property
    def strip(self) -> tuple[StripPart, ...]:
        """The map of the whole."""
        return strip(self.rows)

    @property
    def same_story(self) -> bool:
        """Whether both versions are of one story."""
        return self.old.story_id == self.new.story_id

    @property
    def to_latest(self) -> bool:
        """Whether the story's latest version is read here, against one of its own: who has seen this is up to date."""
        return self.same_story and self.new.id == self.choices[0].versions[-1].id

    @property
    def says(self) -> str:
        """What an editor is told before the changes: that a text is missing, or that the texts do not differ at all."""
        missing = [name for name, has in (("old", self._has_text("old")), ("new", self._has_text("new"))) if not has]
        if len(missing) == 2:
            return "Neither version has any text: only what stands around it is compared."
        if missing:
            return f"The {missing[0]} version has no text."
        if self.total and all(row.detail for row in self.rows if row.changed):
            return "The text reads the same. Only what stands around it changed."
        return ""

    def _has_text(self, side: str) -> bool:
        paragraphs = (row.old_paragraph if side == "old" else row.paragraph for row in self.rows)
        return any(paragraph and paragraph[0] == Role.BODY for paragraph in paragraphs)

    def _asked_for(self, row: Row) -> bool:
        return self.typographic and row.main and row.tone == "type"


def compare_page(
    old_id: int, new_id: int, *, view: str = "side", only: str = "", typographic: bool = False, words: str = ""
) -> ComparePage:
    """Return the comparison of two versions. Raises Version.DoesNotExist where one of them is not there.

    `only` is a key of FILTERS, `words` a search for other stories to compare with; five queries at most.
    """
    old, new = versions_to_compare(old_id, new_id)
    comparison = comparison_of(old, new)
    typographic = typographic or only == "typographic"
    counts = summary(comparison)
    rows = rows_of(comparison, typographic=typographic, only=only)
    return ComparePage(
        old=_side(old),
        new=_side(new),
        title=new.headline or old.headline or "Without a headline",
        view=view if view in VIEWS else VIEWS[0],
        only=only if only in FILTERS else "",
        typographic=typographic,
        summary=counts,
        chips=_chips(counts, rows),
        rows=rows,
        choices=_choices({old.story_id, new.story_id}),
        found=_found(words, {old.story_id, new.story_id}) if words else (),
        words=words,
    )


def _side(version: Version) -> Side:
    return Side(
        id=version.pk,
        story_id=version.story_id,
        headline=version.headline,
        when=version.published or version.captured,
        source=version.source.name if version.source else "",
        captures=version.capture_total,  # type: ignore[attr-defined]  # annotated by versions_to_compare
        inferred=version.order_why if version.order_basis == Version.OrderBasis.INFERRED else "",
        position=version.position,
    )


def _chips(counts: Summary, rows: tuple[Row, ...]) -> tuple[Chip, ...]:
    """Return a chip for each kind of change that there is."""
    splits = sum(row.main and FILTERS["split"](row) for row in rows)
    counted = (
        ("quote", "quote", counts.quotes_reworded, "quote reworded", "quotes reworded"),
        ("edited", "edited", counts.edited, "sentence edited", "sentences edited"),
        ("number", "edited", counts.numbers_changed, "number changed", "numbers changed"),
        ("name", "edited", counts.names_changed, "name changed", "names changed"),
        ("attribution", "edited", counts.attributions_changed, "attribution changed", "attributions changed"),
        ("added", "added", counts.added, "added", "added"),
        ("removed", "removed", counts.removed, "removed", "removed"),
        ("moved", "moved", counts.moved, "moved", "moved"),
        ("split", "edited", splits, "split or merged", "split or merged"),
        ("headline", "edited", int(counts.headline_changed), "headline changed", "headlines changed"),
        ("details", "", counts.details_changed, "detail changed", "details changed"),
    )
    return tuple(
        Chip(key, tone, f"{'' if key == 'headline' else f'{number:,} '}{one if number == 1 else many}")
        for key, tone, number, one, many in counted
        if number
    )


def _choices(story_ids: set[int]) -> tuple[Choices, ...]:
    versions = Version.objects.filter(story_id__in=story_ids).select_related("story", "source").in_order()
    return _by_story(list(versions), lambda version: version.story.headline)


def _found(words: str, besides: set[int]) -> tuple[Choices, ...]:
    """Return stories that hold the words, newest first, with their versions."""
    stories = (
        Story.objects.standing()
        .filter(id__in=matching_stories(words))
        .exclude(id__in=besides)
        .order_by("-changed_at", "-id")[:MOST_FOUND]
    )
    ids = [story.pk for story in stories]
    versions = Version.objects.filter(story_id__in=ids).select_related("story", "source").in_order()
    by_story = _by_story(list(versions), lambda version: version.story.headline)
    latest = (replace(choices, versions=choices.versions[-MOST_VERSIONS_FOUND:]) for choices in by_story)
    return tuple(sorted(latest, key=lambda choices: choices.headline))


def _by_story(versions: list[Version], headline: Callable[[Version], str]) -> tuple[Choices, ...]:
    groups: dict[int, list[Version]] = {}
    for version in versions:
        groups.setdefault(version.story_id, []).append(version)
    return tuple(
        Choices(headline(group[0]), tuple(_choice(version, place) for place, version in enumerate(group, 1)))
        for group in groups.values()
    )


def _choice(version: Version, place: int) -> Choice:
    source = version.source.name if version.source else ""
    return Choice(version.pk, place, version.published or version.captured, source, version.word_count)
