"""Questions pasted as lines: `T: …` and `J: …`, as people write them in a chat."""

import json
import re

# The letter or word before the colon, in both languages, and the field it stands for.
_MARKS = {
    "q": "t tanya soal pertanyaan q question",
    "a": "j jawab jawaban kunci a answer",
    "wrong": "s salah pengecoh w wrong",
    "hint": "p petunjuk h hint",
    "why": "k kenapa penjelasan why",
}
_FIELD = {word: field for field, words in _MARKS.items() for word in words.split()}
_LINE = re.compile(r"^\s*(?:\d+[.)]\s*)?(?P<mark>[A-Za-z]{1,10})\s*[:=]\s*(?P<text>.*\S)\s*$")
# A dash before a field, or the head of a set: the teacher writes YAML already.
_YAML = re.compile(r"^\s*(?:-\s*\w+\s*:|questions\s*:|soal\s*:\s*$)", re.MULTILINE)


def is_pasted(text: str) -> bool:
    """Whether a message is questions: a marked question and a marked answer below it, or YAML's `- q:`."""
    fields = [field for field, _ in _marked(text)]
    asked = "q" in fields and "a" in fields[fields.index("q") :]
    return asked or bool(re.match(r"^\s*-\s*(?:q|soal|tanya|pertanyaan|question)\s*:", text))


def to_yaml(text: str) -> str:
    """Marked lines as the YAML that a teacher would write; text that is not marked stays as it is."""
    if _YAML.search(text) or not any(field == "q" for field, _ in _marked(text)):
        return text
    return "\n".join(_written(field, value) for field, value in _marked(text)) + "\n"


def _marked(text: str) -> list[tuple[str, str]]:
    """Each marked line as field and value; a line without a mark goes on with the one before."""
    found: list[tuple[str, str]] = []
    for line in text.splitlines():
        match = _LINE.match(line)
        field = _FIELD.get(match["mark"].lower()) if match else None
        if match and field:
            found.append((field, match["text"]))
        elif found and line.strip():
            found[-1] = (found[-1][0], f"{found[-1][1]} {line.strip()}")
    return found


def _written(field: str, value: str) -> str:
    if field == "wrong":
        wrong = [json.dumps(part.strip(), ensure_ascii=False) for part in re.split(r"[;|]", value) if part.strip()]
        return f"  wrong: [{', '.join(wrong)}]"
    return f"{'- ' if field == 'q' else '  '}{field}: {json.dumps(value, ensure_ascii=False)}"
