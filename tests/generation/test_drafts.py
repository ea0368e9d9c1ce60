"""What is drafted from small texts, and what is never drafted."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.generation.drafts import draft
from bot.generation.writing import selection
from bot.grading.lexicon import Lexicon
from bot.lessons.checks import Words

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


@pytest.mark.parametrize(
    ("text", "language", "question", "answer"),
    [
        ("Jembatan Ampera ditutup karena banjir besar.", "id", "Mengapa Jembatan Ampera ditutup?", "banjir besar"),
        ("Rusia membangun jalur kereta api untuk mengangkut batu bara.", "id", "Untuk apa Rusia membangun jalur kereta api?", "mengangkut batu bara"),
        ("Kedua negara sepakat untuk mengangkut batu bara.", "id", None, ""),
        ("The Ampera Bridge was closed because of a flood.", "en", "Why was the Ampera Bridge closed?", "a flood"),
        ("Louis Pasteur saved the wine by heating it gently.", "en", "How did Louis Pasteur save the wine?", "heating it gently"),
    ],
)  # fmt: skip
def test_reasons_purposes_and_ways_are_drafts_only(text: str, language: str, question: str | None, answer: str) -> None:
    made = [each for each in draft(text, language) if each.qtype in {"REASON", "MANNER"}]
    assert {each.question for each in made} == ({question} if question else set())
    assert all(each.trust == "C" and "open-answer" in each.reasons for each in made)
    assert all(each.answer == answer for each in made)


def test_what_gives_a_reason_comes_after_all_other_drafts() -> None:
    kinds = [each.qtype for each in draft("Perang usai pada 1945. Jembatan Ampera ditutup karena banjir besar.", "id")]
    assert kinds[-1] == "REASON"
    assert kinds.count("REASON") == 1


def test_one_side_s_word_makes_a_draft_only() -> None:
    text = "Rezim Kim Il Sung berakhir pada 8 Juli 1994."
    words = Words.load(Path(__file__).parents[2] / "content" / "words.yaml")
    assert any(each.trust == "B" for each in draft(text, "id"))
    assert {each.trust for each in draft(text, "id", avoided=words.avoided)} == {"C"}
    assert all("avoided-word" in each.reasons for each in draft(text, "id", avoided=words.avoided))


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Menurut NIS, 1.500 prajurit Korea Utara tiba di Vladivostok pada 8 Oktober 2024.", "id"),
        ("According to the NIS, 1,500 North Korean soldiers reached Vladivostok on 8 October 2024.", "en"),
    ],
)
def test_a_claim_keeps_its_speaker(text: str, language: str) -> None:
    asked = [each.question for each in draft(text, language)]
    assert asked
    assert all("NIS" in question or "____" in question.split(",")[0] for question in asked)


@pytest.mark.parametrize(
    ("text", "language", "wrong"),
    [
        ("Urutannya kakek Kim Il Sung, ayah Kim Jong Il, anak Kim Jong Un.", "id", "Siapa nama anak Kim Jong Un?"),
        ("The grandfather is Kim Il Sung, the father Kim Jong Il, the son Kim Jong Un.", "en", "Who is the father Kim Jong Il?"),
        ("Hingga Januari 2026 pemimpin Korea Utara adalah Kim Jong Un.", "id", "Sampai kapan pemimpin Korea Utara adalah Kim Jong Un?"),
        ("Sekretaris Dewan Keamanan Rusia Sergei Shoigu tiba.", "id", "Siapa Sekretaris Dewan?"),
        ("Louis Blériot flew to England on 25 July 1909 and landed in Dover.", "en", "Where did Louis Blériot fly to England on 25 July 1909 and land?"),
    ],
)  # fmt: skip
def test_a_question_with_a_wrong_key_is_not_made(text: str, language: str, wrong: str) -> None:
    assert wrong not in {question for question, _ in forms(text, language)}


def test_a_gap_keeps_the_word_that_leads_to_its_date() -> None:
    assert ("Since ____ a bridge has joined Khasan to Tumangang.", "August 1959") in forms(
        "Since August 1959 a bridge has joined Khasan to Tumangang.", "en"
    )
    assert any(
        question.startswith("As of January 2026")
        for question, _ in forms("As of January 2026 the leader of North Korea is Kim Jong Un.", "en")
    )


def test_another_name_of_the_answer_is_not_in_the_stem() -> None:
    text = "The Democratic People’s Republic of Korea (DPRK) was declared in Pyongyang on 9 September 1948."
    assert not any("DPRK" in each.question for each in draft(text, "en", LEXICON) if "Korea" in each.answer)


def test_a_country_that_is_no_entity_of_ours_is_an_option_like_any_other() -> None:
    text = "Nelson Mandela menjadi presiden Afrika Selatan pada 10 Mei 1994. Rusia mengakui Afrika Selatan pada 1992. "
    assert draft(text * 2 + "Jepang membuka kedutaan di Rusia pada 1992.", "id", LEXICON)


def test_a_wrong_date_is_never_later_than_the_article() -> None:
    text = "Finland joined NATO on 4 April 2023. Sweden followed in March 2024."
    options = {option for seed in range(12) for each in draft(text, "en", seed=seed) for option in each.options}
    assert options
    assert not {option for option in options if option.endswith(("2025", "2026", "2027", "2028"))}


def test_a_day_in_may_is_no_hedge() -> None:
    assert any(
        each.trust == "A" for each in draft("Agatha Christie married Max Mallowan in Edinburgh on 21 May 1932.", "en")
    )


def test_what_is_told_two_months_later_is_a_draft_only() -> None:
    text = "Dua bulan kemudian, pada 6 Juli 1961, Nikita Khrushchev dan Kim Il Sung meneken Perjanjian Persahabatan di Moskow."
    assert all(each.trust == "C" for each in draft(text, "id") if "kemudian" in each.question)


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


LEXICON = Lexicon.load(Path(__file__).parents[2] / "content" / "lexicon.yaml")
NAMED = st.lists(
    st.sampled_from(
        [
            *(entity.called("id") for entity in LEXICON.entities.values()),
            *(
                "Afrika Selatan",
                "South Africa",
                "berkunjung ke",
                "pada 4 Mei 1949",
                "was in",
                "dan",
                "bertemu",
                ".",
                "di",
            ),
        ]
    ),
    max_size=24,
).map(" ".join)


@settings(max_examples=80, deadline=None)
@given(st.one_of(st.text(max_size=300), ODD, NAMED), st.sampled_from(["id", "en", None]), st.booleans())
def test_any_text_gives_drafts_that_keep_the_promises(text: str, language: str | None, named: bool) -> None:
    flat = " ".join(text.split())
    for each in draft(text, language, LEXICON if named else Lexicon.empty()):
        assert each.trust in {"A", "B", "C"}
        assert (each.trust == "A") == (not each.reasons)
        if each.kind not in {"order", "match"}:
            assert " ".join(each.sentence.split()) in flat
        if each.kind in {"wh", "mcq", "cloze"}:
            assert each.answer in each.sentence
            assert each.answer.lower() not in each.question.lower().replace("____", "").split()
        if each.kind == "cloze":
            assert each.question.count("____") == 1
