"""What an officer types for an article, and the files hung on it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chungtay.models import Agreement, Article, Attachment
from chungtay.rules.documents import check_file
from chungtay.rules.published import ATTACHABLE, media_type_of


class ArticleForm(forms.ModelForm):
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

    class Meta:
        model = Article
        fields = [
            "title", "summary", "body", "programme_slug", "author", "source", "source_url", "terms", "language",
        ]  # fmt: skip
        labels = {
            "title": _("Title"),
            "summary": _("Summary"),
            "body": _("Text"),
            "programme_slug": _("Programme"),
            "author": _("Author"),
            "source": _("Source"),
            "terms": _("How it may be printed again"),
            "language": _("Language of the text"),
        }
        help_texts = {
            "summary": _("One or two sentences, shown on the front page."),
            "body": _(
                "An empty line begins a paragraph, ## a heading, - a list; **bold**, [words](https://…)."
            ),
            "author": _("A post or an office; a name only if the person agreed."),
            "terms": _("Left empty, readers are asked to name Chung Tay and the author."),
        }
        widgets = {
            "summary": forms.Textarea(attrs={"rows": 3}),
            "body": forms.Textarea(attrs={"rows": 18}),
            "language": forms.Select(choices=[("vi", "Tiếng Việt"), ("lo", "ລາວ"), ("en", "English")]),
        }

    def __init__(self, *given: Any, programmes: list[Agreement], **more: Any) -> None:
        super().__init__(*given, **more)
        choices = [("", _("None")), *((programme.slug, programme.name) for programme in programmes)]
        self.fields["programme_slug"] = forms.ChoiceField(
            label=_("Programme"), choices=choices, required=False
        )
        if self.instance._state.adding:
            del self.fields["dropped"]
        else:
            self.fields["dropped"].queryset = self.instance.attachments.all()  # type: ignore[attr-defined]

    def new_files(self) -> list[tuple[str, str, bytes, str]]:
        file = self.cleaned_data["file"]
        if not file:
            return []
        check_file(name=file.name, size=file.size)  # before its bytes are in memory
        return [(file.name, self.cleaned_data["file_label"], file.read(), media_type_of(file.name))]
