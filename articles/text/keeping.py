"""A CleanArticle -> the JSON and bytes that the store keeps of it, and back.

Written here because every floor reads what cleaning left behind: recleaning holds today's article against the stored.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, fields, replace
from typing import Any

import zstandard

from articles.text.article import Caption, CleanArticle, Part, Reason, Removed, Role

# Level 3 packs news at 500 MB/s to a third; higher levels cost five times as much for a tenth less.
ZSTD_LEVEL = 3
LARGEST_PARTS = 64 * 1024 * 1024  # bytes unpacked: more than any capture that cleaning takes

_LISTS = ("authors", "tags", "paragraphs", "doubts")
_NESTED = ("captions", "removed", "parts")


def as_json(article: CleanArticle) -> dict[str, Any]:
    """Give the article as JSON can hold it, without its parts."""
    told = asdict(replace(article, parts=()))
    del told["parts"]
    return told


def packed_parts(article: CleanArticle) -> bytes:
    """Give the article's parts as compressed JSON: a list of objects with text, role and reason."""
    parts = [{"text": part.text, "role": part.role, "reason": part.reason} for part in article.parts]
    return zstandard.ZstdCompressor(level=ZSTD_LEVEL).compress(json.dumps(parts, ensure_ascii=False).encode())


def unpacked_parts(packed: bytes) -> tuple[Part, ...]:
    """Give the parts that were packed; none where nothing was stored. Raises zstandard.ZstdError on damage."""
    if not packed:
        return ()
    rows = json.loads(zstandard.ZstdDecompressor().decompress(packed, max_output_size=LARGEST_PARTS))
    return tuple(
        Part(row["text"], Role(row["role"]), Reason(row["reason"]) if row.get("reason") else None) for row in rows
    )


def stored_article(clean: Mapping[str, Any], packed: bytes = b"") -> CleanArticle:
    """Give the article that `as_json` and `packed_parts` stored; fields that are unknown by now are left out."""
    single = [field.name for field in fields(CleanArticle) if field.name not in (*_LISTS, *_NESTED)]
    known: dict[str, Any] = {name: clean.get(name) for name in single}
    known |= {name: tuple(clean.get(name) or ()) for name in _LISTS}
    return CleanArticle(
        **known,
        captions=tuple(Caption(given["text"], given.get("credit")) for given in clean.get("captions") or ()),
        removed=tuple(
            Removed(given["text"], Reason(given["reason"]), given["line"]) for given in clean.get("removed") or ()
        ),
        parts=unpacked_parts(packed),
    )
