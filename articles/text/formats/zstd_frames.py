"""A .zst file -> whether it is whole.

Written here because zstandard's streaming reader ends in silence on a file that is cut off. RFC 8878, 3.1.1: a frame is
a header, blocks that each tell their size, and perhaps a checksum; nothing needs to be decompressed to walk them.
"""

from typing import BinaryIO

import zstandard

MAGIC = b"\x28\xb5\x2f\xfd"
# RFC 8878, 3.1.2: sixteen numbers begin frames that decoders skip.
SKIPPED = bytes(range(0x50, 0x60))
LONGEST_HEADER = 18
RUN_LENGTH = 1
CHECKSUM_BYTES = 4


def is_whole(source: BinaryIO, size: int) -> bool:
    """Tell whether a seekable file of `size` bytes ends where its last frame does. Its position is moved."""
    at = 0
    while at < size:
        source.seek(at)
        head = source.read(LONGEST_HEADER)
        if head[1:4] == b"\x2a\x4d\x18" and head[0] in SKIPPED:
            at += 8 + int.from_bytes(head[4:8], "little")
        elif head.startswith(MAGIC):
            at = _frame_end(source, at, head, size)
        else:
            return False
    return at == size


def _frame_end(source: BinaryIO, at: int, head: bytes, size: int) -> int:
    """Give where a frame ends, by its blocks' headers; past `size` when it is cut off."""
    try:
        at += zstandard.frame_header_size(head)
        checksum = zstandard.get_frame_parameters(head).has_checksum
    except zstandard.ZstdError:
        return size + 1
    last = False
    while not last:
        if at + 3 > size:
            return size + 1
        source.seek(at)
        block = int.from_bytes(source.read(3), "little")
        last = bool(block & 1)
        at += 3 + (1 if block >> 1 & 3 == RUN_LENGTH else block >> 3)
    return at + (CHECKSUM_BYTES if checksum else 0)
