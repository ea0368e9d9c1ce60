"""Which word of a response stands for which word of a key: the same, a form of it, or a slip of the pen."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.grading import words as table
from bot.grading.affixes import is_other_noun
from bot.grading.numerals import roman
from bot.grading.phrases import Asked, Phrase
from bot.grading.reading import Reading, Word, american
from bot.grading.similarity import is_fumbled, is_misspelling, is_voiced

# What differs by more letters than similarity ever forgives need not be compared.
_MOST_SLIPS = 4
_CENTURY = 1900  # whose years are said by their ends
# Initials in one word are no more than these.
_INITIALS = 4
# "Condi" is short for "Condoleezza": so many letters at least are kept, and so many left out.
_CLIPPED = 3
# In an acronym shorter than this every letter counts; in one of this length only a finger may have slipped.
_ACRONYM = 5


@dataclass(frozen=True)
class Scene:
    """What surrounds a judgement: the question, the language of the response, the forgiveness for typing."""

    asks: Asked
    indonesian: bool = True
    typos: str = "normal"


@dataclass(frozen=True, slots=True)
class Pairing:
    """The words of a phrase with those of a response that say them, and how many slips that took."""

    phrase: Phrase
    given: Reading
    scene: Scene
    pairs: Mapping[int, tuple[int, ...]]
    slips: int
    said: Sequence[int]  # the words of the key that were said, grammar aside
    missing: Sequence[int]  # those that were needed and were not
    used: Sequence[int]  # where the response says them
    extras: Sequence[int]  # the rest of the response
    loud: Sequence[int]  # and what of it says something of its own

    @property
    def here(self) -> set[int]:
        """The stretches of the response in which the key was said."""
        return {self.given.segment[place] for place in self.used}

    @property
    def core(self) -> Sequence[int]:
        """The places where the key's content was said."""
        return [at for at in self.used if not self.given.words[at].empty] or self.used


def pair(phrase: Phrase, given: Reading, scene: Scene) -> Pairing | None:
    """The pairing of `phrase` with `given`: equals first, then what is only misspelled; None if nothing was said."""
    pairs = dict(_equals(phrase, given))
    slips = _misspelled(phrase, given, pairs, scene.typos)
    words = phrase.reading.words
    said = [at for at in pairs if not words[at].empty]
    if not said:
        return None
    missing = [at for at in phrase.must if at not in pairs]
    used = sorted({place for places in pairs.values() for place in places})
    extras = [at for at in range(len(given)) if at not in used]
    office = all(words[at].text in table.TITLES for at in said)  # beside "judge" a "chief" is no courtesy
    loud = [at for at in extras if not _is_quiet(given, at, scene.asks, office)]
    return Pairing(phrase, given, scene, pairs, slips, said, missing, used, extras, loud)


def _is_quiet(given: Reading, at: int, asks: Asked, office: bool) -> bool:
    word = given.words[at]
    if word.text in table.NEGATORS:
        # "which North Korea never joined" may be said again
        return asks.negated and any(near.keys & asks.keys for near in given.words[at + 1 : at + 3])
    if word.empty or word.filler or word.text in table.VAGUE or not word.keys.isdisjoint(asks.keys):
        return True
    return word.text in table.TITLES and asks.person and not office


def _equals(phrase: Phrase, given: Reading) -> Iterator[tuple[int, tuple[int, ...]]]:
    used: set[int] = set()
    for at, word in enumerate(phrase.reading.words):
        if word.number is None and word.keys.isdisjoint(given.where.keys()):
            continue
        found = [
            place
            for key in word.keys
            for place in given.where.get(key, ())
            if place not in used and not is_other_noun(word.text, given.words[place].text)
        ]
        if word.number is not None and not found:
            found = [place for place, other in enumerate(given.words) if _is_as_short(other, word.number)]
        if found:
            # the word itself before its synonyms, then the first that stands there
            best = min(found, key=lambda place: (given.words[place].text != word.text, place))
            used.add(best)
            yield at, (best,)


