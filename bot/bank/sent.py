"""What somebody sends, in whatever format it is, made into questions in our own YAML."""

from datetime import date

from bot.bank import foreign_yaml, yaml_format
from bot.bank.checks import check
from bot.bank.columns import columns_of
from bot.bank.formats import FORMATS, Format, format_of
from bot.bank.limits import CHAT, Limits
from bot.bank.plain_form import slug
from bot.bank.reading import OURS, Reading, Sent
from bot.items.findings import Severity

# YAML and JSON of other programs, read by other rules than ours.
OTHERS = "other-yaml"


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
    first, tab = data[:2_000].decode("utf-8", "replace").partition("\n")[0].split("\t"), b"\t" in data[:2_000]
    return FORMATS["csv"] if tab and columns_of(first) else None


def _yaml(data: bytes, set_id: str, today: date, limits: Limits) -> Sent:
    own = yaml_format.read(data, set_id, None, limits)
    within_reach = own.written - len(_beyond_mending(own))
    if own.text and (within_reach < own.written or not own.written):
        other = foreign_yaml.read(data, set_id, None, limits)
        if _taken(other) > within_reach:
            return _foreign(OTHERS, other)
    # What is worth a look is looked at again with the draft; here it is seen that this can be done.
    return Sent(OURS, own.text, _taken(own), own.written, (*own.findings, *check(own, today)))


def _beyond_mending(own: Reading) -> set[int | None]:
    """The questions that no button mends: it may be that they were written for another program."""
    errors = [finding for finding in own.findings if finding.severity is Severity.ERROR]
    return {finding.question for finding in errors if not finding.mends}


def _foreign(source: str, reading: Reading) -> Sent:
    taken = _taken(reading)
    draft = yaml_format.write(reading.question_set) if reading.question_set and taken else ""
    return Sent(source, draft, taken, reading.written, reading.findings)


def _taken(reading: Reading) -> int:
    return len(reading.question_set.items) if reading.question_set else 0
