"""An HTML page -> its blocks of visible text in order, each with what its markup says of it.

Written here because no parser's tree is needed for it: one pass over the page's tags cuts the text at block borders and
keeps, for each element, its parent, its words of class and id, and the range of blocks in it. On its way it gathers
what stands outside of the blocks. The pass is compiled (`cutter.py`); here the places that it found become strings.
"""

from collections import defaultdict

import numpy as np

from articles.text.clean.arrays import Codes, Rows
from articles.text.clean.blocks import Block, Element, Page
from articles.text.clean.door import tidy
from articles.text.clean.markup import attributes, text_of, unescaped
from articles.text.clean.purposes import purposes
from articles.text.clean.sheet import (
    BLOCKS,
    ELEMENTS,
    INLINE,
    INLINE_END,
    KIND,
    LANGUAGES,
    LINKED,
    METAS,
    PICTURES,
    PLAIN,
    SCRIPTS,
    SECOND_END,
    SIGNED,
    TEXT,
    TEXT_END,
    TIMES,
    TITLES,
    WHOLE,
    WORDS,
    WORDS_END,
    codes_of,
    new_sheet,
)
from articles.text.clean.tag_table import NAMES


def cut_page(html: str) -> Page:
    """The blocks of a page; scripts, styles and the like are no blocks. At most MAX_BLOCKS of them."""
    from articles.text.clean.cutter import cut

    sheet = new_sheet(html)
    cut(sheet)
    size, names_end, count, was_cut = sheet.state[["texts", "names", "rows", "cut"]][0].tolist()
    texts, names = _string(sheet.out[:size]), _string(sheet.out[sheet.names : names_end])
    rows = sheet.rows[:count]
    kinds = rows[:, KIND]
    elements, blocks = rows[kinds == ELEMENTS], rows[kinds == BLOCKS]
    elements[:, [WORDS, WORDS_END]] -= sheet.names
    blocks[:, [INLINE, INLINE_END]] -= sheet.names
    found, tidied = _blocks(blocks, texts, names)
    page = Page(
        _elements(elements, names),
        found,
        cut=bool(was_cut),
        element_rows=elements,
        block_rows=blocks,
        codes=np.concatenate([sheet.out[:size], codes_of("".join(tidied))]),
    )
    _gather(page, html, rows[kinds > BLOCKS])
    return page


def _string(codes: Codes) -> str:
    return codes.tobytes().decode("utf-32-le", "surrogatepass")


def _elements(rows: Rows, names: str) -> list[Element]:
    """Elements from their rows; `names` is where their words stand."""
    _, tags, parents, firsts, lasts, starts, ends, *_ = rows.T.tolist()
    words = [names[start:end] for start, end in zip(starts, ends, strict=True)]
    return list(map(Element, map(NAMES.__getitem__, tags), parents, words, map(purposes, words), firsts, lasts))


def _blocks(rows: Rows, texts: str, names: str) -> tuple[list[Block], list[str]]:
    """Blocks from their rows, and the texts that had to be tidied, which are few; a menu's are all linked.

    The rows are told where these stand, as if they followed the others.
    """
    _, element, starts, ends, linked, links, heavy, inline, inline_ends, whole, plain = rows.T.tolist()
    found = [texts[start:end] for start, end in zip(starts, ends, strict=True)]
    tidied, size = [], len(texts)
    for at in np.flatnonzero((rows[:, WHOLE] > 0) | (rows[:, PLAIN] == 0)).tolist():
        if not plain[at]:
            found[at] = tidy(found[at])
            tidied.append(found[at])
            rows[at, TEXT], size = size, size + len(found[at])
            rows[at, TEXT_END] = size
        if whole[at]:
            rows[at, LINKED] = linked[at] = len(found[at])
    classes = [names[start:end] for start, end in zip(inline, inline_ends, strict=True)]
    return list(map(Block, element, found, linked, links, heavy, classes, map(bool, whole))), tidied


def _gather(page: Page, html: str, rows: Rows) -> None:
    """Give the page what is no block, from the places where it stands."""
    kinds, starts, ends, seconds, lasts = rows[:, : SECOND_END + 1].T.tolist()
    places: dict[int, list[int]] = defaultdict(list)  # the rows of each kind; links to authors and their pieces as one
    for at, kind in enumerate(kinds):
        places[min(kind, SIGNED)].append(at)
    page.metas = [html[starts[at] : ends[at]] for at in places[METAS]]
    page.scripts = [(html[starts[at] : ends[at]], html[seconds[at] : lasts[at]]) for at in places[SCRIPTS]]
    page.pictures = [starts[at] for at in places[PICTURES]]
    page.times = [(html[starts[at] : ends[at]], seconds[at]) for at in places[TIMES]]
    titles = (tidy(unescaped(html[starts[at] : ends[at]])) for at in places[TITLES])
    page.title = next(filter(None, titles), "")
    roots = (html[starts[at] : ends[at]] for at in places[LANGUAGES])
    page.language = attributes(next(roots, "")).get("lang", "")
    page.writers = _writers([(kinds[at], html[starts[at] : ends[at]]) for at in places[SIGNED]])


def _writers(noted: list[tuple[int, str]]) -> list[str]:
    """The texts of links to authors, each noted at its end; their pieces stand before it."""
    found: list[str] = []
    pieces: list[str] = []
    for kind, piece in noted:
        if kind == SIGNED:
            pieces.append(text_of(piece))
        else:
            found.append("".join(pieces))
            pieces = []
    return found
