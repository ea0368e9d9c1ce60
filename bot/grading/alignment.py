"""Word by word: what of the key was said, what was not, and what was said beside it."""

from dataclasses import dataclass
from enum import IntEnum

from bot.grading import words as table
from bot.grading.affixes import voice
from bot.grading.numerals import roman
from bot.grading.phrases import Asked, Phrase
from bot.grading.reading import Reading, Word
from bot.grading.similarity import is_misspelling, slips_allowed


class Fit(IntEnum):
    """How a response fits one way to say the key, the better the higher."""

    NONE = 0
    PART = 1  # nothing false, but not all of it
    CLAIM = 2  # all of it, inside another claim
    FULL = 3


@dataclass(frozen=True)
class Alignment:
    """How the words of a key and of a response go together."""

    fit: Fit
    reason: str
    slips: int = 0
    missing: int = 0
    said: int = 0
    other: Word | None = None  # what was said that does not belong


@dataclass(frozen=True)
class Scene:
    """What surrounds a judgement: the question, the language of the response, the forgiveness for typing."""

    asks: Asked
    indonesian: bool = True
    typos: str = "normal"


def align(phrase: Phrase, given: Reading, scene: Scene) -> Alignment:
    """How `given` says `phrase`."""
    pairs = _same(phrase, given)
    slips = _misspelled(phrase, given, pairs, scene.typos)
    words = phrase.reading.words
    said = [at for at in pairs if not words[at].empty]
    if not said:
        return Alignment(Fit.NONE, "different")
    missing = [at for at in phrase.must if at not in pairs]
    used = sorted({at for ats in pairs.values() for at in ats})
    extras = [at for at in range(len(given)) if at not in used]
    loud = [at for at in extras if not _quiet(given.words[at], scene.asks)]
    if missing:
        return _partial(phrase, given, pairs, extras, loud, missing, slips, scene)
    left = _left_out(phrase, pairs)
    stranger = next((at for at in loud if _replaces(phrase, given, at, used)), None)
    if stranger is not None and (left or slips or (scene.asks.person and _is_surname(phrase, given, used, stranger))):
        return Alignment(Fit.NONE, "different", slips, 0, len(said), given.words[stranger])
    harm = _harm(phrase, given, used, loud, scene, pairs)
    if harm:
        return Alignment(Fit.CLAIM, harm[0], slips, 0, len(said), harm[1])
    return Alignment(Fit.FULL, _reason(phrase, given, pairs, slips), slips, 0, len(said))


def _left_out(phrase: Phrase, pairs: dict[int, tuple[int, ...]]) -> list[int]:
    """Words of the key that were not said, beside titles and what only describes a name."""
    words, reading = phrase.reading.words, phrase.reading
    kept = [
        at for at in range(len(words)) if at not in pairs and not words[at].empty and words[at].text not in table.TITLES
    ]
    return [at for at in kept if not phrase.proper or reading.tokens[reading.first[at]].capital]


def _partial(
    phrase: Phrase, given: Reading, pairs: dict[int, tuple[int, ...]], extras: list[int], loud: list[int],
    missing: list[int], slips: int, scene: Scene,
) -> Alignment:  # fmt: skip
    """Part of the key and nothing false is vague; the question's own words alone are an echo."""
    words = phrase.reading.words
    said = [at for at in pairs if not words[at].empty]
    if any("negation" in words[at].keys for at in missing):
        return Alignment(Fit.NONE, "negated", slips, len(missing), len(said))
    if loud:
        return Alignment(Fit.NONE, "different", slips, len(missing), len(said), given.words[loud[0]])
    if all(words[at].keys & scene.asks.keys for at in said) and any(not given.words[at].empty for at in extras):
        return Alignment(Fit.NONE, "echo", slips, len(missing), len(said))
    return Alignment(Fit.PART, "too_general", slips, len(missing), len(said))


def _is_surname(phrase: Phrase, given: Reading, used: list[int], stranger: int) -> bool:
    """Whether all that was said of a known person is a family name, with a given name that is not theirs."""
    if phrase.types != {"person"} or len(used) > 1 or " " in given.words[used[0]].text:
        return False
    return abs(stranger - used[0]) == 1 and not _is_verb(given.words[stranger].text)


def _is_verb(text: str) -> bool:
    return voice(text) is not None or text.startswith("ber")


def _replaces(phrase: Phrase, given: Reading, at: int, used: list[int]) -> bool:
    """Whether an unknown word stands where a word of the key was left out, and not in an aside."""
    word = given.words[at]
    if given.segment[at] not in {given.segment[place] for place in used} or word.text in table.KINDS | table.TITLES:
        return False
    if phrase.person and used[0] < at < used[-1]:
        return False  # a middle name
    return at == 0 or given.words[at - 1].text not in _PREPOSITIONS


