"""Which words are of the language, and which can only be names."""

from functools import lru_cache

from bot.generation.tables import Tables

_PREFIXES = (
    ("", ""), ("ber", ""), ("ter", ""), ("di", ""), ("per", ""), ("ke", ""), ("se", ""), ("pe", ""), ("me", ""),
    ("berpe", ""), ("dipe", ""),
    ("diper", ""), ("memper", ""), ("menge", ""),
    # before these the first letter of the root may be lost
    ("pen", "t"), ("pem", "p"), ("peng", "k"), ("peny", "s"), ("men", "t"), ("mem", "p"), ("meng", "k"), ("meny", "s"),
)  # fmt: skip
_SUFFIXES = ("", "an", "kan", "i", "nya", "annya", "kannya", "inya")


def is_common(word: str, table: Tables) -> bool:
    """Whether the word, written small, is one of the language rather than a name."""
    if table.language == "id":
        return has_root(word)
    from lemminflect import getAllLemmas  # noqa: PLC0415 - 50 MB that only English needs

    return bool(getAllLemmas(word))


@lru_cache(maxsize=50_000)
def has_root(word: str) -> bool:
    """Whether an Indonesian root is left when its affixes are taken off.

    >>> has_root("menewaskan"), has_root("pyongyang")
    (True, False)
    """
    known = roots()
    for prefix, lost in _PREFIXES:
        if word.startswith(prefix):
            stem = word[len(prefix) :]
            for suffix in _SUFFIXES:
                root = stem.removesuffix(suffix) if stem.endswith(suffix) else ""
                if len(root) > 2 and (root in known or (lost and lost + root in known)):
                    return True
    return False


@lru_cache(maxsize=1)
def roots() -> frozenset[str]:
    """The roots that PySastrawi knows: 30,000 words, read on first use."""
    from Sastrawi.Stemmer.StemmerFactory import StemmerFactory  # noqa: PLC0415

    return frozenset(StemmerFactory().get_words())
