"""What grouping finds and what it costs, beside datasketch and rensa in the same run, and as a stream into a database.

`python -m benchmarks.group` prints the tables. NEWSDESK_BENCH_TEXTS says how many texts go into the database (20,000),
NEWSDESK_BENCH_FILL with the keys of how many more the index is then filled (0; give 1000000 for the big one), and
DATABASE_URL which database it is (SQLite in a temporary folder by default). Times are CPU seconds of one core for what
is computed, and elapsed time for what is stored.
"""

import datetime as dt
import os
import random
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from articles.text.article import CleanArticle
from articles.text.group import Answer, Fingerprint, fingerprint, same_article

BASES = 300
STORED = int(os.environ.get("NEWSDESK_BENCH_TEXTS", "20000"))
FILLED = int(os.environ.get("NEWSDESK_BENCH_FILL", "0"))
KEYS_A_TEXT = 21
AFTER_FILL = 2_000  # texts placed once the index is full
BATCH = 50
TEN = 10
VOCABULARY = 30_000
PERMUTATIONS = 128
PEER_JACCARD = 0.5  # MinHash's usual cut for near duplicates; at .8 it finds less
SHINGLE = 5
LETTERS = str.maketrans("0123456789", "ghijklmnop")

Same = Callable[[Sequence[str], Sequence[str]], bool]


def sentence(rng: random.Random, words: int = 22) -> str:
    """Words with the frequencies of a language: few of them common, most rare."""
    ranks = (int(VOCABULARY ** rng.random()) for _ in range(words))
    return " ".join(f"{rank:x}".translate(LETTERS) for rank in ranks).capitalize() + "."


def body(number: int) -> list[str]:
    """The paragraphs of text `number`, some 370 words."""
    rng = random.Random(number)  # noqa: S311 - made-up texts, not secrets
    return [" ".join(sentence(rng) for _ in range(2)) for _ in range(8)] + [sentence(rng)]


def shingles(paragraphs: Sequence[str]) -> list[str]:
    """The runs of five words that the peers sketch."""
    words = " ".join(paragraphs).casefold().split()
    return [" ".join(words[at : at + SHINGLE]) for at in range(max(1, len(words) - SHINGLE + 1))]


def ours(a: Sequence[str], b: Sequence[str]) -> bool:
    """Our verdict on two bodies alone."""
    prints = (fingerprint(text, headline=None, published=None) for text in (a, b))
    return same_article(*prints).answer == Answer.SAME


def by_datasketch(a: Sequence[str], b: Sequence[str]) -> bool:
    """MinHash of 128 permutations, Jaccard at least PEER_JACCARD."""
    from datasketch import MinHash

    sketches = []
    for text in (a, b):
        sketch = MinHash(num_perm=PERMUTATIONS)
        sketch.update_batch([shingle.encode() for shingle in shingles(text)])
        sketches.append(sketch)
    return bool(sketches[0].jaccard(sketches[1]) >= PEER_JACCARD)


def by_rensa(a: Sequence[str], b: Sequence[str]) -> bool:
    """R-MinHash of 128 permutations, Jaccard at least PEER_JACCARD."""
    from rensa import RMinHash

    sketches = []
    for text in (a, b):
        sketch = RMinHash(num_perm=PERMUTATIONS, seed=1)
        sketch.update(shingles(text))
        sketches.append(sketch)
    return bool(sketches[0].jaccard(sketches[1]) >= PEER_JACCARD)


@dataclass(frozen=True, slots=True)
class Edited:
    """A text, what became of it, and whether that is the same article."""

    kind: str
    base: Sequence[str]
    edited: Sequence[str]
    same: bool


def edits() -> list[Edited]:
    """Every kind of newsroom edit on made-up texts."""
    from tests.quality.grouping_edits import OTHERS, REVISIONS, cases
    from tests.quality.grouping_words import draft

    day = dt.date(2024, 3, 1)
    bases = [draft(body(number), headline=f"Headline {number}", day=day, source="paper") for number in range(BASES)]
    return [
        Edited(case.kind, case.base.units, case.edited.units, case.kind in REVISIONS)
        for case in cases(bases, REVISIONS | OTHERS, seed=1, every=TEN)
    ]


