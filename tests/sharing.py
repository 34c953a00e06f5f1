"""How several processes share the tests; `make test` uses one for each core, at most four.

Each process has a database of its own. Tests are handed out one by one in their order, so that
those that empty the database come last everywhere; some files stay whole.
"""

import pytest

WHOLE = {
    # Furnished once for the file, which takes longer than all its tests.
    "tests/home/test_demo.py",
    # Two races at once would only wait for each other.
    "tests/events/test_race.py",
}


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    from xdist.scheduler import LoadScopeScheduling

    class OneByOne(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            file = nodeid.split("::")[0]
            return file if file in WHOLE else nodeid

    return OneByOne(config, log)
