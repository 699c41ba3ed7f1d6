"""Bytes of a page -> whether a tag in it has more attributes than libxml2 takes in bounded time.

Written here because libxml2 compares each attribute of a tag with all before it: 100,000 of them take it ten seconds,
and no parser tells before it has parsed. One pattern reads the page from its start as a browser would (HTML Living
Standard, 13.2.5: attributes need no space between them, a name may hold quotes, `>` may stand in a value, scripts hold
no tags) and stops at such a tag. Nothing is read twice, so its time is linear whatever the page.
"""

import re

MAX_ATTRIBUTES = 300  # of one tag; real ones have up to 60
_VALUE = r"""(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z)|[^\s>"'][^\s>]*+)"""
_ATTRIBUTE = rf"[\s/]*+[^\s/>][^\s/>=]*+(?:\s*+=\s*+{_VALUE}?+)?+"
_FEW = rf"(?:{_ATTRIBUTE}){{0,{MAX_ATTRIBUTES - 1}}}+(?!{_ATTRIBUTE})"
_RAW = ("script", "style", "textarea", "title", "iframe", "noembed", "noframes", "xmp")  # their content is no markup


def _any_case(name: str) -> str:
    return "".join(f"[{letter}{letter.upper()}]" for letter in name)


def _raw_text(name: str) -> str:
    """An element of that name up to its end tag, or to the end of the page."""
    return rf"<{name}(?=[\s/>]){_FEW}[^>]*+>[^<]*+(?:<(?!/{name})[^<]*+)*+"


_STEPS = (
    "[^<]++",
    "</[^>]*+",
    "<!--(?!-?>)[^-]*+(?:-(?!-!?>)[^-]*+)*+",
    "<[!?][^>]*+",
    "<(?![a-zA-Z/!?])",
    *map(_raw_text, map(_any_case, _RAW)),
    rf"<[a-zA-Z][^\s/>]*+{_FEW}",
)
_CALM = re.compile(f"(?:{'|'.join(_STEPS)})*+".encode())


def has_crowded_tag(page: bytes) -> bool:
    """Whether a tag has MAX_ATTRIBUTES attributes or more. Linear in the length of the page."""
    read = _CALM.match(page)
    return read is None or read.end() < len(page)
