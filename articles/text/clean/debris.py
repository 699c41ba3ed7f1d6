"""Lines that recur over a source's stories -> debris to propose, and an article without it.

Written here because what a site prints below every article can look like an article's sentence; only that it stands in
story after story gives it away. Counted over distinct stories (F1 +.006), never over pages: one story captured thirty
times would make debris of itself, and did.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from articles.text.article import CleanArticle, Part, Reason, Removed, Role
from articles.text.clean.door import folded
from articles.text.clean.prose import SENTENCE, is_ended, length_in_words

MIN_STORIES = 3  # distinct stories of one source in which a line has stood before it is proposed
MIN_SHARE = 0.01  # of a source's stories: in a large archive "He declined to comment." stands three times by chance


@dataclass(frozen=True, slots=True)
class Debris:
    """A line that may be debris: as folded by `debris_key`, and in how many of the source's stories it stands."""

    key: str
    stories: int


def debris_key(line: str) -> str:
    """What counts as the same line: its words folded; "" for a line without words."""
    return folded(line)


def propose_debris(counts: Mapping[str, int], *, stories: int) -> tuple[Debris, ...]:
    """The lines to propose as debris, the commonest first.

    `counts` says for each key in how many distinct stories of the source it stands, `stories` how many those are.
    """
    enough = max(MIN_STORIES, MIN_SHARE * stories)
    found = [Debris(key, count) for key, count in counts.items() if key and count >= enough]
    return tuple(sorted(found, key=lambda debris: (-debris.stories, debris.key)))


def without_debris(article: CleanArticle, keys: Collection[str]) -> CleanArticle:
    """The article without its source's debris, each line of it removed with the reason SOURCE_DEBRIS.

    A sentence is removed only at the edge of the body: inside the flow of sentences it is the article's own. An article
    of nothing but debris is left as it is.
    """
    body = [at for at, part in enumerate(article.parts) if part.role is Role.BODY]
    found = {at for at in body if debris_key(article.parts[at].text) in keys}
    kept = [at for at in body if at not in found]
    if not found or not kept:
        return article
    gone = {at for at in found if not kept[0] < at < kept[-1] or not _is_sentence(article.parts[at].text)}
    parts = tuple(_removed(part) if at in gone else part for at, part in enumerate(article.parts))
    return replace(
        article,
        parts=parts,
        paragraphs=tuple(text for at, text in zip(body, article.paragraphs, strict=True) if at not in gone),
        removed=tuple(Removed(part.text.strip(), part.reason, at) for at, part in enumerate(parts) if part.reason),
    )


def _removed(part: Part) -> Part:
    return Part(part.text, Role.REMOVED, Reason.SOURCE_DEBRIS)


def _is_sentence(text: str) -> bool:
    text = text.strip()
    return is_ended(text) and length_in_words(text) >= SENTENCE
