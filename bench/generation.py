"""Drafting: articles of 400 words a second on one core, start-up and memory, and how many drafts of each class.

python -m bench.generation            the figures
python -m bench.generation --golden   write the class A drafts of our lessons that the tests hold
"""

import argparse
import json
import resource
import time
from collections import Counter
from pathlib import Path

from bot.generation.drafts import draft
from bot.generation.sentences import plain
from bot.grading.lexicon import Lexicon

ROOT = Path(__file__).parents[1]
LESSONS = ROOT / "content" / "lessons"
GOLDEN = ROOT / "tests" / "generation" / "golden.json"
ROUNDS = 5


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--golden", action="store_true")
    if parser.parse_args().golden:
        write_golden()
        return
    for language in ("id", "en"):
        measure(language)


def measure(language: str) -> None:
    lexicon = Lexicon.load(ROOT / "content" / "lexicon.yaml")
    texts = _articles(language)
    started = time.process_time()
    draft(texts[0], language, lexicon)
    first = time.process_time() - started
    started = time.process_time()
    drafts = [made for _ in range(ROUNDS) for text in texts for made in draft(text, language, lexicon)]
    rate = ROUNDS * len(texts) / (time.process_time() - started)
    classes = Counter(made.trust for made in drafts)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{language}: {rate:.0f} articles of 400 words a second, the first in {first:.2f} s, {memory:.0f} MB")
    print(f"    drafts by class: {dict(sorted(classes.items()))}")


def _articles(language: str) -> list[str]:
    words = " ".join(plain(path.read_text("utf-8")) for path in sorted(LESSONS.glob(f"*.{language}.md"))).split()
    return [" ".join(words[at : at + 400]) for at in range(0, len(words) - 399, 400)]


def write_golden() -> None:
    lexicon = Lexicon.load(ROOT / "content" / "lexicon.yaml")
    kept = []
    for path in sorted(LESSONS.glob("*.md")):
        language = path.name.split(".")[-2]
        for made in draft(plain(path.read_text("utf-8")), language, lexicon):
            if made.trust == "A" and made.kind != "tf":
                kept.append({"lesson": path.name, "sentence": made.sentence, "q": made.question, "a": made.answer})
    GOLDEN.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
