"""Uploads: streamed into the data folder, bounded, and handed to the pipeline; the same dump twice says so.

Written here because Django's handlers put an upload into the system's temporary folder, which may be small and is
another disk: these write it where it stays.
"""

import re
import shutil
import uuid
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import TooManyFilesSent
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.defaultfilters import filesizeformat
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST

from articles.pipeline.dumps import Registered, register_dump
from articles.pipeline.jobs import queue_dump
from articles.reads.ingest import dumps_page, rejection_filters, rejections_page
from articles.web.people import MANAGE_DUMPS, may, person
from articles.web.screens import INVALID, see_other

FORM_ROOM = 64 * 1024  # bytes of a request beside its files: boundaries, names, the token
DRAINED = 32 * 1024 * 1024  # bytes read and dropped of a refused upload, so that the browser gets to read why
READ_AT_ONCE = 64 * 1024
LONGEST_NAME = 150  # code points: file systems take 255 bytes
UNFIT = re.compile(r"[^\w.\- ()+,=@]+")


class StoredUpload(UploadedFile):  # type: ignore[type-arg]  # generic in the stubs alone
    """An upload that lies in a folder of its own below the data folder's uploads."""

    def __init__(self, path: Path, name: str, size: int) -> None:
        super().__init__(name=name, size=size)
        self.path = path

    def close(self) -> None:
        """Do nothing: its handler has closed the file, and Django closes each upload of a request once more."""


class DumpUploadHandler(FileUploadHandler):
    """Writes each file of a request to disk as it comes in. `folders` are those it made."""

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request)
        self.folders: list[Path] = []
        self._file: BinaryIO | None = None
        self._path = Path()

    def new_file(self, *args: object, **kwargs: object) -> None:
        """Open a file under the name it came with, made harmless, in a new folder."""
        super().new_file(*args, **kwargs)  # type: ignore[arg-type]  # passed on as Django gives them
        folder = Path(settings.DATA_DIR) / "uploads" / uuid.uuid4().hex
        folder.mkdir(parents=True)
        self.folders.append(folder)
        self._path = folder / safe_name(self.file_name or "")
        self._file = self._path.open("wb")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:  # noqa: ARG002 - Django's signature
        """Write what came in; nothing is handed on to other handlers."""
        if self._file:
            self._file.write(raw_data)

    def file_complete(self, file_size: int) -> StoredUpload:
        """Close the file and give it to the view."""
        if self._file:
            self._file.close()
        return StoredUpload(self._path, self.file_name or self._path.name, file_size)

    def upload_interrupted(self) -> None:
        """Leave nothing behind of an upload that broke off."""
        if self._file:
            self._file.close()
        self.forget(self.folders)

    @staticmethod
    def forget(folders: list[Path]) -> None:
        """Remove folders with what is in them."""
        for folder in folders:
            shutil.rmtree(folder, ignore_errors=True)


def safe_name(name: str) -> str:
    """Return a file name that stays in its folder: no separators, no control characters, no leading dots."""
    kept = UNFIT.sub("_", name.replace("\\", "/").rsplit("/", 1)[-1]).lstrip(". ")
    return kept[-LONGEST_NAME:] or "upload"


def upload_bound() -> int:
    """Return the bytes that one upload may have."""
    return int(settings.NEWSDESK_UPLOAD_BYTES)


@csrf_exempt  # the token is checked by _receive, once the handler is in place: reading it reads the files
@may(MANAGE_DUMPS)
@require_POST
def upload(request: HttpRequest) -> HttpResponse:
    """Take files in and queue them, or say what is wrong with them."""
    length = int(request.META.get("CONTENT_LENGTH") or 0)
    if length > upload_bound() + FORM_ROOM:
        _drain(request)
        return _refused(request, _too_large(length))
    handler = DumpUploadHandler(request)
    request.upload_handlers = [handler]
    try:
        response: HttpResponse = csrf_protect(_receive)(request)
    except TooManyFilesSent:
        _drain(request)
        response = _refused(request, _too_many())
    finally:
        DumpUploadHandler.forget([folder for folder in handler.folders if folder.name not in _kept(request)])
    return response


def _receive(request: HttpRequest) -> HttpResponse:
    files = [file for file in request.FILES.getlist("files") if isinstance(file, StoredUpload)]
    if not files:
        return _refused(request, "Choose at least one file first.")
    empty = [file.name or "" for file in files if not file.size]
    if empty:
        return _refused(request, f"{', '.join(empty)}: empty, with nothing to read. Look whether it was saved whole.")
    said = [_take_in(request, file) for file in files]
    messages.success(request, " ".join(said))
    return see_other(request, "ingest")


def _take_in(request: HttpRequest, file: StoredUpload) -> str:
    name = (file.name or file.path.name)[:255]
    registered = register_dump(file.path, name=name, uploaded=True, created_by=person(request))
    if Path(registered.dump.path) == file.path.resolve():
        _kept(request).add(file.path.parent.name)
    if registered.known:
        return _known(name, registered)
    queue_dump(registered.dump)
    return f"{name} is in the queue."


def _known(name: str, registered: Registered) -> str:
    """Say that the dump is there, and under which name where it is another."""
    dump = registered.dump
    other = f" as {dump.name}" if dump.name != name else ""
    return f"{name} was ingested before{other}, on {dump.created_at:%d %b %Y}: nothing changed."


def _kept(request: HttpRequest) -> set[str]:
    """Return the names of the folders that a dump is read from, kept with the request."""
    kept: set[str] = request.__dict__.setdefault("kept_uploads", set())
    return kept


def _drain(request: HttpRequest) -> None:
    read = request.read
    left = DRAINED
    while left > 0 and (chunk := read(READ_AT_ONCE)):
        left -= len(chunk)


def _too_large(length: int) -> str:
    return (
        f"{filesizeformat(length)} is more than the {filesizeformat(upload_bound())} an upload may have. Split it, or"
        " put it on the server and run manage.py ingest PATH there; an operator can raise NEWSDESK_UPLOAD_MB."
    )


def _too_many() -> str:
    return (
        f"These are more than the {settings.DATA_UPLOAD_MAX_NUMBER_FILES} files an upload may have. Put them into one"
        " zip or tar, or on the server and run manage.py ingest PATH there."
    )


def _refused(request: HttpRequest, why: str) -> HttpResponse:
    """Return the screen with what is wrong above the form; htmx swaps in the form alone."""
    page = {
        "wrong": why,
        "bound": upload_bound(),
        "dumps": dumps_page(),
        "rejections": rejections_page(rejection_filters({})),
    }
    template = "ingest/_upload.html" if request.headers.get("HX-Request") else "ingest/page.html"
    return render(request, template, page, status=INVALID)
