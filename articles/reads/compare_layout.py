"""Stretches -> rows with their words, signs, numbers and the links between the two places of what moved. Pure."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from hashlib import blake2s

from articles.reads.compare_cells import ShownRun, inline_runs, new_cell, old_cell
from articles.reads.compare_rows import READING_ORDER, Stretch, classes_of, is_quiet, stretches
from articles.reads.compare_words import (
    SIGNS,
    QuoteNote,
    excerpt,
    label,
    paragraph_name,
    quote_notes,
    role_name,
    tone,
)
from articles.text.article import Role
from articles.text.compare import Change, Comparison, QuotePair, Sentence
from articles.text.compare.reading import REWORDED

MARK_BYTES = 4  # of a change's address: among 1,000 changes two are alike by chance once in 8,000 comparisons
DETAILS = frozenset({Role.BYLINE, Role.DATE, Role.TAGS, Role.SOURCE})
"""Not text but facts about it: counted apart, as the comparison's summary does."""


@dataclass(frozen=True, slots=True)
class Pointer:
    """A link from one place of a passage to its other: "moved to paragraph 12"."""

    text: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the screen. `number` counts the changes a reader would hear, from 1, the same in every view.

    `paragraph` and `old_paragraph` name the paragraph (None where the side is empty); `words` is its length. `opens`
    and `closes` say whether a paragraph begins and ends with it. `mark` is the change's lasting address: it is made of
    its words alone, and leads to it though a better cleaner or comparison should number the changes anew.
    """

    tone: str
    sign: str
    label: str
    role: str
    anchor: str
    number: int | None
    classes: frozenset[Change]
    detail: bool
    old: tuple[ShownRun, ...]
    new: tuple[ShownRun, ...]
    inline: tuple[ShownRun, ...]
    quotes: tuple[QuoteNote, ...]
    pointer: Pointer | None
    again: Pointer | None
    stub: str
    excerpt: str
    paragraph: tuple[Role, int] | None
    old_paragraph: tuple[Role, int] | None
    words: int
    main: bool
    shown: bool = True
    opens: bool = True
    closes: bool = True
    mark: str = ""

    @property
    def look(self) -> str:
        """How it is drawn: by its tone, or as mere context of what the filter lets through."""
        return self.tone if self.shown else "context"

    @property
    def changed(self) -> bool:
        """Whether it is a change to stop at."""
        return self.main and self.tone not in ("same", "type")


FILTERS: dict[str, Callable[[Row], bool]] = {
    "quote": lambda row: any(note.what == "Quote reworded" for note in row.quotes),
    "edited": lambda row: bool(row.classes & REWORDED) and not row.detail,
    "number": lambda row: Change.NUMBER in row.classes and not row.detail,
    "name": lambda row: Change.NAME in row.classes and not row.detail,
    "attribution": lambda row: Change.ATTRIBUTION in row.classes and not row.detail,
    "added": lambda row: bool(row.classes & {Change.ADDED, Change.RESTORED}) and not row.detail,
    "removed": lambda row: Change.REMOVED in row.classes and not row.detail,
    "moved": lambda row: Change.MOVED in row.classes and not row.detail,
    "split": lambda row: bool(row.classes & {Change.SPLIT, Change.MERGED}) and not row.detail,
    "headline": lambda row: row.role.startswith("Headline") and not is_quiet(row.classes),
    "details": lambda row: row.detail and not is_quiet(row.classes),
    "typographic": lambda row: bool(row.classes) and is_quiet(row.classes),
}
"""What a chip filters by: the same counts as the comparison's summary."""


@dataclass(frozen=True, slots=True)
class _Board:
    """What every row is drawn from; `places` gives for an old sentence the stretch that shows it."""

    comparison: Comparison
    quotes: dict[int, list[QuotePair]]
    anchors: dict[int, tuple[str, int | None]]
    stubs: frozenset[int]
    places: dict[int, Stretch]
    typographic: bool


