"""What each problem is called and what an editor can do about it. The set is closed with `Problem`."""

from dataclasses import dataclass
from types import MappingProxyType

from articles.text.formats.record import Problem


@dataclass(frozen=True, slots=True)
class Cure:
    """What to do, in words, and whether trying the same record again can help."""

    words: str
    retry: bool = False


WHYS = MappingProxyType(
    {
        Problem.EMPTY: "Empty",
        Problem.NOT_TEXT: "Not text",
        Problem.TOO_LARGE: "Too large",
        Problem.TRUNCATED: "Cut off",
        Problem.MALFORMED: "Broken",
        Problem.NO_ARTICLE: "No article text found",
        Problem.UNSAFE_PATH: "Unsafe path",
        Problem.ENCRYPTED: "Encrypted",
        Problem.TOO_MANY: "Too many members",
        Problem.UNSUPPORTED: "Not a known format",
        Problem.NO_ACCESS: "Could not be opened",
        Problem.FAILED: "Cleaning failed",
    }
)
CURES = MappingProxyType(
    {
        Problem.EMPTY: Cure("Nothing to keep. Dismiss it, or ingest the file again once it is complete"),
        Problem.NOT_TEXT: Cure("Not an article. Dismiss it, or convert it to text and ingest that"),
        Problem.TOO_LARGE: Cure("Split the record into its articles and ingest those"),
        Problem.TRUNCATED: Cure("Get the file again, whole, and ingest it; what came before the cut is kept"),
        Problem.MALFORMED: Cure("Mend the record at the place named and ingest it; the others are kept", retry=True),
        Problem.NO_ARTICLE: Cure(
            "Open the capture: if there is an article in it, mark the lines of its text, then retry", retry=True
        ),
        Problem.UNSAFE_PATH: Cure("The archive names a path outside itself. Unpack it with care and ingest the folder"),
        Problem.ENCRYPTED: Cure("Unpack it with its password and ingest the folder"),
        Problem.TOO_MANY: Cure("Split the archive and ingest the parts"),
        Problem.UNSUPPORTED: Cure("Convert it to text, HTML or JSON Lines and ingest that", retry=True),
        Problem.NO_ACCESS: Cure("Let newsdesk read the file, then ingest the dump again", retry=True),
        Problem.FAILED: Cure("A fault of the cleaner, not of the record. Retry after an update", retry=True),
    }
)
