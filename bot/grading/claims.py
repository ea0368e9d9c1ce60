"""Whether what was said beside the key makes it another claim: "tentara Rusia" is no answer to "Rusia"."""

from dataclasses import dataclass
from itertools import pairwise

from bot.grading import words as table
from bot.grading.affixes import voice
from bot.grading.pairing import Pairing
from bot.grading.phrases import BOUNDS
from bot.grading.reading import Word
from bot.grading.roles import exchanged, flipped, redirected

# A word such as "daughter" or "near" turns what stands at most this many words away.
_REACH = 3
_PREPOSITIONS = table.these(
    """di ke dari pada oleh untuk kepada dengan dalam adalah ialah yaitu yakni terhadap
    in at on by to from is was with"""
)
_PLACES_OF_NATURE = table.these(
    """planet bulan moon sungai kali bengawan danau telaga laut selat teluk gunung bukit pulau samudra samudera lautan
    gurun
    tanjung lembah jalan suku river lake sea strait bay gulf mount mountain hill island islands ocean desert cape
    valley street tribe"""
)
# A name of something else may have one of these instead of its kind: the palace of Versailles is no treaty.
_BUILT = table.these(
    """
    istana palace museum universitas university sekolah school hotel gereja church masjid mosque jembatan bridge
    bandara airport pelabuhan port menara tower
"""
)
_AGES = (table.these("jr junior"), table.these("sr senior"))
_COUNTRY = table.these("negara country countrys state")
# Not "democratic" nor "people's": where there are two of a name, one of them is called so.
_STYLES = table.these("islamic islam federal federasi federation federative persekutuan hashemite plurinational")
_LETTERS = 2  # words so short are the signs of a formula
_POSSESSIVES = table.these("his her their its")
_SINCE = table.these("tahun sejak since year pada tanggal")
_ARTICLES = table.these("one satu")
_PAIRS = table.these("sepasang pasang pair couple")
_COUNTERS = table.these("ekor buah pasang unit helai lembar potong batang butir")
# A team is called by its country: "the Spanish national team".
_TEAMS = table.these("team side squad")
# What a thing of some type may be called beside its name.
_KINDS_OF = {
    "country": table.these("negara country state nation republik republic bangsa kerajaan kingdom"),
    "place": table.these(
        """kota city wilayah provinsi daerah kabupaten region province area district town village desa pulau island
        stasiun station pelabuhan port bandara airport ibukota capital ibu
        pantai beach resort resor kawasan zona zone kompleks complex"""
    ),
    "organisation": table.these(
        "organisasi lembaga badan partai organisation organization agency party grup kelompok group"
    ),
    "document": table.these("perjanjian traktat pakta resolusi deklarasi treaty pact resolution declaration"),
    "weapon": table.these("rudal misil roket missile rocket"),
    "event": table.these("perang pertempuran operasi war battle operation"),
}


@dataclass(frozen=True)
class Claim:
    """Why a response says something else, and the word that does it."""

    reason: str
    word: Word


def other_claim(pairing: Pairing) -> Claim | None:
    """The first word that turns the key into something else."""
    return (
        _younger(pairing)
        or _turned(pairing)
        or _joined(pairing)
        or _headed(pairing)
        or _reordered(pairing)
        or _exchanged(pairing)
        or _bounded(pairing)
        or _undergoes(pairing)
    )


def stranger(pairing: Pairing) -> Word | None:
    """An unknown word where a word of the key was left out: "Luke Skywalker" for "Anakin Skywalker"."""
    found = next((at for at in pairing.loud if _replaces(pairing, at)), None)
    if found is None or not (_left_out(pairing) or _strays(pairing) or _is_namesake(pairing, found)):
        return None
    return pairing.given.words[found]


