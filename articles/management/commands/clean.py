"""Shows what the cleaner makes of files, without storing anything."""

import json
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from articles.models.captures import place_in_words
from articles.pipeline.clean import clean_record
from articles.text.article import CleanArticle
from articles.text.formats import BadRecord, Record, read_dump

FIELDS = ("headline", "standfirst", "byline", "published", "captured", "source", "section", "language", "contributors")


class Command(BaseCommand):
    """Clean files and print the articles."""

    help = (
        "Print what the cleaner makes of each record of the files, without storing it. With --json one object a record"
        " and line, whose keys are the fields of CleanArticle. Exit status: 1 when a record could not be read, 2 when a"
        " file could not."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the files and the form of the answer."""
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
        parser.add_argument("--json", action="store_true", help="one JSON object a record and line")

    def handle(self, *_args: Any, files: list[Path], json: bool, **_options: Any) -> None:
        """Clean every record of every file."""
        status = 0
        for path in files:
            try:
                shown = list(self.show(read_dump(path), as_json=json))
                if not shown:
                    self.stderr.write(f"{path}: no file stands in it: name a folder with articles, or a file")
                status = max([status, *(shown or [1])])
            except OSError as error:
                self.stderr.write(f"{path}: {error.strerror or error}: name a file that this account can read")
                status = 2
        if status:
            sys.exit(status)

    def show(self, records: Iterator[Record], *, as_json: bool) -> Iterator[int]:
        """Print each record; give 1 for each that could not be read, else 0."""
        for record in records:
            if isinstance(record, BadRecord):
                self.stderr.write(
                    f"{place_in_words(record.place.member, record.place.record)}: {record.problem}: {record.detail}"
                )
                yield 1
            else:
                article = clean_record(record)
                self.stdout.write(json.dumps(asdict(article), ensure_ascii=False) if as_json else in_words(article))
                yield 0


def in_words(article: CleanArticle) -> str:
    """Give the article as text: its fields, its paragraphs, and what was removed and why."""
    lines = [f"{name:13} {value}" for name in FIELDS if (value := getattr(article, name))]
    lines += [f"{'caption':13} {caption.text} [{caption.credit or 'no credit'}]" for caption in article.captions]
    if article.tags:
        lines.append(f"{'tags':13} {', '.join(article.tags)}")
    if article.doubts:
        lines.append(f"{'doubtful':13} {', '.join(article.doubts)}")
    lines += ["", *article.paragraphs, ""]
    lines += [
        f"- {removed.reason}: {removed.text.strip()[:100]}" for removed in article.removed if removed.text.strip()
    ]
    return "\n".join(lines) + "\n"
