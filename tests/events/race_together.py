"""Two things at the same moment, on connections of their own: run beside the tests.

python -m tests.events.race_together promote|offer|series DATE...
Prints one line for each round; tests/events/test_race.py reads them.
"""

from __future__ import annotations

import sys
import threading
from datetime import timedelta

from tests.events.race_wsgi import application  # noqa: F401 - django, with or without the lock


def together(*acts) -> list[str]:
    """Do all at once; what each came to: "ok", why it was refused, or the error."""
    from django.db import connection

    from events.actions.refusals import SignUpRefused

    gate, results = threading.Barrier(len(acts)), [""] * len(acts)

    def run(number: int) -> None:
        try:
            connection.ensure_connection()
            gate.wait()
            acts[number]()
            results[number] = "ok"
        except SignUpRefused as refused:
            results[number] = refused.code
        except Exception as error:
            results[number] = repr(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[number]) for number in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def people(date: int, count: int) -> list:
    """So many on a date with one seat."""
    from events.actions.capacity import set_capacity
    from events.actions.sign_up import sign_up

    set_capacity(date, 1)
    return [
        sign_up(occurrence_id=date, name=f"P{n}", email=f"p{n}@example.org").sign_up
        for n in range(count)
    ]


def promote_by_both(date: int) -> list[str]:
    """One seat, two who wait: the first leaves while staff move the second up by hand."""
    from events.actions.changes import cancel
    from events.actions.promote import promote

    first, second, _third = people(date, 3)
    return together(lambda: cancel(sign_up=first), lambda: promote(sign_up=second))


def offer_ends(date: int) -> list[str]:
    """An offer that runs out this moment is accepted, and given back by two who clean up."""
    from django.utils import timezone

    from events.actions.changes import cancel, confirm
    from events.actions.retention import release_holds
    from events.models import EventSeries, SignUp

    EventSeries.objects.filter(occurrences=date).update(promotion="offer")
    first, second, _third = people(date, 3)
    cancel(sign_up=first)
    soon = timezone.now() + timedelta(milliseconds=30)
    SignUp.objects.filter(pk=second.pk).update(hold_until=soon)

    def at_last(act):
        while timezone.now() < soon:
            pass
        act()

    return together(
        lambda: confirm(sign_up=second),
        lambda: at_last(release_holds),
        lambda: at_last(release_holds),
    )


def whole_series(dates: list[int]) -> list[str]:
    """Eight sign up for the same dates as a whole while four sign up for single ones."""
    from events.actions.sign_up import sign_up
    from events.actions.sign_up_series import sign_up_series
    from events.models import EventSeries, Occurrence

    series = EventSeries.objects.filter(occurrences=dates[0]).get()
    Occurrence.objects.filter(pk__in=dates).update(series=series)

    def whole(number: int):
        return lambda: sign_up_series(
            series=series, name=f"W{number}", email=f"w{number}@example.org"
        )

    def single(number: int):
        date = dates[-1 - number % len(dates)]
        return lambda: sign_up(occurrence_id=date, name=f"S{number}", email=f"s{number}@x.dk")

    return together(*map(whole, range(8)), *map(single, range(4)))


if __name__ == "__main__":
    what, dates = sys.argv[1], [int(date) for date in sys.argv[2:]]
    if what == "series":
        print(*whole_series(dates))
    else:
        for date in dates:
            print(*{"promote": promote_by_both, "offer": offer_ends}[what](date))