def _replaces(pairing: Pairing, at: int) -> bool:
    """Whether a word stands in the place of one of the key's, and not in an aside."""
    given = pairing.given
    if given.segment[at] not in pairing.here:
        return False
    if given.words[at].text in table.NAMERS:
        return given.words[at].text in table.TITLES and (_is_office(pairing) or not pairing.scene.asks.person)
    if pairing.phrase.person and pairing.used[0] < at < pairing.used[-1]:
        return False  # a middle name
    return at == 0 or given.words[at - 1].text not in _PREPOSITIONS


def _is_office(pairing: Pairing) -> bool:
    return all(pairing.phrase.reading.words[place].text in table.TITLES for place in pairing.said)


def _left_out(pairing: Pairing) -> bool:
    """Whether a word of the key was not said, beside titles and what only describes a name."""
    reading = pairing.phrase.reading
    return any(
        at not in pairing.pairs and not word.empty and word.text not in table.TITLES
        and (not pairing.phrase.proper or reading.tokens[reading.first[at]].capital)
        for at, word in enumerate(reading.words)
    )  # fmt: skip


def _strays(pairing: Pairing) -> bool:
    """Whether a word was misspelled by more than the usual spelling, "sholat" for "salat"."""
    words, given = pairing.phrase.reading.words, pairing.given.words
    usual = (
        sum(
            words[at].text != given[pairing.pairs[at][0]].text and _is_usual(words[at], given[pairing.pairs[at][0]])
            for at in pairing.said
        )
        if pairing.slips
        else 0
    )
    return pairing.slips > usual


def _is_usual(wanted: Word, given: Word) -> bool:
    return table.STANDARD.get(wanted.text, wanted.text) == table.STANDARD.get(given.text, given.text)


def _is_namesake(pairing: Pairing, at: int) -> bool:
    """Whether all that was said of a known person is a family name, with a given name that is not theirs."""
    if not pairing.scene.asks.person or pairing.phrase.types != {"person"} or len(pairing.used) > 1:
        return False
    alone = " " not in pairing.given.words[pairing.used[0]].text
    return alone and abs(at - pairing.used[0]) == 1 and not _is_verb(pairing.given.words[at].text)


def _turned(pairing: Pairing) -> Claim | None:
    for at in pairing.loud:
        word = pairing.given.words[at]
        if word.text in table.NEGATORS and not _answers_first(pairing, at):
            return Claim("negated", word)
        if word.text in table.RELATIONS and _relates(pairing, at):
            return Claim("other_claim", word)
        if not word.keys.isdisjoint(table.DIRECTIONS) and _is_beside_place(pairing, at):
            return Claim("other_claim", word)
        if at and f"{pairing.given.words[at - 1].text} {word.text}" in table.COMPOUNDS:
            return Claim("other_claim", word)
        if word.text in table.REVERSALS or _is_converse(pairing, word):
            return Claim("opposite", word)
        if word.number is not None and pairing.given.segment[at] in pairing.here and not _is_beside(pairing, at):
            return Claim("number_differs", word)
    return None


def _is_beside_place(pairing: Pairing, at: int) -> bool:
    """Whether it stands right beside a name that is no person's: not as the "Black" of Black Jack Pershing."""
    return bool({at - 1, at + 1} & set(pairing.used)) and pairing.phrase.name and not pairing.phrase.person


def _younger(pairing: Pairing) -> Claim | None:
    """The father for the son."""
    for at in pairing.extras:
        word = pairing.given.words[at]
        other = next((_AGES[1 - place] for place, ages in enumerate(_AGES) if word.text in ages), frozenset())
        if other and any(each.text in other for each in pairing.phrase.reading.words):
            return Claim("other_claim", word)
    return None


def _answers_first(pairing: Pairing, at: int) -> bool:
    """ "Tidak, tidak diperpanjang" answers yes or no before it says the key, which denies as well."""
    given, denies = pairing.given, any(word.text in table.NEGATORS for word in pairing.phrase.reading.words)
    return denies and given.words[0].text in table.NEGATORS and given.segment[0] != given.segment[max(at, 1)]


