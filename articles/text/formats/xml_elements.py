"""A stream of XML -> its elements of some names, one by one, without entities, network or a tree that grows.

lxml parses; written around it because iterparse keeps what it has given, and because a file that is cut off must
say so.
"""

import re
from collections.abc import Collection, Iterator
from typing import Any, cast

from lxml import etree

from articles.text.formats.limits import UnreadableError
from articles.text.formats.record import Problem
from articles.text.formats.stream import Stream

# Enough for the end tag of the root and what may follow it.
TAIL_BYTES = 4096


def elements(stream: Stream, names: Collection[str]) -> Iterator[etree._Element]:
    """Give each outermost element with one of these local names; it is emptied when the next is asked for.

    What is not well-formed is mended where it can be. Raises UnreadableError after the last element when the end of the
    file is missing, or when nothing of it is XML.
    """
    tail = _Tail(stream)
    depth, root = 0, ""
    try:
        context = etree.iterparse(
            cast("Any", tail),
            events=("start", "end"),
            recover=True,
            resolve_entities=False,
            no_network=True,
            huge_tree=False,
        )
        for event, element in context:
            name = local_name(element)
            root = root or name
            depth += (name in names) * (1 if event == "start" else -1)
            if event == "end" and depth == 0 and name in names:
                yield element
                _forget(element)
    except etree.XMLSyntaxError as error:
        raise UnreadableError(Problem.MALFORMED, f"no well-formed XML ({error}): export it again") from error
    if root and not tail.closes(root):
        raise UnreadableError(Problem.TRUNCATED, f"</{root}> is missing at its end: copy it again, it is cut off")


def local_name(element: etree._Element) -> str:
    """Give an element's name without its namespace, in small letters; "" for a comment."""
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def text_of(element: etree._Element | None) -> str:
    """Give the text in an element and all below it, spaces folded."""
    return " ".join("".join(map(str, element.itertext(etree.Element))).split()) if element is not None else ""


def child(element: etree._Element, *names: str) -> etree._Element | None:
    """Give the first element below this one, at any depth, with one of these local names; by the order of the names."""
    for name in names:
        found = next((each for each in element.iter(etree.Element) if local_name(each) == name), None)
        if found is not None:
            return found
    return None


def children(element: etree._Element, *names: str) -> list[etree._Element]:
    """Give all elements below this one, at any depth, with one of these local names."""
    return [each for each in element.iter(etree.Element) if local_name(each) in names]


def _forget(element: etree._Element) -> None:
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


class _Tail:
    """Reads on and remembers the end."""

    def __init__(self, stream: Stream) -> None:
        self._stream = stream
        self._end = b""

    def read(self, size: int = -1) -> bytes:
        chunk = self._stream.read(size)
        self._end = (self._end + chunk)[-TAIL_BYTES:]
        return chunk

    def closes(self, root: str) -> bool:
        end = self._end.replace(b"\x00", b"").lower()
        closing = rb"(?:</(?:[\w.-]+:)?" + re.escape(root.encode("ascii", "ignore")) + rb"|/)\s*>"
        return re.search(closing, end) is not None
