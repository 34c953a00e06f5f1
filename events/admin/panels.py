"""Panels of an event's form: folded parts that say what they hold, and the dates in words."""

from __future__ import annotations

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import format_html
from wagtail.admin.panels import MultiFieldPanel, Panel

from core.models import Library
from core.scope import current_library
from core.switches import in_use

SCRIPT = "staff/event-form.js"


def draft_of(bound):
    """The form as it was sent, else the page as it was saved; made once for a form."""
    from events.admin.draft import posted, stored

    form = bound.form
    if not hasattr(form, "samling_draft"):
        library = library_of(bound)
        if form.is_bound and library is not None:
            page = bound.instance if bound.instance.pk else None
            form.samling_draft = posted(page, form.data, library)
        else:
            form.samling_draft = stored(bound.instance)
    return form.samling_draft


def library_of(bound) -> Library | None:
    """The library of the form: the one being administered."""
    return getattr(bound.request, "admin_library", None) or current_library()


class FoldedPanel(MultiFieldPanel):
    """A folded group of settings. Its heading says in words what they are set to."""

    def __init__(self, *args, code: str = "", switch: str = "", **kwargs):
        kwargs.setdefault("classname", "collapsed")
        super().__init__(*args, **kwargs)
        self.code, self.switch = code, switch

    def clone_kwargs(self) -> dict:
        """What makes the same panel again."""
        return {**super().clone_kwargs(), "code": self.code, "switch": self.switch}

    class BoundPanel(MultiFieldPanel.BoundPanel):
        def __init__(self, **kwargs):
            from events.admin.summaries import summaries

            super().__init__(**kwargs)
            library = library_of(self)
            words = summaries(draft_of(self), library)[self.panel.code] if library else ""
            self.heading = format_html(
                '{} <span class="fold-words" data-fold="{}">{}</span>',
                self.panel.heading,
                self.panel.code,
                words,
            )

        @property
        def attrs(self) -> dict:
            """Hidden where the library does not use the part; what it holds is still sent."""
            off = not in_use(library_of(self), self.panel.switch)
            return {**self.panel.attrs, "hidden": True} if off else self.panel.attrs


class MeaningPanel(Panel):
    """The dates in words, what is wrong with them, and what people will be told."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "events/admin/meaning_panel.html"

        @cached_property
        def media(self):
            """The script that keeps the words true while the form is filled in."""
            from django.forms import Media

            return Media(js=[SCRIPT])

        def get_context_data(self, parent_context=None) -> dict:
            """What the form means, and where to ask anew."""
            from events.admin.live import meaning

            context = super().get_context_data(parent_context)
            page, library = self.instance, library_of(self)
            context["url"] = reverse("events_live", args=(page.pk,) if page.pk else ())
            if library is not None:
                context |= meaning(draft_of(self), library)
            return context
