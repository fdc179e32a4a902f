"""Files that lie elsewhere: on S3, Google Cloud Storage, HDFS or whatever else pyarrow or fsspec reaches.

A place is named by a URI, `s3://bucket/folder`; what a server needs stands in its query, as pyarrow reads it:
https://arrow.apache.org/docs/python/filesystems.html. Keys are best left to the environment.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from io import BufferedIOBase
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import urlsplit, urlunsplit
from urllib.request import url2pathname

from asean_extract.errors import SourceError

if TYPE_CHECKING:
    from pyarrow.fs import FileSystem


@dataclass(frozen=True, slots=True)
class RemotePath:
    """A file or folder on a file system named by a URI; as much of `pathlib.Path` as reading and writing ask for.

    `name` is relative to `root`, with `/`. It can be pickled: each process opens the file system for itself.
    """

    root: str
    name: str = ""

    def __truediv__(self, name: object) -> RemotePath:
        return RemotePath(self.root, f"{self.name}/{name}" if self.name else str(name))

    def __str__(self) -> str:
        """Without what a URI may tell beside the place, keys among it."""
        parts = urlsplit(self.root)
        place = f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}".rstrip("/")
        return f"{place}/{self.name}" if self.name else place

    def exists(self) -> bool:
        """Whether there is a file or folder of this name."""
        return self.is_file() or self.is_dir()

    def is_file(self) -> bool:
        """Whether there is a file of this name."""
        file: bool = self._kind().is_file
        return file

    def is_dir(self) -> bool:
        """Whether there is a folder of this name."""
        from pyarrow.fs import FileType

        return bool(self._kind().type == FileType.Directory)

    def open(self, mode: Literal["rb"] = "rb") -> BufferedIOBase:  # noqa: ARG002 (called as that of a path is)
        """The file, to be read; raises OSError when it cannot be."""
        files, place = self._opened()
        stream: BufferedIOBase = files.open_input_stream(place)
        return stream

    def read_bytes(self) -> bytes:
        """The content of the file; raises OSError when it cannot be read."""
        with self.open() as stream:
            return stream.read()

    def read_text(self, encoding: str = "utf-8") -> str:
        """The content as text."""
        return self.read_bytes().decode(encoding)

    def write_bytes(self, content: bytes) -> None:
        """Writes the file; it is there when all of it has arrived. Raises OSError when it cannot be written."""
        files, place = self._opened()
        with files.open_output_stream(place) as stream:
            stream.write(content)

    def unlink(self) -> None:
        """Removes the file; raises OSError when it is not there or cannot be removed."""
        files, place = self._opened()
        files.delete_file(place)

    def below(self) -> Iterator[str]:
        """The names of all files in this folder, at any depth, relative to it, in no order that one may rely on."""
        from pyarrow.fs import FileSelector

        files, place = self._opened()
        for found in files.get_file_info(FileSelector(place, recursive=True)):
            if found.is_file:
                yield found.path.removeprefix(place).lstrip("/")

    def _kind(self) -> Any:  # noqa: ANN401 - pyarrow has no types
        files, place = self._opened()
        return files.get_file_info(place)

    def _opened(self) -> tuple[FileSystem, str]:
        files, place = _file_system(self.root)
        return files, f"{place}/{self.name}" if self.name else place


Place = Path | RemotePath


def place(named: str | os.PathLike[str]) -> Place:
    """The path or URI that somebody named; what lies here is a path, however it was named."""
    named = os.fspath(named)
    if named.startswith("file://"):
        return Path(url2pathname(urlsplit(named).path))
    return RemotePath(named) if "://" in named else Path(named)


@cache
def _file_system(root: str) -> tuple[FileSystem, str]:
    """The file system of a URI, and the path in it: pyarrow's own where it has one, else fsspec's."""
    try:
        from pyarrow import ArrowInvalid
        from pyarrow.fs import FileSystem, FSSpecHandler, PyFileSystem
    except ImportError as error:
        raise SourceError(f"{RemotePath(root)}: {error.name} is needed: pip install 'asean-extract[ray]'") from error
    try:
        files, at = FileSystem.from_uri(_in_one_go(root))
    except ArrowInvalid as unknown:
        try:
            from fsspec.core import url_to_fs

            known, at = url_to_fs(root)
        except (ImportError, ValueError) as error:
            raise SourceError(f"{RemotePath(root)}: cannot be opened: {unknown}; {error}") from error
        files = PyFileSystem(FSSpecHandler(known))
    return files, at.rstrip("/")


def _in_one_go(root: str) -> str:
    """The URI that asks for a small file to go to S3 with one request, not with the three of an upload in parts."""
    parts = urlsplit(root)
    if parts.scheme != "s3" or "allow_delayed_open" in parts.query:
        return root
    return urlunsplit(parts._replace(query="&".join(filter(None, [parts.query, "allow_delayed_open=true"]))))
