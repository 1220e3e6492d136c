"""Fixtures for every test; what they give is said beside each of them."""

from importlib.util import find_spec

from tests.needs import forget_own_settings

forget_own_settings()

PLUGINS = ("tests.databases", "tests.browser", "tests.sandbox_fixtures")
pytest_plugins = [name for name in PLUGINS if find_spec(name)]
