"""Who does what to whom: the same names with their parts exchanged are another statement."""

from collections.abc import Iterable, Mapping, Sequence

from bot.grading import words as table
from bot.grading.affixes import is_past, voice
from bot.grading.reading import Reading, Word
from bot.grading.words import these

_GOAL = these("ke kepada to untuk for into towards toward bagi terhadap against")
_SOURCE = these("dari from")
_AGENT = these("oleh by")
# What is done together has no direction.
_MUTUAL = these("met meet meets meeting with dengan bersama bertemu antara between dan and")
_GIVES = frozenset({"agent", "source"})
_GOALS = these("ke kepada to into onto menjadi >")
_FROM = _SOURCE | these("daripada dibanding dibandingkan ketimbang than")
_MORE = these("lebih lbh kurang more less fewer")
_COMPARING = _MORE | these("""smaller bigger larger greater lower higher lighter heavier older younger faster slower
    longer shorter taller nearer farther""")
_MARKERS = _GOALS | _FROM | these("dr drpd dri")
# After one of these it is neither where something comes from nor where it goes.
_STEPS = these("di pada oleh untuk dengan dalam karena in at on by for with of because and dan")
_SHORT_START = 2  # words before "ke" that say where it begins
_STATEMENT = 3  # words at least: who, what was done, to whom
_BE = these("is was were are been be")


def roles(reading: Reading) -> dict[str, str]:
    """For each name the part it plays: agent, patient, goal or source."""
    names = [at for at, word in enumerate(reading.words) if word.ids]
    acts = [at for at, word in enumerate(reading.words) if _is_act(word)]
    found: dict[str, str] = {}
    for at in names:
        for known in reading.words[at].ids:
            found.setdefault(known, _role(reading, at, names, acts))
    return found


def swapped(stated: dict[str, str], given: Reading, between: Iterable[str]) -> bool:
    """Whether one of `between` plays the opposite part in `given`."""
    if _is_mutual(given):
        return False
    told = {given.segment[at] for at, word in enumerate(given.words) if _is_act(word)}
    if not any(word.ids and segment in told for word, segment in zip(given.words, given.segment, strict=True)):
        return False  # names in brackets behind the answer do nothing
    said = roles(given)
    return len(said) > 1 and _differ(stated, said, between)


def turned(stated: dict[str, str], given: Reading) -> bool:
    """Whether the one name of a statement plays the opposite part: "diboikot DK" for "memboikot DK"."""
    return _tells_voice(given) and not _is_mutual(given) and _differ(stated, roles(given), stated)


def voiced(reading: Reading) -> dict[str, str]:
    """The part of the one name in a key whose verb tells its voice."""
    alone = sum(bool(word.ids) for word in reading.words) == 1
    return roles(reading) if alone and _tells_voice(reading) else {}


def tells(key: Reading) -> bool:
    """Whether a key says of two names who did something to the other."""
    names = [at for at, word in enumerate(key.words) if key.tokens[key.first[at]].capital and not word.empty]
    return len(names) > 1 and (any(_is_verb(word.text) for word in key.words) or bool(_directions(key)))


def _differ(stated: dict[str, str], said: dict[str, str], between: Iterable[str]) -> bool:
    return any(
        (said[name] in _GIVES) != (stated[name] in _GIVES) for name in between if name in said and name in stated
    )


def exchanged(key: Reading, given: Reading, pairs: Mapping[int, Sequence[int]]) -> bool:
    """Whether the names of a statement, known or not, have changed places: "Kim gave Putin" for "Putin gave Kim"."""
    if len(pairs) < _STATEMENT:
        return False
    names = [at for at in pairs if key.tokens[key.first[at]].capital and not key.words[at].empty]
    told = [at for at, word in enumerate(given.words) if _is_verb(word.text)]
    # "the German invasion of Belgium" says what was done with a noun
    wanted = [at for at, word in enumerate(key.words) if _is_verb(word.text) or (at in pairs and pairs[at][0] in told)]
    if len(names) < 2 or not wanted or not told or (_is_mutual(given) and not _is_mutual(key)):
        return False
    places = [pairs[at][0] for at in names]
    return all(
        (_role(key, at, names, wanted) in _GIVES) != (_role(given, place, places, told) in _GIVES)
        for at, place in zip(names, places, strict=True)
    )


def redirected(key: Reading, given: Reading, pairs: Mapping[int, Sequence[int]]) -> bool:
    """Whether where it comes from has become where it goes, or what is compared what it is compared with.

    "Timur ke barat" for "dari barat ke timur", "gas menjadi cair" for "cair menjadi gas".
    """
    if _MARKERS.isdisjoint([word.text for word in given.words]):
        return False
    wanted, told = _directions(key, begun=True), _directions(given)
    ways = {(wanted.get(at), told.get(places[0])) for at, places in pairs.items() if not key.words[at].empty}
    if not ways.isdisjoint({("source", "goal"), ("goal", "source"), ("standard", None)}):
        return True
    if not wanted:
        return ways == {(None, "standard")}  # "kapas lebih berat dari besi" answers nothing with "besi"
    return (None, "standard") in ways and ("standard", "standard") not in ways


def deeds(key: Reading) -> tuple[int, ...]:
    """Where a key says that something is done, or suffered."""
    return tuple(at for at in range(len(key)) if _way(key, at))


