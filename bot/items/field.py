"""A field of a question as a teacher may write it: its name, other names for it, and what may stand in it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Schema = Mapping[str, Any]

# Shapes of values, as JSON Schema; the definitions they refer to stand in `bank/schema.py`.
TEXT: Schema = {"$ref": "#/definitions/text"}
TEXTS: Schema = {"$ref": "#/definitions/texts"}
ANSWERS: Schema = {"$ref": "#/definitions/answers"}
MESSAGES: Schema = {"$ref": "#/definitions/messages"}
WORD: Schema = {"$ref": "#/definitions/scalar"}


@dataclass(frozen=True, slots=True)
class Field:
    """One field; `also` are names that are read and never written."""

    name: str
    shape: Schema
    meaning: str
    also: tuple[str, ...] = ()
    values: tuple[str, ...] = field(default=())  # the only words that may stand in it


# Fields that several kinds share. A field of one kind stands in the file of that kind.
QUESTION = Field("q", TEXT, "The question. Write ___ for a blank.", ("question", "soal", "tanya", "pertanyaan"))
ANSWER = Field("a", TEXT, "The answer, as learners will see it.", ("answer", "jawab", "jawaban", "kunci"))
ACCEPT = Field("accept", ANSWERS, "Other answers that are right too.", ("terima",))
REJECT = Field("reject", MESSAGES, "Answers that are wrong though they look right, and what to say.", ("tolak",))
PROMPT = Field("prompt", MESSAGES, "Half-right answers, and what to ask back.", ("pancing",))
TYPOS = Field(
    "typos",
    {"enum": ["none", "normal", "loose"]},
    "How many slips of the pen are forgiven.",
    ("salah_ketik",),
    ("none", "normal", "loose"),
)
WRONG = Field("wrong", TEXTS, "Wrong options: the question is asked with buttons.", ("salah", "pengecoh"))
ALL = Field("all", TEXTS, "Answers that are all asked for, in any order.", ("semua",))

ABOUT: tuple[Field, ...] = (
    Field("id", WORD, "A short name of this question that stays when its text changes.", ("kode",)),
    Field("type", WORD, "The kind of question, where it should not be guessed.", ("jenis", "tipe")),
    Field("hint", TEXT, "A hint.", ()),
    Field("hints", TEXTS, "Hints, from the faintest to the plainest.", ("petunjuk",)),
    Field("why", TEXT, "What is said after the answer: why it is so.", ("explanation", "penjelasan", "pembahasan")),
    Field("source", {"$ref": "#/definitions/source"}, "Where the answer can be read.", ("sumber",)),
    Field("image", {"type": "string"}, "A picture: file or address.", ("gambar",)),
    Field("alt", TEXT, "What the picture shows, for who cannot see it.", ("keterangan_gambar",)),
    Field("audio", {"type": "string"}, "A recording: file or address.", ("suara",)),
    Field("tags", {"$ref": "#/definitions/words"}, "Words to find the question by.", ("tag", "label")),
    Field("facts", {"$ref": "#/definitions/words"}, "The facts it asks for, by their ids.", ("fakta",)),
    Field("level", {"enum": [1, 2, 3, 4, 5]}, "How hard it is, 1 to 5.", ("tingkat",)),
    Field("points", {"type": "number", "exclusiveMinimum": 0}, "What it counts.", ("poin",)),
)
