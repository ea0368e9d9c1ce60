"""Options with letters as people write them under a question: one on each line, or all of them on one."""

import re
from itertools import pairwise
from string import ascii_lowercase

# What stands behind the option that is right.
TICK = r"\u2705|\u2714\ufe0f?|\u2611\ufe0f?|\u2713|\((?:benar|correct|jawaban)\)"
_LABEL = re.compile(r"(?:^|(?<=\s))[*_]*\(?([A-Ja-j])[.)](?=\s|[^\s\d.,)])")
# Fewer may as well be initials, or points of a sentence.
_FEWEST = 3


def unrolled(line: str) -> list[str]:
    """The question and each of its options on a line of its own.

    >>> unrolled("Ibu kota Rusia? a. Kiev b. Moskwa c. Minsk")
    ['Ibu kota Rusia?', 'a. Kiev', 'b. Moskwa', 'c. Minsk']
    """
    labels = list(_LABEL.finditer(line))
    letters = "".join(label[1].lower() for label in labels)
    if len(labels) < _FEWEST or letters != ascii_lowercase[: len(letters)]:
        return [line]
    places = [0, *(label.start() for label in labels), len(line)]
    return [part for start, end in pairwise(places) if (part := line[start:end].strip())]
