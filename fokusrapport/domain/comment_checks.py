"""What must not be told in a comment of a data file: people so few that a table would withhold them."""

from __future__ import annotations

from collections.abc import Iterator

from fokusrapport.domain.edition import EditionData
from fokusrapport.domain.promise_checks import Severity
from fokusrapport.domain.prose.headcounts import head_counts
from fokusrapport.errors import Fault
from fokusrapport.i18n import _


def comment_findings(edition: EditionData) -> Iterator[tuple[Severity, Fault]]:
    """Comments that tell of few people, «3 av elevene», in files that do not say why they may."""
    sources = edition.data.sources
    for result in edition.data.results:
        source = result.source
        if source is None or not result.comment or (source.file in sources and sources[source.file].head_counts):
            continue
        limit = edition.limits.of(source.file, edition.register.find(result.indicator))
        for found in head_counts(result.comment, edition.language, limit):
            what = _("The comment tells of «{text}», fewer than {limit}: readers may know who they are.")
            allowed = _(
                "other words, such as «few»; or why it may stand, under «head_counts» of the file in sources.yaml"
            )
            place = _("column «{column}»").format(column="comment")
            yield (
                "before_publishing",
                Fault(source.file, source.row, place, what.format(text=found.text, limit=limit), allowed),
            )