def _is_as_short(given: Word, number: float) -> bool:
    """Whether a numeral or the end of a year says the number: "Henry VIII", "UUD 45"."""
    year = _CENTURY <= number < _CENTURY + 100 and len(given.text) == len("45")
    return roman(given.text) == number or (year and given.number == number - _CENTURY)


def _misspelled(phrase: Phrase, given: Reading, pairs: dict[int, tuple[int, ...]], typos: str) -> int:
    """Pair what is left by spelling: typing errors, initials, words torn apart or run together."""
    left = _left(phrase, pairs)
    used = {place for places in pairs.values() for place in places}
    free = [at for at in range(len(given)) if at not in used and not _is_known(given.words[at])] if left else []
    if not free:
        return 0
    slips = _one_by_one(phrase, given, pairs, left, free, typos)
    if all(at in pairs for at in left):
        return slips
    if pairs and free:
        _initialled(phrase, given, pairs, free)
    if len(free) > 1:
        slips += _torn(phrase, given, pairs, free, typos)
    return slips + _run_together(phrase, given, pairs, free, typos)


def _is_known(word: Word) -> bool:
    """A name or a term of the lexicon is no misspelling of anything."""
    return bool(word.ids) or " " in word.text


def _one_by_one(
    phrase: Phrase, given: Reading, pairs: dict[int, tuple[int, ...]], left: list[int], free: list[int], typos: str
) -> int:
    slips = 0
    for at in left:
        sure = phrase.person and sum(not phrase.reading.words[done].empty for done in pairs) > 1
        found = next((place for place in free if _spells(given.words[place], phrase, at, typos, sure)), None)
        if found is not None:
            slips += min(len(given.words[found].text), len(phrase.reading.words[at].text)) > 1  # an initial is none
        elif phrase.person and any(done in pairs for done in phrase.must):
            found = next((place for place in free if _is_short_for(given.words[place].text, phrase, at)), None)
        if found is not None:
            pairs[at] = (found,)
            free.remove(found)
    return slips


def _initialled(phrase: Phrase, given: Reading, pairs: dict[int, tuple[int, ...]], free: list[int]) -> None:
    """Initials in one word beside what is written in full: "WR Supratman"."""
    if not any(at in pairs for at in phrase.must):
        return
    words, shortest = phrase.reading.words, 2 if phrase.person else 3
    for place in [at for at in free if shortest <= len(given.words[at].text) <= _INITIALS]:
        run = _spelled_out(given.words[place].text, [(at, words[at]) for at in range(len(words)) if at not in pairs])
        if run:
            pairs.update(dict.fromkeys(run, (place,)))
            free.remove(place)
    if phrase.person:
        _in_full(phrase, given, pairs, free)


def _in_full(phrase: Phrase, given: Reading, pairs: dict[int, tuple[int, ...]], free: list[int]) -> None:
    """Names where the key has initials: "Bacharuddin Jusuf Habibie" for "BJ", "Joanne Rowling" for "J.K."."""
    words = phrase.reading.words
    for at in _left(phrase, pairs):
        if 1 < len(words[at].text) <= _INITIALS and phrase.reading.tokens[phrase.reading.first[at]].upper:
            names = [(place, given.words[place]) for place in free]
            run = _spelled_out(words[at].text, names)
            if len(names) == 1 and at < min(phrase.must) and names[0][1].text not in table.RELATIONS:
                run = run or _spelled_out(words[at].text[0], names)
            if run:
                pairs[at] = run
                free[:] = [place for place in free if place not in run]


def _spelled_out(letters: str, among: Sequence[tuple[int, Word]]) -> tuple[int, ...]:
    """Where words stand, one after another, that begin with these letters."""
    for start in range(len(among) - len(letters) + 1):
        run = among[start : start + len(letters)]
        follow = run[-1][0] - run[0][0] == len(letters) - 1
        if follow and all(word.text[0] == letter for (_, word), letter in zip(run, letters, strict=True)):
            return tuple(at for at, _ in run)
    return ()


