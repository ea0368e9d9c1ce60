"""What is drafted from small texts, and what is never drafted."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.generation.drafts import draft
from bot.generation.writing import selection

TREATY = (
    "Presiden Rusia Vladimir Putin tiba di Pyongyang pada 19 Juni 2024. "
    "Vladimir Putin dan Kim Jong Un menandatangani perjanjian di Pyongyang pada 19 Juni 2024."
)


def forms(text: str, language: str = "id") -> set[tuple[str, str]]:
    return {(each.question, each.answer) for each in draft(text, language)}


@pytest.mark.parametrize(
    ("text", "question", "answer"),
    [
        ("Perang Dunia II berakhir pada 1945.", "Kapan Perang Dunia II berakhir?", "1945"),
        ("Pada 8 Juli 1994 Kim Il Sung wafat.", "Kapan Kim Il Sung wafat?", "8 Juli 1994"),
        ("Sejak 1999 Vladimir Putin memimpin Rusia.", "Sejak kapan Vladimir Putin memimpin Rusia?", "1999"),
        ("Kim Jong Il naik kereta api ke Moskow.", "Ke mana Kim Jong Il naik kereta api?", "Moskow"),
        ("Jawa Pos didirikan oleh Vladimir Soeripto pada 1949.", "Oleh siapa Jawa Pos didirikan pada 1949?", "Vladimir Soeripto"),
        ("Badan Nasional Penanggulangan Bencana (BNPB) berdiri di Jakarta.", "Apa kepanjangan dari BNPB?", "Badan Nasional Penanggulangan Bencana"),
        ("Menteri Luar Negeri Rusia Igor Ivanov berangkat.", "Siapa Menteri Luar Negeri Rusia?", "Igor Ivanov"),
        ("Paul Simon (lahir 13 Oktober 1941) adalah penyanyi.", "Kapan Paul Simon lahir?", "13 Oktober 1941"),
        ("Topan Khanun menewaskan 14 orang.", "Berapa orang yang ditewaskan Topan Khanun?", "14 orang"),
        ("Di Papua terdapat empat jenis penyu.", "Ada berapa jenis penyu di Papua?", "empat jenis"),
        ("Poliester adalah suatu kategori polimer.", "Apa yang dimaksud dengan poliester?", "kategori polimer"),
    ],
)  # fmt: skip
def test_an_indonesian_sentence_is_asked_as_people_ask(text: str, question: str, answer: str) -> None:
    assert (question, answer) in forms(text)


@pytest.mark.parametrize(
    ("text", "question", "answer"),
    [
        ("Kim Il Sung died on 8 July 1994.", "When did Kim Il Sung die?", "8 July 1994"),
        ("The Soviet Union was dissolved in December 1991.", "When was the Soviet Union dissolved?", "December 1991"),
        ("Dmitry Medvedev visited Seoul in 2011.", "Who visited Seoul in 2011?", "Dmitry Medvedev"),
        ("The Mongols killed 70,000 people in Merv.", "How many people did the Mongols kill in Merv?", "70,000 people"),
        ("The Lunar Module Pilot (LMP) waited.", "What does LMP stand for?", "Lunar Module Pilot"),
    ],
)
def test_an_english_sentence_is_asked_as_people_ask(text: str, question: str, answer: str) -> None:
    assert (question, answer) in forms(text, "en")


def test_what_a_date_before_a_subordinate_clause_dates_is_the_main_clause() -> None:
    text = "Pada 12 Oktober 1948, sekitar sebulan setelah RDRK lahir, Uni Soviet menjalin hubungan diplomatik."
    assert not any("RDRK lahir?" in question for question, _ in forms(text))


def test_a_hedged_sentence_is_a_draft_only() -> None:
    assert {each.trust for each in draft("Rusia mungkin menjual gandum ke Korea Utara pada 2025.", "id")} <= {"C"}


def test_what_somebody_said_is_never_asked_as_a_fact() -> None:
    text = "Yuri Ushakov mengatakan bahwa Rusia menjual gandum ke Korea Utara pada 2018."
    when = [each for each in draft(text, "id") if each.question.casefold().find("kapan") >= 0]
    assert all(each.question.startswith("Menurut Yuri Ushakov") for each in when)
    assert not any(each.trust == "A" for each in draft(text, "id"))


def test_a_resolved_pronoun_makes_a_draft_of_class_c() -> None:
    drafts = draft("Zohra Basri adalah aktivis. Ia lahir di Malang pada 17 April 1952.", "id")
    born = [each for each in drafts if "lahir" in each.question]
    assert born
    assert {each.trust for each in born} == {"C"}
    assert all("pronoun-resolved" in each.reasons for each in born)


def test_two_persons_leave_a_pronoun_alone() -> None:
    drafts = draft(
        "Zohra Basri bertemu Anwar Malik di Jakarta. Zohra Basri pulang. Anwar Malik pergi. Ia lahir pada 1952.", "id"
    )
    assert not any("lahir" in each.question and each.kind == "wh" for each in drafts)


def test_a_false_statement_has_its_correction_and_swaps_one_thing() -> None:
    false = [each for each in draft(TREATY + " Perang Dunia II berakhir pada 1945.", "id") if each.correction]
    assert false
    for each in false:
        said = each.question.removeprefix("Benar atau salah: ").split()
        truth = str(each.correction).split()
        assert each.answer == "Salah"
        assert sum(one != other for one, other in zip(said, truth, strict=True)) in {1, 2}


def test_choices_have_the_answer_once_and_no_option_twice() -> None:
    for each in draft("Perang Dunia II berakhir pada 1945. Kim Il Sung wafat pada 8 Juli 1994.", "id"):
        if each.kind == "mcq":
            assert len(each.options) == 4
            assert len(set(each.options)) == 4
            assert each.options.count(each.answer) == 1
            assert not any(option in each.sentence for option in each.options if option != each.answer)


def test_a_batch_asks_each_fact_once_and_no_answer_three_times() -> None:
    chosen = selection(draft(TREATY * 3, "id"), 30)
    facts = [(each.sentence, each.answer) for each in chosen]
    assert len(facts) == len(set(facts))
    answers = [each.answer for each in chosen if each.kind != "tf"]
    assert all(answers.count(answer) <= 2 for answer in answers)


def test_the_same_seed_gives_the_same_drafts_and_another_may_not() -> None:
    text = "Perang Dunia II berakhir pada 1945. Kim Il Sung wafat pada 8 Juli 1994."
    assert draft(text, "id", seed=3) == draft(text, "id", seed=3)
    assert any(draft(text, "id", seed=3) != draft(text, "id", seed=other) for other in range(4, 9))


ODD = st.text(
    alphabet=st.sampled_from('Kim Rusia 1945 (pada) "di" , . ; : – yang adalah\n_?! Pada ’s the was in ____'),
    max_size=200,
)


@settings(max_examples=60, deadline=None)
@given(st.one_of(st.text(max_size=300), ODD), st.sampled_from(["id", "en", None]))
def test_any_text_gives_drafts_that_keep_the_promises(text: str, language: str | None) -> None:
    flat = " ".join(text.split())
    for each in draft(text, language):
        assert each.trust in {"A", "B", "C"}
        assert (each.trust == "A") == (not each.reasons)
        if each.kind not in {"order", "match"}:
            assert " ".join(each.sentence.split()) in flat
        if each.kind in {"wh", "mcq", "cloze"}:
            assert each.answer in each.sentence
            assert each.answer.lower() not in each.question.lower().replace("____", "").split()
        if each.kind == "cloze":
            assert each.question.count("____") == 1
