"""Remembers open tables: frozen results as anybody may take them away, one version a publication."""

from django.db import models

from ..record import Record, words
from .programmes import ProgrammeCopy


class ResultTable(Record):
    """One version of the results of one frozen review. A version never changes; an erratum makes the next one."""

    programme = models.ForeignKey(ProgrammeCopy, models.CASCADE, related_name="tables")
    slug = models.SlugField(max_length=120)  # final-2024: the address, the same for every version
    version = models.PositiveIntegerField(default=1)
    title = words(500)
    title_lo = words(500, blank=True)
    title_en = words(500, blank=True)
    first_on = models.DateField()
    last_on = models.DateField()
    known_on = models.DateField()
    map_on = models.DateField()
    fingerprint = models.CharField(max_length=64)  # of the frozen review
    reviewed = words(20, blank=True)  # interim, final, resolution
    least = models.PositiveSmallIntegerField(default=5)  # counts of persons under this are hidden
    # As `rules.published.tables.Row`; of a hidden number neither the amount nor anything else of it is kept here.
    rows = models.JSONField(default=list)
    # What they are called: {"indicators": {slug: {"vi": …, "lo": …, "en": …}}, "measures", "places": {code@day: …},
    # "dimensions": {slug: …}, "categories": {dimension:slug: …}}
    names = models.JSONField(default=dict)
    licence = words(200, blank=True)
    licence_url = words(500, blank=True)
    published_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-last_on", "slug", "-version")
        constraints = [
            models.UniqueConstraint(fields=["programme", "slug", "version"], name="one_table_a_version")
        ]

    def __str__(self) -> str:
        return self.title
