"""A row's sentences -> the runs of text that a screen prints, side by side and in one line. Pure."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from articles.reads.compare_rows import Stretch, classes_of
from articles.text.article import Role
from articles.text.compare import DIMMED, Change, Comparison, Run, Sentence, link_runs, new_runs, old_runs
from articles.text.date_words import date_in_words

SPACING = -1  # the sentence of a run that is none: what stands between two sentences


@dataclass(frozen=True, slots=True)
class ShownRun:
    """Words to print: `kind` is "same", "ins" or "del"; `dimmed` where the change is one no reader would hear."""

    kind: str
    text: str
    change: str = ""
    dimmed: bool = False


def old_cell(comparison: Comparison, stretch: Stretch, *, typographic: bool) -> tuple[ShownRun, ...]:
    """Return the old sentences for the left column, with typographic changes marked only where asked for."""
    if _is_date(comparison.old_sentences, stretch.old):
        return _dates("del", comparison.old_sentences, stretch.old, classes=classes_of(comparison, stretch))
    read = _whole(comparison.old_sentences) if not classes_of(comparison, stretch) else partial(old_runs, comparison)
    runs = (run for index in stretch.old for run in _spaced(comparison.old_sentences, read(index)))
    return _shown(runs, typographic=typographic)


def new_cell(comparison: Comparison, stretch: Stretch, *, typographic: bool) -> tuple[ShownRun, ...]:
    """Return the new sentences for the right column."""
    if _is_date(comparison.new_sentences, stretch.new):
        return _dates("ins", comparison.new_sentences, stretch.new, classes=classes_of(comparison, stretch))
    read = _whole(comparison.new_sentences) if not classes_of(comparison, stretch) else partial(new_runs, comparison)
    runs = (run for index in stretch.new for run in _spaced(comparison.new_sentences, read(index)))
    return _shown(runs, typographic=typographic)


def inline_runs(comparison: Comparison, stretch: Stretch, *, typographic: bool) -> tuple[ShownRun, ...]:
    """Return old and new in one reading order: what goes before what comes, where it stood."""
    if stretch.stub:
        return ()
    if not stretch.first:
        return new_cell(comparison, stretch, typographic=typographic)
    if _is_date(comparison.old_sentences, stretch.old) or _is_date(comparison.new_sentences, stretch.new):
        sides = (old_cell, new_cell) if classes_of(comparison, stretch) else (new_cell,)
        return tuple(run for side in sides for run in side(comparison, stretch, typographic=typographic))
    runs: list[Run] = []
    for index in stretch.links:
        link = comparison.links[index]
        if link.unchanged:
            runs += [run for new in link.new for run in _whole(comparison.new_sentences)(new)]
        else:
            runs += [run for run in link_runs(comparison, link) if run.kind == "del" or run.sentence in stretch.new]
    return _shown(_with_spaces(comparison, runs), typographic=typographic, inline=True)


def _whole(sentences: tuple[Sentence, ...]) -> Callable[[int], tuple[Run, ...]]:
    """Return what reads a sentence in one run: most of a long text is unchanged, and this is 20 times as fast."""

    def read(index: int) -> tuple[Run, ...]:
        text = sentences[index].text
        return (Run("same", text, index, 0, len(text)),)

    return read


def _is_date(sentences: tuple[Sentence, ...], indexes: tuple[int, ...]) -> bool:
    return bool(indexes) and sentences[indexes[0]].role == Role.DATE


def _dates(
    kind: str, sentences: tuple[Sentence, ...], indexes: tuple[int, ...], *, classes: frozenset[Change]
) -> tuple[ShownRun, ...]:
    """Return dates whole and in words: half an ISO date is no date to an editor."""
    texts = (date_in_words(sentences[index].text) for index in indexes)
    return tuple(ShownRun(kind if classes else "same", text) for text in texts)


def _space(sentence: Sentence) -> str:
    """Return what stands before a sentence where sentences are read on in one row."""
    return " · " if sentence.role == Role.TAGS else sentence.before or " "


def _spaced(sentences: tuple[Sentence, ...], runs: tuple[Run, ...]) -> Iterator[Run]:
    """Put back what stands before a sentence."""
    if runs:
        first = runs[0]
        yield Run("same", _space(sentences[first.sentence]), SPACING, 0, 0)
    yield from runs


def _with_spaces(comparison: Comparison, runs: list[Run]) -> Iterator[Run]:
    """Put white space where a run begins another sentence of its side than the runs before it.

    A run that is the same belongs to both sides: what goes after it goes on in its old sentence. The first word that
    comes, after one that goes, takes its place within the sentence.
    """
    old = new = -1
    for run in runs:
        going = run.kind == "del"
        begins = run.sentence != (old if going else new)
        replaces = not going and new < 0 and (run.kind == "ins" or run.old_sentence == old)
        if begins and not replaces:
            sentences = comparison.old_sentences if going else comparison.new_sentences
            yield Run("same", _space(sentences[run.sentence]), SPACING, 0, 0)
        old = run.sentence if going else old if run.old_sentence is None else run.old_sentence
        new = new if going else run.sentence
        yield run


def _shown(runs: Iterable[Run], *, typographic: bool, inline: bool = False) -> tuple[ShownRun, ...]:
    """Join runs alike; hide typographic changes unless asked for (inline, the old spelling then goes)."""
    shown: list[ShownRun] = []
    for run in runs:
        dimmed = run.change in DIMMED
        if run.sentence == SPACING:
            if shown and not shown[-1].text[-1:].isspace():
                _append(shown, ShownRun("same", run.text))
        elif dimmed and not typographic:
            if inline and run.kind == "del":
                continue
            _append(shown, ShownRun("same", run.text))
        else:
            _append(shown, ShownRun(run.kind, run.text, _word(run.change), dimmed))
    return tuple(shown)


def _append(shown: list[ShownRun], run: ShownRun) -> None:
    last = shown[-1] if shown else None
    if last and (last.kind, last.change, last.dimmed) == (run.kind, run.change, run.dimmed):
        shown[-1] = ShownRun(run.kind, last.text + run.text, run.change, run.dimmed)
    else:
        shown.append(run)


def _word(change: Change | None) -> str:
    return "" if change is None else str(change)