def print_quality(made: Sequence[Edited]) -> None:
    """Print, by kind, how many each tool calls the same article, from the text alone."""
    tools: dict[str, Same] = {"newsdesk": ours, "datasketch": by_datasketch, "rensa": by_rensa}
    counts: dict[tuple[str, str], list[bool]] = {}
    spent = {}
    for name, same in tools.items():
        began = time.process_time()
        for case in made:
            counts.setdefault((case.kind, name), []).append(same(case.base, case.edited))
        spent[name] = len(made) / (time.process_time() - began)
    print("Called the same article, from the text alone; what should be is in the second column.\n")
    print("| edit | should be |", " | ".join(tools), "|\n|---|---|" + "---|" * len(tools))
    for kind, should in dict.fromkeys((case.kind, case.same) for case in made):
        shares = (sum(counts[kind, name]) / len(counts[kind, name]) for name in tools)
        print(f"| {kind} | {'all' if should else 'none'} |", " | ".join(f"{share:.2f}" for share in shares), "|")
    print("| pairs a second, both texts read | |", " | ".join(f"{spent[name]:,.0f}" for name in tools), "|\n")


def print_sketching() -> None:
    """Print how many texts a second are made ready for the index."""
    from datasketch import MinHash
    from rensa import RMinHash

    texts = [body(number) for number in range(500)]

    def sketch_datasketch(text: list[str]) -> None:
        MinHash(num_perm=PERMUTATIONS).update_batch([shingle.encode() for shingle in shingles(text)])

    def sketch_rensa(text: list[str]) -> None:
        RMinHash(num_perm=PERMUTATIONS, seed=1).update(shingles(text))

    def sketch_ours(text: list[str]) -> None:
        fingerprint(text, headline=None, published=None).keys  # noqa: B018 - reading it computes it

    rows = (("newsdesk fingerprint with keys", sketch_ours), ("datasketch", sketch_datasketch), ("rensa", sketch_rensa))
    print("| texts a second on one core | |\n|---|---|")
    for name, sketch in rows:
        began = time.process_time()
        for text in texts:
            sketch(text)
        print(f"| {name} | {len(texts) / (time.process_time() - began):,.0f} |")
    print()


