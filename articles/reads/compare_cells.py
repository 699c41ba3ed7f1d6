"""A row's sentences -> the runs of text that a screen prints, side by side and in one line. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from articles.reads.compare_rows import Stretch
from articles.text.compare import DIMMED, Change, Comparison, Run, Sentence, link_runs, new_runs, old_runs


@dataclass(frozen=True, slots=True)
class ShownRun:
    """Words to print: `kind` is "same", "ins" or "del"; `dimmed` where the change is one no reader would hear."""

    kind: str
    text: str
    change: str = ""
    dimmed: bool = False


def old_cell(comparison: Comparison, stretch: Stretch, *, typographic: bool) -> tuple[ShownRun, ...]:
    """Return the old sentences for the left column, with typographic changes marked only where asked for."""
    runs = (run for index in stretch.old for run in _spaced(comparison.old_sentences, old_runs(comparison, index)))
    return _shown(runs, typographic=typographic)


def new_cell(comparison: Comparison, stretch: Stretch, *, typographic: bool) -> tuple[ShownRun, ...]:
    """Return the new sentences for the right column."""
    runs = (run for index in stretch.new for run in _spaced(comparison.new_sentences, new_runs(comparison, index)))
    return _shown(runs, typographic=typographic)


def inline_runs(comparison: Comparison, stretch: Stretch, *, typographic: bool) -> tuple[ShownRun, ...]:
    """Return old and new in one reading order: what goes before what comes, where it stood."""
    if stretch.stub:
        return ()
    if not stretch.first:
        return new_cell(comparison, stretch, typographic=typographic)
    runs: list[Run] = []
    for index in stretch.links:
        link = comparison.links[index]
        if link.unchanged:
            runs += [run for new in link.new for run in new_runs(comparison, new)]
        else:
            runs += [run for run in link_runs(comparison, link) if run.kind == "del" or run.sentence in stretch.new]
    return _shown(_with_spaces(comparison, runs), typographic=typographic, inline=True)


def _spaced(sentences: tuple[Sentence, ...], runs: tuple[Run, ...]) -> Iterator[Run]:
    """Put the white space before a sentence back; the first of a cell loses it again in _shown."""
    if runs:
        first = runs[0]
        yield Run("same", sentences[first.sentence].before or " ", first.sentence, 0, 0)
    yield from runs


def _with_spaces(comparison: Comparison, runs: list[Run]) -> Iterator[Run]:
    """Put white space where a run begins another sentence of its side than the run before it."""
    last = {"old": -1, "new": -1}
    for run in runs:
        side = "old" if run.kind == "del" else "new"
        sentences = comparison.old_sentences if side == "old" else comparison.new_sentences
        if run.sentence != last[side]:
            space = sentences[run.sentence].before or " "
            yield Run("same", space, run.sentence, 0, 0)
        last[side] = run.sentence
        yield run


def _shown(runs: Iterable[Run], *, typographic: bool, inline: bool = False) -> tuple[ShownRun, ...]:
    """Join runs alike; hide typographic changes unless asked for (inline, the old spelling then goes)."""
    shown: list[ShownRun] = []
    for run in runs:
        dimmed = run.change in DIMMED
        if dimmed and not typographic:
            if inline and run.kind == "del":
                continue
            _append(shown, ShownRun("same", run.text))
        else:
            _append(shown, ShownRun(run.kind, run.text, _word(run.change), dimmed))
    return tuple(_trimmed(shown))


def _append(shown: list[ShownRun], run: ShownRun) -> None:
    last = shown[-1] if shown else None
    if last and (last.kind, last.change, last.dimmed) == (run.kind, run.change, run.dimmed):
        shown[-1] = ShownRun(run.kind, last.text + run.text, run.change, run.dimmed)
    else:
        shown.append(run)


def _trimmed(shown: list[ShownRun]) -> list[ShownRun]:
    """Drop the white space that a cell begins with, and doubled white space between runs."""
    kept: list[ShownRun] = []
    for run in shown:
        blank = run.kind == "same" and not run.text.strip()
        if not (blank and (not kept or kept[-1].text[-1:].isspace())):
            kept.append(run)
    if kept and kept[0].kind == "same":
        first = kept[0]
        kept[0] = ShownRun(first.kind, first.text.lstrip(), first.change, first.dimmed)
    return kept


def _word(change: Change | None) -> str:
    return "" if change is None else str(change)
