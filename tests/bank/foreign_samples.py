"""Small files in every dialect that is moved here: what stands in them, and what must come of it."""

import io
from collections.abc import Sequence
from typing import NamedTuple

from openpyxl import Workbook


class Dialect(NamedTuple):
    """A file as some program writes it, what is taken of it (kind and key), and what is left out, by its code."""

    name: str
    format: str
    data: bytes
    taken: list[tuple[str, str]]
    left_out: Sequence[str] = ()


def _kahoot() -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["", "Quiz template"])
    sheet.append([])
    answers = [f"Answer {number} - max 75 characters" for number in range(1, 5)]
    sheet.append(
        [
            "",
            "Question - max 120 characters",
            *answers,
            "Time limit (sec) – 5, 10, 20",
            "Correct answer(s) - choose at least one",
        ]
    )
    sheet.append([1, "Tahun berapa Uni Soviet mengakui Korea Utara?", 1945, 1948, 1950, None, 20, 2])
    sheet.append([2, "Mana yang berbatasan?", "Rusia", "Jepang", "Tiongkok", "Laos", 20, "1,3"])
    sheet.append([3])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


_MOODLE = """<?xml version="1.0" encoding="UTF-8"?>
<quiz>
<question type="category"><category><text>$course$/top/Minggu 1</text></category></question>
<question type="multichoice"><name><text>Q1</text></name>
 <questiontext format="html"><text><![CDATA[<p>Luas <b>x</b><sup>2</sup>&nbsp;?<img src="@@PLUGINFILE@@/a.png" alt="peta"/></p>]]></text>
 <file name="a.png" path="/" encoding="base64">iVBORw0KGgo=</file></questiontext>
 <defaultgrade>2.0000000</defaultgrade><single>true</single>
 <answer fraction="100" format="html"><text><![CDATA[<p>satu</p>]]></text></answer>
 <answer fraction="-33.33333" format="html"><text>dua</text><feedback format="html"><text>bukan itu</text></feedback></answer>
 <tags><tag><text>aljabar</text></tag></tags><idnumber>M1-7</idnumber></question>
<question type="multichoice"><questiontext><text>Pilih dua</text></questiontext><single>false</single>
 <answer fraction="50"><text>a</text></answer><answer fraction="50"><text>b</text></answer><answer fraction="-100"><text>c</text></answer></question>
<question type="cloze"><questiontext format="html"><text><![CDATA[Sungai {1:SHORTANSWER:=Tumen~=Tuman} dan kota {1:MC:=Rason~Seoul}.]]></text></questiontext></question>
<question type="numerical"><questiontext format="html"><text>Panjang?</text></questiontext>
 <answer fraction="100"><text>17.345</text><tolerance>0.01</tolerance></answer><answer fraction="0"><text>*</text></answer></question>
<question type="truefalse"><questiontext><text>Rusia besar.</text></questiontext>
 <answer fraction="100"><text>true</text></answer><answer fraction="0"><text>false</text></answer></question>
<question type="matching"><questiontext><text>Pasangkan</text></questiontext>
 <subquestion><text>Rusia</text><answer><text>Moskwa</text></answer></subquestion>
 <subquestion><text>Laos</text><answer><text>Vientiane</text></answer></subquestion>
 <subquestion><text></text><answer><text>Hanoi</text></answer></subquestion></question>
<question type="shortanswer"><questiontext><text>Siapa?</text></questiontext>
 <answer fraction="100"><text>Kim Jong Un</text></answer><answer fraction="50"><text>Kim</text><feedback><text>yang mana?</text></feedback></answer></question>
<question type="ordering"><questiontext><text>Urutkan</text></questiontext>
 <answer fraction="1"><text>satu</text></answer><answer fraction="1"><text>dua</text></answer></question>
<question type="essay"><questiontext><text>Jelaskan.</text></questiontext></question>
<question type="gapselect"><questiontext><text>Sungai [[2]] di [[1]].</text></questiontext>
 <selectoption><text>Korea</text><group>1</group></selectoption><selectoption><text>Tumen</text><group>1</group></selectoption></question>
<question type="ddmarker"><questiontext><text>Tandai.</text></questiontext></question>
<question type="shortanswer"><name><text>rusak<b></text></name><questiontext><text>Rusak</text></questiontext></question>
</quiz>
"""

