"""What an officer types for an article: its words in each language, and what stands beside them."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from chungtay.models import Agreement, Article, Attachment, NewsCategory, Place, Portal
from chungtay.rules.articles import ATTACHABLE, TEXTS, media_type_of
from chungtay.rules.documents import check_file
from chungtay.rules.places import fold

TONGUES = {"vi": "Tiếng Việt", "lo": "ລາວ", "en": "English"}
MARKED = _(
    "An empty line begins a paragraph, ## a heading, - a list; **bold**, [words](https://…). "
    "![photo 2] on a line of its own puts the second photo there; [[K-01]] names the figure of a review as source."
)
CODE = re.compile(r"\(([\w.-]+)\)\s*$")


class ArticleForm(forms.ModelForm):
    title = forms.CharField(label=_("Title"))  # its length is told by the rules, with the mend
    places = forms.CharField(
        label=_("Places"),
        required=False,
        help_text=_("Names or codes of units, with commas between: Dục Nông, 23365."),
    )
    tags = forms.CharField(
        label=_("Tags"), required=False, help_text=_("A few words each, with commas between.")
    )
    source_url = forms.URLField(
        label=_("Address of the source"), required=False, max_length=500, assume_scheme="https"
    )
    file = forms.FileField(
        label=_("Add a file"),
        required=False,
        help_text=_(
            "PDF, Word, Excel, text or a picture, up to 20 MB. It is kept here, so its link never rots."
        ),
        widget=forms.FileInput(attrs={"accept": ",".join(ATTACHABLE)}),
    )
    file_label = forms.CharField(label=_("What readers call this file"), required=False, max_length=300)
    dropped = forms.ModelMultipleChoiceField(
        label=_("Take off these files"),
        queryset=Attachment.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    portals = forms.ModelMultipleChoiceField(
        label=_("Public sites"),
        help_text=_("None ticked: every site of the house."),
        queryset=Portal.objects.all(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    related = forms.ModelMultipleChoiceField(
        label=_("Related articles"), queryset=Article.objects.none(), required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Readers see those that you tick first, then those that lie near by programme, place and words."),
    )  # fmt: skip

    class Meta:
        model = Article
        fields = [
            "title", "summary", "body", "programme_slug", "category", "leads", "author", "source", "source_url",
            "terms", "language", "slug",
        ]  # fmt: skip
        labels = {
            "summary": _("Summary"),
            "body": _("Text"),
            "category": pgettext_lazy("article", "Category"),
            "leads": _("Lead story of the front page"),
            "author": _("Author"),
            "source": _("Source"),
            "terms": _("How it may be printed again"),
            "language": _("Language of the text"),
            "slug": _("Address on the public site"),
        }
        help_texts = {
            "summary": _("One or two sentences, shown on the front page."),
            "body": MARKED,
            "author": _("A post or an office; a name only if the person agreed."),
            "terms": _("Left empty, readers are asked to name Chung Tay and the author."),
            "slug": _("An address that was given out goes on leading here when you change it."),
        }
        widgets = {
            "summary": forms.Textarea(attrs={"rows": 3}),
            "body": forms.Textarea(attrs={"rows": 18, "data-behaviour": "clean-paste"}),
            "language": forms.Select(choices=list(TONGUES.items())),
        }

    def __init__(
        self, *given: Any, programmes: list[Agreement], near: Iterable[Article] = (), today: date, **more: Any
    ) -> None:
        super().__init__(*given, **more)
        self.today = today
        choices = [("", _("None")), *((programme.slug, programme.name) for programme in programmes)]
        self.fields["programme_slug"] = forms.ChoiceField(
            label=_("Programme"), choices=choices, required=False
        )
        article, self.is_new = self.instance, self.instance._state.adding
        self.fields["slug"].required = False
        self.fields["category"].queryset = NewsCategory.objects.all()  # type: ignore[attr-defined]
        beside = {"tags": ", ".join(article.tags), "places": ", ".join(named(article.places))}
        self.initial = {**self.initial, **beside}
        self.fields["related"].queryset = Article.objects.filter(pk__in=[one.pk for one in near])  # type: ignore[attr-defined]
        if self.is_new:
            del self.fields["dropped"], self.fields["slug"]
        else:
            self.fields["dropped"].queryset = article.attachments.all()  # type: ignore[attr-defined]
            chosen = {"portals": article.portals.all(), "related": article.related.all()}
            self.initial = {**self.initial, **chosen}
        for tongue in TONGUES:
            self._offer(tongue)

    def _offer(self, tongue: str) -> None:
        """The same three fields in each language; the one of the main text stays empty."""
        held = self.instance.translations.get(tongue, {})
        for name, label in (("title", _("Title")), ("summary", _("Summary")), ("body", _("Text"))):
            widget: forms.Widget = forms.TextInput()
            if name != "title":
                widget = forms.Textarea(attrs={"rows": 10 if name == "body" else 2})
            if name == "body":
                widget.attrs["data-behaviour"] = "clean-paste"
            widget.attrs["lang"] = tongue
            field = forms.CharField(label=label, required=False, widget=widget, initial=held.get(name, ""))
            self.fields[f"{name}_{tongue}"] = field

    def _get_validation_exclusions(self) -> set[str]:
        return {*super()._get_validation_exclusions(), "title"}  # type: ignore[misc]

    def clean_tags(self) -> list[str]:
        return [tag.strip() for tag in self.cleaned_data["tags"].split(",") if tag.strip()]

    def clean_places(self) -> list[str]:
        return codes_of(self.cleaned_data["places"], self.today)

    def clean_slug(self) -> str:
        return self.cleaned_data["slug"] or str(self.instance.slug)

    def written(self) -> Article:
        """The article with all that was typed; not saved."""
        article: Article = self.save(commit=False)
        article.tags, article.places = self.cleaned_data["tags"], self.cleaned_data["places"]
        article.translations = {
            tongue: {name: self.cleaned_data[f"{name}_{tongue}"] for name in TEXTS} for tongue in TONGUES
        }
        return article

    def groups(self) -> list[tuple[Any, list[forms.BoundField], bool]]:
        """Heading, fields, whether it stands open: the words first, the rest folded."""
        main = ["title", "summary", "body"]
        tongues = [
            (TONGUES[tongue], [f"{name}_{tongue}" for name in TEXTS])
            for tongue in TONGUES
            if tongue != self.instance.language
        ]
        hidden = {f"{name}_{self.instance.language}" for name in TEXTS}
        place = ["programme_slug", "category", "leads", "places", "tags", "related", "portals"]
        files = ["file", "file_label", *(["dropped"] if "dropped" in self.fields else [])]
        rest = [
            name for name in self.fields
            if name not in {*main, *place, *files, *hidden} and not name.endswith(("_vi", "_lo", "_en"))
        ]  # fmt: skip
        laid = [
            ("", main),
            *tongues,
            (_("Where it appears"), place),
            (_("Author and source"), rest),
            (_("Files"), files),
        ]
        return [
            (head, [self[name] for name in names], not head or any(self[name].errors for name in names))
            for head, names in laid
        ]

    def new_files(self) -> list[tuple[str, str, bytes, str]]:
        file = self.cleaned_data["file"]
        if not file:
            return []
        check_file(name=file.name, size=file.size)  # before its bytes are in memory
        return [(file.name, self.cleaned_data["file_label"], file.read(), media_type_of(file.name))]


def named(codes: Iterable[str]) -> list[str]:
    """As a person reads them: Dục Nông (23365)."""
    found = {place.code: place for place in Place.objects.filter(code__in=list(codes)).order_by("valid_from")}
    return [f"{found[code].name} ({code})" if code in found else code for code in codes]


def codes_of(typed: str, today: date) -> list[str]:
    """The codes of what was typed; what is unclear is said with those that it could be."""
    codes, problems = [], []
    for one in filter(None, (part.strip() for part in typed.split(","))):
        code = CODE.search(one)
        wanted = code[1] if code else one
        if Place.objects.filter(code=wanted).exists():
            codes.append(wanted)
            continue
        alike = list(Place.objects.on(today).filter(folded__contains=fold(one))[:60])
        exact = [place for place in alike if fold(place.name) == fold(one)] or alike
        if len(exact) == 1:
            codes.append(exact[0].code)
        elif exact:
            could = ", ".join(f"{place.name} ({place.code})" for place in exact[:6])
            problems.append(
                _("%(name)s could be: %(could)s. Write the code.") % {"name": one, "could": could}
            )
        else:
            problems.append(_("No unit is called %(name)s.") % {"name": one})
    if problems:
        raise forms.ValidationError(problems)
    return list(dict.fromkeys(codes))


class PhotoForm(forms.Form):
    photo = forms.FileField(
        label=_("Photo"),
        help_text=_("JPEG, PNG or WebP, up to 20 MB. Where it was taken is not kept."),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )
    says = forms.CharField(
        label=_("What it shows"), required=False, max_length=500,
        help_text=_("For whoever cannot see it: who does what, where. No names of persons."),
    )  # fmt: skip
    caption = forms.CharField(label=_("Caption"), required=False, max_length=500)
    caption_lo = forms.CharField(label=_("Caption in Lao"), required=False, max_length=500)
    caption_en = forms.CharField(label=_("Caption in English"), required=False, max_length=500)
    credit = forms.CharField(label=_("Taken by"), required=False, max_length=200)


class PhotoWordsForm(PhotoForm):
    photo = None  # type: ignore[assignment]
