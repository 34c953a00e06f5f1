"""Loaded before every test: what they need from outside, how several processes share them."""

pytest_plugins = ["tests.external", "tests.sharing"]
