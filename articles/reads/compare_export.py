"""A comparison as text to paste and as JSON for other programs. Pure but for the versions' own columns."""

from typing import Any

from articles.models import Version
from articles.reads.compare_cells import ShownRun
from articles.reads.compare_layout import rows_of
from articles.reads.compare_words import QuoteNote
from articles.text.compare import Comparison, Hunk, Link, Quote, Sentence, summary
from articles.text.date_words import date_in_words

FORMS = ("text", "html", "json")
MARKS = {"same": "{}", "del": "[-{}-]", "ins": "{{+{}+}}"}
"""As wdiff writes them: readable in a mail, and known to tools."""
COUNTED = (
    ("edited", "edited", "edited"),
    ("added", "added", "added"),
    ("removed", "removed", "removed"),
    ("moved", "moved", "moved"),
    ("quotes_reworded", "quote reworded", "quotes reworded"),
    ("typographic", "typographic", "typographic"),
)
"""What the text counts: the summary's name for it, and the words for one and for several."""
COARSE = "Coarser than usual: the comparison stopped looking for finer matches in texts so long or so unlike."


def comparison_text(old: Version, new: Version, comparison: Comparison) -> str:
    """Return the changes as plain text: what is compared, then each change with its label and its marked words.

    A quote that changed is given whole, as it was and as it is, with who says it.
    """
    counts = summary(comparison)
    lines = [
        f"{old.headline or 'Without a headline'} ({_when(old)})",
        f"compared with {new.headline or 'Without a headline'} ({_when(new)})",
        ", ".join(_counted(getattr(counts, name), one, many) for name, one, many in COUNTED),
        *([COARSE] if comparison.coarse else []),
    ]
    for row in rows_of(comparison):
        if row.changed:
            role = f", {row.role.lower()}" if row.role else ""
            pointer = f" ({row.pointer.text})" if row.pointer else ""
            lines += ["", f"{row.number}. {row.label}{role}{pointer}", marked(row.inline)]
            lines += [line for note in row.quotes for line in _quoted(note)]
    return "\n".join(lines) + "\n"


def _counted(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"


def _quoted(note: QuoteNote) -> list[str]:
    says = [f"   says: {note.speaker}"] if note.speaker else []
    return [f"   was: “{note.old}”", f"   now: “{note.new}”", *says]


def marked(runs: tuple[ShownRun, ...]) -> str:
    """Return runs as text: [-gone-] and {+come+}."""
    return "".join(MARKS[run.kind].format(run.text) for run in runs).strip()


def comparison_json(old: Version, new: Version, comparison: Comparison) -> dict[str, Any]:
    """Return the whole comparison: both versions, their sentences, the links with words and classes, quotes, counts.

    Offsets are code points in the sentence beside them; a link without `old` is an addition, without `new` a removal.
    """
    counts = summary(comparison)
    return {
        "old": _version(old, comparison.old_sentences),
        "new": _version(new, comparison.new_sentences),
        "links": [_link(link) for link in comparison.links],
        "quotes": [
            {
                "old": _quote(pair.old),
                "new": _quote(pair.new),
                "link": pair.link,
                "reworded": pair.reworded,
                "reattributed": pair.reattributed,
            }
            for pair in comparison.quotes
        ],
        "summary": {name: getattr(counts, name) for name in counts.__slots__},
        "coarse": comparison.coarse,
    }


def _when(version: Version) -> str:
    return date_in_words(version.published or version.captured) or "no date"


def _version(version: Version, sentences: tuple[Sentence, ...]) -> dict[str, Any]:
    return {
        "version": version.pk,
        "story": version.story_id,
        "headline": version.headline,
        "published": version.published,
        "captured": version.captured,
        "source": version.source.name if version.source else "",
        "sentences": [
            {"text": sentence.text, "role": str(sentence.role), "paragraph": sentence.paragraph}
            for sentence in sentences
        ],
    }


def _link(link: Link) -> dict[str, Any]:
    return {
        "old": list(link.old),
        "new": list(link.new),
        "classes": sorted(str(change) for change in link.classes),
        "kept": round(link.kept, 3),
        "rewritten": link.rewritten,
        "words": [_hunk(hunk) for hunk in link.words],
    }


def _hunk(hunk: Hunk) -> dict[str, Any]:
    return {
        "old": [hunk.old_sentence, hunk.old_start, hunk.old_end],
        "new": [hunk.new_sentence, hunk.new_start, hunk.new_end],
        "change": str(hunk.change),
    }


def _quote(quote: Quote | None) -> dict[str, Any] | None:
    if quote is None:
        return None
    return {
        "sentence": quote.sentence,
        "start": quote.start,
        "end": quote.end,
        "text": quote.text,
        "speaker": quote.speaker,
        "addressee": quote.addressee,
    }