def _is_converse(pairing: Pairing, word: Word) -> bool:
    """Whether it says the other way round what the key or the question says: "menang" for "kalah"."""
    keys = {key for each in pairing.phrase.reading.words for key in each.keys} | pairing.scene.asks.words
    return any(not word.keys.isdisjoint(this) and not keys.isdisjoint(that) for this, that in table.CONVERSES)


def _relates(pairing: Pairing, at: int) -> bool:
    """Whether "daughter" or "near" is said of the key, and not of it in passing: "Kim Jong Un, his son"."""
    if _describes(pairing, at):
        return False
    if pairing.given.segment[at] not in pairing.here or min(abs(place - at) for place in pairing.used) > _REACH:
        return False
    return at == 0 or pairing.given.words[at - 1].text not in _POSSESSIVES


def _describes(pairing: Pairing, at: int) -> bool:
    """Whether a relation after the key says who the key is: "Kim Jong Un cucu Kim Il Sung"."""
    given = pairing.given
    if at < pairing.used[-1] or at + 1 == len(given) or given.tokens[given.first[at] - 1].owner:
        return False
    if given.words[at + 1].text in table.OF:
        return True
    return pairing.scene.indonesian and at + 1 in pairing.loud and given.segment[at + 1] == given.segment[at]


def _is_beside(pairing: Pairing, at: int) -> bool:
    """Whether a number only dates or counts what was said: "Kim Jong Un in 2011", "dua ekor anjing"."""
    if any(word.number is not None for word in pairing.phrase.reading.words):
        return False
    if pairing.given.words[at].text in _ARTICLES:
        return True
    if pairing.given.words[at].number == 2 and any(word.text in _PAIRS for word in pairing.phrase.reading.words):
        return True
    before = pairing.given.words[at - 1].text if at else ""
    after = pairing.given.words[at + 1].text if at + 1 < len(pairing.given) else ""
    return before in _PREPOSITIONS or before in _SINCE or after in _COUNTERS


def _joined(pairing: Pairing) -> Claim | None:
    """What an "and" joins to the key, or what stands in a row with it where the key is a row itself."""
    for at, word in enumerate(pairing.given.words):
        if word.text in table.AND:
            added = _beside(pairing, at, 1, -1) or _beside(pairing, at, -1, 1)
            if added:
                return Claim("extra_answer", added)
    if _is_row(pairing):
        for at in pairing.loud:
            if pairing.given.segment[at] not in pairing.here:
                return Claim("extra_answer", pairing.given.words[at])
    return None


def _beside(pairing: Pairing, at: int, added: int, said: int) -> Word | None:
    """What stands on one side of an "and" whose other side is the key; an article may stand between."""
    here = [place for place in (at + said, at + 2 * said) if place in pairing.used]
    if at + added in pairing.used or not any(
        pairing.given.segment[place] == pairing.given.segment[at] for place in here
    ):
        return None
    return next((pairing.given.words[place] for place in (at + added, at + 2 * added) if place in pairing.loud), None)


def _headed(pairing: Pairing) -> Claim | None:
    """Another word has become what the phrase is about."""
    for at in pairing.loud:
        counts = pairing.given.words[at].number is not None
        if not counts and pairing.given.segment[at] in pairing.here and _takes_over(pairing, at):
            return Claim("other_claim", pairing.given.words[at])
    return None


