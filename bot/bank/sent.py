"""What somebody sends, in whatever format it is, made into questions in our own YAML."""

from datetime import date

from bot.bank import foreign_yaml, yaml_format
from bot.bank.checks import check
from bot.bank.columns import columns_of
from bot.bank.formats import FORMATS, Format, format_of
from bot.bank.limits import CHAT, Limits
from bot.bank.plain_form import slug
from bot.bank.reading import OURS, Reading, Sent
from bot.items.findings import mended

# YAML and JSON of other programs, read by other rules than ours.
OTHERS = "other-yaml"
# What is said of any text that is no question of another program.
_ANYTHING = ("no-questions", "not-yaml")


def read(data: bytes, name: str, today: date, limits: Limits = CHAT) -> Sent:
    """A file as it was sent under `name`; what has no signs of another format is taken for ours."""
    source = _source(name, data) or FORMATS[OURS]
    set_id = slug(name.rpartition(".")[0] or name)
    if source.name == OURS or source.read is None:
        return _yaml(data, set_id, today, limits)
    return _foreign(source.name, source.read(data, set_id, None, limits))


def is_pasted(text: str) -> bool:
    """Whether a message is questions of another format: several lines, with signs that no answer has."""
    return "\n" in text.strip() and _source("", text.encode("utf-8", "replace")) is not None


def _source(name: str, data: bytes) -> Format | None:
    """The format by suffix or signs; a table that was copied from a sheet has the names of its columns alone."""
    if found := format_of(name, data):
        return found
    first = data[:2_000].decode("utf-8", "replace").partition("\n")[0]
    return FORMATS["csv"] if "\t" in first and columns_of(first.split("\t")) else None


def _yaml(data: bytes, set_id: str, today: date, limits: Limits) -> Sent:
    own = yaml_format.read(data, set_id, None, limits)
    if own.text and (_taken(own) < own.written or not own.written):
        within_reach = _mended(own, set_id, limits)
        other = foreign_yaml.read(data, set_id, None, limits)
        recognised = other.written and any(finding.code not in _ANYTHING for finding in other.findings)
        if _taken(other) > within_reach or (not within_reach and recognised):
            return _foreign(OTHERS, other)
    # What is worth a look is looked at again with the draft; here it is seen that this can be done.
    return Sent(OURS, own.text, _taken(own), own.written, (*own.findings, *check(own, today)))


def _mended(own: Reading, set_id: str, limits: Limits) -> int:
    """How many questions would be taken once every first button was pressed: the others were written by other rules."""
    text = mended(own.text, [finding.mends[0] for finding in own.findings if finding.mends])
    return _taken(own) if text == own.text else _taken(yaml_format.read(text, set_id, None, limits))


def _foreign(source: str, reading: Reading) -> Sent:
    taken = _taken(reading)
    draft = yaml_format.write(reading.question_set) if reading.question_set and taken else ""
    return Sent(source, draft, taken, reading.written, reading.findings)


def _taken(reading: Reading) -> int:
    return len(reading.question_set.items) if reading.question_set else 0