def rows_of(comparison: Comparison, *, typographic: bool = False, only: str = "") -> tuple[Row, ...]:
    """Return the comparison's rows, numbered; with `only` (a key of FILTERS) the other changes are not `shown`."""
    quotes: dict[int, list[QuotePair]] = defaultdict(list)
    for pair in comparison.quotes:
        quotes[pair.link].append(pair)
    placed = stretches(comparison)
    board = _Board(
        comparison,
        quotes,
        anchors=dict(_anchors(comparison, placed)),
        stubs=frozenset(stretch.links[0] for stretch in placed if stretch.stub),
        places={old: stretch for stretch in placed if not stretch.stub for old in stretch.old},
        typographic=typographic,
    )
    rows = _by_paragraph(_marked([_row(board, stretch) for stretch in placed]))
    if only not in FILTERS:
        return rows
    return tuple(replace(row, shown=FILTERS[only](row)) for row in rows)


def _marked(rows: list[Row]) -> list[Row]:
    """Give each change its lasting address; the second of two alike to the letter says that it is the second."""
    seen: Counter[str] = Counter()
    marked = []
    for row in rows:
        mark = _mark(row) if row.changed else ""
        seen[mark] += 1
        marked.append(replace(row, mark=mark if seen[mark] == 1 or not mark else f"{mark}-{seen[mark]}"))
    return marked


def _mark(row: Row) -> str:
    texts = ("".join(run.text for run in side).strip() for side in (row.old, row.new))
    words = "\0".join([row.role, *texts])
    return "c-" + blake2s(words.encode(errors="surrogatepass"), digest_size=MARK_BYTES).hexdigest()


def _by_paragraph(rows: list[Row]) -> tuple[Row, ...]:
    """Say of each row whether a paragraph begins or ends with it: of the new text, of the old where there is no new."""
    opens: list[bool] = []
    new = old = None
    for row in rows:
        here, there = _place(row.paragraph), _place(row.old_paragraph)
        opens.append(here != new if here else there != old)
        new, old = here or new, there or old
    closes = [*opens[1:], True]
    return tuple(replace(row, opens=begins, closes=ends) for row, begins, ends in zip(rows, opens, closes, strict=True))


def _place(paragraph: tuple[Role, int] | None) -> tuple[Role, int] | None:
    """Return a paragraph; all tags are read as one."""
    return (Role.TAGS, 0) if paragraph and paragraph[0] == Role.TAGS else paragraph


def _anchors(comparison: Comparison, placed: tuple[Stretch, ...]) -> Iterator[tuple[int, tuple[str, int | None]]]:
    """Yield each link's anchor and number: changes a reader would hear and typographic ones are counted apart."""
    loud = quiet = 0
    for stretch in placed:
        classes = classes_of(comparison, stretch)
        if stretch.stub or not stretch.first or not classes:
            continue
        if is_quiet(classes):
            quiet += 1
            name, number = f"typographic-{quiet}", None
        else:
            loud += 1
            name, number = f"change-{loud}", loud
        yield from ((link, (name, number)) for link in stretch.links)


def _row(board: _Board, stretch: Stretch) -> Row:
    comparison, typographic = board.comparison, board.typographic
    classes = classes_of(comparison, stretch)
    pairs = tuple(pair for link in stretch.links for pair in board.quotes[link])
    name = tone(classes, pairs)
    notes = quote_notes(pairs) if stretch.first else ()
    inline = inline_runs(comparison, stretch, typographic=typographic)
    anchor, number = board.anchors.get(stretch.links[0], ("", None))
    number_of = max(len(stretch.old), len(stretch.new))
    role = role_name(comparison, stretch.old, stretch.new)
    rewritten = any(comparison.links[link].rewritten for link in stretch.links)
    old = old_cell(comparison, stretch, typographic=typographic)
    return Row(
        tone=name,
        sign=_sign(comparison, stretch, name),
        label=_label(classes, pairs, role=role, rewritten=rewritten, number=number_of),
        role=role,
        anchor=_anchor(anchor, stretch),
        number=number,
        classes=classes,
        detail=_is_detail(comparison, stretch),
        old=() if stretch.stub else old,
        new=new_cell(comparison, stretch, typographic=typographic),
        inline=inline,
        quotes=notes,
        pointer=_pointer(board, stretch, anchor),
        again=_again(board, stretch),
        stub=excerpt(old, "removed", ()) if stretch.stub else "",
        excerpt=excerpt(inline, name, notes),
        paragraph=_paragraph(comparison.new_sentences, stretch.new),
        old_paragraph=_paragraph(comparison.old_sentences, stretch.old),
        words=_words(comparison, stretch),
        main=stretch.first and not stretch.stub,
    )


