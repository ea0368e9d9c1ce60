"""What must not go out: a question that gives its answer away, points to nothing, or breaks off."""

import re

from bot.generation.article import Article
from bot.grading.normalise import tokens

# More words than this in a question is a text to read.
LONGEST = {"wh": 22, "cloze": 30}


def faults(question: str, answer: str, kind: str, article: Article) -> set[str]:
    """The names of what is wrong with a question; an empty set where nothing is."""
    table = article.table
    found: set[str] = set()
    words = re.findall(r"[\w'’-]+", question.replace("____", " "))
    small = [word.lower() for word in words]
    if _contains(small, [word.lower() for word in re.findall(r"[\w'’-]+", answer)]):
        found.add("gives-the-answer")
    if _points_nowhere(words, small, kind, article):
        found.add("unresolved")
    if any(question.count(left) != question.count(right) for left, right in ("()", "[]", "“”")) or question.count('"') % 2:
        found.add("unbalanced")
    if not 3 <= len(words) <= LONGEST[kind]:
        found.add("length")
    end = re.sub(r"[?.\s]+$", "", question)
    if end[-1:] in ",;:-–(" or (kind == "wh" and small and small[-1] in _DANGLING | (table["prepositions"] - {"for", "of", "in", "on", "at", "by", "to", "from", "with", "as"})):
        found.add("breaks-off")
    if re.search(r" [,.;:?!]|  ", question):
        found.add("spacing")
    return found


_DANGLING = frozenset("yang dan atau dengan untuk pada di ke dari oleh bahwa karena sebagai para serta the a an and or but that".split())
_POINTERS = {
    "id": frozenset("dia ia mereka beliau keduanya tersebut ini itu kami kita saya aku kamu anda".split()),
    "en": frozenset("he she they him them his hers their its it this these those we our i my us you your such".split()),
}


def _points_nowhere(words: list[str], small: list[str], kind: str, article: Article) -> bool:
    named = False
    for at, word in enumerate(small):
        named |= at > 0 and words[at][0].isupper()
        if word in _POINTERS[article.language] and not (named and word not in {"tersebut", "ini", "this", "these", "those", "such"} and at > 3):
            return True
    return False


def _contains(words: list[str], part: list[str]) -> bool:
    return bool(part) and any(words[at : at + len(part)] == part for at in range(len(words) - len(part) + 1))
