"""Whatever is typed, and whatever is the key, there is a verdict, and always the same one."""

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.cli.grading import known_names
from bot.grading.answer_key import AnswerKey, KeyFields
from bot.grading.explanation import steps
from bot.grading.judgement import Verdict
from bot.grading.lexicon import Lexicon

LEX = known_names()
WORDS = st.sampled_from(
    [
        "kim",
        "jong",
        "un",
        "il",
        "sung",
        "rusia",
        "korea",
        "utara",
        "selatan",
        "putin",
        "bukan",
        "tidak",
        "atau",
        "dan",
        "or",
        "not",
        "eh",
        "di",
        "of",
        "the",
        "19",
        "juni",
        "2024",
        "2",
        "17.3",
        "km\n",
        "",
        "",
        "",
        "$",
        "%",
        "-",
        "/",
        ",",
        ".",
        "(",
        ")",
        "III",
        "dua",
        "puluh",
        "setengah",
        "juta",
        "abad",
        "ke",
        "1980s",
        "'s",
        "menandatangani",
        "perjanjian",
        "no",
        "1718",
        "ya",
        "salah",
        "benar\n",
        "",
        "",
        "",
        "koma",
        "triliun triliun",
        "1000^99",
        "tanggal",
        "'49",
        "first",
        "½",
        "²",
        "①",
        "ﷺ",
        "İ",
        "ß",
        "김정은",
        "КНДР",
        "\u200b",
        "😀",
        "<b>",
        "**",
        "\\u0041",
        "&",
        "tanda",
        "tangan",
        "anak",
        "jam",
        "berapa",
        "17.30",
        "malam",
        "half past",
        "lebih",
        "daripada",
        "menjadi",
    ]
)
TEXT = st.one_of(st.text(max_size=60), st.lists(WORDS, max_size=12).map(" ".join))
KEYS = st.builds(
    KeyFields,
    answer=st.lists(TEXT, max_size=2).map(tuple),
    accept=st.lists(TEXT, max_size=2).map(tuple),
    reject=st.dictionaries(TEXT, TEXT, max_size=1),
    prompt=st.dictionaries(TEXT, TEXT, max_size=1),
    type=st.sampled_from([None, "text", "number", "date", "truefalse", "list", "cloze"]),
    tolerance=st.one_of(st.none(), TEXT),
    unit=st.one_of(st.none(), TEXT),
    precision=st.sampled_from([None, "year", "month", "day"]),
    typos=st.sampled_from(["none", "normal", "loose"]),
    all=st.lists(st.lists(TEXT, min_size=1, max_size=2).map(tuple), max_size=3).map(tuple),
    need=st.one_of(st.none(), st.integers(1, 3)),
    blanks=st.lists(st.lists(TEXT, min_size=1, max_size=2).map(tuple), max_size=2).map(tuple),
)
RESPONSES = st.one_of(TEXT, st.lists(TEXT, max_size=3))


@settings(max_examples=400, deadline=None)
@given(KEYS, st.lists(TEXT, max_size=2).map(tuple), RESPONSES, st.sampled_from(["id", "en", "ko"]))
def test_any_text_against_any_key_gives_a_verdict(
    fields: KeyFields, question: tuple[str, ...], response: str | list[str], language: str
) -> None:
    key = AnswerKey.prepare(fields, question, LEX, ("Moskow", response[0] if response else ""))
    first = key.judge(response, language)
    assert first.verdict in Verdict
    assert 0.0 <= first.score <= 1.0
    assert key.judge(response, language) == first


@settings(max_examples=150, deadline=None)
@given(KEYS, TEXT)
def test_any_judgement_can_be_explained(fields: KeyFields, response: str) -> None:
    key = AnswerKey.prepare(fields, ("Siapa yang menandatangani?",), LEX)
    assert steps(key, response)[-1].startswith("verdict: ")


@settings(max_examples=60, deadline=None)
@given(TEXT.filter(lambda text: any(letter.isalnum() for letter in text)))
def test_the_key_itself_is_always_right(text: str) -> None:
    key = AnswerKey.prepare(KeyFields((text,), type="text"), ("Apa?",), Lexicon.empty())
    assert key.judge(text).verdict in {Verdict.CORRECT, Verdict.WRONG}


def test_a_pasted_text_is_refused_at_once() -> None:
    key = AnswerKey.prepare(KeyFields(("Vladivostok",)), ("Di mana?",), LEX)
    assert key.judge("Vladivostok " * 400).reason == "too_long"


def test_more_than_can_be_counted_is_a_wrong_number() -> None:
    key = AnswerKey.prepare(KeyFields(("17,3 km",)), ("Berapa panjang perbatasannya?",), LEX)
    for much in ("1000^99 triliun triliun", "9 " + "triliun " * 30):
        assert key.judge(f"{much} koma lima").verdict is Verdict.WRONG
        assert key.judge(f"tiga koma lima {much} koma {much}").verdict is Verdict.WRONG
