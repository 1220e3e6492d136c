"""Fixtures for every test; what they give is said beside each of them."""

from tests.needs import forget_own_settings

forget_own_settings()

pytest_plugins = ["tests.databases", "tests.browser"]
