"""The uploads, wherever they lie: a folder or a bucket, the private ones too."""

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import storages


def backed_up_storages():
    """Return {alias: storage} of everything that holds uploads."""
    return {alias: storages[alias] for alias in settings.STORAGES if alias != "staticfiles"}


def walk(storage, folder=""):
    """Yield the name of every file in `storage`, in order."""
    try:
        folders, names = storage.listdir(folder)
    except FileNotFoundError:  # nothing was ever uploaded
        return
    inside = f"{folder}/" if folder else ""
    yield from (f"{inside}{name}" for name in sorted(names) if name)
    for name in sorted(folders):
        yield from walk(storage, f"{inside}{name}")


def contents():
    """Yield (alias, name, bytes) of every upload; one that is deleted meanwhile is passed over."""
    for alias, storage in backed_up_storages().items():
        for name in walk(storage):
            try:
                with storage.open(name) as file:
                    yield alias, name, file.read()
            except FileNotFoundError:
                continue


def any_there():
    return any(next(walk(storage), None) for storage in backed_up_storages().values())


def put(alias, name, data):
    """Store `data` (bytes) under exactly this name."""
    storage = backed_up_storages()[alias]
    if storage.exists(name):
        storage.delete(name)
    storage.save(name, ContentFile(data))


def remove_all_but(names):
    """Delete every upload whose (alias, name) is not among `names`."""
    for alias, storage in backed_up_storages().items():
        for name in list(walk(storage)):
            if (alias, name) not in names:
                storage.delete(name)