def _same(phrase: Phrase, given: Reading) -> dict[int, tuple[int, ...]]:
    pairs: dict[int, tuple[int, ...]] = {}
    used: set[int] = set()
    for at, word in enumerate(phrase.reading.words):
        found = [place for key in word.keys for place in given.where.get(key, ()) if place not in used]
        if word.number is not None and not found:
            found = [
                place
                for place, other in enumerate(given.words)
                if place not in used and roman(other.text) == word.number
            ]
        if found:
            # the word itself before its synonyms, then the first that stands there
            best = min(found, key=lambda place: (given.words[place].text != word.text, place))
            pairs[at] = (best,)
            used.add(best)
    return pairs


def _misspelled(phrase: Phrase, given: Reading, pairs: dict[int, tuple[int, ...]], typos: str) -> int:
    """Pair what is left by spelling: typing errors, initials, words run together or torn apart."""
    used = {at for ats in pairs.values() for at in ats}
    free = [at for at in range(len(given)) if at not in used and not given.words[at].ids]
    slips = 0
    words = phrase.reading.words
    for at, word in enumerate(words):
        if at in pairs or word.empty or word.number is not None or not free:
            continue
        sure = phrase.person and sum(not words[pair].empty for pair in pairs) > 1
        found = next((place for place in free if _spelled(given.words[place], word, phrase, at, typos, sure)), None)
        if found is not None:
            pairs[at] = (found,)
            free.remove(found)
            slips += min(len(given.words[found].text), len(word.text)) > 1  # an initial is none
            continue
        for place, following in zip(free, free[1:], strict=False):
            if following == place + 1 and _is(given.words[place].text + given.words[following].text, word.text, typos):
                pairs[at] = (place, following)
                free = [left for left in free if left not in (place, following)]
                slips += 1
                break
    solid = [at for at, word in enumerate(words) if word.text != "-"]
    for at, following in zip(solid, solid[1:], strict=False):
        if at in pairs or following in pairs:
            continue
        run = words[at].text + words[following].text
        found = next((place for place in free if _is(given.words[place].text, run, typos)), None)
        if found is not None:
            pairs[at] = pairs[following] = (found,)
            free.remove(found)
            slips += 1
    return slips


def _spelled(given: Word, wanted: Word, phrase: Phrase, at: int, typos: str, sure: bool) -> bool:
    if abs(len(given.text) - len(wanted.text)) > _MOST_SLIPS and 1 not in (len(given.text), len(wanted.text)):
        return False
    if given.empty or given.number is not None:
        return False
    if phrase.person and len(phrase.reading) > 1 and 1 in (len(given.text), len(wanted.text)):
        return given.text[0] == wanted.text[0]
    token = phrase.reading.tokens[phrase.reading.first[at]]
    if token.upper and len(wanted.text) < 6:
        return False  # in an acronym every letter counts
    return is_misspelling(given.text, wanted.text, typos, named=sure)


def _is(given: str, wanted: str, typos: str) -> bool:
    if abs(len(given) - len(wanted)) > _MOST_SLIPS:
        return False
    return given == wanted or (slips_allowed(wanted, typos) > 0 and is_misspelling(given, wanted, typos))


def _quiet(word: Word, asks: Asked) -> bool:
    """Whether a word says nothing of its own."""
    return (
        word.empty
        or word.filler
        or word.text in table.ABOUT
        or (bool(word.keys & asks.keys) and word.text not in table.NEGATORS)
        or (word.text in table.TITLES and asks.person)
    )


def _harm(
    phrase: Phrase, given: Reading, used: list[int], loud: list[int], scene: Scene, pairs: dict[int, tuple[int, ...]]
) -> tuple[str, Word | None] | None:
    """What was said beside the key that makes it another claim."""
    here = {given.segment[place] for place in used}
    for at in loud:
        word = given.words[at]
        if word.text in table.NEGATORS:
            return "negated", None
        if word.text in table.RELATIONS and min(abs(place - at) for place in used) < 4:
            return "other_claim", word
        if word.text in table.REVERSALS:
            return "opposite", word
        if word.number is not None and given.segment[at] in here:
            return "number_differs", word
    added = _added(phrase, given, used, loud)
    if added is not None:
        return "extra_answer", given.words[added]
    return _head(phrase, given, used, loud, scene, pairs) if loud else None


