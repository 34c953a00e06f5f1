"""Places, topics and audiences in the administration."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from core.models import Audience, Place, Topic
from core.registry import registry
from core.scope import current_library


def offered_languages() -> list[tuple[str, str]]:
    """The languages of the scope's library, for a name in each."""
    library = current_library()
    names = dict(settings.LANGUAGES)
    return [(code, names.get(code, code)) for code in library.languages] if library else []


class TenantForm(WagtailAdminModelForm):
    """Puts a new row into the scope's library."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.library_id is None:
            self.instance.library = current_library()

    def taken(self, **lookup) -> bool:
        """Whether another row of the library has the same value."""
        rows = self._meta.model.objects.for_library(self.instance.library)
        return rows.filter(**lookup).exclude(pk=self.instance.pk).exists()


class PlaceForm(TenantForm):
    """A place, whose name is used once in a library."""

    def clean_name(self) -> str:
        """The library is no field here, so Django's own check leaves the name out."""
        name = self.cleaned_data["name"].strip()
        if self.taken(name=name):
            raise forms.ValidationError(_("There is a place of this name already."))
        return name

    def is_valid(self) -> bool:
        """A room that something needs is not deleted: it stands in the list again."""
        valid = super().is_valid()
        for form in self.formsets["rooms"].initial_forms if "rooms" in self.formsets else ():
            reason = form.data.get(form.add_prefix("DELETE")) and kept_because(form.instance)
            if reason:
                form.data = {**form.data.dict(), form.add_prefix("DELETE"): ""}
                self.add_error(None, reason)
                valid = False
        return valid


def kept_because(row) -> str:
    """Why a place or room cannot be deleted now, in words; empty where it can."""
    return next((words for says in registry.in_use if (words := says(row))), "")


class TermForm(TenantForm):
    """A topic or audience; its address name follows its first name."""

    def is_valid(self) -> bool:
        """Each offered language once."""
        valid = super().is_valid()
        offered, seen = dict(offered_languages()), set()
        for form in self.formsets["names"].forms:
            if not getattr(form, "cleaned_data", None) or form.cleaned_data.get("DELETE"):
                continue
            language = form.cleaned_data.get("language")
            if language and language not in offered:
                form.add_error("language", _("Choose one of the listed languages."))
                valid = False
            elif language in seen:
                form.add_error("language", _("There is a name in this language already."))
                valid = False
            seen.add(language)
        return valid

    def save(self, commit=True):
        """Store the term with an address name of its own."""
        if not self.instance.slug:
            self.instance.slug = self._free_slug()
        return super().save(commit)

    def _free_slug(self) -> str:
        names = [
            form.cleaned_data["name"]
            for form in self.formsets["names"].forms
            if form.cleaned_data.get("name") and not form.cleaned_data.get("DELETE")
        ]
        base = (slugify(names[0]) if names else "") or self._meta.model._meta.model_name
        slug, number = base[:50], 1
        while self.taken(slug=slug):
            number += 1
            slug = f"{base[:50]}-{number}"
        return slug


class PlaceViewSet(SnippetViewSet):
    """Places with rooms, hours and days that differ."""

    model = Place
    icon = "home"
    menu_label = gettext_lazy("Places")
    list_display = ["name", Column("address_line", label=gettext_lazy("Address"))]
    search_fields = ["name", "street", "city"]
    copy_view_enabled = False
    edit_handler = ObjectList(
        [
            FieldPanel("name"),
            FieldPanel("street"),
            FieldRowPanel([FieldPanel("postal_code"), FieldPanel("city")]),
            FieldRowPanel([FieldPanel("phone"), FieldPanel("email")]),
            InlinePanel(
                "rooms",
                label=gettext_lazy("Room"),
                heading=gettext_lazy("Rooms"),
                panels=[
                    FieldRowPanel([FieldPanel("name"), FieldPanel("capacity")]),
                    FieldRowPanel([FieldPanel("hearing_loop"), FieldPanel("only_by_stairs")]),
                ],
            ),
            MultiFieldPanel(
                [
                    FieldPanel("step_free"),
                    FieldPanel("accessible_toilet"),
                    FieldPanel("hearing_loop"),
                    FieldPanel("accessible_parking"),
                ],
                heading=gettext_lazy("Access"),
                classname="collapsed",
            ),
            InlinePanel(
                "hours",
                label=gettext_lazy("Opening hours"),
                heading=gettext_lazy("Opening hours"),
                panels=[
                    FieldRowPanel([FieldPanel("weekday"), FieldPanel("kind")]),
                    FieldRowPanel([FieldPanel("opens"), FieldPanel("closes")]),
                ],
            ),
            InlinePanel(
                "exceptions",
                label=gettext_lazy("Day with other hours"),
                heading=gettext_lazy("Days with other hours"),
            ),
            MultiFieldPanel(
                [FieldPanel("order")], heading=gettext_lazy("Order"), classname="collapsed"
            ),
        ],
        base_form_class=PlaceForm,
    )


class TermViewSet(SnippetViewSet):
    """A term with a name per language."""

    list_display = ["__str__", "slug"]
    search_fields = ["names__name", "slug"]
    copy_view_enabled = False
    edit_handler = ObjectList(
        [
            InlinePanel(
                "names",
                label=gettext_lazy("Name"),
                heading=gettext_lazy("Names"),
                min_num=1,
                panels=[
                    FieldRowPanel(
                        [
                            FieldPanel("language", widget=forms.Select(choices=offered_languages)),
                            FieldPanel("name"),
                        ]
                    )
                ],
            ),
            FieldPanel("order"),
        ],
        base_form_class=TermForm,
    )


class TopicViewSet(TermViewSet):
    """What things are about."""

    model = Topic
    icon = "tag"
    menu_label = gettext_lazy("Topics")


class AudienceViewSet(TermViewSet):
    """Who things are for."""

    model = Audience
    icon = "group"
    menu_label = gettext_lazy("Audiences")


class FindingGroup(SnippetViewSetGroup):
    """What readers find things by."""

    items = (PlaceViewSet, TopicViewSet, AudienceViewSet)
    menu_label = gettext_lazy("Places and topics")
    menu_icon = "tag"
    menu_order = 250
    add_to_admin_menu = True


register_snippet(FindingGroup)
