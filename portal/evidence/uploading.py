"""The bound on an upload while it still arrives."""

from __future__ import annotations

from typing import Any, Final

from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest

_MOST: Final = 12 * 1024 * 1024
_MARK: Final = "clearline.upload_too_large"


class CappedUploadHandler(FileUploadHandler):
    """Drops a file that goes beyond 12 MB instead of filling the disk; stands before the handlers that store.

    It leaves a mark on the request, so that the page can say why the file is missing.
    """

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.received = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        self.received += len(raw_data)
        if self.received > _MOST:
            if self.request is not None:
                self.request.META[_MARK] = "1"
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None


def was_too_large(request: HttpRequest) -> bool:
    """Whether a file of this request was dropped for its size."""
    request.POST  # noqa: B018 - reading it makes Django receive the files
    return _MARK in request.META
