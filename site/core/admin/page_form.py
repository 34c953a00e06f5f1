"""The form of every page type: topics, audiences and places as plain choices of the library."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.models import Page, get_page_models

from core.models import Audience, BasePage, PageAudience, PageTopic, Place, Topic

MOST_TOPICS, MOST_AUDIENCES = 6, 4
UNDESCRIBED = _(
    "Write what one sees in the picture. If it says nothing that the text does not, edit the "
    "picture and mark it as decorative."
)
MOST_LETTERS = Page._meta.get_field("slug").max_length


class TermsField(forms.TypedMultipleChoiceField):
    """Terms of the library, each with a box to tick; the value is a list of their numbers."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, *, most: int, **kwargs):
        super().__init__(coerce=int, required=False, **kwargs)
        self.most = most

    def clean(self, value) -> list[int]:
        """No more than a page has room for."""
        found = super().clean(value)
        if len(found) > self.most:
            words = _("Choose %(count)s at most.")
            raise forms.ValidationError(words, params={"count": self.most})
        return found


class PlainChoices(forms.Form):
    """Mixed into the form class of each page type.

    A page's topics are rows of their own, which Wagtail would show as a list of forms with a
    dialog each. Fields that the page type does not show are left out, and left alone.
    """

    topics = TermsField(label=_("Topics"), most=MOST_TOPICS)
    audiences = TermsField(label=_("Audiences"), most=MOST_AUDIENCES)

    TERMS = (
        ("topics", "page_topics", "topic", Topic, PageTopic),
        ("audiences", "page_audiences", "audience", Audience, PageAudience),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, relation, field, model, _through in self.TERMS:
            if name not in (self._meta.fields or ()):
                del self.fields[name]
                continue
            # The class is made once for all libraries, so its choices are asked anew each time.
            rows = model.objects.prefetch_related("names")
            self.fields[name].choices = [(row.pk, str(row)) for row in rows]
            chosen = getattr(self.instance, relation).all()
            self.initial[name] = [getattr(row, f"{field}_id") for row in chosen]
        if "place" in self.fields:
            self.fields["place"].queryset = Place.objects.all()
        for field in self.fields.values():
            if isinstance(field, forms.ModelChoiceField) and field.empty_label:
                field.empty_label = _("None chosen")

    def clean_slug(self) -> str:
        """A second page of the same title takes the next free address, while it has no readers."""
        asked = slug = self.cleaned_data["slug"]
        if self.instance.first_published_at:
            return slug
        number = 1
        while not Page._slug_is_available(slug, self.parent_page, self.instance):
            number += 1
            end = f"-{number}"
            slug = asked[: MOST_LETTERS - len(end)] + end
        return slug

    def get_field_updates_for_resave(self) -> list[tuple[str, str]]:
        """The open form learns of the address, too, when it has been saved by itself."""
        updates = super().get_field_updates_for_resave()
        slug = self.cleaned_data.get("slug")
        if slug and slug != self.data.get("slug"):
            updates.append(("slug", slug))
        return updates

    def clean(self) -> dict:
        """Nothing is published with a picture that says nothing to those who do not see it."""
        cleaned = super().clean()
        image = cleaned.get("picture")
        if self.is_deferred_validation or image is None or "picture_alt" not in self.fields:
            return cleaned
        # What is wrong with the words has been told already where they are not among the clean.
        has_words = cleaned.get("picture_alt", "?").strip() or image.description.strip()
        if not has_words and not image.is_decorative:
            self.add_error("picture_alt", UNDESCRIBED)
        return cleaned

    def save(self, commit=True):
        """Store the page with the terms that are ticked; those that were keep their rows."""
        for name, relation, field, _model, through in self.TERMS:
            if name not in self.cleaned_data:
                continue
            chosen = self.cleaned_data[name]
            rows = getattr(self.instance, relation)
            kept = {getattr(row, f"{field}_id"): row for row in rows.all()}
            rows.set([kept.get(pk) or through(**{f"{field}_id": pk}) for pk in chosen])
            for order, row in enumerate(rows.all()):
                row.sort_order = order
        return super().save(commit)


def connect() -> None:
    """Mix the choices into every page type's form; called once when the app is ready."""
    for model in get_page_models():
        base = getattr(model, "base_form_class", WagtailAdminPageForm)
        if issubclass(model, BasePage) and not issubclass(base, PlainChoices):
            model.base_form_class = type(base.__name__, (PlainChoices, base), {})
