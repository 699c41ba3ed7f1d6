"""Reads a comparison: the runs of text a screen prints, and the counts the desk shows."""

from articles.text.article import Role
from articles.text.compare.result import DIMMED, Change, Comparison, Hunk, Link, Piece, Run, Summary

TEXT_ROLES = frozenset({Role.HEADLINE, Role.STANDFIRST, Role.CAPTION, Role.BODY, Role.CONTRIBUTORS})
"""What an editor reads as text; byline, date and tags are details, counted apart."""
REWORDED = frozenset({Change.WORDING, Change.NUMBER, Change.NAME, Change.QUOTE, Change.ATTRIBUTION})


def link_runs(comparison: Comparison, link: Link) -> tuple[Run, ...]:
    """Return the link's text as runs in the order of the new text, deletions where they stood.

    Without the "del" runs it reads as the new sentences, without the "ins" runs as the old ones, to the character (in
    a split whose parts changed places the old reads by `sentence` and `start`). An addition is one "ins" run, a
    removal one "del" run.
    """
    pieces = link.pieces or _whole_pieces(comparison, link)
    return tuple(run for piece in pieces for run in _piece_runs(comparison, piece, link.words))


def old_runs(comparison: Comparison, index: int) -> tuple[Run, ...]:
    """Return the old sentence at `index` as runs of kind "same" and "del", for the left of a side-by-side view.

    Words that went on in any of its links are "same".
    """
    length = len(comparison.old_sentences[index].text)
    gone: list[Change | None] = [Change.REMOVED] * length
    for link in comparison.links:
        if index in link.old and link.new:
            _keep(gone, index, link)
    return _runs_of(comparison.old_sentences[index].text, index, gone, "del")


def new_runs(comparison: Comparison, index: int) -> tuple[Run, ...]:
    """Return the new sentence at `index` as runs of kind "same" and "ins", for the right of a side-by-side view."""
    text = comparison.new_sentences[index].text
    come: list[Change | None] = [None] * len(text)
    for link in comparison.links:
        if index in link.new:
            if not link.old:
                come = [Change.ADDED] * len(text)
            for hunk in link.words:
                if hunk.new_sentence == index:
                    come[hunk.new_start : hunk.new_end] = [hunk.change] * (hunk.new_end - hunk.new_start)
    return _runs_of(text, index, come, "ins")


def summary(comparison: Comparison) -> Summary:
    """Return the counts that the desk shows for this comparison."""
    text = [link for link in comparison.links if _role(comparison, link) in TEXT_ROLES]
    details = [link for link in comparison.links if _role(comparison, link) not in TEXT_ROLES]

    def count(change: Change) -> int:
        return sum(change in link.classes for link in text)

    return Summary(
        kept=sum(link.unchanged for link in text),
        edited=sum(bool(link.classes & REWORDED) for link in text),
        moved=count(Change.MOVED),
        added=count(Change.ADDED) + count(Change.RESTORED),
        removed=count(Change.REMOVED),
        quotes_reworded=sum(pair.reworded for pair in comparison.quotes),
        numbers_changed=count(Change.NUMBER),
        names_changed=count(Change.NAME),
        attributions_changed=count(Change.ATTRIBUTION),
        headline_changed=any(_role(comparison, link) == Role.HEADLINE and link.classes - DIMMED for link in text),
        typographic=sum(hunk.change in DIMMED for link in text for hunk in link.words),
        details_changed=sum(bool(link.classes - DIMMED) for link in details),
        coarse=comparison.coarse,
    )


def _role(comparison: Comparison, link: Link) -> Role:
    """Return the role of the link's first sentence, the new one where there is one."""
    if link.new:
        return comparison.new_sentences[link.new[0]].role
    return comparison.old_sentences[link.old[0]].role


def _whole_pieces(comparison: Comparison, link: Link) -> tuple[Piece, ...]:
    """Return pieces over whole sentences for an addition or a removal, where one side is empty."""
    gone = [Piece(i, 0, len(comparison.old_sentences[i].text), -1, 0, 0) for i in link.old]
    come = [Piece(-1, 0, 0, j, 0, len(comparison.new_sentences[j].text)) for j in link.new]
    return (*gone, *come)


def _piece_runs(comparison: Comparison, piece: Piece, words: tuple[Hunk, ...]) -> list[Run]:
    old = comparison.old_sentences[piece.old_sentence].text if piece.old_sentence >= 0 else ""
    new = comparison.new_sentences[piece.new_sentence].text if piece.new_sentence >= 0 else ""
    if not old or not new:
        whole = Hunk(
            piece.old_sentence,
            0,
            piece.old_end,
            piece.new_sentence,
            0,
            piece.new_end,
            Change.ADDED if new else Change.REMOVED,
        )
        return _hunk_runs(old, new, whole)
    runs: list[Run] = []
    at_old, at_new = piece.old_start, piece.new_start
    for hunk in (hunk for hunk in words if _within(hunk, piece)):
        runs += _same_run(new, piece, (at_old, at_new), hunk.new_start)
        runs += _hunk_runs(old, new, hunk)
        at_old, at_new = hunk.old_end, hunk.new_end
    return [*runs, *_same_run(new, piece, (at_old, at_new), piece.new_end)]


def _same_run(new: str, piece: Piece, at: tuple[int, int], end: int) -> list[Run]:
    """Return the run from `at` (old, new) to `end` of the new sentence, if there is any text between."""
    old_start, start = at
    if start == end:
        return []
    return [Run("same", new[start:end], piece.new_sentence, start, end, None, piece.old_sentence, old_start)]


def _within(hunk: Hunk, piece: Piece) -> bool:
    return (
        (hunk.old_sentence, hunk.new_sentence) == (piece.old_sentence, piece.new_sentence)
        and piece.old_start <= hunk.old_start <= hunk.old_end <= piece.old_end
        and piece.new_start <= hunk.new_start <= hunk.new_end <= piece.new_end
    )


def _hunk_runs(old: str, new: str, hunk: Hunk) -> list[Run]:
    runs = []
    if hunk.old_end > hunk.old_start:
        text = old[hunk.old_start : hunk.old_end]
        place = hunk.old_sentence, hunk.old_start
        runs.append(Run("del", text, hunk.old_sentence, hunk.old_start, hunk.old_end, hunk.change, *place))
    if hunk.new_end > hunk.new_start:
        text = new[hunk.new_start : hunk.new_end]
        runs.append(Run("ins", text, hunk.new_sentence, hunk.new_start, hunk.new_end, hunk.change))
    return runs


def _keep(gone: list[Change | None], index: int, link: Link) -> None:
    """Mark what of the old sentence lives on in `link`: all of its pieces but their hunks."""
    for piece in link.pieces:
        if piece.old_sentence != index:
            continue
        state: list[Change | None] = [None] * (piece.old_end - piece.old_start)
        for hunk in (hunk for hunk in link.words if _within(hunk, piece)):
            first, last = hunk.old_start - piece.old_start, hunk.old_end - piece.old_start
            state[first:last] = [hunk.change] * (last - first)
        gone[piece.old_start : piece.old_end] = state


def _runs_of(text: str, index: int, states: list[Change | None], kind: str) -> tuple[Run, ...]:
    runs: list[Run] = []
    start = 0
    for at in range(1, len(text) + 1):
        if at == len(text) or states[at] is not states[start]:
            change = states[start]
            runs.append(Run(kind if change else "same", text[start:at], index, start, at, change))
            start = at
    return tuple(runs)