def _takes_over(pairing: Pairing, at: int) -> bool:
    phrase, word = pairing.phrase, pairing.given.words[at]
    first, last = pairing.core[0], pairing.core[-1]
    if at == last + 1 and pairing.given.tokens[pairing.given.first[at] - 1].owner:
        return True  # "NASA's contractor"
    if at > last and _is_of_people(pairing, last):
        itself = word.text in _TEAMS or (at == last + 1 and word.text in _KINDS_OF["country"])
        return _ends(pairing, at) and not itself
    if word.text in table.KINDS:
        if phrase.person:
            return at in (first - 1, last + 1) and not _is_courtesy(pairing, at)
        of = pairing.given.words[first - 1].text in table.OF  # "the Palace of Versailles"
        if at in (first - 1 - of, last + 1) and _is_elsewhere(pairing, word):
            return True
        return bool(phrase.types) and abs(at - first) < _REACH and not _suits(pairing, word)
    if phrase.person:
        return at < first and _governs(pairing, at, first)
    if at < first:
        return _governs(pairing, at, first) or (pairing.scene.indonesian and not _is_loose(pairing, at, first))
    if at > last:
        # In English a noun right after the key takes its place: "Russia sanctions".
        known_or_common = bool(phrase.types - {"person"}) or not phrase.proper
        if at != last + 1 or (pairing.scene.indonesian and not _is_foreign(pairing, last)):
            return False
        return (known_or_common and not pairing.scene.indonesian) or _is_head(pairing, at)
    if phrase.name and _splits(pairing, at):
        return True
    formula = all(len(word.text) <= _LETTERS for word in phrase.reading.words)  # "O(log n)" is not "O(n)"
    return (phrase.name or formula) and _parts_needed(pairing, at) and not _is_row(pairing)


def _is_of_people(pairing: Pairing, at: int) -> bool:
    """Whether a country was said by what belongs to it: "German" for "Jerman"."""
    texts = {word.text for word in pairing.phrase.reading.words}
    return pairing.given.words[at].text in table.PEOPLES - texts


def _ends(pairing: Pairing, at: int) -> bool:
    """Whether a stretch of the response ends there: "German Democratic Republic" is a republic."""
    return at + 1 == len(pairing.given) or pairing.given.segment[at + 1] != pairing.given.segment[at]


def _reordered(pairing: Pairing) -> Claim | None:
    """A score of 3-1 is not one of 1-3, nor is H2SO4 H4SO2."""
    reading = pairing.phrase.reading
    order = [pairing.pairs[at][0] for at in sorted(pairing.said)]
    numbers = [reading.words[at].number is not None for at in pairing.said]
    formula = any(numbers) and all(token.joined for token in reading.tokens[1:])
    counts = len(order) > 1 and (all(numbers) or formula)
    return Claim("number_differs", pairing.given.words[order[0]]) if counts and order != sorted(order) else None


def _exchanged(pairing: Pairing) -> Claim | None:
    """Who gave has become who received, or where it came from where it went."""
    said = pairing.phrase.reading, pairing.given, pairing.pairs
    swapped = exchanged(*said) or (pairing.phrase.deeds and flipped(*said, pairing.phrase.deeds))
    reason = "role_swap" if swapped else "opposite" if redirected(*said) else ""
    return Claim(reason, pairing.given.words[pairing.core[0]]) if reason else None


def _bounded(pairing: Pairing) -> Claim | None:
    """Less than for more than."""
    if not pairing.phrase.bounds:
        return None
    given = pairing.given.words
    for at, (one, other) in enumerate(pairwise(given)):
        if BOUNDS.get(f"{one.text} {other.text}") in pairing.phrase.bounds:
            return Claim("opposite", given[at])
    return None


def _undergoes(pairing: Pairing) -> Claim | None:
    """Whether another does to the key what the question asks who did: "Indonesia menyerang Belanda"."""
    words = pairing.given.words
    for at in pairing.extras if pairing.scene.asks.doing else ():
        doer = words[at - 1] if at and words[at].text in pairing.scene.asks.doing else None
        if doer and not (doer.empty or doer.filler) and pairing.core[0] > at and at - 1 not in pairing.used:
            return Claim("role_swap", doer)
    return None


def _is_foreign(pairing: Pairing, at: int) -> bool:
    """Whether the key was said by its name in the other language: "Netherlands" for "Belanda"."""
    words = pairing.phrase.reading.words
    key = next(place for place, places in pairing.pairs.items() if at in places)
    return (
        not pairing.slips
        and words[key].keys != pairing.given.words[at].keys
        and _means(words[key]) == _means(pairing.given.words[at])
    )


