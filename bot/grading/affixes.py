"""What is left of a word without its affixes, in Indonesian and English, and whether it is a real word at all."""

from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path

# me- and pe- swallow or soften the first letter of the root: (what is written, what the root may begin with).
_NASAL = (
    ("meny", ("s",)), ("meng", ("", "k")), ("mem", ("", "p")), ("men", ("", "t")), ("me", ("",)),
    ("peny", ("s",)), ("peng", ("", "k")), ("pem", ("", "p")), ("pen", ("", "t")), ("pe", ("",)),
)  # fmt: skip
# Spoken Indonesian leaves out the me-: "nebang", "ngirim".
_SPOKEN = (("ny", ("s", "c")), ("nge", ("",)), ("ng", ("", "k")), ("n", ("t",)), ("m", ("p",)))
_PLAIN = ("memper", "diper", "keter", "keber", "penge", "menge", "pember", "ber", "ter", "per", "bel", "di", "ke", "se")
_CLITICS = ("nya", "lah", "kah", "pun", "ku", "mu")
_VOWELS = frozenset("aeiou")
_SUFFIXES = ("kan", "an", "i")
_SHORTEST_WITH_I = 6  # "akhiri", "turuti"
# Roots that dictionaries write as two words, or that are younger than the list.
_MORE_ROOTS = frozenset(
    {"tandatangan", "setuju", "kerjasama", "tanggungjawab", "veto", "rudal", "kremlin", "drone", "internet"}
)
_ENGLISH_ENDINGS = (
    ("ies", "y"), ("ied", "y"), ("es", ""), ("es", "e"), ("s", ""), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"),
    ("ers", ""), ("ers", "e"), ("er", ""), ("er", "e"), ("ors", ""), ("or", ""), ("or", "e"),
    ("acy", "ate"), ("ance", "ant"), ("ence", "ent"), ("ation", "e"), ("ation", ""), ("ion", ""), ("ion", "e"),
    ("ment", ""), ("ly", ""), ("al", ""), ("able", "e"), ("able", ""),
)  # fmt: skip
# Learned words end so in English, and so in Indonesian.
_LOANS = (
    ("ization", "isasi"), ("isation", "isasi"), ("ation", "asi"), ("ition", "isi"), ("ction", "ksi"), ("ption", "psi"),
    ("ution", "usi"), ("ssion", "si"), ("sion", "si"), ("tion", "si"), ("ity", "itas"), ("ism", "isme"),
    ("ology", "ologi"), ("graphy", "grafi"), ("nomy", "nomi"), ("cracy", "krasi"), ("ical", "ik"), ("ics", "ika"),
    ("ide", "ida"), ("ic", "ik"), ("is", "ik"), ("ive", "if"), ("ency", "ensi"), ("ence", "ensi"), ("ance", "ansi"),
    ("ancy", "ansi"),
)  # fmt: skip
_LOAN_LETTERS = (
    ("ph", "f"), ("th", "t"), ("ch", "k"), ("cc", "ks"), ("ce", "se"), ("ci", "si"), ("ck", "k"), ("c", "k"),
    ("x", "ks"), ("qu", "ku"), ("y", "i"), ("eu", "e"), ("v", "f"), ("ll", "l"), ("mm", "m"), ("nn", "n"), ("pp", "p"),
    ("rr", "r"), ("ss", "s"), ("tt", "t"), ("ff", "f"),
)  # fmt: skip


# What English verbs become that do not take -ed; after each the forms that lead back to it.
_IRREGULAR = {
    form: verb
    for line in """
    become became, begin began begun, bind bound, blow blew blown, break broke broken, bring brought, build built,
    buy bought, catch caught, choose chose chosen, come came, deal dealt, draw drew drawn, drive drove driven,
    eat ate eaten, fall fell fallen, feed fed, feel felt, fight fought, find found, flee fled, fly flew flown,
    forbid forbade forbidden, forget forgot forgotten, forgive forgave forgiven, freeze froze frozen, give gave given,
    go went gone, grow grew grown, hear heard, hide hid hidden, hold held, keep kept, know knew known, lead led,
    leave left, lend lent, lose lost, make made, mean meant, meet met, pay paid, ride rode ridden, ring rang rung,
    rise rose risen, run ran, see seen, seek sought, sell sold, send sent, shake shook shaken, shoot shot, sing sang
    sung, sink sank sunk, speak spoke spoken, spend spent, stand stood, steal stole stolen, strike struck, swear swore
    sworn, swim swam swum, take took taken, teach taught, tell told, think thought, throw threw thrown,
    understand understood, wear wore worn, win won, withdraw withdrew withdrawn, write wrote written
    """.split(",")
    for verb, *forms in [line.split()]
    for form in forms
}


def voice(word: str) -> str | None:
    """`active` or `passive` for a verb that says so, in Indonesian."""
    if word.startswith("me") and indonesian_roots(word) - {word}:
        return "active"
    if word.startswith("di") and len(word) > 4 and indonesian_roots(word) - {word}:
        return "passive"
    return None


def is_past(word: str) -> bool:
    """Whether it is an English verb in the past: "gave", "supplied"."""
    return word in _IRREGULAR or (word.endswith("ed") and len(word) > 4)


