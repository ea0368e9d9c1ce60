"""Questions from an article, made in a process of their own: a text can be written so that it takes hours."""

import json
import pickle
import sys
from collections.abc import Collection

from bot.bank.confined import confine, said_elsewhere
from bot.grading.lexicon import Lexicon
from bot.i18n import translator
from bot.lessons.checks import Avoided

# What a teacher goes through on a phone in five minutes.
MOST_DRAFTS = 20
# An article of 125,000 letters takes 170 MB and three seconds; one that was written to take hours gets this.
MEMORY, SECONDS = 300_000_000, 10


def draft_confined(name: str, text: str, lexicon: Lexicon, avoided: Collection[Avoided]) -> str:
    """A question set made from `text`, as YAML; empty if the text was too much."""
    said = said_elsewhere("bot.chat.drafting", pickle.dumps((name, text, lexicon, tuple(avoided))))
    return said["questions"] if said else ""


# In the other process.


def main() -> None:
    """Draft from what is on standard input, within the limits."""
    confine(MEMORY, SECONDS)
    json.dump({"questions": _draft(*pickle.load(sys.stdin.buffer))}, sys.stdout)  # noqa: S301 - our own process wrote it


def _draft(name: str, text: str, lexicon: Lexicon, avoided: Collection[Avoided]) -> str:
    # Only an article needs its grammar: 0.2 s of every start.
    from bot.generation.article import language_of  # noqa: PLC0415
    from bot.generation.drafts import draft  # noqa: PLC0415
    from bot.generation.sentences import plain  # noqa: PLC0415
    from bot.generation.writing import question_set, selection  # noqa: PLC0415

    article, sentences = plain(text), translator.load()
    language = language_of(article)
    chosen = selection(draft(article, language, lexicon, avoided=avoided), MOST_DRAFTS)
    title = sentences.say(language, "draft.title", name=name)
    return question_set(chosen, "", str(title), language, lambda key: str(sentences.say(language, key)))


if __name__ == "__main__":
    main()
