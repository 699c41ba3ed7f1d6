"""What happened to a row, in an editor's words: its tone, its sign, its label, its excerpt. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from articles.reads.compare_cells import ShownRun
from articles.text.article import Role
from articles.text.compare import DIMMED, Change, Comparison, Quote, QuotePair, Sentence
from articles.text.compare.speech import PRONOUNS

EXCERPT = 90  # code points: two lines of the change list
SIGNS = {"same": "", "type": "≈", "added": "+", "removed": "−", "edited": "~", "quote": "“”", "moved": "↕"}
ROLE_NAMES = {
    Role.HEADLINE: "Headline",
    Role.STANDFIRST: "Standfirst",
    Role.BYLINE: "Byline",
    Role.DATE: "Published",
    Role.CAPTION: "Caption",
    Role.CONTRIBUTORS: "Contributors",
    Role.TAGS: "Tags",
    Role.SOURCE: "Source",
}
EDITS = (Change.NUMBER, Change.NAME, Change.ATTRIBUTION)
"""The kinds of edit that a label names; plain rewording needs no name of its own."""


@dataclass(frozen=True, slots=True)
class QuoteNote:
    """A quote that changed: what became of it, its words before and after ("" where missing), and who says it."""

    what: str
    old: str
    new: str
    speaker: str


def tone(classes: frozenset[Change], quotes: Iterable[QuotePair]) -> str:
    """Return the one word by which a row is coloured and signed."""
    if not classes:
        return "same"
    if classes <= DIMMED:
        return "type"
    for change, name in ((Change.REMOVED, "removed"), (Change.ADDED, "added"), (Change.RESTORED, "added")):
        if change in classes:
            return name
    if Change.MOVED in classes:
        return "moved"
    reworded = Change.QUOTE in classes or any(pair.reworded or pair.reattributed for pair in quotes)
    return "quote" if reworded else "edited"


def label(
    classes: frozenset[Change], quotes: tuple[QuotePair, ...], *, rewritten: bool, number: int, unit: str = "sentences"
) -> str:
    """Return what happened, as the change list says it: "Quote reworded (Brandt)", "Edited · number", "Moved".

    `number` is how many of `unit` were added or removed together.
    """
    words = [*_deeds(classes, quotes, rewritten=rewritten), *(str(change) for change in EDITS if change in classes)]
    if number > 1 and classes & {Change.ADDED, Change.REMOVED, Change.RESTORED}:
        words.append(f"{number} {unit}")
    return " · ".join(words)


def _deeds(classes: frozenset[Change], quotes: tuple[QuotePair, ...], *, rewritten: bool) -> list[str]:
    whole = {Change.RESTORED: "Restored", Change.ADDED: "Added", Change.REMOVED: "Removed"}
    for change, word in whole.items():
        if change in classes:
            return [word, *_quoted(quotes, new=change != Change.REMOVED)]
    if classes <= DIMMED:
        return ["Typographic" if Change.TYPOGRAPHIC in classes else "Capitals"]
    deeds = [*_reworded(quotes)]
    if not deeds and Change.QUOTE in classes:
        deeds.append("Quote changed")
    edited = bool(classes & {Change.WORDING, *EDITS})
    named = {Change.MOVED: "Moved", Change.SPLIT: "Split", Change.MERGED: "Merged"}
    deeds = [word for change, word in named.items() if change in classes] + deeds
    if edited and not any(deed.startswith("Quote") for deed in deeds):
        deeds.append("Rewritten" if rewritten else "Edited")
    return [deeds[0], *(deed[0].lower() + deed[1:] for deed in deeds[1:])] if deeds else ["Edited"]


def _quoted(quotes: tuple[QuotePair, ...], *, new: bool) -> list[str]:
    """Say of added or removed sentences that they bring or take a quote, and whose."""
    found = [pair.new if new else pair.old for pair in quotes]
    held = [quote for quote in found if quote]
    if not held:
        return []
    speakers = ", ".join(dict.fromkeys(_named(quote) for quote in held if _named(quote)))
    return [("new quote" if new else "quote") + (f" ({speakers})" if speakers else "")]


def _reworded(quotes: tuple[QuotePair, ...]) -> list[str]:
    deeds = []
    for pair in quotes:
        if pair.reworded or pair.reattributed:
            what = "Quote reworded" if pair.reworded else "Quote given to another"
            deeds.append(f"{what}{_in_brackets(_speaker(pair))}")
    return list(dict.fromkeys(deeds))


def quote_notes(quotes: tuple[QuotePair, ...]) -> tuple[QuoteNote, ...]:
    """Return the quotes of a row that both versions have and that changed."""
    return tuple(
        QuoteNote(
            "Quote reworded" if pair.reworded else "Same words, said by another",
            pair.old.text,
            pair.new.text,
            _speaker(pair),
        )
        for pair in quotes
        if pair.old and pair.new and (pair.reworded or pair.reattributed)
    )


def _speaker(pair: QuotePair) -> str:
    """Return who says it, by the name that a version has, else as printed ("he"); both where one is put for another."""
    quotes = [quote for quote in (pair.old, pair.new) if quote and quote.speaker]
    names = [_named(quote) for quote in quotes if _named(quote)]
    if pair.old and pair.old.speaker and pair.new and _named(pair.new):
        names = [pair.old.speaker, _named(pair.new)]
    return " → ".join(dict.fromkeys(names or [str(quote.speaker) for quote in quotes[-1:]]))


def _named(quote: Quote) -> str:
    """Return who says the quote; "" where that is a mere pronoun, which names no one out of its sentence."""
    speaker = quote.speaker or ""
    return "" if speaker.casefold() in PRONOUNS else speaker


def _in_brackets(name: str) -> str:
    return f" ({name})" if name else ""


def excerpt(runs: tuple[ShownRun, ...], row_tone: str, notes: tuple[QuoteNote, ...]) -> str:
    """Return the words that tell a change from its neighbours: a quote's first, else what went and what came."""
    if notes:
        return f"“{_short(notes[0].old, EXCERPT // 2)}” → “{_short(notes[0].new, EXCERPT // 2)}”"
    if row_tone in ("edited", "quote"):
        gone, come, _ = max(_changes(runs), key=_weight, default=("", "", False))
        if gone and come:
            return f"{_short(gone, EXCERPT // 2)} → {_short(come, EXCERPT // 2)}"
        return _short(come or gone, EXCERPT)
    return _short("".join(run.text for run in runs if run.kind != "del" or row_tone == "removed"), EXCERPT)


