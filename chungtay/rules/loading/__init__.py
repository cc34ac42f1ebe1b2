"""Loading: a file of entries, read so that every bad row is told with its number and its mend before one is kept.

`files` opens CSV and XLSX, `known` says what one cell means, `cells` reads column by column and each different cell
once (that is why a million rows take seconds), `amounts` finds out how a file writes its numbers, `checks` looks at
all rows together, and a `Reading` gives what is to be posted. Columns: `indicator, place, day, amount, programme,
holder, key`; `period, qualifier, statement` and one for each dimension may be added.
"""

from chungtay.rules.loading.cells import BESIDE, Fault
from chungtay.rules.loading.checks import read
from chungtay.rules.loading.files import rows_of
from chungtay.rules.loading.known import Bearer, Known, KnownIndicator
from chungtay.rules.loading.reading import Reading

__all__ = ["BESIDE", "Bearer", "Fault", "Known", "KnownIndicator", "Reading", "read", "rows_of"]
