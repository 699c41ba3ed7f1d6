"""How well notes find their passages in edited texts, and what it costs, beside the search that is usual.

`python -m benchmarks.anchor` prints the table. The texts are the project's own and the edits random with known answers
(tests/quality/anchor_edits.py). The peer is rapidfuzz's partial_ratio_alignment of the quote in the new text with its
usual cut of 80, which is what a fuzzy search for the quote comes to: it places a note wherever the quote fits best.
Times are CPU milliseconds a note, of one core.
"""

import time
from collections import Counter
from collections.abc import Callable

from rapidfuzz import fuzz

from articles.text.anchor import describe, place
from tests.quality.anchor_edits import Case, cases, overlap
from tests.quality.anchor_texts import TEXTS

ROUNDS = 500
RIGHT_OVERLAP = 0.4  # of a passage's place: less is the wrong place
USUAL_CUT = 80
LONG = 40  # times the texts of a case, for the cost on a long text

Found = tuple[str, tuple[int, int] | None]


def ours(case: Case) -> Found:
    """Place a note."""
    placement = place(describe(case.old, case.start, case.end), case.old, case.new)
    if placement.start is None or placement.end is None:
        return placement.state, None
    return placement.state, (placement.start, placement.end)


def quote_search(case: Case) -> Found:
    """Search for the quote alone."""
    found = fuzz.partial_ratio_alignment(case.old[case.start : case.end], case.new, score_cutoff=USUAL_CUT)
    return ("placed", (found.dest_start, found.dest_end)) if found else ("orphan", None)


def fate(case: Case, found: Found) -> str:
    """What became of a note: placed, wrong (placed where the passage is not), review, lost, or orphan with reason."""
    state, where = found
    if state != "placed" or where is None:
        return "lost" if state == "orphan" and case.answers else state
    return "placed" if any(overlap(where, right) >= RIGHT_OVERLAP for right in case.answers) else "wrong"


def measured(made: list[Case], placing: Callable[[Case], Found]) -> tuple[Counter[str], float]:
    """The fates of all cases, and CPU milliseconds a case."""
    start = time.process_time()
    found = [placing(case) for case in made]
    spent = (time.process_time() - start) * 1000 / len(made)
    return Counter(fate(case, one) for case, one in zip(made, found, strict=True)), spent


def longer(case: Case) -> Case:
    """The same passage in a text LONG times as long."""
    before = " ".join(f"{text} {number}" for number in range(LONG // len(TEXTS)) for text in TEXTS) + "\n"
    answers = tuple((start + len(before), end + len(before)) for start, end in case.answers)
    start, end = case.start + len(before), case.end + len(before)
    return Case(before + case.old, before + case.new, start, end, answers, case.words)


def main() -> None:
    """Print the table."""
    made = cases(TEXTS, seed=21, rounds=ROUNDS)
    there = sum(bool(case.answers) for case in made)
    print(f"{len(made)} notes on {ROUNDS} edited texts, {there} of them still there")
    print(f"{'':24}{'silently wrong':>16}{'placed':>9}{'to an editor':>14}{'lost':>7}{'ms a note':>11}")
    ways: list[tuple[str, Callable[[Case], Found]]] = [("newsdesk", ours), ("quote search", quote_search)]
    for name, placing in ways:
        fates, spent = measured(made, placing)
        wrong, review = fates["wrong"] / len(made), fates["review"] / len(made)
        placed, lost = fates["placed"] / there, fates["lost"] / there
        print(f"{name:24}{wrong:>16.2%}{placed:>9.1%}{review:>14.1%}{lost:>7.1%}{spent:>11.2f}")
    long = [longer(case) for case in made[:40]]
    times = [measured(long, placing)[1] for _, placing in ways]
    words = len(long[0].old.split())
    print(f"in {words:,} words: {times[0]:.1f} ms a note, {times[0] / times[1]:.1f} times the quote search")


if __name__ == "__main__":
    main()