@lru_cache(maxsize=65536)
def indonesian_roots(word: str) -> frozenset[str]:
    """The dictionary roots that `word` may be built on.

    >>> sorted(indonesian_roots("penandatanganan"))
    ['tandatangan']
    >>> sorted(indonesian_roots("membantu"))
    ['bantu']
    """
    known = dictionary()
    found = {root for root in bare_forms(word) if root in known and len(root) > 2}
    if len(word) < _SHORTEST_WITH_I:
        found -= {word.removesuffix("i")}  # "Kutai" is not built on "kuta"
    # "perangkat" is not "rang", nor "kepala" "pala": a word of the dictionary is first of all itself.
    if word in known:
        return frozenset({word} | {root for root in found if len(root) > 3 and not _is_chance(word, root)})
    return frozenset(found or _spoken_roots(word))


def _is_chance(word: str, root: str) -> bool:
    """Whether too little is left over to be an affix: the "ke" of "kepala", the "i" of "gulai"."""
    more = len(word) - len(root)
    return (word.endswith(root) and more < 3) or (word.startswith(root) and more < 2)


def _spoken_roots(word: str) -> set[str]:
    bare = {word} | {word.removesuffix(end) for end in ("in", "kan", "nya", "an") if word.endswith(end)}
    found = {
        letter + part.removeprefix(start)
        for part in bare for start, letters in _SPOKEN if part.startswith(start) for letter in letters
    }  # fmt: skip
    if word.endswith("in"):
        found |= bare_forms(word.removesuffix("in"))  # "dipulangin"
    return {root for root in found if len(root) > 3 and root in dictionary()}


@lru_cache(maxsize=65536)
def english_stems(word: str) -> frozenset[str]:
    """What remains of an English word without its endings; short remains are no evidence."""
    stems = {word, _IRREGULAR.get(word, word)}
    for ending, instead in _ENGLISH_ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= (3 if ending == "s" else 4):
            stem = word.removesuffix(ending)
            stems.add(stem + instead)
            if len(stem) > 4 and stem[-1] == stem[-2]:
                stems.add(stem[:-1])
    return frozenset(stems)


@lru_cache(maxsize=65536)
def loan(word: str) -> str | None:
    """A learned word as Indonesian writes it, from whichever of the languages it comes; None for any other word.

    >>> loan("deportation"), loan("deportasi"), loan("neutrality"), loan("netralitas"), loan("kuda")
    ('deportasi', 'deportasi', 'netralitas', 'netralitas', None)
    """
    for english, ours in _LOANS:
        ending = next((end for end in (english, ours) if word.endswith(end)), None)
        if ending:
            stem = word.removesuffix(ending)
            for foreign, here in _LOAN_LETTERS:
                stem = stem.replace(foreign, here)
            return stem + ours
    return None


def is_agent(word: str) -> bool:
    """Whether it is who does something, and not what is done: "pendidik" beside "pendidikan"."""
    return word.startswith("pe") and not word.endswith("an") and bool(indonesian_roots(word) - {word})


def is_other_noun(word: str, other: str) -> bool:
    """Whether two nouns of one root are built in different ways: a "penemuan" is no "pertemuan".

    >>> is_other_noun("pertemuan", "penemuan"), is_other_noun("pertemuan", "bertemu")
    (True, False)
    """
    one, two = _built(word), _built(other)
    return bool(one and two) and one != two


@lru_cache(maxsize=65536)
def _built(word: str) -> str:
    """What stands before the root of a noun in -an: "ke", "per" or "pe"; nothing for any other word."""
    word = word.removesuffix("nya")
    if not word.endswith("an") or not indonesian_roots(word) - {word}:
        return ""
    return next((start for start in ("ke", "per", "pe") if word.startswith(start)), "")


def is_indonesian(word: str) -> bool:
    """Whether `word` is in the dictionary or built from a word that is, with the usual affixes."""
    return word in dictionary() or bool(indonesian_roots(word))


@cache
def dictionary() -> frozenset[str]:
    """The roots of Indonesian as PySastrawi lists them; only its data file is read."""
    spec = find_spec("Sastrawi")
    if spec is None or not spec.submodule_search_locations:  # pragma: no cover - a dependency of ours
        return _MORE_ROOTS
    path = Path(spec.submodule_search_locations[0], "Stemmer", "data", "kata-dasar.txt")
    return frozenset(path.read_text(encoding="utf-8").split()) | _MORE_ROOTS


@lru_cache(maxsize=65536)
def bare_forms(word: str) -> frozenset[str]:
    """Everything that may be left of a word, known or not."""
    without_clitic = {word} | {word.removesuffix(end) for end in _CLITICS if word.endswith(end)}
    without_suffix = without_clitic | {
        part.removesuffix(end) for part in without_clitic for end in _SUFFIXES if part.endswith(end)
    }
    return frozenset(root for part in without_suffix for root in _without_prefix(part))


def _without_prefix(word: str) -> set[str]:
    found = {word}
    for prefix in _PLAIN:
        if word.startswith(prefix):
            rest = word.removeprefix(prefix)
            found.add(rest)
            if prefix[-1] == "r" and rest[:1] in _VOWELS:
                found.add("r" + rest)  # "memperebutkan"
            if prefix in {"di", "ke", "se", "ber", "ter"}:
                found |= {rest.removeprefix(inner) for inner in ("ber", "per", "ter", "pe") if rest.startswith(inner)}
    for prefix, letters in _NASAL:
        if word.startswith(prefix):
            found |= {letter + word.removeprefix(prefix) for letter in letters}
    return found
