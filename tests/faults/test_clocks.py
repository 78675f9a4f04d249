"""Embargoes that end in the nights when Berlin's clock is changed, on a server at that moment."""

from datetime import UTC, datetime

import pytest

from tests.faults.people import ask

HOUR = 3600  # seconds
BACK = datetime(2026, 10, 25, 1, tzinfo=UTC).timestamp()
FORWARD = datetime(2027, 3, 28, 1, tzinfo=UTC).timestamp()
HOLD = """
UPDATE news_newsitem SET published_at = to_timestamp(%s), embargo_until = to_timestamp(%s)
WHERE id = (SELECT min(id) FROM news_newsitem WHERE withdrawn_at IS NULL AND slug_en <> '')
RETURNING slug_en
"""


@pytest.fixture(scope="module")
def clock(running):
    """An app server whose clock stands where each request says."""
    one_thread = {"GUNICORN_CMD_ARGS": "--workers 1 --threads 1"}
    running.start_server("clock", app="tests.faults.clocks", **one_thread)
    running.await_server("clock")
    yield running
    running.stop("clock")


@pytest.mark.parametrize("change", [BACK, FORWARD], ids=["back", "forward"])
@pytest.mark.parametrize("end", [-HOUR / 2, 0, HOUR / 2])
def test_an_embargo_ends_at_its_instant(clock, change, end):
    """Each page is read twice: made anew, and as it was kept."""
    slug = clock.sql(HOLD, change - 24 * HOUR, change + end)
    seen = [
        (ask(f"{clock.address('clock')}/en/news/{slug}/", **{"X-Moment": str(moment)})[0],
         slug in ask(f"{clock.address('clock')}/en/news/", **{"X-Moment": str(moment)})[1])
        for moment in (change - HOUR, change + end - 1, change + end - 0.001, change + end,
                       change + end + 1, change + HOUR)
        for _ in range(2)
    ]  # fmt: skip
    assert seen == [(404, False)] * 6 + [(200, True)] * 6
