"""Loaded before every test: what the tests may need from outside the checkout."""

pytest_plugins = ["tests.external"]