def _torn(phrase: Phrase, given: Reading, pairs: dict[int, tuple[int, ...]], free: list[int], typos: str) -> int:
    """ "tanda tangan" for "tandatangan"."""
    slips = 0
    for at in _left(phrase, pairs):
        for place, following in pairwise([place for place in free if given.words[place].text != "-"]):
            run = given.words[place].text + given.words[following].text
            apart = [given.words[between].text for between in range(place + 1, following)]
            if apart in ([], ["-"]) and _is(run, phrase.reading.words[at].text, typos):
                pairs[at] = (place, following)
                free[:] = [left for left in free if left not in (place, following)]
                slips += 1
                break
    return slips


def _run_together(
    phrase: Phrase, given: Reading, pairs: dict[int, tuple[int, ...]], free: list[int], typos: str
) -> int:
    """ "Kim Ilsung" for "Kim Il Sung"."""
    slips = 0
    solid = [at for at, word in enumerate(phrase.reading.words) if word.text != "-"]
    for at, following in pairwise(solid):
        if at in pairs or following in pairs:
            continue
        run = phrase.reading.words[at].text + phrase.reading.words[following].text
        found = next((place for place in free if _is(given.words[place].text, run, typos)), None)
        if found is not None:
            pairs[at] = pairs[following] = (found,)
            free.remove(found)
            slips += 1
    return slips


def _left(phrase: Phrase, pairs: dict[int, tuple[int, ...]]) -> list[int]:
    words = phrase.reading.words
    return [
        at
        for at, word in enumerate(words)
        if at not in pairs and not word.empty and (word.number is None or word.text.isalpha())
    ]


def _spells(given: Word, phrase: Phrase, at: int, typos: str, sure: bool) -> bool:
    wanted = phrase.reading.words[at]
    if given.empty or given.number is not None:
        return False
    if phrase.person and len(phrase.reading) > 1 and 1 in (len(given.text), len(wanted.text)):
        return given.text[0] == wanted.text[0]
    if len(given.text) == 1 and wanted.text in table.KINDS:
        return given.text == wanted.text[0]  # "d. Toba"
    if len(wanted.text) <= _ACRONYM and phrase.reading.tokens[phrase.reading.first[at]].upper:
        return len(wanted.text) == _ACRONYM and is_fumbled(given.text, wanted.text)
    if phrase.name and len(phrase.reading) > 1 and is_voiced(given.text, wanted.text):
        return True
    return any(
        _is_about_as_long(given.text, way) and is_misspelling(given.text, way, typos, named=sure)
        for way in (wanted.text, *american(wanted.text))
    ) and (sure or not _means_other(given, wanted))


def _means_other(given: Word, wanted: Word) -> bool:
    """Whether both are known words, for two things: "perang" is no slip for "perak"."""
    said, meant = ({key for key in each.keys if key.startswith("= ")} for each in (given, wanted))
    return bool(said and meant) and said.isdisjoint(meant)


def _is_short_for(given: str, phrase: Phrase, at: int) -> bool:
    """Whether a given name is clipped: "Condi Rice", "Alex"."""
    wanted, stem = phrase.reading.words[at].text, given.removesuffix("ie").removesuffix("y").removesuffix("i")
    kept = len(stem) >= _CLIPPED and len(wanted) - len(given) >= _CLIPPED
    return kept and wanted.startswith(stem) and at not in phrase.must and wanted not in table.TITLES


def _is(given: str, wanted: str, typos: str) -> bool:
    return given == wanted or (_is_about_as_long(given, wanted) and is_misspelling(given, wanted, typos))


def _is_about_as_long(given: str, wanted: str) -> bool:
    return abs(len(given) - len(wanted)) <= _MOST_SLIPS