_QTI_1 = """<?xml version="1.0"?><questestinterop xmlns="http://www.imsglobal.org/xsd/ims_qtiasiv1p2"><assessment><section>
<item ident="i1"><presentation><material><mattext texttype="text/html">&lt;p&gt;Ibu kota &lt;b&gt;Rusia&lt;/b&gt;?&lt;/p&gt;</mattext></material>
<response_lid ident="r" rcardinality="Single"><render_choice><response_label ident="1"><material><mattext>Kiev</mattext></material></response_label>
<response_label ident="2"><material><mattext>Moskwa</mattext></material></response_label></render_choice></response_lid></presentation>
<resprocessing><respcondition><conditionvar><varequal respident="r">2</varequal></conditionvar><setvar action="Set" varname="SCORE">100</setvar>
</respcondition><respcondition><conditionvar><varequal respident="r">1</varequal></conditionvar><setvar>0</setvar></respcondition></resprocessing></item>
<item ident="i2"><presentation><material><mattext>Dua?</mattext></material><response_lid ident="r" rcardinality="Multiple"><render_choice>
<response_label ident="1"><material><mattext>a</mattext></material></response_label><response_label ident="2"><material><mattext>b</mattext></material>
</response_label><response_label ident="3"><material><mattext>c</mattext></material></response_label></render_choice></response_lid></presentation>
<resprocessing><respcondition><conditionvar><and><varequal>1</varequal><varequal>2</varequal><not><varequal>3</varequal></not></and></conditionvar>
<setvar>100</setvar></respcondition></resprocessing></item>
<item ident="i3"><presentation><material><mattext>Presiden?</mattext></material><response_str ident="r"><render_fib/></response_str></presentation>
<resprocessing><respcondition><conditionvar><varequal>Putin</varequal><varequal>V. Putin</varequal></conditionvar><setvar>1</setvar></respcondition>
</resprocessing></item>
<item ident="i4"><presentation><material><mattext>Panjang?</mattext></material><response_str ident="r"><render_fib/></response_str></presentation>
<resprocessing><respcondition><conditionvar><or><varequal>17</varequal><and><vargte>15</vargte><varlte>19</varlte></and></or></conditionvar>
<setvar>100</setvar></respcondition></resprocessing></item>
<item ident="i5"><presentation><material><mattext>Rusia luas.</mattext></material><response_lid ident="r"><render_choice>
<response_label ident="t"><material><mattext>True</mattext></material></response_label><response_label ident="f"><material><mattext>False</mattext>
</material></response_label></render_choice></response_lid></presentation><resprocessing><respcondition><conditionvar><varequal>t</varequal>
</conditionvar><setvar>SCORE.max</setvar></respcondition></resprocessing></item>
<item ident="i6"><itemmetadata><qtimetadata><qtimetadatafield><fieldlabel>question_type</fieldlabel><fieldentry>essay_question</fieldentry>
</qtimetadatafield></qtimetadata></itemmetadata><presentation><material><mattext>Jelaskan.</mattext></material></presentation></item>
<item ident="i7"><presentation><material><mattext>Tanpa kunci?</mattext></material><response_lid ident="r"><render_choice><response_label ident="1">
<material><mattext>a</mattext></material></response_label><response_label ident="2"><material><mattext>b</mattext></material></response_label>
</render_choice></response_lid></presentation></item>
<item ident="i8"><presentation><material><mattext>Pasangkan</mattext></material><response_lid ident="r"/><response_lid ident="s"/></presentation></item>
<item ident="i9"><b></item></section></assessment></questestinterop>"""

_QTI_2 = """<items><assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" xmlns:xsi="http://x" xsi:schemaLocation="a b" identifier="q1">
<responseDeclaration identifier="R" cardinality="single" baseType="identifier"><correctResponse><value>B</value></correctResponse></responseDeclaration>
<itemBody><p>Look at <b>this</b>.</p><choiceInteraction responseIdentifier="R" maxChoices="1"><prompt>The capital?</prompt>
<simpleChoice identifier="A">Kiev<feedbackInline>no</feedbackInline></simpleChoice><simpleChoice identifier="B">Moscow</simpleChoice>
</choiceInteraction></itemBody></assessmentItem>
<assessmentItem identifier="q2"><responseDeclaration identifier="R" baseType="string"><correctResponse><value>Putin</value></correctResponse><mapping>
<mapEntry mapKey="V. Putin" mappedValue="1"/><mapEntry mapKey="Vlad" mappedValue="0.5"/></mapping></responseDeclaration><itemBody><p>The president?</p>
<p><textEntryInteraction responseIdentifier="R"/></p></itemBody></assessmentItem>
<assessmentItem identifier="q3"><responseDeclaration identifier="R1" baseType="string"><correctResponse><value>red</value></correctResponse>
</responseDeclaration><responseDeclaration identifier="R2" baseType="string"><correctResponse><value>blue</value></correctResponse></responseDeclaration>
<itemBody><p>It is <textEntryInteraction responseIdentifier="R1"/> and <textEntryInteraction responseIdentifier="R2"/>.</p></itemBody></assessmentItem>
<assessmentItem identifier="q4"><responseDeclaration identifier="R" baseType="float"><correctResponse><value>17</value></correctResponse>
</responseDeclaration><itemBody><p>How long? <textEntryInteraction responseIdentifier="R"/></p></itemBody><responseProcessing><equal
toleranceMode="absolute" tolerance="2 2"/></responseProcessing></assessmentItem>
<qti-assessment-item identifier="q5"><qti-response-declaration identifier="R" base-type="identifier"><qti-correct-response><qti-value>A</qti-value>
</qti-correct-response></qti-response-declaration><qti-item-body><qti-choice-interaction response-identifier="R"><qti-prompt>Which?</qti-prompt>
<qti-simple-choice identifier="A">x</qti-simple-choice><qti-simple-choice identifier="B">y</qti-simple-choice></qti-choice-interaction></qti-item-body>
</qti-assessment-item>
<assessmentItem identifier="q6"><itemBody><p>Discuss.</p><extendedTextInteraction responseIdentifier="R"/></itemBody></assessmentItem>
<assessmentItem identifier="q7"><itemBody><p>Order.</p><orderInteraction responseIdentifier="R"/></itemBody></assessmentItem>
<assessmentItem identifier="q8"><itemBody><choiceInteraction responseIdentifier="R"><prompt>No key?</prompt><simpleChoice identifier="A">x</simpleChoice>
<simpleChoice identifier="B">y</simpleChoice></choiceInteraction></itemBody></assessmentItem></items>"""