def _means(word: Word) -> set[str]:
    return {key for key in word.keys if key.startswith("= ")}


def _is_head(pairing: Pairing, at: int) -> bool:
    """Whether a name of one word became part of another name, "Mars bar"; "Paris France" only says where it is."""
    alone = len(pairing.core) == 1 and pairing.phrase.name and pairing.loud == [at] and at + 1 == len(pairing.given)
    where = pairing.scene.asks.place and pairing.scene.asks.words.isdisjoint(_COUNTRY)
    return alone and not where and not pairing.given.words[at].ids


def _is_elsewhere(pairing: Pairing, word: Word) -> bool:
    """Whether the key or the question names another kind of place: "Laut Sunda" is not "Selat Sunda"."""
    if word.text in _BUILT:
        kinds = [each for each in pairing.phrase.reading.words if each.text in table.KINDS]
        return bool(kinds) and all(word.keys.isdisjoint(each.keys) for each in kinds)
    if word.text not in _PLACES_OF_NATURE:
        return False
    own = [each for each in pairing.phrase.reading.words if each.text in _PLACES_OF_NATURE]
    asked = _PLACES_OF_NATURE & pairing.scene.asks.words
    told = {key for each in own for key in each.keys} | (pairing.scene.asks.keys if asked else set())
    return bool(told) and word.keys.isdisjoint(told)


def _is_courtesy(pairing: Pairing, at: int) -> bool:
    """Whether a word beside a name is a title, as the "kota" of "wali kota" is; "Kota Ho Chi Minh" is a city."""
    words = pairing.given.words
    return words[at].text in table.TITLES or (at > 0 and words[at - 1].text == "wali")


def _governs(pairing: Pairing, at: int, first: int) -> bool:
    """ "the president of Russia" is about the president."""
    if _is_style(pairing, at):
        return False
    return any(pairing.given.words[place].text in table.OF for place in range(at + 1, first))


def _is_loose(pairing: Pairing, at: int, first: int) -> bool:
    """In Indonesian a noun right before the key takes its place; a verb, a title or a preposition does not."""
    if any(pairing.given.words[place].text in _PREPOSITIONS for place in range(at + 1, first)):
        return True
    text = pairing.given.words[at].text
    return _is_verb(text) or _is_style(pairing, at) or (text in table.TITLES and not pairing.phrase.types)


def _is_style(pairing: Pairing, at: int) -> bool:
    """Whether it only says how a country calls itself: "Islamic Republic of Iran"."""
    return pairing.given.words[at].text in _STYLES and not pairing.scene.asks.words.isdisjoint(_COUNTRY)


def _parts_needed(pairing: Pairing, at: int) -> bool:
    """Whether an unknown word stands between two words that belong together."""
    needed = [place for must in pairing.phrase.must for place in pairing.pairs[must]]
    return min(needed) < at < max(needed)


def _splits(pairing: Pairing, at: int) -> bool:
    """Whether it stands between a name and its kind, which the key has side by side: "East China Sea"."""
    said = {place: key for key, places in pairing.pairs.items() for place in places}
    words, before = pairing.phrase.reading.words, said.get(at - 1, -1)
    beside = before >= 0 and said.get(at + 1) == before + 1
    return beside and not _PLACES_OF_NATURE.isdisjoint((words[before].text, words[before + 1].text))


def _suits(pairing: Pairing, word: Word) -> bool:
    """Whether a kind of thing may stand beside a known name: "kota Moskow", not "jembatan Tumen"."""
    if pairing.phrase.kinds:
        return bool(word.keys & pairing.phrase.kinds)
    return any(word.text in _KINDS_OF.get(kind, ()) for kind in pairing.phrase.types)


def _is_row(pairing: Pairing) -> bool:
    reading = pairing.phrase.reading
    return len(set(reading.segment)) > 2 or any(word.text in table.AND for word in reading.words)


def _is_verb(text: str) -> bool:
    return voice(text) is not None or text.startswith("ber")
