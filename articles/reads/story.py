"""One story as an editor reads it: a version's text with its notes, and all that stands around it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.contrib.auth.models import User
from django.db.models import Count, Q

from articles.models import Capture, ReadMark, Story, StoryLink, StoryTopic, Version
from articles.reads.decisions import newest_decision
from articles.reads.editions import Edition, editions_of
from articles.reads.margin import Note, notes_beside
from articles.reads.origins import Origin, Place, origins_of
from articles.reads.passages import Paragraph, cut
from articles.reads.readings import Disagreement, disagreements_of
from articles.reads.removed import Gone, Removal, most_telling
from articles.reads.suggestions import ON_A_STORY, Suggested, suggested_for, text_of
from articles.text.anchor import body_text
from articles.text.article import Role

MOST_RELATED = 8
MOST_CAPTURES = 12  # by locator; a text printed hundreds of times says how many more


@dataclass(frozen=True, slots=True)
class Related:
    """Another story on the same event, with shared passages, or both, and why it stands here: a line a reason."""

    story: Story
    reasons: tuple[tuple[str, tuple[str, ...]], ...]
    shares: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, what was removed right before it, and the capture's part it came from, where that is asked.

    `by` names the editor by whose word it stands in the text.
    """

    paragraph: Paragraph
    gone: tuple[Gone, ...] = ()
    part: int | None = None
    by: str = ""
    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class StoryPage:
    """All that the story screen shows of one version. `editions` stand latest first; `removal` is None unless asked.

    `read_before` is the reader's mark where the story changed since; `led_from` the story that was asked for, where
    that was merged into this one.
    """

    story: Story
    version: Version
    editions: tuple[Edition, ...]
    blocks: tuple[Block, ...]
    gone_last: tuple[Gone, ...]
    origins: Mapping[Place, Origin]
    removal: Removal | None
    notes: tuple[Note, ...]
    tags: tuple[StoryTopic, ...]
    suggested: tuple[Suggested, ...]
    related: tuple[Related, ...]
    captures: tuple[Capture, ...]
    captures_more: int
    disagreements: tuple[Disagreement, ...]
    read_before: ReadMark | None
    seen: int
    led_from: int | None = None

    @property
    def shown(self) -> Edition:
        """The edition that is shown."""
        return next(edition for edition in self.editions if edition.shown)

    @property
    def headline_origin(self) -> Origin | None:
        """When the headline came in, where that is asked."""
        return self.origins.get((Role.HEADLINE, 0))

    @property
    def standfirst_origin(self) -> Origin | None:
        """When the standfirst came in, where that is asked."""
        return self.origins.get((Role.STANDFIRST, 0))

    @property
    def captions(self) -> tuple[tuple[dict[str, str], Origin | None], ...]:
        """The captions, each with when it came in, where that is asked."""
        captions = self.version.body.captions
        return tuple((caption, self.origins.get((Role.CAPTION, at))) for at, caption in enumerate(captions))

    @property
    def text(self) -> str:
        """The body that notes' offsets count in."""
        return body_text(self.version.body.paragraphs)

    @property
    def open_notes(self) -> tuple[Note, ...]:
        """Notes that still ask for something; only these are marked in the text."""
        return tuple(note for note in self.notes if not note.resolved)

    @property
    def resolved_notes(self) -> tuple[Note, ...]:
        """Notes that are settled."""
        return tuple(note for note in self.notes if note.resolved)

    @property
    def neighbours(self) -> tuple[Version | None, Version | None]:
        """The version before the one shown and the one after."""
        order = [edition.version for edition in reversed(self.editions)]
        at = order.index(self.version)
        return (order[at - 1] if at else None, order[at + 1] if at + 1 < len(order) else None)

    @property
    def first(self) -> Version:
        """The first version."""
        return self.editions[-1].version


def standing_story(story_id: int) -> Story | None:
    """Return the story, or the one it was merged into in the end; None where there is none."""
    story = Story.objects.select_related("source").filter(pk=story_id).first()
    seen = set()
    while story and story.merged_into_id and story.pk not in seen:
        seen.add(story.pk)
        story = Story.objects.select_related("source").filter(pk=story.merged_into_id).first()
    return story


def story_of_version(version_id: int) -> int | None:
    """Return the id of the story a version stands in now; None where there is no such version."""
    return Version.objects.filter(pk=version_id).values_list("story_id", flat=True).first()


