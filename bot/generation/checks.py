"""What must not go out: a question that gives its answer away, points to nothing, or breaks off."""

import re

from bot.generation.article import Article
from bot.generation.facts import Fact

# More words than this in a question is a text to read.
LONGEST = {"wh": 20, "cloze": 33}


def faults(question: str, kind: str, fact: Fact, article: Article) -> set[str]:
    """The names of what is wrong with a question; an empty set where nothing is."""
    found: set[str] = set()
    answer = fact.answer.text
    words = re.findall(r"[\w'’-]+", question.replace("____", " "))
    small = [word.lower() for word in words]
    if tells(question, answer):
        found.add("gives-the-answer")
    if _loses_the_speaker(small, fact):
        found.add("speaker-lost")
    if _points_nowhere(words, small, article.language, article.names):
        found.add("unresolved")
    if (
        any(question.count(left) != question.count(right) for left, right in ("()", "[]", "“”"))
        or question.count('"') % 2
    ):
        found.add("unbalanced")
    if not 3 <= len(words) <= LONGEST[kind]:
        found.add("length")
    end = re.sub(r"[?.\s]+$", "", question)
    open_end = _DANGLING | (_REPORTS if kind == "cloze" else frozenset())
    if end[-1:] in ",;:-–(" or (not end.endswith("____") and small and small[-1] in open_end):
        found.add("breaks-off")
    if re.search(r" [,.;:?!]|  ", question):
        found.add("spacing")
    return found


def tells(question: str, answer: str) -> bool:
    """Whether the whole answer can be read in the question."""
    asked = _figures(question.replace("____", " "))
    core = _figures(answer)
    while core and core[0] in _AROUND:
        core = core[1:]
    while core and core[-1] in _AROUND:
        core = core[:-1]
    return _contains(asked, core)


def _figures(text: str) -> list[str]:
    """The words in small letters, small numbers in figures: "second" tells "two"."""
    return [_FIGURES.get(word, word) for word in re.findall(r"\w+", text.lower())]


_COUNTS = (
    ("satu one first pertama", "dua two second kedua", "tiga three third ketiga", "empat four fourth keempat"),
    ("lima five fifth kelima", "enam six sixth keenam", "tujuh seven seventh ketujuh", "delapan eight eighth kedelapan"),
)
_FIGURES = {
    word: str(figure)
    for figure, written in enumerate((*_COUNTS[0], *_COUNTS[1]), 1)
    for word in written.split()
}


_AROUND = frozenset("tahun tanggal bulan hari the a an in of sekitar hampir about pada di abad year month day".split())
_DANGLING = frozenset(
    "yang dan atau dengan untuk pada di ke dari oleh bahwa karena sebagai para serta the a an and or but that".split()
)
# Behind these comes what was said; without it the sentence breaks off.
_REPORTS = frozenset("argued said stated claimed noted believed suggested mengatakan menyatakan menegaskan".split())
_POINTERS = {
    "id": frozenset("dia ia mereka beliau keduanya tersebut ini itu kami kita saya aku kamu anda".split()),
    "en": frozenset("he she they him them his hers their its it this these those we our i my us you your such".split()),
}


def _points_nowhere(words: list[str], small: list[str], language: str, names: frozenset[str]) -> bool:
    """A pronoun first, or before any name."""
    at = 2 if small[:2] == ["apa", "itu"] else 0
    while at < len(small) and small[at] in _ASKING:
        at += 1
    if at < len(small) and words[at] != "US" and small[at] in _POINTERS[language] | {"that", "ketiganya"}:
        return True
    named = bool(words) and words[0] in names
    for place, word in enumerate(small):
        named |= place > 0 and words[place][0].isupper()
        if word in _BEFORE_NAMES[language] and not named:
            return True
    return False


_ASKING = frozenset(
    """
    siapa apa kapan di ke dari mana berapa mengapa pada tahun nama adalah yang oleh sejak who whom what
    which when where why how many much did does do is are was were will in on at by to from of the
    """.split()
)
_BEFORE_NAMES = {
    "id": frozenset("dia ia mereka beliau keduanya tersebut".split()),
    "en": frozenset("he she they him his them their its it".split()),
}


def _loses_the_speaker(asked: list[str], fact: Fact) -> bool:
    """What the article says "according to" somebody is never asked as if it were so."""
    begins = fact.read.words[0].small
    in_the_claim = fact.answer.start > fact.read.text.find(",")
    return begins in {"menurut", "according"} and begins not in asked and in_the_claim


def _contains(words: list[str], part: list[str]) -> bool:
    return bool(part) and any(words[at : at + len(part)] == part for at in range(len(words) - len(part) + 1))
