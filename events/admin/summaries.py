"""What the folded parts of an event's form say about themselves, in words."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.fields import codes_of
from core.models import Library
from events.admin.draft import Draft
from events.languages import language_name
from events.models import EventPage
from events.models.series import Companions, Confirmation, Promotion, SignUpMode, SignUpScope

HOURS_A_DAY = 24


def summaries(draft: Draft, library: Library) -> dict[str, str]:
    """A line for each folded part, by its code."""
    page = draft.page
    signs_up = page.sign_up == SignUpMode.SIGN_UP
    return {
        "window": _window(page) if signs_up else _("Not in use without sign-up here."),
        "ways": _ways(page) if signs_up else _("Not in use without sign-up here."),
        "questions": _questions(draft.questions),
        "after": _after(page, library) if signs_up else _("Not in use without sign-up here."),
        "price": _price(page),
        "whom": _whom(page),
        "organisers": _organisers(draft.organisers),
        "picture": _("A picture is chosen.") if page.picture_id else _("No picture yet."),
        "topics": _topics(draft.topics),
    }


def _window(page: EventPage) -> str:
    if page.opens_on:
        opens = _("Sign-up opens on %(date)s.") % {"date": _moment(page.opens_on)}
    elif page.opens_days_before is None:
        opens = _("Sign-up opens at once.")
    else:
        opens = ngettext(
            "Sign-up opens %(count)s day before.",
            "Sign-up opens %(count)s days before.",
            page.opens_days_before,
        ) % {"count": page.opens_days_before}
    if page.closes_on:
        closes = _("It closes on %(date)s.") % {"date": _moment(page.closes_on)}
    elif page.closes_hours_before:
        closes = _("It closes %(time)s before.") % {"time": _length(page.closes_hours_before)}
    else:
        closes = _("It closes when the date begins.")
    if page.cancel_deadline_hours:
        cancel = _("People can cancel until %(time)s before.") % {
            "time": _length(page.cancel_deadline_hours)
        }
    else:
        cancel = _("People can cancel until it begins.")
    return " ".join((opens, closes, cancel))


def _moment(moment: datetime) -> str:
    return date_format(timezone.localtime(moment), "DATETIME_FORMAT")


def _length(hours: int) -> str:
    if hours % HOURS_A_DAY == 0 and hours > HOURS_A_DAY:
        days = hours // HOURS_A_DAY
        return ngettext("%(count)s day", "%(count)s days", days) % {"count": days}
    return ngettext("%(count)s hour", "%(count)s hours", hours) % {"count": hours}


def _ways(page: EventPage) -> str:
    parts = []
    if page.scope == SignUpScope.SERIES:
        words = _("One sign-up for all dates, only with a seat on every one.")
        parts.append(words if page.all_or_nothing else _("One sign-up for all dates."))
    else:
        parts.append(_("People sign up for each date."))
    parts.append(
        ngettext(
            "At most %(count)s person at a time.",
            "At most %(count)s people at a time.",
            page.max_seats,
        )
        % {"count": page.max_seats}
    )
    by_mail = page.confirmation == Confirmation.BY_MAIL
    parts.append(_("Confirmed by a link in a mail.") if by_mail else _("Confirmed at once."))
    if page.promotion == Promotion.OFFER:
        parts.append(
            ngettext(
                "The next in line has %(count)s hour to answer.",
                "The next in line has %(count)s hours to answer.",
                page.offer_hours,
            )
            % {"count": page.offer_hours}
        )
    else:
        parts.append(_("The next in line gets a free seat at once."))
    if page.ask_names:
        parts.append(_("Everybody's name is asked for."))
    if page.ask_access_needs:
        parts.append(_("Access needs are asked for."))
    if page.ask_children:
        parts.append(_("The number of children is asked for."))
    if page.companions != Companions.NO:
        parts.append(_("Companions come free of charge."))
    return " ".join(parts)


def _questions(count: int) -> str:
    if not count:
        return _("Only name and e-mail are asked for.")
    return ngettext("%(count)s question.", "%(count)s questions.", count) % {"count": count}


def _after(page: EventPage, library: Library) -> str:
    days = library.retention_days if page.retention_days is None else page.retention_days
    kept = ngettext(
        "Names are deleted %(count)s day after each date.",
        "Names are deleted %(count)s days after each date.",
        days,
    ) % {"count": days}
    if page.reminder_hours:
        before = _length(page.reminder_hours)
        parts = [_("People are reminded %(time)s before.") % {"time": before}]
    else:
        parts = [_("Nobody is reminded.")]
    if page.qr_check_in:
        parts.append(_("With a QR code in the confirmation."))
    return " ".join((*parts, kept))


def _whom(page: EventPage) -> str:
    low, high = page.age_from, page.age_to
    if low is None and high is None:
        parts = [_("For every age.")]
    elif high is None:
        parts = [_("From %(age)s years.") % {"age": low}]
    elif low is None:
        parts = [_("Up to %(age)s years.") % {"age": high}]
    else:
        parts = [_("%(low)s to %(high)s years.") % {"low": low, "high": high}]
    names = [language_name(code) for code in codes_of(page.languages or "")]
    if names:
        parts.append(_("In %(languages)s.") % {"languages": ", ".join(names)})
    if page.online:
        parts.append(_("Online too."))
    return " ".join(parts)


def _price(page: EventPage) -> str:
    price = page.price.strip() or _("Free")
    return _("%(price)s. Listed as an exhibition.") % {"price": price} if page.exhibition else price


def _organisers(count: int) -> str:
    if not count:
        return _("The library alone.")
    words = ngettext(
        "The library and %(count)s partner.", "The library and %(count)s partners.", count
    )
    return words % {"count": count}


def _topics(count: int) -> str:
    if not count:
        return _("No topics yet.")
    return ngettext("%(count)s topic.", "%(count)s topics.", count) % {"count": count}
