"""What a teacher's own words, the set around a question, and a lexicon of one's own do to a judgement."""

from bot.cli.grading import known_names
from bot.grading.answer_key import AnswerKey, KeyFields
from bot.grading.judgement import Judgement, Verdict
from bot.grading.lexicon import Lexicon

NONE = Lexicon.empty()
FAMILY = Lexicon.of(
    {
        "entities": [
            {"id": "elder", "type": "person", "name": {"id": "Budi Tua"}, "forms": {"nick": ["Budi", "?"]}},
            {
                "id": "younger",
                "type": "person",
                "name": {"id": "Budi Muda"},
                "forms": {"nick": ["Budi"]},
                "not": ["elder"],
            },
        ]
    }
)


def judged(fields: KeyFields, response: str, lexicon: Lexicon = NONE, neighbours: tuple[str, ...] = ()) -> Judgement:
    return AnswerKey.prepare(fields, ("Apa?",), lexicon, neighbours).judge(response)


def test_a_rejected_answer_is_wrong_even_if_it_is_also_accepted() -> None:
    fields = KeyFields(("usus",), reject={"usus": "Yang mana?"})
    assert judged(fields, "usus") == Judgement(Verdict.WRONG, 0.0, "rejected", note="Yang mana?")


def test_a_misspelled_rejection_is_still_rejected_unless_it_is_nearer_to_the_key() -> None:
    fields = KeyFields(("usus halus",), reject={"usus besar": "Terlalu besar."})
    assert judged(fields, "usus bessar").note == "Terlalu besar."
    assert judged(fields, "usus haluss").is_correct


def test_a_misspelled_prompt_asks_back_with_the_teachers_words() -> None:
    fields = KeyFields(("fotosintesis gelap",), prompt={"fotosintesis": "Yang mana?"})
    assert judged(fields, "fotosintetis") == Judgement(Verdict.PROMPT, 0.4, "teacher_prompt", note="Yang mana?")


def test_the_answer_to_another_question_of_the_set_is_refused_by_name() -> None:
    said = judged(KeyFields(("mitosis",)), "meiosis", neighbours=("meiosis", "mitosis"))
    assert (said.verdict, said.reason, said.matched) == (Verdict.WRONG, "other_answer", "meiosis")


def test_a_slip_that_is_nearer_to_another_answer_of_the_set_is_refused() -> None:
    fields = KeyFields(("katabolisme",))
    assert judged(fields, "katabolisma").is_correct
    assert judged(fields, "anabolismee", neighbours=("anabolisme",)).verdict is Verdict.WRONG
    assert judged(fields, "ktabolisms", neighbours=("ktabolism",)).reason == "nearer_other"


def test_a_name_that_two_people_share_is_asked_back() -> None:
    said = judged(KeyFields(("Budi Muda",)), "si budi", FAMILY)
    assert (said.verdict, said.reason) == (Verdict.PROMPT, "ambiguous_name")
    assert judged(KeyFields(("Budi Muda",)), "Budi Tua", FAMILY).reason == "other_person"


def test_an_or_with_nothing_behind_it_is_no_choice() -> None:
    assert judged(KeyFields(("Moskow or ...",)), "moskow").is_correct


def test_loose_typing_forgives_more_and_none_forgives_nothing() -> None:
    assert judged(KeyFields(("kloroplas",), typos="loose"), "klorpals").is_correct
    assert not judged(KeyFields(("kloroplas",), typos="none"), "kloropas").is_correct


def test_a_key_without_words_accepts_nothing() -> None:
    assert judged(KeyFields(()), "apa saja").verdict is Verdict.WRONG


def test_precision_is_the_teachers_to_choose() -> None:
    year = KeyFields(("19 Juni 2024",), type="date", precision="year")
    assert judged(year, "2024").is_correct
    month = KeyFields(("19 Juni 2024",), type="date", precision="month")
    assert judged(month, "Juni 2024").is_correct
    assert judged(month, "Juli 2024").reason == "date_differs"


def test_a_unit_of_its_own_field_belongs_to_the_number() -> None:
    fields = KeyFields(("17,3",), type="number", unit="km")
    assert judged(fields, "17300 m").reason == "converted"
    assert judged(fields, "17,3 mil").reason == "unit_differs"


def test_a_remark_on_one_of_two_who_share_a_name_is_not_for_the_name_they_share() -> None:
    fields = KeyFields(("Sapi",), reject={"Budi Muda": "Bukan dia."})
    assert judged(fields, "Budi Muda", FAMILY).reason == "rejected"
    assert judged(fields, "Budi", FAMILY).reason == "different"


def test_a_number_that_is_right_is_not_touched_by_a_remark_on_it() -> None:
    fields = KeyFields(("Pasal 3",), prompt={"3": "Tiga apa?", "4": "Empat apa?"})
    assert judged(fields, "pasal tiga").is_correct
    assert judged(fields, "pasal 4").reason == "teacher_prompt"
    assert judged(fields, "resolusi 4 Rusia").reason == "different"


