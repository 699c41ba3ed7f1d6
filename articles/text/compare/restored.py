"""Tells what an addition really is: new, or back from a version before the old one."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace

from articles.text.compare.align import LONELY, align
from articles.text.compare.draw import draw_comparison
from articles.text.compare.result import Change, Comparison
from articles.text.compare.similar import acronyms, bags
from articles.text.compare.tokens import Tokenizer
from articles.text.sentences import Sentence

KEPT_LEAST = 0.5  # share of words kept from which a sentence that also stood before is rather an edit taken back
SPACES_LEAST = 3  # in a sentence that counts as back word for word; shorter ones stand in many texts
RESTORED_LEAST = 0.6  # likeness to what stood before; an edit needs less, but there the neighbours speak too


def restored_sentences(gone: Sequence[Sentence], come: Sequence[Sentence]) -> dict[int, int]:
    """Return which of the sentences that came stood before: index in `come` to index in `gone`, each once."""
    if not gone or not come:
        return {}
    tokenizer = Tokenizer()
    words = [[tokenizer.words(sentence.text) for sentence in side] for side in (gone, come)]
    found = align(
        *bags((gone, come), words, acronyms((each.text for side in (gone, come) for each in side), tokenizer))
    )
    ranked = sorted(found.edges.items(), key=lambda edge: (-edge[1], edge[0]))
    restored: dict[int, int] = {}
    for (i, j), score in ranked:
        if score >= RESTORED_LEAST and j not in restored and i not in restored.values():
            restored[j] = i
    return restored


def with_restored(comparison: Comparison, earlier: Sequence[Sequence[Sentence]]) -> Comparison:
    """Return the comparison with additions called restored where they stood in one of the `earlier` versions."""
    kept = {sentence.text for sentence in comparison.old_sentences}
    gone = list({each.text: each for version in earlier for each in version if each.text not in kept}.values())
    comparison = without_chance(comparison, gone)
    added = [link.new[0] for link in comparison.links if not link.old]
    back = restored_sentences(gone, [comparison.new_sentences[j] for j in added])
    return mark_restored(comparison, {added[place] for place in back})


def without_chance(comparison: Comparison, gone: Sequence[Sentence]) -> Comparison:
    """Return the comparison drawn again where a sentence that is back word for word was taken for an edit of another.

    That happens where one is dropped and one comes back at the same place, and the two share some words.
    """
    texts = {
        sentence.text for sentence in gone if sentence.role not in LONELY and sentence.text.count(" ") >= SPACES_LEAST
    }
    back = {
        j
        for link in comparison.links
        if link.old and link.kept < KEPT_LEAST
        for j in link.new
        if comparison.new_sentences[j].text in texts
    }
    return draw_comparison(comparison.old_sentences, comparison.new_sentences, apart=back) if back else comparison


def mark_restored(comparison: Comparison, back: Collection[int]) -> Comparison:
    """Return the comparison with these additions, by index of the new sentence, called restored."""
    links = tuple(
        replace(link, classes=frozenset({Change.RESTORED})) if not link.old and link.new[0] in back else link
        for link in comparison.links
    )
    return replace(comparison, links=links, counts=Counter(change for link in links for change in link.classes))
