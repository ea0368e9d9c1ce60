"""What somebody sends, in whatever format it is, made into questions in our own YAML."""

from datetime import date

from bot.bank import foreign_yaml, pasted, yaml_format
from bot.bank.checks import check
from bot.bank.columns import columns_of
from bot.bank.formats import FORMATS, Format, format_of
from bot.bank.forwarded import unwrapped
from bot.bank.limits import CHAT, Limits
from bot.bank.plain_form import slug
from bot.bank.reading import OURS, Reading, Sent
from bot.items.findings import mended

# Files that may have been copied out of a chat.
_PLAIN = (".txt", ".yaml", ".yml", ".md")
# YAML and JSON of other programs, read by other rules than ours.
OTHERS = "other-yaml"
# What is said of any text that is no question of another program.
_ANYTHING = ("no-questions", "not-yaml")
# What is said of questions that were written by other rules; without any of it they are ours, however faulty.
_OTHERWISE = frozenset(
    (
        *("unknown-field", "not-an-option", "question-missing", "answer-missing", "field-missing", "one-or-all"),
        *("not-a-question", "not-a-text", "unfit-field", "not-one-of", "same-id", "bad-id", "not-yaml", "too-few"),
    )
)
# So many names a question has at most in files of other programs that are as long as one may be.
_NAMES = 20
# Names of columns are no sentences.
_LONGEST_NAME = 40


def read(data: bytes, name: str, today: date, limits: Limits = CHAT) -> Sent:
    """A file as it was sent under `name`; what has no signs of another format is taken for ours."""
    data = _unwrapped(data, limits) if name.lower().endswith(_PLAIN) or "." not in name else data
    source = _source(name, data) or FORMATS[OURS]
    set_id = slug(name.rpartition(".")[0] or name)
    if source.name == OURS or source.read is None:
        return _yaml(data, set_id, today, limits)
    return _foreign(source.name, source.read(data, set_id, None, limits))


def is_pasted(text: str) -> bool:
    """Whether a message is questions of another format: several lines, with signs that no answer has."""
    return "\n" in text.strip() and _source("", unwrapped(text).encode("utf-8", "replace")) is not None


def _unwrapped(data: bytes, limits: Limits) -> bytes:
    """The text without what a chat has put around it; what is no text stays as it is."""
    try:
        return unwrapped(data.decode()).encode() if len(data) <= limits.bytes else data
    except UnicodeDecodeError:
        return data


def _source(name: str, data: bytes) -> Format | None:
    """The format by suffix or signs; a table that was copied from a sheet has the names of its columns alone."""
    if found := format_of(name, data):
        return found
    first, _, rest = data[:2_000].decode("utf-8", "replace").partition("\n")
    signs = [sign for sign in "\t;," if sign in first and sign in rest]
    return FORMATS["csv"] if any(_names_columns(first.split(sign)) for sign in signs) else None


def _names_columns(cells: list[str]) -> bool:
    return max(map(len, cells)) <= _LONGEST_NAME and columns_of(cells) is not None


def _yaml(data: bytes, set_id: str, today: date, limits: Limits) -> Sent:
    own = _own(data, set_id, limits)
    if own.text and (_taken(own) < own.written or not own.written) and not _is_too_much(own, limits):
        within_reach = _mended(own, set_id, limits)
        other = foreign_yaml.read(data, set_id, None, limits)
        recognised = other.written and any(finding.code not in _ANYTHING for finding in other.findings)
        if not _is_ours(own) and (_taken(other) > within_reach or (not within_reach and recognised)):
            return _foreign(OTHERS, other)
    # What is worth a look is looked at again with the draft; here it is seen that this can be done.
    return Sent(OURS, own.text, _taken(own), own.written, (*own.findings, *check(own, today)))


def _own(data: bytes, set_id: str, limits: Limits) -> Reading:
    """Our YAML as it stands, or lines with marks, as which more can be taken."""
    own = yaml_format.read(data, set_id, None, limits)
    if not own.text or (_taken(own) and _taken(own) == own.written) or _is_too_much(own, limits):
        return own
    lines = pasted.to_yaml(own.text)
    marked = yaml_format.read(lines, set_id, None, limits) if lines != own.text else own
    return marked if _taken(marked) > _taken(own) or (marked.written and not own.written) else own


def _is_too_much(own: Reading, limits: Limits) -> bool:
    """Whether there is more than is read, or more names than are looked through a second time."""
    too_many = any(finding.code in ("too-many-questions", "too-many-parts") for finding in own.findings)
    return too_many or own.text.count(":") > _NAMES * limits.questions


def _is_ours(own: Reading) -> bool:
    """Whether nothing but slips of the pen keeps questions from being taken."""
    return bool(own.written) and not any(finding.code in _OTHERWISE for finding in own.findings)


def _mended(own: Reading, set_id: str, limits: Limits) -> int:
    """How many questions would be taken once every first button was pressed: the others were written by other rules."""
    text = mended(own.text, [finding.mends[0] for finding in own.findings if finding.mends])
    if text == own.text:  # the same again; a mended encoding shows in no letter
        return _taken(own)
    return _taken(yaml_format.read(text, set_id, None, limits))


def _foreign(source: str, reading: Reading) -> Sent:
    taken = _taken(reading)
    draft = yaml_format.write(reading.question_set) if reading.question_set and taken else ""
    return Sent(source, draft, taken, reading.written, reading.findings)


def _taken(reading: Reading) -> int:
    return len(reading.question_set.items) if reading.question_set else 0
