"""One object with named fields (of JSON, a table, a feed) -> a RawRecord: names known, values as text.

Written here because every data set names its fields anew; `names` holds the list, a dump's own mapping goes before it.
"""

import html
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from articles.text.formats.door import admit
from articles.text.formats.limits import UnreadableError
from articles.text.formats.markup import is_markup, is_page, paragraphs_of
from articles.text.formats.names import COLLECTIONS, WRAPPERS, best_first, plain, recognised
from articles.text.formats.record import MediaKind, Place, Problem, RawRecord

# 1973 to 2096 in seconds; the same in milliseconds is a thousand times as much, and no year falls between.
EPOCH_SECONDS = (100_000_000, 4_000_000_000)
MILLISECONDS = 1000
# Fields that keep their parts apart, joined by newlines.
LISTS = frozenset(["authors", "tags", "contributors", "caption"])
# Where a value is an object, what of it is meant: schema.org, ninjs, NewsAPI, the New York Times, MongoDB.
NAMED_BY = ("name", "value", "title", "text", "label", "content", "main", "original", "$date")
# An object with one of these alone is an article, not the name of a source or a person.
TEXT_KEYS = frozenset(["title", "text", "content"])
# Where these name a text and no headline, the text is a capture of a whole page: cleaning must find the article in it.
WHOLE_TEXTS = frozenset(["application/json", "application/jsonl", "text/csv"])
# Objects in objects beyond this depth are no article's fields.
DEEPEST = 4


def record_of(
    obj: Mapping[str, Any], *, place: Place, raw: bytes, media_type: str, fields: Mapping[str, str] | None = None
) -> RawRecord:
    """Give the record that an object's fields make. Raises UnreadableError when it has neither a body nor a page."""
    values = known_fields(obj, fields or {})
    page = _page(values)
    text = page or _body(values)
    if not text.strip():
        names = ", ".join(sorted(map(str, obj))[:30]) or "none"
        raise UnreadableError(Problem.NO_ARTICLE, f"no field holds an article's text (its fields: {names[:300]})")
    given = {name: _text(name, value) for name, value in values.items() if name not in ("body", "html")}
    given = {name: value for name, value in given.items() if value}
    if "url" in given and not _is_address(given["url"]):
        del given["url"]  # a urn is no address that an editor can open
    split = "headline" in given or media_type not in WHOLE_TEXTS
    return RawRecord(
        place=place,
        raw=raw,
        text=text,
        kind=MediaKind.PAGE if page else MediaKind.FIELDS if split else MediaKind.TEXT,
        media_type=media_type,
        charset="utf-8",
        url=given.get("url"),
        captured=given.get("captured"),
        given=given,
    )


def articles_in(obj: Mapping[str, Any], depth: int = 0) -> Iterator[Mapping[str, Any]]:
    """Give the articles that an object holds: itself, or each member of the list of articles in it."""
    if depth < DEEPEST and not _has_article(obj):
        for name in obj:
            inner = obj[name]
            if plain(str(name)) not in COLLECTIONS:
                continue
            if isinstance(inner, list) and inner and all(isinstance(item, dict) for item in inner):
                for item in inner:
                    yield from articles_in(item, depth + 1)
                return
            if isinstance(inner, dict) and any(isinstance(value, list) for value in inner.values()):
                yield from articles_in(inner, depth + 1)
                return
    yield obj


def known_fields(obj: Mapping[str, Any], fields: Mapping[str, str]) -> dict[str, Any]:
    """Give the object's values under our names: those of the mapping, then the known ones, then a wrapper's."""
    values = {ours: obj[theirs] for ours, theirs in fields.items() if _filled(obj.get(theirs))}
    taken = set(fields.values())
    for name in best_first([str(name) for name in obj if name not in taken]):
        ours = recognised(name)
        if ours and ours not in values and _fits(ours, obj.get(name)):
            values[ours] = obj[name]
    if "url" not in values and _is_address(obj.get("source")):
        values["url"] = obj["source"]  # trafilatura's name for it
    for name, inner in obj.items():
        if isinstance(inner, dict) and plain(str(name)) in WRAPPERS:
            for ours, value in known_fields(inner, fields).items():
                values.setdefault(ours, value)
    return values


def _has_article(obj: Mapping[str, Any]) -> bool:
    values = known_fields(obj, {})
    return bool(_page(values) or _body(values))


def _filled(value: object) -> bool:
    return value is not None and value not in ("", [], {})


def _fits(ours: str, value: object) -> bool:
    """Tell whether a value can be what its field's name says: an object is no body unless it says its text."""
    if not _filled(value) or isinstance(value, bool):
        return False
    if ours in ("body", "html", "headline"):
        return bool(_joined(value).strip())
    if ours == "source" and _is_address(value):
        return False
    return not isinstance(value, dict) or any(key in value for key in NAMED_BY if key not in TEXT_KEYS)


def _is_address(value: object) -> bool:
    return isinstance(value, str) and value.lower().startswith(("http://", "https://"))


def _page(values: Mapping[str, Any]) -> str:
    for name in ("html", "body"):
        text = _joined(values.get(name))
        if is_page(text):
            return admit(text)
    return ""


def _body(values: Mapping[str, Any]) -> str:
    for name in ("body", "html"):
        text = _joined(values.get(name))
        if text.strip():
            return admit("\n".join(paragraphs_of(text)) if is_markup(text) else html.unescape(text))
    return ""


def _joined(value: object) -> str:
    """Give a body as one text: a string, a list of paragraphs, or ninjs' bodies, of which the longest is taken."""
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        if value and all(isinstance(item, dict) for item in value):
            return max((_named(item) for item in value), key=len)
        return "\n".join(item for item in value if isinstance(item, str))
    return _named(value) if isinstance(value, dict) else ""


def _named(value: Mapping[str, Any]) -> str:
    return next(
        (value[key] for key in ("value", "text", "content", "name", "main") if isinstance(value.get(key), str)), ""
    )


def _text(name: str, value: object) -> str:
    """Give any field's value as text without markup; a list's parts by line."""
    if isinstance(value, list):
        parts = [part for item in value[:500] if (part := _text(name, item))]
        if name in LISTS:
            return "\n".join(dict.fromkeys(parts))
        return parts[0] if parts else ""
    if isinstance(value, dict):
        return _text(name, next((value[key] for key in NAMED_BY if _filled(value.get(key))), ""))
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _moment(value) if name in ("published", "modified", "captured") else str(value)
    text = admit(value) if isinstance(value, str) else ""
    return " ".join(paragraphs_of(text)) if is_markup(text) or "&" in text else text.strip()


def _moment(number: float) -> str:
    """Give seconds or milliseconds since 1970 as ISO 8601 in UTC; any other number as it stands (20200923)."""
    seconds = number / MILLISECONDS if number > EPOCH_SECONDS[1] else number
    if EPOCH_SECONDS[0] < seconds < EPOCH_SECONDS[1]:
        return datetime.fromtimestamp(seconds, tz=UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    return str(number)
