"""Forms of the style guide: one field of every sort, right and wrong."""

from __future__ import annotations

from django import forms


class SampleForm(forms.Form):
    """One field of every sort."""

    name = forms.CharField(label="Navn", max_length=80)
    email = forms.EmailField(label="E-mail", help_text="Vi sender en bekræftelse hertil.")
    seats = forms.IntegerField(label="Antal personer", min_value=1, max_value=6)
    place = forms.ChoiceField(
        label="Sted", choices=[("h", "Hovedbiblioteket"), ("v", "Vesterhavn")]
    )
    reminder = forms.ChoiceField(
        label="Påmindelse",
        choices=[("1", "Dagen før"), ("0", "Ingen påmindelse")],
        widget=forms.RadioSelect,
    )
    needs = forms.MultipleChoiceField(
        label="Særlige hensyn",
        choices=[("loop", "Teleslynge"), ("step", "Adgang uden trin"), ("sign", "Tegnsprog")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="Kun arrangøren ser det, og det slettes efter arrangementet.",
    )
    day = forms.DateField(
        label="Dato", widget=forms.DateInput(attrs={"type": "date"}), required=False
    )
    note = forms.CharField(label="Besked til os", widget=forms.Textarea, required=False)
    agree = forms.BooleanField(label="Jeg vil gerne have nyhedsoverblikket hver uge")


class CodeForm(forms.Form):
    """The code somebody signs in with."""

    code = forms.CharField(label="Kode", widget=forms.TextInput(attrs={"inputmode": "numeric"}))