def _head(
    phrase: Phrase, given: Reading, used: list[int], loud: list[int], scene: Scene, pairs: dict[int, tuple[int, ...]]
) -> tuple[str, Word] | None:
    """Whether another word has become what the phrase is about: "tentara Rusia" is no answer to "Rusia"."""
    segments = {given.segment[at] for at in used}
    near = [at for at in loud if given.segment[at] in segments]
    full = [at for at in used if not given.words[at].empty] or used
    first, last = full[0], full[-1]
    needed = [place for at in phrase.must for place in pairs.get(at, ())] or full
    row = any(word.text in table.AND for word in phrase.reading.words)
    for at in near:
        word = given.words[at]
        if word.text in table.KINDS and phrase.types and abs(at - first) < 3 and not _suits(word, phrase):
            return "other_claim", word
        if min(needed) < at < max(needed) and not (row or phrase.person or word.text in table.KINDS):
            return "other_claim", word
        if at < first:
            between = [given.words[place].text for place in range(at + 1, first)]
            if any(text in table.OF for text in between) and not word.text in table.KINDS:
                return "other_claim", word
            if scene.indonesian and not phrase.person and not _loose(word, between, phrase):
                return "other_claim", word
        elif at > last and not scene.indonesian and at == last + 1 and not phrase.person and _turns(phrase, word):
            return "other_claim", word
    return None


def _loose(word: Word, between: list[str], phrase: Phrase) -> bool:
    """In Indonesian a noun right before the key takes its place; a verb, a preposition or its kind does not."""
    if any(text in _PREPOSITIONS for text in between) or voice(word.text) or word.text.startswith("ber"):
        return True
    if word.text in table.KINDS:
        return True
    return bool(word.text in table.TITLES and (phrase.types == {"person"} or not phrase.types))


def _suits(word: Word, phrase: Phrase) -> bool:
    """Whether a kind of thing may stand beside a known name: "kota Moskow", not "jembatan Tumen"."""
    if phrase.kinds:
        return bool(word.keys & phrase.kinds)
    return any(word.text in KIND_OF[type_] for type_ in phrase.types if type_ in KIND_OF)


def _turns(phrase: Phrase, word: Word) -> bool:
    """In English a noun right after the key takes its place: "Russia sanctions"."""
    if word.text in table.KINDS:
        return False
    return bool(phrase.types - {"person"}) or not phrase.proper


def _added(phrase: Phrase, given: Reading, used: list[int], loud: list[int]) -> int | None:
    """What an "and" joins to the key, or what stands in a row with it where the key is a row itself."""
    for at, word in enumerate(given.words):
        if word.text in table.AND:
            after = next((place for place in loud if place in (at + 1, at + 2)), None)
            before = at - 1 if at - 1 in loud else None
            if after is not None and at - 1 in used:
                return after
            if before is not None and (at + 1 in used or at + 2 in used):
                return before
    row = any(word.text in table.AND for word in phrase.reading.words)
    return next((at for at in loud if row and given.segment[at] not in {given.segment[place] for place in used}), None)


def _reason(phrase: Phrase, given: Reading, pairs: dict[int, tuple[int, ...]], slips: int) -> str:
    if slips:
        return "spelling"
    words = phrase.reading.words
    if any(words[at].text != given.words[places[0]].text for at, places in pairs.items() if not words[at].empty):
        return "rephrased"
    if len(pairs) < len(words) and any(not words[at].empty for at in range(len(words)) if at not in pairs):
        return "short_form"
    order = [places[0] for at, places in sorted(pairs.items()) if not words[at].empty]
    if order != sorted(order):
        return "word_order"
    return phrase.reason


_MOST_SLIPS = 4  # as many as similarity ever forgives: what differs more in length need not be compared
_PREPOSITIONS = frozenset(
    "di ke dari pada oleh untuk kepada dengan dalam adalah ialah yaitu yakni terhadap in at on by to from is was with".split()
)
# What kind a thing of some type may be called beside its name.
KIND_OF = {
    "country": frozenset("negara country state nation republik republic bangsa kerajaan kingdom".split()),
    "place": frozenset(
        """kota city wilayah provinsi daerah kabupaten region province area district town village desa pulau island
        stasiun station pelabuhan port bandara airport ibukota capital ibu""".split()
    ),
    "organisation": frozenset(
        "organisasi lembaga badan partai organisation organization agency party grup kelompok group".split()
    ),
    "document": frozenset("perjanjian traktat pakta resolusi deklarasi treaty pact resolution declaration".split()),
    "weapon": frozenset("rudal misil roket missile rocket".split()),
    "event": frozenset("perang pertempuran operasi war battle operation".split()),
}
