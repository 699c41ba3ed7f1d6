"""A cleaned article and what editors and counting say of its lines -> the article with their words in force.

Written here because the cleaner judges one capture by itself: what a source prints under every story, and what an
editor has said of a line, it cannot know. An editor's word on a capture goes before one on its source, and that before
what was counted. Pure, and linear in the number of lines.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from articles.text.article import Caption, CleanArticle, Part, Reason, Removed, Role
from articles.text.clean.debris import debris_key, without_debris
from articles.text.clean.door import tidy
from articles.text.clean.people import byline_of, people_in
from articles.text.group.fold import folded_line

SINGLE = {
    Role.HEADLINE: "headline",
    Role.STANDFIRST: "standfirst",
    Role.BYLINE: "byline",
    Role.CONTRIBUTORS: "contributors",
}
"""Roles that are one field of the article each."""


@dataclass(frozen=True, slots=True)
class SourceWords:
    """What is said of a source's lines.

    `roles` is what editors said they are, by folded line; `debris` what editors called debris, by `debris_key`;
    `counted` what only recurs in enough stories: that goes only where it does not stand among an article's sentences.
    """

    roles: Mapping[str, Role] = field(default_factory=dict)
    debris: frozenset[str] = frozenset()
    counted: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.roles or self.debris or self.counted)


@dataclass(frozen=True, slots=True)
class OwnWord:
    """An editor's word on one line of one capture: where it stood when it was said (None: not known), and its role."""

    line: str
    part: int | None
    role: Role


def under_source(article: CleanArticle, words: SourceWords) -> CleanArticle:
    """The article with its source's words in force; as it was where nothing would be left of it."""
    if not words:
        return article
    keys = [folded_line(part.text) for part in article.parts]
    roles = {at: words.roles[key] for at, key in enumerate(keys) if key in words.roles}
    article = _unless_empty(article, told(article, roles))
    ruled = {debris_key(article.parts[at].text) for at in roles}
    body = [at for at, part in enumerate(article.parts) if part.role == Role.BODY and at not in roles]
    gone = [at for at in body if words.debris and debris_key(article.parts[at].text) in words.debris]
    cleaned = told(article, dict.fromkeys(gone, Role.REMOVED), reason=Reason.SOURCE_DEBRIS)
    return without_debris(_unless_empty(article, cleaned), words.counted - ruled)


def told(article: CleanArticle, roles: Mapping[int, Role], *, reason: Reason = Reason.EDITOR) -> CleanArticle:
    """The article with some of its parts, by index, in other roles; `reason` is why those that go are removed."""
    changed = {at: role for at, role in roles.items() if article.parts[at].role != role}
    if not changed:
        return article
    parts = tuple(
        replace(part, role=changed[at], reason=reason if changed[at] == Role.REMOVED else None)
        if at in changed
        else part
        for at, part in enumerate(article.parts)
    )
    touched = {*changed.values(), *(article.parts[at].role for at in changed)}
    paragraphs = article.paragraphs
    if Role.BODY in touched:
        paragraphs = tuple(text for part in parts if part.role == Role.BODY and (text := tidy(part.text)))
    removed = tuple(Removed(part.text.strip(), part.reason, at) for at, part in enumerate(parts) if part.reason)
    article = replace(article, paragraphs=paragraphs, captions=_captions(article, changed))
    return replace(_with_fields(article, changed), parts=parts, removed=removed)


def placed_words(parts: Sequence[Part], words: Sequence[OwnWord]) -> list[int | None]:
    """Where each word's line stands among the parts now: the one nearest to where it stood; None where it is gone.

    Two words never get the same part.
    """
    wanted = {word.line for word in words}
    places: dict[str, list[int]] = {}
    for at, part in enumerate(parts if wanted else ()):
        key = folded_line(part.text)
        if key in wanted:
            places.setdefault(key, []).append(at)
    found: list[int | None] = []
    for word in words:
        free = places.get(word.line, [])
        nearest = min(free, key=lambda at, was=word.part or 0: abs(at - was), default=None)  # type: ignore[misc]  # mypy cannot type a default bound in a lambda
        if nearest is not None:
            free.remove(nearest)
        found.append(nearest)
    return found


def _unless_empty(before: CleanArticle, after: CleanArticle) -> CleanArticle:
    return after if after.paragraphs or not before.paragraphs else before


def _captions(article: CleanArticle, changed: Mapping[int, Role]) -> tuple[Caption, ...]:
    """The captions without the lines that are none, and with those that are."""
    was = {folded_line(article.parts[at].text) for at in changed if article.parts[at].role == Role.CAPTION}
    kept = tuple(caption for caption in article.captions if not _is_of(caption, was))
    new = tuple(Caption(tidy(article.parts[at].text)) for at, role in sorted(changed.items()) if role == Role.CAPTION)
    return (*kept, *new)


def _is_of(caption: Caption, lines: set[str]) -> bool:
    key = folded_line(caption.text)
    return any(key == line or (key and line.startswith(key)) for line in lines)


def _with_fields(article: CleanArticle, changed: Mapping[int, Role]) -> CleanArticle:
    """The article with its single fields as said: the line in the field that it is, and out of the one that it was."""
    fields: dict[str, str | None] = {}
    for at in sorted(changed):
        text, was = tidy(article.parts[at].text), SINGLE.get(article.parts[at].role)
        if was and was not in fields and getattr(article, was) == text:
            fields[was] = None
    for at, role in sorted(changed.items()):
        if role in SINGLE:
            fields[SINGLE[role]] = tidy(article.parts[at].text) or None
    if not fields:
        return article
    byline = fields.get("byline")
    authors = people_in(byline_of(byline) or byline) if byline else () if "byline" in fields else article.authors
    doubts = tuple(name for name in article.doubts if name not in fields)
    return replace(article, **fields, authors=authors, doubts=doubts)  # type: ignore[arg-type]  # all of them are lines of text
