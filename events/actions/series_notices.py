"""One mail about several dates of a series that changed within minutes.

Each date's notice waits for further changes of that date; whoever signed up for the whole series
would get one for each. Before they are sent, those of one person are made into one.
"""

from __future__ import annotations

from collections import defaultdict

from django.db import transaction
from django.utils import timezone

from core.models import Outbox
from core.outbox import put
from events.actions.heard import JOINED, SAID, TEMPLATES
from events.emails import purpose_of, sign_up_of
from events.models import SignUp

OF_A_DATE = (
    *("when", "when_changed", "where_in_words", "where_changed"),
    *("note", "reason", "state", "place_in_line", "kind", "occurrence", "sign_up", *SAID),
)
"""What is said for each date; the rest of a notice goes for all of them."""


def join_notices() -> int:
    """Make one message of the notices about a series that wait for one person, once one is due.

    Returns how many messages were made. Safe at any time and in parallel.
    """
    now = timezone.now()
    waiting = Outbox.objects.filter(state=Outbox.State.WAITING, template__in=TEMPLATES, attempts=0)
    if not waiting.filter(next_try__lte=now).exists():
        return 0
    rows = list(waiting.values_list("pk", "purpose", "recipient", "language", "next_try"))
    signed_up = {purpose: sign_up_of(purpose) for _pk, purpose, *_rest in rows}
    in_series = SignUp.objects.filter(pk__in=signed_up.values()).exclude(parent=None)
    parents = dict(in_series.values_list("pk", "parent"))
    groups: dict[tuple, list] = defaultdict(list)
    for pk, purpose, recipient, language, when in rows:
        if signed_up[purpose] in parents:
            groups[parents[signed_up[purpose]], recipient, language].append((when, pk))
    ready = [group for group in groups.values() if len(group) > 1 and min(group)[0] <= now]
    return sum(_join([pk for _when, pk in group]) for group in ready)


@transaction.atomic
def _join(keys: list[int]) -> bool:
    """Put one message in the place of several; whether there still were several to be had."""
    # Whoever writes one anew at this moment keeps it: to wait for them could be for ever.
    locked = Outbox.objects.select_for_update(skip_locked=True)
    found = list(locked.filter(pk__in=keys, state=Outbox.State.WAITING).order_by("pk"))
    if len(found) < 2:
        return False
    found.sort(key=lambda message: (message.context["before"]["starts"], message.pk))
    first, last = found[0], max(found, key=lambda message: message.pk)
    written = put(
        purpose=purpose_of(sign_up_of(first.purpose), f"dates:{last.pk}"),
        recipient=first.recipient,
        template=JOINED,
        context=together(
            [{**message.context, "sign_up": sign_up_of(message.purpose)} for message in found]
        ),
        language=first.language,
        library=first.library,
        attachments=entries_of(found),
        reply_to=first.reply_to,
    )
    if written is not None:
        mine = Outbox.objects.filter(pk__in=[message.pk for message in found])
        mine.update(state=Outbox.State.WITHDRAWN, **Outbox.EMPTIED)
    return written is not None


def together(contexts: list[dict]) -> dict:
    """What one mail says of several notices, each about a date of its own."""
    shared = {name: value for name, value in contexts[0].items() if name not in OF_A_DATE}
    dates = [{name: context.get(name, "") for name in OF_A_DATE} for context in contexts]
    off = all(date["kind"] == "date_cancelled" for date in dates)
    return {**shared, "dates": dates, "all_cancelled": off}


def entries_of(messages: list[Outbox]) -> list[dict]:
    """The calendar files of all; each may speak of one entry only, so each stays a file."""
    files = [file for message in messages for file in message.attachments]
    entries = [file for file in files if file["type"].startswith("text/calendar")]
    return [{**file, "name": f"date-{number}.ics"} for number, file in enumerate(entries, start=1)]