def story_page(
    story: Story, version_id: int | None, reader: User, *, removed_of: int | None = None, origins: bool = False
) -> StoryPage | None:
    """Return the page of a version (the latest by default) in a flat number of queries; None where it is not there.

    `removed_of` asks for what was left out: of the capture of that id, or, for 0, of the first that lost anything.
    `origins` asks when each paragraph came in.
    """
    versions = list(
        Version.objects.filter(story=story)
        .in_order()
        .annotate(captured_times=Count("captures"))
        .select_related("source")
    )
    version = _chosen(versions, version_id or story.latest_id)
    if version is None:
        return None
    notes = notes_beside(version)
    where_from = origins_of(versions, version) if origins else {}
    marked = [note.passage for note in notes if note.passage and not note.resolved]
    late = {number: origin.words for (role, number), origin in where_from.items() if role == Role.BODY}
    paragraphs = cut(version.body.paragraphs, marked, late)
    captures = list(version.captures.with_place().in_order()[: MOST_CAPTURES + 1])
    removed = most_telling(captures, version.body.paragraphs, chosen=removed_of) if removed_of is not None else None
    editions = editions_of(story, versions, version)
    return StoryPage(
        story=story,
        version=version,
        editions=editions,
        blocks=_blocks(paragraphs, removed, where_from),
        origins=where_from,
        gone_last=removed.before[-1] if removed else (),
        removal=removed,
        notes=notes,
        tags=tuple(_tags(story)),
        suggested=_suggested(story, version),
        related=_related(story),
        captures=tuple(captures[:MOST_CAPTURES]),
        captures_more=max(0, next(e.captures for e in editions if e.shown) - MOST_CAPTURES),
        disagreements=disagreements_of(version),
        read_before=ReadMark.objects.filter(reader=reader, story=story).outdated().first(),
        seen=newest_decision(),
    )


def _chosen(versions: Sequence[Version], version_id: int | None) -> Version | None:
    """Return the version of that id; without an id the last one."""
    if version_id is None:
        return versions[-1] if versions else None
    return next((version for version in versions if version.pk == version_id), None)


def _blocks(
    paragraphs: Sequence[Paragraph], removed: Removal | None, origins: Mapping[Place, Origin]
) -> tuple[Block, ...]:
    found = (_block(paragraph, removed) for paragraph in paragraphs)
    return tuple(replace(block, origin=origins.get((Role.BODY, block.paragraph.number))) for block in found)


def _block(paragraph: Paragraph, removed: Removal | None) -> Block:
    if removed is None:
        return Block(paragraph)
    part = removed.parts[paragraph.number]
    by = "" if part is None else removed.by.get(part, "")
    return Block(paragraph, removed.before[paragraph.number], part, by)


def _tags(story: Story) -> Sequence[StoryTopic]:
    tags = StoryTopic.objects.filter(story=story, state=StoryTopic.State.TAGGED)
    return list(tags.select_related("topic", "made_by").order_by("topic__label"))


def _suggested(story: Story, version: Version) -> tuple[Suggested, ...]:
    text = text_of(version.headline, version.body.paragraphs)
    return suggested_for({story.pk: text}, most=ON_A_STORY)[story.pk]


def _related(story: Story) -> tuple[Related, ...]:
    """Return the closest stories, each once with all that links it, in one query."""
    standing = Q(first=story, second__merged_into=None) | Q(second=story, first__merged_into=None)
    links = StoryLink.objects.filter(standing).select_related("first__source", "second__source")
    by_story: dict[int, list[StoryLink]] = defaultdict(list)
    for link in links.order_by("-score", "pk")[: MOST_RELATED * len(StoryLink.Kind)]:
        by_story[link.second_id if link.first_id == story.pk else link.first_id].append(link)
    return tuple(_one_related(pk, found) for pk, found in list(by_story.items())[:MOST_RELATED])


def _one_related(story_id: int, links: Sequence[StoryLink]) -> Related:
    other = links[0].second if links[0].second_id == story_id else links[0].first
    reasons = tuple((link.get_kind_display(), tuple(str(reason) for reason in link.why)) for link in links)
    return Related(other, reasons, any(link.kind == StoryLink.Kind.SHARES_TEXT for link in links))