def test_a_misspelling_nearer_to_the_key_is_not_asked_back() -> None:
    fields = KeyFields(("usus halus",), prompt={"usus haluss tebal": "Yang mana?", "usus halis": "Hm?"})
    assert judged(fields, "usus haluss").is_correct


def test_a_list_says_how_much_of_it_was_found() -> None:
    fields = KeyFields((), all=(("Rusia",), ("Cina",), ("Kuba",)))
    assert judged(fields, "Rusia, Cina") == Judgement(
        Verdict.PROMPT, 0.8 * 2 / 3, "list_incomplete", "Rusia, Cina", None, 2, 3
    )
    assert judged(fields, "Rusia, India").score == 0.3 / 3
    assert judged(fields, "Rusia, India").matched == "india"


def test_right_answers_joined_are_right_and_shown() -> None:
    either = KeyFields(("Budi Tua",), accept=("Sapi Merah",))
    assert judged(either, "Budi Tua / Sapi Merah").matched == "Budi Tua"
    assert judged(either, "Sapi Merah dan Budi Tua").is_correct
    assert judged(either, "/ Budi Tua").is_correct


def test_a_number_that_is_not_the_answer_says_what_is() -> None:
    said = judged(KeyFields(("2.579",), type="number"), "sebelum 2.579")
    assert said == Judgement(Verdict.WRONG, 0.0, "other_claim", "2.579")


def test_what_is_as_near_to_another_answer_is_not_taken() -> None:
    assert judged(KeyFields(("kloroplas",)), "kloroplat", neighbours=("kloroplap",)).reason == "nearer_other"


def test_a_date_names_the_answer_it_matches() -> None:
    said = judged(KeyFields(("19 Juni 2024",), type="date"), "19 Juni 2024 di sana")
    assert said == Judgement(Verdict.CORRECT, 1.0, "date", "19 Juni 2024")
    finer = KeyFields(("2024", "19 Juni 2024"), type="date")
    assert judged(finer, "20 Juni 2024").reason == "date_differs"
    assert judged(finer, "Juni 2024").is_correct


def test_what_is_refused_still_says_what_it_was_about() -> None:
    two = judged(KeyFields(("19 Juni 2024",), type="date"), "19 Juni 2024, 20 Juni 2024")
    assert (two.reason, two.matched) == ("several_dates", "19 Juni 2024")


def test_the_misspellings_of_a_name_are_read_from_the_lexicon() -> None:
    entity = {"id": "x", "type": "place", "name": {"id": "Sapiria"}, "misspellings": ["Zzapi"]}
    lexicon = Lexicon.of({"entities": [entity]})
    said = judged(KeyFields(("Sapiria",)), "zzapi", lexicon)
    assert (said.reason, said.note) == ("spelling", "Sapiria")


def test_a_title_is_left_out_only_where_every_answer_is_a_person() -> None:
    fields = KeyFields(("Mao Zedong", "Jepang"))
    assert judged(fields, "Presiden Jepang", known_names()).verdict is Verdict.WRONG
    assert judged(KeyFields(("Mao Zedong",)), "Chairman Mao", known_names()).reason == "alias"
    assert judged(KeyFields(("Mao Zedong",)), "Putri Mao", known_names()).verdict is not Verdict.CORRECT


def test_the_name_of_several_words_inside_another_name_is_that_other_thing() -> None:
    entity = {"id": "x", "type": "place", "name": {"id": "Sapi Merah"}, "not_forms": ["Kandang Sapi Merah", "Sapi"]}
    lexicon = Lexicon.of({"entities": [entity]})
    said = judged(KeyFields(("Sapi Merah",)), "ke Kandang Sapi Merah sana", lexicon)
    assert (said.reason, said.matched) == ("other_thing", "Kandang Sapi Merah")
    assert judged(KeyFields(("Sapi Merah",)), "Sapi", lexicon).verdict is Verdict.PROMPT


def test_a_name_is_told_in_the_language_of_the_learner() -> None:
    key = AnswerKey.prepare(KeyFields(("Rusia",)), ("Apa?",), known_names())
    assert key.judge("DPRK", "en").matched == "North Korea"
    assert key.judge("DPRK", "id").matched == "Korea Utara"
    only = Lexicon.of({"entities": [{"id": "x", "type": "place", "name": {"ru": "Сапи"}, "not": []}]})
    assert only.entities["x"].called("id") == "Сапи"


def test_remarks_reach_a_name_with_its_kind() -> None:
    fields = KeyFields(("Tiongkok",), prompt={"Cina": "Nama resminya?"}, reject={"Jepang": "Bukan."})
    assert judged(fields, "negara Cina").reason == "teacher_prompt"
    assert judged(fields, "negara Jepang").note == "Bukan."
    assert judged(fields, "negara Tiongkok").is_correct
    assert judged(fields, "presiden Cina").verdict is not Verdict.CORRECT


def test_a_minus_is_part_of_the_answer_whatever_the_key_is() -> None:
    for kind in (None, "text", "number"):
        assert not judged(KeyFields(("5",), type=kind), "-5").is_correct, kind
        assert judged(KeyFields(("-5",), type=kind), "minus lima").is_correct, kind