def arriving(count: int) -> Iterator[CleanArticle]:
    """Texts as they arrive: six in ten new, three in ten versions of an earlier one, one in ten seen before."""
    rng = random.Random(7)  # noqa: S311 - made-up texts, not secrets
    for number in range(count):
        draw = rng.random()
        of = number if draw < 0.6 or not number else rng.randrange(max(0, number - 5000), number)
        paragraphs = body(of)
        if 0.6 <= draw < 0.9:
            paragraphs.insert(rng.randint(1, len(paragraphs)), sentence(rng))
            del paragraphs[rng.randint(1, len(paragraphs) - 1)]
        day = dt.date(2024, 1, 1) + dt.timedelta(of // 2000)
        yield CleanArticle(headline=f"Headline of story {of}", published=str(day), paragraphs=tuple(paragraphs))


@dataclass(slots=True)
class Spent:
    """Seconds spent on a part of the stream, elapsed and of this process's CPU."""

    texts: int = 0
    reading: float = 0.0
    finding: float = 0.0
    whole: float = 0.0
    reading_cpu: float = 0.0
    finding_cpu: float = 0.0
    whole_cpu: float = 0.0


def now() -> tuple[float, float]:
    """Give the time elapsed and the CPU seconds of this process."""
    return time.perf_counter(), time.process_time()


def place(batch: Sequence[CleanArticle], spent: Spent) -> None:
    """Group a batch as the ingest does, and note what it took."""
    from django.db import transaction

    from articles.pipeline.candidates import load_candidates
    from articles.pipeline.group import Arrival, place_articles

    began = now()
    prints: list[Fingerprint] = []
    for article in batch:
        day = dt.date.fromisoformat(article.published or "")
        prints.append(fingerprint(article.paragraphs, headline=article.headline, published=day))
    read = now()
    candidates = load_candidates(prints)
    for print_ in prints:
        candidates.ranked(print_)
    found = now()
    with transaction.atomic():
        place_articles([Arrival(key, *pair) for key, pair in enumerate(zip(batch, prints, strict=True))])
    done = now()
    spent.texts += len(batch)
    spent.reading += read[0] - began[0]
    spent.finding += found[0] - read[0]
    spent.whole += (read[0] - began[0]) + (done[0] - found[0])
    spent.reading_cpu += read[1] - began[1]
    spent.finding_cpu += found[1] - read[1]
    spent.whole_cpu += (read[1] - began[1]) + (done[1] - found[1])


def print_stream() -> None:
    """Print what placing costs in each tenth of a long stream, and the database's size for each text."""
    from django.db import connection

    from articles.models import Shingle, Story, Version

    tenths = [Spent() for _ in range(TEN)]
    batch: list[CleanArticle] = []
    for number, article in enumerate(arriving(STORED)):
        batch.append(article)
        if len(batch) == BATCH:
            place(batch, tenths[number * TEN // STORED])
            batch = []
    print(f"{STORED:,} texts into {connection.vendor}, {BATCH} a transaction:\n")
    print("| texts a second of CPU | first tenth | middle | last tenth |\n|---|---|---|---|")
    first, middle, last = tenths[0], tenths[TEN // 2], tenths[-1]
    parts = (first, middle, last)
    found = " | ".join(f"{part.texts / (part.reading_cpu + part.finding_cpu):,.0f}" for part in parts)
    whole = " | ".join(f"{part.texts / part.whole_cpu:,.0f}" for part in parts)
    elapsed = " | ".join(f"{part.texts / part.whole:,.0f}" for part in parts)
    print(f"| fingerprint and candidates | {found} |\n| whole step, with versions, stories, index | {whole} |")
    print(f"| whole step, by the clock | {elapsed} |")
    counts = f"{Story.objects.standing().count():,} stories, {Version.objects.count():,} versions"
    print(f"\n{counts}, {Shingle.objects.count() / STORED:.1f} keys a text.")


def fill_index() -> None:
    """Fill the index with the keys of FILLED texts, spread as hashes are, on versions that exist."""
    from django.db import connection

    keys = FILLED * KEYS_A_TEXT
    statement = (
        "INSERT INTO articles_shingle (hash, version_id) WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n"
        " WHERE i < %s) SELECT abs(random() %% 1152921504606846976) AS h, 1 + i %% %s FROM n ORDER BY h"
    )
    if connection.vendor == "postgresql":
        statement = (
            "INSERT INTO articles_shingle (hash, version_id) SELECT (random() * 1152921504606846976)::bigint,"
            " 1 + i %% %s FROM (SELECT generate_series(1, %s) AS i) n"
        )
    given = [keys, STORED // 2] if connection.vendor == "sqlite" else [STORED // 2, keys]
    with connection.cursor() as cursor:
        cursor.execute(statement, given)


def print_full() -> None:
    """Print what placing costs when the index holds the keys of FILLED more texts."""
    fill_index()
    spent = Spent()
    texts = list(arriving(STORED + AFTER_FILL))[STORED:]
    for start in range(0, len(texts), BATCH):
        place(texts[start : start + BATCH], spent)
    found, whole = spent.texts / (spent.reading + spent.finding), spent.texts / spent.whole
    print(f"\nWith the keys of {FILLED:,} more texts in the index: {found:,.0f} and {whole:,.0f} texts a second.")


def main() -> None:
    """Print every table."""
    print_quality(edits())
    print_sketching()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["NEWSDESK_DATA_DIR"] = folder
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsdesk.settings")
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        print_stream()
        if FILLED:
            print_full()


if __name__ == "__main__":
    main()
