"""Fixtures for every test; what they give is said beside each of them."""

from importlib.util import find_spec

import pytest
from hypothesis import settings

from tests.needs import forget_own_settings

forget_own_settings()

# How many examples a property looks at where it does not say so itself. No deadline: the machine may be busy.
settings.register_profile("quick", max_examples=40, deadline=None)
settings.register_profile("thorough", max_examples=400, deadline=None)
settings.load_profile("quick")

PLUGINS = ("tests.databases", "tests.browser", "tests.sandbox_fixtures")
pytest_plugins = [name for name in PLUGINS if find_spec(name)]

LONGEST = ("tests/walk/", "tests/test_surviving.py", "tests/test_killing.py", "tests/sandbox/test_page_browser.py")
"""Where single tests take seconds: first, so that no core waits at the end for one that has begun late."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Puts the longest files first; for the rest the order stays."""
    items.sort(key=lambda item: not item.nodeid.startswith(LONGEST))