def flipped(key: Reading, given: Reading, pairs: Mapping[int, Sequence[int]], verbs: Sequence[int]) -> bool:
    """Whether the same one suffers what it did, or what did it: "pihak menyerang" for "pihak diserang"."""
    return any(_is_flipped(key, given, pairs, at, pairs[at][0]) for at in verbs if at in pairs)


def _is_flipped(key: Reading, given: Reading, pairs: Mapping[int, Sequence[int]], verb: int, said: int) -> bool:
    wanted, told = _way(key, verb), _way(given, said)
    if not told or _is_mutual(given):
        return False
    spoken = voice(key.words[verb].text)
    (before, after), (first, last) = _around(key, verb), _around(given, said)
    if wanted == told:
        return last in pairs.get(before, ()) and first in pairs.get(after, ())
    if bool(spoken) != bool(voice(given.words[said].text)) or _end(key, verb) != _end(given, said):
        return False  # "meningkat" is not the active of "ditingkatkan"
    return first in pairs.get(before, ()) and (spoken is not None or last in pairs.get(after, ()))


def _way(reading: Reading, at: int) -> str:
    """Whether a verb is active or passive, in either language."""
    text = reading.words[at].text
    if not _is_verb(text) or text in table.NAMERS or text in _GOALS:
        return ""
    if _is_undergone(reading, at):
        return "passive"
    by = voice(text) is None and any(word.text in _AGENT for word in reading.words[at + 1 :])
    return "" if by else "active"  # "troops sent by Moscow" may be either


def _end(reading: Reading, at: int) -> str:
    """The ending that makes another verb of one, in Indonesian."""
    verb = reading.words[at].text
    return next((end for end in ("kan", "i") if verb.endswith(end)), "") if voice(verb) else ""


def _around(reading: Reading, verb: int) -> tuple[int, int]:
    """The words before and after a verb, but for grammar; -1 where there is none."""
    content = [at for at, word in enumerate(reading.words) if not word.empty and word.text not in table.NEGATORS]
    before, after = [at for at in content if at < verb], [at for at in content if at > verb]
    return before[-1] if before else -1, after[0] if after else -1


def _directions(reading: Reading, begun: bool = False) -> dict[int, str]:
    """For each word after "dari", "ke", "lebih … daripada" what it is; `begun`: "barat ke timur" begins in the west."""
    found: dict[int, str] = {}
    side, start, compares = "", 0, False
    for at, word in enumerate(reading.words):
        if at and reading.segment[at] != reading.segment[at - 1]:
            side, start, compares = "", at, False
        marker = _marker(reading, at)
        if marker == "goal" and begun:
            found |= dict.fromkeys(_beginning(reading, range(start, at), found), "source")
        if marker:
            side = "standard" if compares and marker == "source" else marker
        elif (word.text in _STEPS and not (at and _marker(reading, at - 1))) or _is_verb(word.text):
            side = ""
        elif side and not word.empty:
            found[at] = side
        compares = compares or word.text in _COMPARING
    return found


def _beginning(reading: Reading, before: Sequence[int], known: Mapping[int, str]) -> list[int]:
    """The words before "ke" that say where it begins, unless they are a statement."""
    content = [at for at in before if not reading.words[at].empty]
    return [] if len(content) > _SHORT_START or any(at in known for at in content) else content


def _marker(reading: Reading, at: int) -> str:
    text = table.CHAT.get(reading.words[at].text, reading.words[at].text)
    before = reading.words[at - 1].text if at else ""
    if text in _GOALS:
        return "goal"
    return "source" if text in _FROM and before not in _MORE else ""


def _is_mutual(given: Reading) -> bool:
    return any(word.text in _MUTUAL or word.text.startswith("ber") for word in given.words)


def _tells_voice(reading: Reading) -> bool:
    """In "embassy closed" the verb may be either."""
    words = [table.CHAT.get(word.text, word.text) for word in reading.words if not word.ids]
    words = [word for word in words if word not in table.NAMERS]  # "menteri" is no verb
    return any(voice(word) or word in _AGENT for word in words) or any(is_past(word) for word in words[:-1])


def _role(reading: Reading, at: int, names: Sequence[int], acts: Sequence[int]) -> str:
    before = reading.words[:at]
    while before and before[-1].text in table.TITLES | table.ARTICLES:
        before = before[:-1]
    marker = before[-1].text if before else ""
    if marker in _GOAL:
        return "goal"
    if marker in _SOURCE:
        return "source"
    if marker in _AGENT:
        return "agent"
    earlier = [place for place in acts if place < at]
    passive = any(_is_undergone(reading, place) for place in acts) or (
        any(word.text in _BE for word in reading.words) and any(word.text in _AGENT for word in reading.words)
    )
    named = any(place < at for place in names)
    if earlier and not named and not passive and at + 1 < len(reading) and reading.words[at + 1].text in _GOAL:
        return "agent"  # "serangan Jepang terhadap Rusia"
    return ("agent" if passive else "patient") if earlier else ("patient" if passive else "agent")


def _is_undergone(reading: Reading, at: int) -> bool:
    """ "Diboikot", "was boycotted"."""
    before, text = reading.words[at - 1].text if at else "", reading.words[at].text
    return voice(text) == "passive" or (before in _BE and is_past(text))


def _is_act(word: Word) -> bool:
    """Whether a word may be what is done: no name, number, title or kind."""
    quiet = word.empty or word.filler or word.ids or word.number is not None
    return not quiet and word.text not in table.NAMERS


def _is_verb(text: str) -> bool:
    return voice(text) is not None or is_past(text)
