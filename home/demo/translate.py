"""Translating a page the way an editor would: through the translation editor's own records."""

from __future__ import annotations

from wagtail.models import Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from home.actions import locale


def translate_page(page: Page, language: str, strings: dict[str, str]) -> Page:
    """Publish a page in another language; returns the translated page.

    `strings` maps each string as it stands in the source (with inline tags) to its
    translation. A string without one keeps the words of the source, and the editor shows it as
    missing.
    """
    target = locale(language)
    source, _ = TranslationSource.update_or_create_from_instance(page)
    translation, _ = Translation.objects.get_or_create(source=source, target_locale=target)
    segments = StringSegment.objects.filter(source=source).select_related("string")
    for segment in segments:
        words = strings.get(segment.string.data)
        if words is None:
            continue
        StringTranslation.objects.update_or_create(
            translation_of_id=segment.string_id,
            locale=target,
            context_id=segment.context_id,
            defaults={
                "data": words,
                "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL,
                "tool_name": "",
            },
        )
    # With publish=True it would be published on commit only: too late for what comes next here.
    translation.save_target(publish=False)
    translated = page.get_translation(target)
    translated.get_latest_revision().publish()
    return type(page).objects.get(pk=translated.pk)


def pair_strings(source: Page, translated: Page) -> dict[str, str]:
    """Source strings with their translations, from two versions of a page of the same shape.

    Raises ValueError where the two are not built alike.
    """
    ours, theirs = _strings(source), _strings(translated)
    if [path for path, _ in ours] != [path for path, _ in theirs]:
        raise ValueError(f"{source.title}: the translation is built differently")
    return {one: other for (_, one), (_, other) in zip(ours, theirs, strict=True)}


def _strings(page: Page) -> list[tuple[str, str]]:
    return [
        (segment.path, segment.string.data)
        for segment in extract_segments(page)
        if isinstance(segment, StringSegmentValue)
    ]
