"""Writes: seats and queue, publishing dates, cancelling, retention."""
