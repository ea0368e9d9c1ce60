"""What is asked of storage about a person: everything, and nothing any more."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

Row = Mapping[str, object]


class PersonalRecords(Protocol):
    """Every row about one person, wherever it stands."""

    def everything(self, person_id: int) -> Mapping[str, Sequence[Row]]:
        """By table; times are written out."""

    def erase(self, person_id: int, at: datetime) -> None:
        """Delete the rows, and what the file still shows of them; a restored backup does not bring them back."""