def _label(classes: frozenset[Change], pairs: tuple[QuotePair, ...], *, role: str, rewritten: bool, number: int) -> str:
    if role in ("Byline", "Published", "Source") and classes & REWORDED:
        return "Changed"  # that the number in a date changed goes without saying
    unit = "tags" if role == "Tags" else "sentences"
    return label(classes, pairs, rewritten=rewritten, number=number, unit=unit) if classes else ""


def _sign(comparison: Comparison, stretch: Stretch, name: str) -> str:
    """Return the row's sign; what moved has an arrow the way it went."""
    if name != "moved":
        return SIGNS[name]
    link = comparison.links[stretch.links[0]]
    old, new = comparison.old_sentences[link.old[0]], comparison.new_sentences[link.new[0]]
    order = READING_ORDER.index(old.role), old.paragraph
    return "↓" if order <= (READING_ORDER.index(new.role), new.paragraph) else "↑"


def _anchor(anchor: str, stretch: Stretch) -> str:
    """Return the row's own anchor: the change's, or for its second place one derived from it."""
    if stretch.stub:
        return f"{anchor}-from"
    return anchor if stretch.first else f"{anchor}-{stretch.new[0]}"


def _pointer(board: _Board, stretch: Stretch, anchor: str) -> Pointer | None:
    """Return where the row's other place is; its anchor is "" where that place is right beside it."""
    comparison, index = board.comparison, stretch.links[0]
    link = comparison.links[index]
    if stretch.stub:
        return Pointer(f"moved to {paragraph_name(comparison.new_sentences[link.new[0]])}", anchor)
    if not stretch.first:
        return Pointer("from the same old sentence", anchor)
    if Change.MOVED in link.classes and link.old:
        place = paragraph_name(comparison.old_sentences[link.old[0]])
        return Pointer(f"moved from {place}", f"{anchor}-from" if index in board.stubs else "")
    return None


def _again(board: _Board, stretch: Stretch) -> Pointer | None:
    """Return a link to the old sentence that the row comes from too and that another row shows."""
    if not stretch.again:
        return None
    anchor, _ = board.anchors.get(board.places[stretch.again[0]].links[0], ("", None))
    words = board.comparison.old_sentences[stretch.again[0]].text
    return Pointer(excerpt((ShownRun("same", words),), "same", ()), anchor)


def _is_detail(comparison: Comparison, stretch: Stretch) -> bool:
    """Return whether the row is a detail, told by the new sentence where there is one, as the summary tells it."""
    if stretch.new:
        return comparison.new_sentences[stretch.new[0]].role in DETAILS
    return comparison.old_sentences[stretch.old[0]].role in DETAILS


def _paragraph(sentences: tuple[Sentence, ...], indexes: tuple[int, ...]) -> tuple[Role, int] | None:
    return (sentences[indexes[0]].role, sentences[indexes[0]].paragraph) if indexes else None


def _words(comparison: Comparison, stretch: Stretch) -> int:
    old = sum(len(comparison.old_sentences[index].text.split()) for index in stretch.old)
    new = sum(len(comparison.new_sentences[index].text.split()) for index in stretch.new)
    return max(old, new, 1)
