"""Cleaning beside the extractors: quality and speed on the same pages in one run, on one core.

`python -m benchmarks.clean [every]` prints the tables; with `every` 3 it takes each third page. Our pages are cleaned
by the forests of the cross-validation, so no page's site was in the training of what judges it; trafilatura's rules
and the others' were never trained on this gold either. Times are CPU seconds of this process; a page is its HTML as
text. What a process loads once is loaded before the clock starts: each tool cleans a page first, and the forests, of
which the site has one and the cross-validation five, are read. Without the gold beside the checkout it measures
nothing and says so.
"""

import gc
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass

from newspaper import Article
from readability import Document
from resiliparse.extract.html2text import extract_plain_text
from trafilatura import extract

from tests.quality import gold
from tests.quality.gold import GOLD, GoldPage

Extractor = Callable[[GoldPage], str]
SETS = ("naeb", "fundus")
NEWSPAPER_SHARE = 5  # newspaper4k takes half a second a page: it gets every fifth


@dataclass(frozen=True)
class Tool:
    """One way to a page's body, and which share of the pages it is measured on."""

    name: str
    body: Extractor
    share: int = 1


def ours(page: GoldPage) -> str:
    """Our standfirst and body, judged by a forest that has not seen the page's site."""
    return gold.text_of(gold.clean_unseen(page))


def trafilatura(page: GoldPage) -> str:
    """The best single tool, in its best setting for news."""
    return extract(page.html, url=page.url, include_comments=False, favor_precision=True) or ""


def resiliparse(page: GoldPage) -> str:
    """The fastest tool."""
    return str(extract_plain_text(page.html, main_content=True, alt_texts=False, links=False))


def readability(page: GoldPage) -> str:
    """Arc90's readability."""
    return str(extract_plain_text(Document(page.html).summary(html_partial=True), main_content=False))


def newspaper(page: GoldPage) -> str:
    """newspaper4k without its language tools."""
    article = Article(page.url or "https://example.org/", fetch_images=False)
    article.download(input_html=page.html)
    article.parse()
    return str(article.text)


TOOLS = (
    Tool("newsdesk, sites unseen", ours),
    Tool("trafilatura, favour precision", trafilatura),
    Tool("resiliparse", resiliparse),
    Tool("readability-lxml", readability),
    Tool("newspaper4k", newspaper, NEWSPAPER_SHARE),
)


def safely(tool: Tool, page: GoldPage) -> str:
    """The tool's body of a page; a page on which it fails counts as empty."""
    try:
        return tool.body(page)
    except Exception as error:  # noqa: BLE001 - the peers raise of all kinds, and a benchmark compares them
        print(f"{tool.name} on {page.id}: {type(error).__name__}", file=sys.stderr)
        return ""


def page_table(name: str, pages: list[GoldPage]) -> None:
    """Print quality and speed of every tool on a set."""
    print(f"\n**Pages, {name}** ({len(pages)} pages)\n")
    print("| tool | F1 | precision | recall | mean F1 | below .8 | empty | pages/s | times trafilatura |")
    print("|---|---|---|---|---|---|---|---|---|")
    speeds: dict[str, float] = {}
    rows = []
    for tool in TOOLS:
        chosen = pages[:: tool.share]
        safely(tool, chosen[0])
        gc.collect()  # what one tool leaves behind is not on the next one's clock
        start = time.process_time()
        bodies = [safely(tool, page) for page in chosen]
        speeds[tool.name] = len(chosen) / (time.process_time() - start)
        score = gold.score((body, page.bodies) for body, page in zip(bodies, chosen, strict=True))
        rows.append((tool, score))
    for tool, score in rows:
        print(
            f"| {tool.name} | {score.f1:.3f} | {score.precision:.3f} | {score.recall:.3f} | {score.mean:.3f}"
            f" | {score.spoilt} of {score.pages} | {score.empty} | {speeds[tool.name]:.0f}"
            f" | {speeds[tool.name] / speeds[TOOLS[1].name]:.1f} |"
        )


def capture_table(pages: dict[str, GoldPage]) -> None:
    """Print the quality of text captures by language, beside C4's filter by line."""
    found: dict[str, list[tuple[str, str, GoldPage]]] = {}
    captures = [capture for name in SETS for capture in gold.captures(name) if capture["id"] in pages]
    start = time.process_time()
    bodies = ["\n".join(gold.clean_capture_unseen(pages[c["id"]], c["text"]).paragraphs) for c in captures]
    speed = len(captures) / (time.process_time() - start)
    for capture, body in zip(captures, bodies, strict=True):
        page = pages[capture["id"]]
        for key in ("all", gold.language_of(page)):
            found.setdefault(key, []).append((body, gold.line_filter(capture["text"]), page))
    print(f"\n**Text captures** ({speed:.0f} a second)\n\n| language | captures | F1 | mean F1 | C4's filter |")
    print("|---|---|---|---|---|")
    for key, entries in sorted(found.items(), key=lambda item: -len(item[1])):
        ours_ = gold.score((body, page.bodies) for body, _, page in entries)
        plain = gold.score((kept, page.bodies) for _, kept, page in entries)
        print(f"| {key} | {len(entries)} | {ours_.f1:.3f} | {ours_.mean:.3f} | {plain.f1:.3f} |")


def main(every: int) -> None:
    """Measure every tool on each set, then the captures."""
    if not GOLD.is_dir():
        print(f"Nothing measured: there is no gold at {GOLD}.")
        return
    everything: dict[str, GoldPage] = {}
    for fold in range(gold.FOLDS):
        gold.unseen_forest(fold)
    for name in SETS:
        pages = gold.pages(name)[::every]
        everything |= {page.id: page for page in pages}
        page_table(name, pages)
    capture_table(everything)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1)
