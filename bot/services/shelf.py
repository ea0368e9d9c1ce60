"""Where question sets are found: those that ship, those made from lessons, and those that teachers saved."""

from collections import OrderedDict
from dataclasses import dataclass, field

from bot.bank import yaml_format
from bot.bank.question_set import Bank, QuestionSet
from bot.grading.lexicon import Lexicon
from bot.items.item import Item
from bot.services.fresh import PREFIX, Fresh
from bot.services.records import Records

# Versions never change, so what was read once is kept: so many questions, of which a thousand take 2.5 MB.
MOST_KEPT = 20_000


@dataclass
class Shelf:
    """Finds sets and items by id; a stored set is read from its version once."""

    bank: Bank
    lexicon: Lexicon
    fresh: Fresh | None = None
    _read: "OrderedDict[tuple[str, int], QuestionSet | None]" = field(default_factory=OrderedDict)

    def find(self, records: Records, set_id: str, version: int = 0) -> QuestionSet | None:
        """The set at `version`, else as it is now; None when there is none any more."""
        if built_in := self.bank.sets.get(set_id):
            return built_in
        if self.fresh and set_id.startswith(f"{PREFIX}-") and (made := self.fresh.find(set_id)):
            return made
        stored = records.sets.find(set_id)
        if stored is None:  # deleted, maybe by another worker: what is kept in memory does not bring it back
            return None
        return self._version(records, set_id, version or stored.version)

    def item(self, records: Records, item_id: str, version: int = 0) -> Item | None:
        """The item `set/slug` as it stands in `version` of its set."""
        if built_in := self.bank.item(item_id):
            return built_in
        question_set = self.find(records, item_id.partition("/")[0], version)
        return question_set.by_id.get(item_id) if question_set else None

    def _version(self, records: Records, set_id: str, version: int) -> QuestionSet | None:
        key = (set_id, version)
        if key not in self._read:
            text = records.sets.text(set_id, version)
            self._read[key] = yaml_format.read(text, set_id, self.lexicon).question_set if text else None
            while len(self._read) > 1 and sum(map(_size, self._read.values())) > MOST_KEPT:
                self._read.popitem(last=False)
        self._read.move_to_end(key)
        return self._read[key]


def _size(question_set: QuestionSet | None) -> int:
    return len(question_set.items) if question_set else 1
