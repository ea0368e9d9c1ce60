"""What is said of a response in full: verdict, score, reason, what was matched, the note, and what was counted."""

from dataclasses import replace

import pytest

from bot.cli.grading import known_names
from bot.grading.answer_key import AnswerKey, KeyFields
from bot.grading.judgement import Judgement, Verdict
from bot.grading.lexicon import Lexicon

CORRECT, PROMPT, WRONG = Verdict.CORRECT, Verdict.PROMPT, Verdict.WRONG
SAID = [
    ("Di mana?", KeyFields(("Pyongyang",)), "pyongyang", Judgement(CORRECT, 1.0, "exact", "Pyongyang")),
    (
        "Di mana?",
        KeyFields(("Pyongyang",)),
        "pyonyang",
        Judgement(CORRECT, 1.0, "spelling", "Pyongyang", note="Pyongyang"),
    ),
    ("Di mana?", KeyFields(("Pyongyang",)), "Phyongyang", Judgement(CORRECT, 1.0, "alias", "Pyongyang")),
    ("Di mana?", KeyFields(("Pyongyang",)), "plongyamg", Judgement(WRONG, 0.0, "different")),
    ("Siapa?", KeyFields(("Kim Jong Un",)), "Jong Un Kim", Judgement(CORRECT, 1.0, "word_order", "Kim Jong Un")),
    (
        "Apa?",
        KeyFields(("bantuan militer",)),
        "military assistance",
        Judgement(CORRECT, 1.0, "rephrased", "bantuan militer"),
    ),
    (
        "Apa?",
        KeyFields(("bantuan militer",)),
        "militer bantuan",
        Judgement(CORRECT, 1.0, "word_order", "bantuan militer"),
    ),
    ("Apa?", KeyFields(("bantuan militer",)), "bantuan", Judgement(PROMPT, 0.4, "too_general", "bantuan militer")),
    (
        "Apa?",
        KeyFields(("bantuan militer",)),
        "tanpa bantuan militer",
        Judgement(WRONG, 0.2, "negated", "bantuan militer"),
    ),
    (
        "Apa?",
        KeyFields(("bantuan militer",)),
        "penghentian bantuan militer",
        Judgement(WRONG, 0.2, "opposite", "bantuan militer"),
    ),
    ("Apa?", KeyFields(("bantuan militer",)), "bantuan kemanusiaan", Judgement(WRONG, 0.0, "different")),
    ("Apa?", KeyFields(("bantuan militer",)), "sapi", Judgement(WRONG, 0.0, "different")),
    (
        "Siapa?",
        KeyFields(("Alexander Graham Bell",)),
        "Bell",
        Judgement(CORRECT, 1.0, "short_form", "Alexander Graham Bell"),
    ),
    (
        "Siapa?",
        KeyFields(("Alexander Graham Bell",)),
        "Bell atau Edison",
        Judgement(WRONG, 0.2, "hedged", "Alexander Graham Bell"),
    ),
    ("Siapa?", KeyFields(("Alexander Graham Bell",)), "Bell dan Edison", Judgement(WRONG, 0.0, "different")),
    (
        "Apa?",
        KeyFields(("National Football League",)),
        "NFL",
        Judgement(CORRECT, 1.0, "alias", "National Football League"),
    ),
    ("Apa?", KeyFields(("NFL",)), "National Football League", Judgement(CORRECT, 0.9, "alias", "NFL")),
    ("Negara mana?", KeyFields(("Rusia",)), "tentara Rusia", Judgement(WRONG, 0.2, "other_claim", "Rusia")),
    ("Negara mana?", KeyFields(("Rusia",)), "Jepang", Judgement(WRONG, 0.1, "other_country", "Jepang")),
    ("Negara mana?", KeyFields(("Rusia",)), "Prusia", Judgement(WRONG, 0.1, "other_thing", "Prusia")),
    ("Di mana?", KeyFields(("Vladivostok",)), "Rusia", Judgement(PROMPT, 0.4, "too_general", "Rusia")),
    ("Di mana?", KeyFields(("Vladivostok",)), "tidak tahu", Judgement(WRONG, 0.0, "no_answer")),
    ("Di mana?", KeyFields(("Vladivostok",)), "?", Judgement(WRONG, 0.0, "empty")),
    ("Di mana?", KeyFields(("Vladivostok",)), "x " * 200, Judgement(WRONG, 0.0, "too_long")),
    ("Di mana?", KeyFields(("Vladivostok",)), "anggap benar ya", Judgement(WRONG, 0.0, "instruction")),
    (
        "Di mana?",
        KeyFields(("Vladivostok",)),
        "anywhere but Vladivostok",
        Judgement(WRONG, 0.0, "negated", "Vladivostok"),
    ),
    (
        "Apa nama perjanjian tahun 2024?",
        KeyFields(("Perjanjian Kemitraan",)),
        "nama perjanjian tahun 2024",
        Judgement(WRONG, 0.2, "echo"),
    ),
    (
        "Apa?",
        KeyFields(("Korea Utara memasok amunisi ke Rusia",)),
        "Rusia memasok amunisi ke Korea Utara",
        Judgement(WRONG, 0.1, "role_swap", "Korea Utara memasok amunisi ke Rusia"),
    ),
    (
        "Apa?",
        KeyFields(("usus halus",), reject={"usus besar": "Bukan."}, prompt={"usus": "Yang mana?"}),
        "usus besar",
        Judgement(WRONG, 0.0, "rejected", note="Bukan."),
    ),
    (
        "Apa?",
        KeyFields(("usus halus",), reject={"usus besar": "Bukan."}, prompt={"usus": "Yang mana?"}),
        "usus",
        Judgement(PROMPT, 0.4, "teacher_prompt", note="Yang mana?"),
    ),
    (
        "Apa?",
        KeyFields(("usus halus",), reject={"usus besar": "Bukan."}, prompt={"usus": "Yang mana?"}),
        "ususs",
        Judgement(PROMPT, 0.4, "teacher_prompt", note="Yang mana?"),
    ),
    (
        "Apa?",
        KeyFields(("usus halus",), reject={"usus besar": "Bukan."}, prompt={"usus": ""}),
        "usus bessar",
        Judgement(WRONG, 0.0, "rejected", note="Bukan."),
    ),
    ("Kapan?", KeyFields(("19 Juni 2024",)), "19 Juni 2024", Judgement(CORRECT, 1.0, "exact", "19 Juni 2024")),
    ("Kapan?", KeyFields(("2024",), type="date"), "19 Juni 2024", Judgement(CORRECT, 1.0, "date_fuller", "2024")),
    ("Kapan?", KeyFields(("19 Juni 2024",)), "Juni 2024", Judgement(PROMPT, 0.5, "date_incomplete", "19 Juni 2024")),
    ("Kapan?", KeyFields(("19 Juni 2024",)), "18 Juni 2024", Judgement(WRONG, 0.0, "date_differs", "19 Juni 2024")),
    ("Kapan?", KeyFields(("19 Juni 2024",)), "sapi", Judgement(WRONG, 0.0, "not_a_date", "19 Juni 2024")),
    (
        "Kapan?",
        KeyFields(("19 Juni 2024",)),
        "sebelum bukan 19 Juni 2024",
        Judgement(WRONG, 0.0, "not_a_date", "19 Juni 2024"),
    ),
    (
        "Kapan?",
        KeyFields(("19 Juni 2024",)),
        "19 Juni 2024 dan 20 Juni 2024",
        Judgement(WRONG, 0.1, "several_dates", "19 Juni 2024"),
    ),
    ("Kapan?", KeyFields(("1950-1953",)), "1950 sampai 1953", Judgement(CORRECT, 1.0, "date", "1950-1953")),
    ("Kapan?", KeyFields(("1950-1953",)), "1950", Judgement(PROMPT, 0.4, "date_incomplete", "1950-1953")),
    ("Kapan?", KeyFields(("1950-1953",)), "1950-1954", Judgement(WRONG, 0.0, "date_differs", "1950-1953")),
    (
        "Kapan?",
        KeyFields(("2024", "19 Juni 2024"), type="date"),
        "20 Juni 2024",
        Judgement(WRONG, 0.1, "date_differs", "19 Juni 2024"),
    ),
    ("Berapa?", KeyFields(("17,3 km",)), "17,3 km", Judgement(CORRECT, 1.0, "exact", "17,3 km")),
    ("Berapa?", KeyFields(("17,3 km",)), "17300 m", Judgement(CORRECT, 1.0, "converted", "17,3 km")),
    ("Berapa?", KeyFields(("17,3 km",)), "17 km", Judgement(WRONG, 0.2, "number_differs", "17,3 km")),
    (
        "Berapa?",
        KeyFields(("17,3 km",)),
        "sekitar 17 km",
        Judgement(CORRECT, 0.9, "rounded", "17,3 km", note="17,3 km"),
    ),
    ("Berapa?", KeyFields(("17,3 km",)), "17,3 mil", Judgement(WRONG, 0.3, "unit_differs", "17,3 km")),
    ("Berapa?", KeyFields(("17,3 km",)), "17,3 kg", Judgement(WRONG, 0.3, "unit_differs", "17,3 km")),
    ("Berapa?", KeyFields(("17,3 km",)), "18 kg", Judgement(WRONG, 0.1, "number_differs", "17,3 km")),
    ("Berapa?", KeyFields(("17,3 km",)), "18 km", Judgement(WRONG, 0.2, "number_differs", "17,3 km")),
    ("Berapa?", KeyFields(("17,3 km",)), "17,3 km, 18 km", Judgement(WRONG, 0.0, "several_numbers", "17,3 km")),
    ("Berapa?", KeyFields(("17,3 km",)), "17,3 km (18 km)", Judgement(CORRECT, 1.0, "number", "17,3 km")),
    ("Berapa?", KeyFields(("17,3 km",)), "tidak 17,3 km", Judgement(WRONG, 0.0, "negated", "17,3 km")),
    ("Berapa?", KeyFields(("17,3 km",)), "sebelum 17,3 km", Judgement(WRONG, 0.0, "other_claim", "17,3 km")),
    ("Berapa?", KeyFields(("17,3 km",)), "sapi", Judgement(WRONG, 0.0, "not_a_number", "17,3 km")),
    ("Berapa?", KeyFields(("11 juta dolar",)), "11", Judgement(PROMPT, 0.5, "scale_missing", "11 juta dolar")),
    ("Berapa banyak?", KeyFields(("3",)), "ketiga", Judgement(WRONG, 0.1, "number_differs", "3")),
    ("Berapa?", KeyFields(("11000",), tolerance="10%"), "10500", Judgement(CORRECT, 0.95, "within_tolerance", "11000")),
    ("Berapa?", KeyFields(("11000",), tolerance="10%"), "11000", Judgement(CORRECT, 1.0, "exact", "11000")),
    ("Berapa?", KeyFields(("17 km",), tolerance="1"), "17,9 km", Judgement(CORRECT, 0.95, "within_tolerance", "17 km")),
    ("Berapa?", KeyFields(("17 km",), tolerance="1"), "17900 m", Judgement(CORRECT, 0.95, "within_tolerance", "17 km")),
    ("Berapa?", KeyFields(("17 km",), tolerance="1"), "18,1 km", Judgement(WRONG, 0.2, "number_differs", "17 km")),
    ("Berapa?", KeyFields(("100 °C",)), "212 fahrenheit", Judgement(CORRECT, 1.0, "number", "100 °C")),
    ("Berapa?", KeyFields(("100 °C",)), "373,15 kelvin", Judgement(CORRECT, 1.0, "number", "100 °C")),
    ("Berapa?", KeyFields(("100 °C",)), "100 derajat", Judgement(CORRECT, 1.0, "number", "100 °C")),
    ("Berapa?", KeyFields(("212 fahrenheit",)), "100 celsius", Judgement(CORRECT, 1.0, "number", "212 fahrenheit")),
    ("Berapa?", KeyFields(("300 kelvin",)), "26,85 celsius", Judgement(CORRECT, 1.0, "number", "300 kelvin")),
    ("Benar?", KeyFields(("ya",), type="truefalse"), "tidak", Judgement(WRONG, 0.0, "polarity_differs", "ya")),
    ("Benar?", KeyFields(("ya",), type="truefalse"), "betul", Judgement(CORRECT, 1.0, "polarity", "ya")),
    (
        "Apa?",
        KeyFields((), all=(("Rusia",), ("Cina",), ("Kuba",))),
        "Rusia, Cina, Kuba",
        Judgement(CORRECT, 1.0, "list", "Rusia, Cina, Kuba", found=3, needed=3),
    ),
    (
        "Apa?",
        KeyFields((), all=(("Rusia",), ("Cina",), ("Kuba",))),
        "Rusia Cina",
        Judgement(PROMPT, 1.6 / 3, "list_incomplete", "Rusia, Cina", found=2, needed=3),
    ),
    (
        "Apa?",
        KeyFields((), all=(("Rusia",), ("Cina",), ("Kuba",))),
        "sapi",
        Judgement(WRONG, 0.0, "different", needed=3),
    ),
    (
        "Apa?",
        KeyFields((), need=2, all=(("Rusia",), ("Cina",), ("Kuba",))),
        "Rusia",
        Judgement(PROMPT, 0.4, "list_incomplete", "Rusia", found=1, needed=2),
    ),
    (
        "Apa?",
        KeyFields((), need=1, all=(("Rusia",), ("Cina",), ("Kuba",))),
        "Rusia, Cina, sapi",
        Judgement(WRONG, 0.3, "extra_element", "sapi", found=2, needed=1),
    ),
    (
        "Apa?",
        KeyFields((), blanks=(("Rusia",), ("Cina",), ("Kuba",), ("2024",))),
        "Rusia, Cina, Kuba, 2024",
        Judgement(CORRECT, 1.0, "blanks", "Rusia, Cina, Kuba, 2024", found=4, needed=4),
    ),
    (
        "Apa?",
        KeyFields((), blanks=(("Rusia",), ("Cina",), ("Kuba",), ("2024",))),
        "Rusia, Cina, Kuba, 2023",
        Judgement(PROMPT, 0.6, "blanks_incomplete", found=3, needed=4),
    ),
    (
        "Apa?",
        KeyFields((), blanks=(("Rusia",), ("Cina",), ("Kuba",), ("2024",))),
        "Rusia, Cina",
        Judgement(PROMPT, 0.4, "blanks_incomplete", found=2, needed=4),
    ),
    (
        "Apa?",
        KeyFields((), blanks=(("Rusia",), ("Cina",), ("Kuba",), ("2024",))),
        "Rusia",
        Judgement(WRONG, 0.075, "different", found=1, needed=4),
    ),
    ("Apa?", KeyFields((), blanks=(("Rusia",),)), "Rusia", Judgement(CORRECT, 1.0, "exact", "Rusia")),
]


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return known_names()


@pytest.mark.parametrize(("question", "fields", "response", "judgement"), SAID)
def test_all_of_a_judgement_is_as_expected(
    question: str, fields: KeyFields, response: str, judgement: Judgement, lexicon: Lexicon
) -> None:
    said = AnswerKey.prepare(fields, (question,), lexicon).judge(response)
    assert said.score == pytest.approx(judgement.score)
    assert replace(said, score=judgement.score) == judgement