DIALECTS = (
    Dialect(
        "gift: every kind",
        "gift",
        b"""// comment [id:7] [tag:week 1]
::Q1::Who? {=Putin#yes =%50%Vladimir#which one? =%0%Kim#no}

Grant is {~buried =entombed ~living} there.

Pi? {#3.141:0.0005}

1 to 5? {#1..5}

True? {T}

Pair them. {=Canada -> Ottawa =Italy -> Rome}

[html]<p>Two?</p> {~%50%a ~%50%b ~%-100%c ####<b>both</b>}

A note without braces.

Write an essay. {}
""",
        [
            ("text", "Putin"),
            ("choice", "entombed"),
            ("number", "3.1410"),
            ("number", "3"),
            ("truefalse", "True"),
            ("match", "Canada – Ottawa; Italy – Rome"),
            ("multi", "a, b"),
        ],
        ["description", "essay"],
    ),
    Dialect(
        "gift: ~= and weights in percent",
        "gift",
        b"Capital? {~=Pyongyang ~Seoul}\n\nWhich? {~%100%a ~%-33.33333%b ~%0%c}\n",
        [("choice", "Pyongyang"), ("choice", "a")],
    ),
    Dialect(
        "gift: several braces and Moodle's cloze",
        "gift",
        b"Kota {=Moskwa =Moskow} dan {=Pyongyang}.\n\nSungai {1:SA:=Tumen~Amur} di {1:MC:~Laos~=Korea}.\n",
        [("cloze", "Moskwa, Pyongyang"), ("cloze", "Tumen, Korea")],
    ),
    Dialect(
        "gift: braces of a formula, an empty line inside, no empty line between",
        "gift",
        b"::a::What is $\\frac\\{1\\}\\{2\\}$ of 4? {\n=2\n\n~3\n}\n::b::Half of $x^{2}$ at 2? {=two}\n::c::Yes? {F}\n",
        [("choice", "2"), ("number", "two"), ("truefalse", "False")],
    ),
    Dialect(
        "gift: a brace is missing", "gift", b"What? {=a ~b\n\nThen? {=yes}\n", [("text", "yes")], ["brace-missing"]
    ),
    Dialect(
        "gift: CRLF, BOM, Latin-1",
        "gift",
        "\ufeffQui? {=Léa}\r\n\r\nOù? {=là}\r\n".encode(),
        [("text", "Léa"), ("text", "là")],
    ),
    Dialect("gift: Latin-1", "gift", "Qui? {=Léa}\n".encode("latin-1"), [("text", "Léa")]),
    Dialect("gift: a key that is no number", "gift", b"How many? {#many}\n", [], ["no-number-there"]),
    Dialect(
        "gift: below nought",
        "gift",
        b"What is 2-7? {#-5}\n\nFrom -5 to 5? {#-5..5}\n",
        [("number", "-5"), ("number", "0")],
    ),
    Dialect(
        "aiken: no empty lines, lower case, several answers",
        "aiken",
        b"1. Capital?\r\na) Seoul\r\nb) Pyongyang\r\nANSWER:B\r\nWhich?\r\nA.x\r\nB.y\r\nC.z\r\nANSWER: A, C\r\nRESPONSE: because\r\nLINKS: https://example.org/a\r\n\r\n\r\n\r\n",
        [("choice", "Pyongyang"), ("multi", "x, z")],
    ),
    Dialect(
        "aiken: faults",
        "aiken",
        b"Unfinished?\nA) x\nB) y\n\nToo few\nA) x\nANSWER: A\n\nWrong letter\nA) x\nB) y\nANSWER: D\n\nGood\nA. True\nB. False\nANSWER: B\n",
        [("truefalse", "Salah")],
        ["answer-line-missing", "too-few-options", "answer-not-an-option"],
    ),
    Dialect(
        "csv: ours",
        "csv",
        b"\xef\xbb\xbfq,a,accept,wrong,why\r\nSiapa?,Kim Jong Un,Kim Jong-un | Kim Jongun,,sebab\r\nKota?,Pyongyang,,Seoul|Wonsan,'=1+1\r\n",
        [("text", "Kim Jong Un"), ("choice", "Pyongyang")],
    ),
    Dialect(
        "csv: Kahoot",
        "csv",
        b',Question,Answer1,Answer2,Answer3,Answer4,Time,Correct\n1,Kota?,Seoul,Pyongyang,,,20,2\n2,Mana?,a,b,c,d,20,"1,3"\n3,Besar?,True,False,,,20,1\n',
        [("choice", "Pyongyang"), ("multi", "a, c"), ("truefalse", "Benar")],
    ),
    Dialect(
        "csv: semicolons and wrong answers in columns",
        "csv",
        b"Question;Correct Answer;Incorrect Answer 1;Incorrect Answer 2\nKota?;Pyongyang;Seoul;Wonsan\n",
        [("choice", "Pyongyang")],
    ),
    Dialect(
        "csv: Quizizz",
        "csv",
        b"Question Text\tQuestion Type\tOption 1\tOption 2\tCorrect Answer\tTime in seconds\nMana?\tMultiple Choice\tx\ty\t2\t20\nWarna?\tFill-in-the-Blank\tred\tmerah\t\t20\nCerita?\tOpen-Ended\t\t\t\t20\n",
        [("choice", "y"), ("text", "red")],
        ["essay"],
    ),
    Dialect(
        "csv: no header", "csv", b"Kota Jepang?,Tokyo\nKota Rusia?,Moskwa\n", [("text", "Tokyo"), ("text", "Moskwa")]
    ),
    Dialect("csv: nobody can tell", "csv", b"a,b,c\nd,e,f\n", [], ["columns-unknown"]),
    Dialect(
        "csv: number or text",
        "csv",
        b"question,option 1,option 2,option 3,answer\nTwo?,3,2,1,3\n",
        [],
        ["correct-ambiguous"],
    ),
    Dialect("xlsx: Kahoot", "xlsx", _kahoot(), [("choice", "1948"), ("multi", "Rusia, Tiongkok")]),
    Dialect(
        "moodle: every kind",
        "moodle",
        _MOODLE.encode(),
        [
            ("choice", "satu"),
            ("multi", "a, b"),
            ("cloze", "Tumen, Rason"),
            ("number", "17.3450"),
            ("truefalse", "Benar"),
            ("match", "Rusia – Moskwa; Laos – Vientiane"),
            ("text", "Kim Jong Un"),
            ("order", "satu → dua"),
            ("cloze", "Tumen, Korea"),
        ],
        ["essay", "kind-unknown", "xml-broken"],
    ),
    Dialect(
        "yaml: lists of question and answer",
        "yaml",
        b"quiz:\n- [What?, a]\n- [Who is it?, [Al, Bo], Bo]\n- [Which one?, x, y]\n",
        [("text", "a"), ("choice", "Bo")],
        ["row-unclear"],
    ),
    Dialect(
        "json: questions on either side of a list",
        "yaml",
        b'[["What is it?", "a thing"], ["nobody", "Who is it?"]]',
        [],
        ["row-unclear", "row-unclear"],
    ),
    Dialect(
        "yaml: questions that are the names of their answers",
        "yaml",
        b"title: Kota\nIbu kota Rusia?: Moskwa\nIbu kota Korea Utara?:\n  options: [Seoul, Pyongyang]\n  answer: Pyongyang\n"
        b"Mana yang besar?: {Rusia: true, Laos: false}\nYang mana?: [satu, dua]\nSiapa?:\n",
        [("text", "Moskwa"), ("choice", "Pyongyang"), ("choice", "Rusia")],
        ["answers-ambiguous", "no-right-answer"],
    ),
    Dialect(
        "yaml: a list of questions that are the names of their answers",
        "yaml",
        b"- Apa ibu kota Rusia?: Moskwa\n- Siapa presiden Rusia?: Putin\n",
        [("text", "Moskwa"), ("text", "Putin")],
    ),
    Dialect(
        "yaml: other words for the question, and one that has none",
        "yaml",
        b"- exercise: What is 1+1?\n  solution: 2\n- task: Name the capital.\n  answer: Moscow\n- whatever: Who?\n  answer: Me\n",
        [("number", "2"), ("text", "Moscow")],
        ["no-question-there"],
    ),
    Dialect(
        "yaml: options in languages that are not ours",
        "yaml",
        b"- question: {en: What?, de: Was?}\n  answers:\n  - {en: one, de: eins, correct: true}\n  - {en: two, de: zwei}\n"
        b"- question: {de: Wer?, fr: Qui?}\n  options: {de: [A, B], fr: [C, D]}\n  answer: {de: B, fr: D}\n",
        [("choice", "one"), ("choice", "B")],
    ),
    Dialect(
        "yaml: options that are marked in their own text",
        "yaml",
        "- question: Which?\n  choices: [a, b (correct), c]\n- question: Who?\n  choices: ['*a', b]\n"
        "- question: Where?\n  choices: [[a, true], [b, false]]\n- question: When?\n  choices: [a ✅, b]\n  answer: b\n".encode(),
        [("choice", "b"), ("choice", "a"), ("choice", "a"), ("choice", "b")],
    ),
    Dialect(
        "json: a comma that was forgotten",
        "yaml",
        b'[\n {"question": "Who?", "options": ["Al", "Bo"], "answer": "Bo"}\n {"question": "What?"\n "answer": "a"}\n]\n',
        [("choice", "Bo"), ("text", "a")],
    ),
    Dialect(
        "aiken: questions without options",
        "aiken",
        b"Only a question?\n\nGood?\nA. a\nB. b\nANSWER: A\n\n2. Second\n3. Third\nA. a\nB. b\nANSWER: B\n"
        b"Read.\n\nWhat then? He asked.\n\nWhat?\nA. c\nB. d\nANSWER: A\n"
        b"4. Consider:\n5) five\n6) six\nWhich is right?\nA. 5\nB. 6\nANSWER: B\n",
        [("choice", "a"), ("choice", "b"), ("choice", "c"), ("choice", "6")],
        ["no-question-there", "no-question-there"],
    ),
    Dialect(
        "aiken: a title, and keys below that are letters of their own",
        "aiken",
        b"SOAL PILIHAN GANDA\nPilih yang tepat!\n\n1. Apa?\na. x\nb. y\n\n2. Siapa?\na. p\nb. q\n\nKunci Jawaban\n1. b\n2. a\n",
        [("choice", "y"), ("choice", "p")],
    ),
    Dialect(
        "aiken: stars before or behind the right option, as Respondus has them",
        "aiken",
        b"Type: MC\nTitle: Q1\nPoints: 2\n1) Capital?\n~ Well done\na. Seoul\n*b. Pyongyang\n\n2) River?\nA. Tumen *\nB. Amur\n\n"
        b"3) Which?\n*A. x\n*B. y\nC. z\n\n4) None?\nA. x\nB. y\n",
        [("choice", "Pyongyang"), ("choice", "Tumen"), ("multi", "x, y")],
        ["answer-line-missing"],
    ),
    Dialect(
        "csv: wrong answers in Indonesian",
        "csv",
        b"Pertanyaan;Jawaban Benar;Jawaban Salah 1;Jawaban Salah 2\nIbu kota?;Pyongyang;Seoul;Busan\n",
        [("choice", "Pyongyang")],
    ),
    Dialect(
        "csv: stars where no column names the right options",
        "csv",
        b"Question Text,Answer 1,Answer 2,Answer 3\nCapital?,*Pyongyang,Seoul,\nWhich?,*a,*b,c\nNone?,a,b,c\n",
        [("choice", "Pyongyang"), ("multi", "a, b")],
        ["answer-cell-empty"],
    ),
    Dialect(
        "json: blanks between stars, as H5P has them",
        "yaml",
        b'{"questions": [{"library": "H5P.Blanks 1.14", "params": {"text": "<p>Isi</p>", "questions": ["<p>Ibu kota Rusia adalah '
        b'*Moskwa/Moskow:kota*.</p>"]}}, {"library": "H5P.DragText 1.1", "params": {"textField": "Kosong."}}]}',
        [("cloze", "Moskwa")],
        ["no-blanks"],
    ),
    Dialect(
        "json: answers that are extracts of a text",
        "yaml",
        b'{"paragraphs": [{"context": "c", "qas": [{"question": "What?", "answers": [{"text": "Tumen", "answer_start": 0},'
        b' {"text": "Tumen", "answer_start": 0}]}, {"question": "Who?", "answers": [], "is_impossible": true}]}]}',
        [("text", "Tumen")],
        ["no-right-answer"],
    ),
    Dialect(
        "json: columns, and options that are called by numbers",
        "yaml",
        b'[{"question": {"0": "What?", "1": "Who?"}, "answer": {"0": "a", "1": "b"}}, {"question": "Which?", '
        b'"options": {"0": "x", "1": "y"}, "correctOption": "1"}, {"question": "Other?", "options": {"1": "2", "2": "3"}, "answer": 2}]',
        [("text", "a"), ("text", "b"), ("choice", "y")],
        ["correct-ambiguous"],
    ),
    Dialect(
        "json: polls of Telegram, and fields of Typeform",
        "yaml",
        b'[{"poll": {"question": "A?", "options": [{"text": "x", "voter_count": 1}, {"text": "y", "voter_count": 0}], '
        b'"correct_option_id": 1}}, {"poll": {"question": "B?", "options": [{"text": "p"}, {"text": "q"}], "correct_option_id": 0}},'
        b'{"title": "C?", "properties": {"choices": [{"label": "k"}, {"label": "l"}]}, "correct": "l"}, {"title": "What is D?", "answer": "m"}]',
        [("choice", "y"), ("choice", "p"), ("choice", "l"), ("text", "m")],
    ),
    Dialect(
        "blackboard: every kind",
        "blackboard",
        b"MC\tCapital?\tSeoul\tincorrect\tPyongyang\tcorrect\nMA\tWhich?\ta\tcorrect\tb\tcorrect\tc\tincorrect\nTF\tBig.\ttrue\n"
        b"FIB\tThe capital is ____.\tMoscow\tMoskva\nNUM\tHow long?\t17\t2\nORD\tOrder\tone\ttwo\nMAT\tMatch\tx\t1\ty\t2\n"
        b"FIB_PLUS\t[a] and [b]\ta\tred\tRed\t\tb\tblue\nESS\tDiscuss.\tsample\nFIL\tSend.\nOP\tWell?\nQUIZ_BOWL\tx\ty\n"
        b"MC\tBroken?\ta\tcorrect\tb\nTF\tNone.\nNUM\tWhat?\tmany\nFIB_PLUS\tNothing.\ta\tb\n",
        [
            ("choice", "Pyongyang"),
            ("multi", "a, b"),
            ("truefalse", "True"),
            ("text", "Moscow"),
            ("number", "17"),
            ("order", "one \u2192 two"),
            ("match", "x \u2013 1; y \u2013 2"),
            ("cloze", "red, blue"),
        ],
        [
            *("essay", "upload", "survey", "kind-unknown"),
            *("no-right-answer", "no-right-answer", "no-number-there", "no-blanks"),
        ],
    ),
    Dialect(
        "ims: QTI 1.2",
        "ims",
        _QTI_1.encode(),
        [("choice", "Moskwa"), ("multi", "a, b"), ("text", "Putin"), ("number", "17"), ("truefalse", "Benar")],
        ["essay", "no-right-answer", "kind-unknown", "xml-broken"],
    ),
    Dialect(
        "ims: QTI 2.1 and 3",
        "ims",
        _QTI_2.encode(),
        [("choice", "Moscow"), ("text", "Putin"), ("cloze", "red, blue"), ("number", "17"), ("choice", "x")],
        ["essay", "kind-unknown", "no-right-answer"],
    ),
    Dialect(
        "ims: edX",
        "ims",
        b'<library><problem display_name="x"><multiplechoiceresponse><label>Capital?</label><choicegroup><choice correct="true">'
        b"Moscow</choice><choice correct='false'>Kiev<choicehint>no</choicehint></choice></choicegroup></multiplechoiceresponse></problem>"
        b'<problem><p>Leader?</p><stringresponse answer="Putin" type="ci"><additional_answer answer="V. Putin"/><textline/>'
        b'</stringresponse></problem><problem><p>Long?</p><numericalresponse answer="20"><responseparam type="tolerance" default="10%"/>'
        b"</numericalresponse></problem><problem><p>Run?</p><script>x</script></problem><problem><p>Read.</p></problem>"
        b'<problem><stringresponse answer="a.*" type="regexp"><textline/></stringresponse></problem></library>',
        [("choice", "Moscow"), ("text", "Putin"), ("number", "20")],
        ["code-answer", "description", "rule-only"],
    ),
    Dialect("ims: no package", "ims", b"PK nothing", [], ["not-a-package"]),
    Dialect(
        "yaml: numbers in the names of options, counted from one",
        "yaml",
        b"- question: One?\n  option1: a\n  option2: b\n  answer: 1\n- question: Two?\n  option1: c\n  option2: d\n  answer: 2\n",
        [("choice", "a"), ("choice", "d")],
    ),
    Dialect(
        "yaml: numbers in the names of options, and nothing that tells from where they are counted",
        "yaml",
        b"- question: One?\n  option1: a\n  option2: b\n  option3: c\n  answer: 2\n",
        [],
        ["index-ambiguous"],
    ),
    Dialect(
        "aiken: a title, and a first question without options",
        "aiken",
        b"KUIS\n\n1. Apa?\n\n2. Siapa?\nA. x\nB. y\nANSWER: B\n",
        [("choice", "y")],
        ["no-question-there"],
    ),
    Dialect("moodle: something else", "moodle", b"<html><body/></html>", [], ["not-moodle"]),
    Dialect(
        "text2qti: every kind",
        "text2qti",
        b"""Quiz title: Addition
% a comment
Title: one
Points: 2
1.  What is 2+3?
... General feedback that explains.
a)  6
... Too much.
*c) 5

2.  The Earth is round.
*a) True
b)  False

3.  Which?
[ ] Mammoth
[*] Triceratops
[*] Rex

4.  Root of 2?
=   1.4142 +- 0.0001

5.  Who?
*   Santa
*   Father Christmas

6.  Essay.
____

7.  Upload.
^^^^

8.  Broken
a) one
""",
        [
            ("choice", "5"),
            ("truefalse", "True"),
            ("multi", "Triceratops, Rex"),
            ("number", "1.4142"),
            ("text", "Santa"),
        ],
        ["essay", "upload", "not-text2qti"],
    ),
    Dialect(
        "text2qti: code is never run, nor any file opened",
        "text2qti",
        b"```{.python .run}\nprint('1. x')\nopen('made-by-import', 'w')\n```\n\n1. See ![x](/etc/hostname)?\n*a) yes\nb) no\n",
        [("choice", "yes")],
        ["code-refused"],
    ),
    Dialect(
        "yaml: options and a right one in words",
        "yaml",
        b"- question: How many?\n  options: ['8', '9', '10']\n  correct: '9'\n- question: Which?\n  choices: [x, y]\n  answer: B\n",
        [("choice", "9"), ("choice", "y")],
    ),
    Dialect(
        "yaml: the right one stands in the list",
        "yaml",
        b"- q: Ibu kota?\n  a:\n    - Seoul\n    - correct: Pyongyang\n  n: sebab\n",
        [("choice", "Pyongyang")],
    ),
    Dialect(
        "yaml: x and o",
        "yaml",
        b"- question: Which?\n  answers:\n    - x: right\n    - o: wrong\n",
        [("choice", "right")],
    ),
    Dialect(
        "yaml: options that say it themselves",
        "yaml",
        b"questions:\n  - text: Which?\n    answers:\n      - {text: a, correct: true}\n      - {text: b, correct: false}\n    explanation: because\n",
        [("choice", "a")],
    ),
    Dialect(
        "yaml: counted from nought, which the file gives away",
        "yaml",
        b"- question: One?\n  options: [a, b]\n  correct_answer: 0\n- question: Two?\n  options: [c, d]\n  correct_answer: 1\n",
        [("choice", "a"), ("choice", "d")],
    ),
    Dialect(
        "yaml: counted from nobody knows where",
        "yaml",
        b"- question: One?\n  options: [a, b, c]\n  correct_answer: 1\n",
        [],
        ["index-ambiguous"],
    ),
    Dialect(
        "yaml: letters of their own",
        "yaml",
        b"- question: Which?\n  answer_choice_a: x\n  answer_choice_b: y\n  answer_correct: b\n",
        [("choice", "y")],
    ),
    Dialect(
        "yaml: options or spellings, nobody can tell",
        "yaml",
        b"- question: Which?\n  answers: [a, b]\n- question: Fill\n  type: fill\n  answers: [c, d]\n",
        [("text", "c")],
        ["answers-ambiguous"],
    ),
    Dialect(
        "yaml: RELATE",
        "yaml",
        b"""{% from "x.yml" import y %}
title: Quiz
groups:
- id: g
  pages:
  -
    {{ include("q.yml", 8) }}
  - type: TextQuestion
    id: half
    prompt: |
      # A half
      What's a half?
    answers:
      - type: float
        value: 0.5
        rtol: 1e-4
      - <plain>half
      - <regex>ha.*f
  - type: ChoiceQuestion
    prompt: Form?
    choices:
      - ~CORRECT~ Hessenberg
      - Diagonal
  - type: FileUploadQuestion
    prompt: Send it.
""",
        [("text", "half"), ("choice", "Hessenberg")],
        ["included-elsewhere", "upload"],
    ),
    Dialect(
        "yaml: checked by a program",
        "yaml",
        b"- question: Sum?\n  checker: |\n    return 1\n  answer: x\n",
        [],
        ["code-answer"],
    ),
    Dialect("yaml: no questions at all", "yaml", b"tags: [a, b]\nauthor: x\n", [], ["questions-missing"]),
    Dialect(
        "yaml: json",
        "yaml",
        b'{"questions": [{"prompt": "Which?", "choices": ["a", "b"], "answer": "b"}]}',
        [("choice", "b")],
    ),
    Dialect(
        "toml: mdbook",
        "toml",
        b"""[[questions]]
type = "MultipleChoice"
prompt.prompt = "Which?"
prompt.distractors = ["b", "c"]
answer.answer = "a"
context = "because"

[[questions]]
type = "ShortAnswer"
prompt.prompt = "Keyword?"
answer.answer = "mut"
answer.alternatives = ["MUT!"]

[[questions]]
type = "Tracing"
prompt.program = "fn main() {}"
answer.doesCompile = false
""",
        [("choice", "a"), ("text", "mut")],
        ["code-answer"],
    ),
    Dialect("toml: broken", "toml", b"[[questions]]\nprompt = \n", [], ["not-toml"]),
    Dialect(
        "anki: headers",
        "anki",
        b'#separator:tab\n#html:true\n#tags column:3\n#columns:Front\tBack\tTags\nIbu kota?\t<b>Pyongyang</b>\tkota asia\nTahun berapa?\t1948<br><br>12 Oktober\t\n"Kata ""air""?"\twater [sound:a.mp3]\t\nGambar\t<img src="a.jpg">\t\n',
        [("text", "Pyongyang"), ("date", "1948"), ("text", "water")],
        ["answer-cell-empty"],
    ),
    Dialect(
        "anki: cloze",
        "anki",
        b"#separator:semicolon\n{{c1::Tumen::sungai}} memisahkan {{c2::Rusia}};extra\n",
        [("cloze", "Tumen, Rusia")],
    ),
    Dialect(
        "gift: questions without an empty line between them",
        "gift",
        b"One? {\n=yes\n~no\n}\nTwo? {\n=no\n~yes\n}\n\nA? {T}\nB? {F}\n",
        [("choice", "yes"), ("choice", "no"), ("truefalse", "Benar"), ("truefalse", "Salah")],
    ),
    Dialect(
        "csv: letters, numbers and names of columns as keys",
        "csv",
        b"No;Soal #;Soal;A;B;Kunci\n1;1;Apa?;x;y;B\n2;2;Mana?;x;y;pilihan 1\n",
        [("choice", "y"), ("choice", "x")],
    ),
    Dialect(
        "yaml: other spellings, statements, questions as names",
        "yaml",
        b"- question: Kota?\n  answer: Paris\n  alternatives: [Paris kota]\n- statement: Bumi bulat\n  answer: true\n"
        b"- question: Mana?\n  choices: [a, b, c]\n  correct: [0, 2]\n",
        [("text", "Paris"), ("truefalse", "Benar"), ("multi", "a, c")],
    ),
    Dialect(
        "yaml: questions as names",
        "yaml",
        b"What is the capital of France?:\n  choices: [Paris, London]\n  answer: Paris\n",
        [("choice", "Paris")],
    ),
    Dialect(
        "aiken: UTF-16, letters together, a number with a colon",
        "aiken",
        "Question 1: Which?\nA. x\nB. y\nC. z\nANSWER: AC\n".encode("utf-16"),
        [("multi", "x, z")],
    ),
    Dialect(
        "csv: Wooclap, with a column of choices called alike",
        "csv",
        b"Type,Title,Correct,Choice,Choice,Choice\nMCQ,Capital?,2,Seoul,Pyongyang,Busan\nPoll,Like it?,,a,b,\n",
        [("choice", "Pyongyang")],
        ["survey"],
    ),
    Dialect(
        "csv: options in one cell",
        "csv",
        b"question,options,answer\nCapital?,Seoul; Pyongyang; Busan,Pyongyang\n",
        [("choice", "Pyongyang")],
    ),
    Dialect("csv: statements", "csv", b"statement,True or False\nSky is blue,TRUE\n", [("truefalse", "True")]),
    Dialect(
        "csv: an index",
        "csv",
        b"question,option_a,option_b,answer_index\nCapital?,Seoul,Pyongyang,1\n",
        [],
        ["index-ambiguous"],
    ),
    Dialect(
        "moodle: a star beside the same answer, several options at once in a text",
        "moodle",
        b"""<quiz><question type="shortanswer"><questiontext><text>Who?</text></questiontext>
<answer fraction="100"><text>Kim</text></answer><answer fraction="80"><text>Kim*</text></answer></question>
<question type="cloze"><questiontext><text>Sum {:NM:=4} or {1:MRH:=a~=b~c}</text></questiontext></question></quiz>""",
        [("text", "Kim")],
        ["blank-of-several"],
    ),
    Dialect(
        "yaml: several documents",
        "yaml",
        b"---\nquestion: Capital?\nchoices: {a: Seoul, b: Pyongyang}\nanswerKey: b\n---\n"
        b"question: River?\noption1: Tumen\noption2: Han\nanswer: option1\n---\ntype: essay\nquestion: Write\n",
        [("choice", "Pyongyang"), ("choice", "Tumen")],
        ["essay"],
    ),
    Dialect(
        "json: names like camels, a question with its options in it",
        "yaml",
        b"""[{"questionText": "Capital?", "answerOptions": [{"answerText": "Seoul", "isCorrect": false},
{"answerText": "Pyongyang", "isCorrect": true}]},
{"question": {"stem": "River?", "choices": [{"text": "Tumen", "label": "A"}, {"text": "Han", "label": "B"}]},
"answerKey": "A"}, {"front": "Sea?", "back": "East Sea"}]""",
        [("choice", "Pyongyang"), ("choice", "Tumen"), ("text", "East Sea")],
    ),
)
