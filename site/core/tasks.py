"""Work handed to the background; arguments are ids only."""

from __future__ import annotations

from django_tasks import task


@task()
def send_message(message_id: int) -> None:
    """Send one message of the outbox."""
    from core.outbox import deliver

    deliver(message_id)
