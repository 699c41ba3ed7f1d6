"""Packs tests/quality/sample_dump_zip into the sample dump's archive: `python tests/quality/pack_sample_zip.py`.

The same sources give the same members in the same order with the same time: the archive changes only when they do.
"""

import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCES = ROOT / "tests" / "quality" / "sample_dump_zip"
ARCHIVE = ROOT / "sample_dump" / "archive" / "tarrow-valley_back-issues.zip"
PACKED = (2024, 11, 25, 9, 0, 0)  # the time every member bears: the Monday after the last of them was printed


def members() -> list[tuple[str, bytes]]:
    """Every source as (path in the archive, content), by path."""
    files = sorted(path for path in SOURCES.rglob("*") if path.is_file())
    return [(path.relative_to(SOURCES).as_posix(), path.read_bytes()) for path in files]


def pack() -> None:
    """Write the archive anew."""
    ARCHIVE.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(ARCHIVE, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members():
            archive.writestr(zipfile.ZipInfo(name, PACKED), content, zipfile.ZIP_DEFLATED)


if __name__ == "__main__":
    pack()
