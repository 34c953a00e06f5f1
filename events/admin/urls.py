"""Addresses of the sign-ups below /admin/."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from events.admin import dates, desk, live, publishing
from events.admin.views import (
    coming,
    door,
    everybody,
    export,
    figures,
    letters,
    log,
    one,
    paper,
    people,
    persons,
)


class FileKind(StringConverter):
    """The kinds of file that people can be exported as."""

    regex = "csv|xlsx"


register_converter(FileKind, "file_kind")

DATE = "sign-ups/<int:pk>/"
ONE = f"{DATE}<int:sign_up_pk>/"
urlpatterns = [
    path("events/meaning/", live.preview, name="events_live"),
    path("events/meaning/<int:pk>/", live.preview, name="events_live"),
    path("events/<int:pk>/publish/<int:revision_id>/", publishing.publish, name="events_publish"),
    path("events/<int:pk>/approve/<int:revision_id>/", publishing.approve, name="events_approve"),
    path("sign-ups/", coming.sign_ups, name="events_sign_ups"),
    path("sign-ups/person/", persons.person, name="events_person"),
    path("sign-ups/log/", log.whole_log, name="events_whole_log"),
    path("sign-ups/figures/", figures.figures, name="events_figures"),
    path("sign-ups/figures/xlsx/", figures.download, name="events_figures_xlsx"),
    path("sign-ups/door/<str:code>/", door.scan, name="events_scan"),
    path(DATE, people.people, name="events_people"),
    path(f"{DATE}change/", dates.change, name="events_change_date"),
    path(f"{DATE}cancel/", dates.cancel, name="events_cancel_date"),
    path(f"{DATE}restore/", dates.restore, name="events_restore_date"),
    path(f"{DATE}move/", everybody.move_all, name="events_move_all"),
    path(f"{DATE}calls/", desk.calls, name="events_calls"),
    path(f"{DATE}door/", door.door, name="events_door"),
    path(f"{DATE}list/", paper.printed_list, name="events_list"),
    path(f"{DATE}since/", paper.since, name="events_since"),
    path(f"{DATE}badges/", paper.badges, name="events_badges"),
    path(f"{DATE}write/", letters.write, name="events_write"),
    path(f"{DATE}export/<file_kind:kind>/", export.export, name="events_export"),
    path(f"{DATE}log/", log.log, name="events_log"),
    path(ONE, one.call_off, name="events_call_off"),
    path(f"{ONE}move/", one.move, name="events_move"),
    path(f"{ONE}seats/", one.seats, name="events_seats"),
    path(f"{ONE}promote/", one.promote, name="events_promote"),
    path(f"{ONE}slip/", desk.slip, name="events_slip"),
]
