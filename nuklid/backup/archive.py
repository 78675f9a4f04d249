"""The file that holds a backup: a compressed tar with a manifest at its end.

`tables/NAME.jsonl` holds the rows, `files/ALIAS/NAME` the uploads, `manifest.json` what there must
be, each with its SHA-256. A file that breaks off has no manifest and is refused whole.
"""

import hashlib
import io
import json
import os
import tarfile
import tempfile
import time
import zlib
from contextlib import contextmanager

FORMAT = 1
MANIFEST = "manifest.json"
BLOCK = 1024 * 1024  # bytes


class Damaged(Exception):
    """The archive is no whole backup; the text names what is wrong."""


class Hashing(io.RawIOBase):
    """A file (open for bytes) that computes the SHA-256 of what is read from it."""

    def __init__(self, file):
        self.file, self.sha = file, hashlib.sha256()

    def readable(self):
        return True

    def readinto(self, buffer):
        data = self.file.read(len(buffer))
        self.sha.update(data)
        buffer[: len(data)] = data
        return len(data)


class Writer:
    def __init__(self, tar):
        self.tar, self.sums = tar, {}

    def add(self, name, source, size):
        """Add `size` bytes from `source` (a file) as `name`."""
        member = tarfile.TarInfo(name)
        member.size, member.mtime, member.mode = size, time.time(), 0o600
        hashing = Hashing(source)
        self.tar.addfile(member, hashing)
        self.sums[name] = hashing.sha.hexdigest()

    def add_bytes(self, name, data):
        self.add(name, io.BytesIO(data), len(data))

    def add_lines(self, name, lines):
        """Add what `lines` (bytes each) yields, however much; return how many there were."""
        with tempfile.TemporaryFile() as whole:
            count = sum(1 for line in lines if whole.write(line))
            size = whole.tell()
            whole.seek(0)
            self.add(name, whole, size)
        return count

    def finish(self, facts):
        told = {"format": FORMAT, "sha256": self.sums} | facts
        self.add_bytes(MANIFEST, json.dumps(told, indent=1).encode())


@contextmanager
def writing(path):
    """Yield a Writer; the file appears at `path` whole, for its owner only, or not at all."""
    unfinished = path.with_name(f"{path.name}.part")
    try:
        with open(unfinished, "xb", opener=private) as file:
            # Level 1: rows shrink as well as they need to, and pictures not at all.
            with tarfile.open(fileobj=file, mode="w:gz", compresslevel=1) as tar:
                yield Writer(tar)
            file.flush()
            os.fsync(file.fileno())
        unfinished.rename(path)
    finally:
        unfinished.unlink(missing_ok=True)


def private(path, flags):
    return os.open(path, flags, 0o600)


@contextmanager
def refusing_damage():
    try:
        yield
    except (tarfile.TarError, EOFError, OSError, ValueError, zlib.error) as error:
        raise Damaged(str(error)) from error


def members(path):
    """Yield (name, file) of everything in the archive, in order; a file is read before the next."""
    with tarfile.open(path, mode="r|gz") as tar:
        for member in tar:
            if content := tar.extractfile(member):
                yield member.name, content


def verified(path):
    """Return the manifest of the archive at `path` after reading and comparing every byte."""
    sums, manifest = {}, {}
    with refusing_damage():
        for name, content in members(path):
            if name == MANIFEST:
                manifest = json.loads(content.read())
            else:
                sums[name] = digest(content)
    if manifest.get("format") != FORMAT:
        raise Damaged("it has no manifest of a kind this program knows")
    expected = manifest["sha256"]
    if differing := sums.items() ^ expected.items():
        raise Damaged(min(name for name, _sum in differing))
    return manifest


def digest(content):
    hashing = Hashing(content)
    while hashing.read(BLOCK):
        pass
    return hashing.sha.hexdigest()