def _changes(runs: tuple[ShownRun, ...]) -> list[tuple[str, str, bool]]:
    """Return what went and what came at each place where something changed, and whether the label names that kind."""
    changes: list[tuple[str, str, bool]] = []
    open_place = False
    for run in runs:
        marked = run.kind != "same" and not run.dimmed
        if marked and not open_place:
            changes.append(("", "", False))
        between = open_place and not run.text.strip()
        if marked or between:
            gone, come, named = changes[-1]
            gone += run.text if run.kind != "ins" else ""
            come += run.text if run.kind != "del" else ""
            changes[-1] = (gone, come, named or run.change in EDITS)
        open_place = marked or between
    return changes


def _weight(change: tuple[str, str, bool]) -> tuple[bool, int]:
    """Return how much a change says of its row: one that the label names goes before a longer one."""
    gone, come, named = change
    return named, len(gone) + len(come)


def _short(text: str, most: int) -> str:
    """Cut at a word, with an ellipsis."""
    text = " ".join(text.split()).lstrip(",;.: ")
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0] + "…"


def paragraph_name(sentence: Sentence) -> str:
    """Return a sentence's place for people: "paragraph 3", or its role."""
    return ROLE_NAMES[sentence.role].lower() if sentence.role in ROLE_NAMES else f"paragraph {sentence.paragraph + 1}"


def role_name(comparison: Comparison, old: tuple[int, ...], new: tuple[int, ...]) -> str:
    """Return the role in words where it is not the body; both where a passage changed its role."""
    roles = [comparison.old_sentences[index].role for index in old[:1]]
    roles += [comparison.new_sentences[index].role for index in new[:1]]
    names = list(dict.fromkeys(ROLE_NAMES.get(role, "Body") for role in roles))
    return "" if names == ["Body"] else " → ".join(names)
