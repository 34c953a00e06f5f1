"""The demo's two invented libraries: their words, pictures, places and pages."""
