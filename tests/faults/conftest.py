"""One portal of real processes for all tests; each begins with everything running."""

import os
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.faults.people import Coordinator
from tests.faults.stack import MISSING, Stack, until, well

HERE = Path(__file__).parent
WANTED = "NUKLID_FAULTS" in os.environ


def pytest_collection_modifyitems(items):
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.faults)
            if not WANTED:
                item.add_marker(pytest.mark.skip(reason="make faults runs these"))


@pytest.fixture(scope="session")
def running():
    assert not MISSING, f"needed: {MISSING}"
    with TemporaryDirectory() as folder:  # pytest's own is closed to others; PostgreSQL is one
        stack = Stack(Path(folder))
        try:
            yield stack.start_all()
        finally:
            stack.stop_all()


@pytest.fixture
def stack(running):
    """Whatever the test before has left."""
    running.start_missing()
    until(lambda: well(running), 30, "Being well before the test")
    return running


@pytest.fixture
def coordinator(stack):
    return Coordinator(stack).open_form()
