"""Reasons to refuse what looks alike, and what a learner takes back while answering."""

import re
from collections.abc import Collection, Sequence

from bot.grading import words as table
from bot.grading.normalise import Token, joined
from bot.grading.numerals import is_rate
from bot.grading.words import these

# An answer is not an essay: beyond this, and beyond four times the key, it is a pasted text.
LONGEST_ANSWER = 280


def _pattern(*ways: str) -> re.Pattern[str]:
    return re.compile("|".join(ways), re.IGNORECASE)


_NOT_ID = r"(?:tidak|ga|gak|nggak|gk|tdk|ngga)"
_AFTER = r"(?: (?:ya|deh|sih|kak|nih|lah|dong|sorry|maaf|jawabannya|pak|bu|banget|lagi|soal itu))*"
_NO_ANSWER = re.compile(
    r"(?:(?:aku|saya|gue|gw|i|sy|maaf|sorry|honestly|jujur)\s)*(?:"
    r"(?:tidak|belum|kurang)\s?(?:tahu|tau|ngerti|mengerti|paham|ingat|inget|yakin|bisa jawab|ada ide)"
    r"|(?:ga|gak|nggak|gk|tdk|ngga)(?:tau|tahu)|entah(?:lah)?|lupa|nyerah|menyerah|pas|pass|skip|lewat|lewati"
    r"|(?:do not|dont|didnt) (?:know|remember|understand|have (?:a clue|any idea))(?: (?:it|this|that|the answer))*"
    r"|idk|dunno|(?:have )?no (?:idea|clue)|not sure|unsure|forgot|give up|no answer|none|na|n a|unknown|whatever"
    r"|apa ya|what|hah|hmm*|apa|siapa|kapan"
    r")" + _AFTER
)
_INSTRUCTION = _pattern(
    r"\b(?:ignore|abaikan|disregard|forget|lupakan)\b.{0,40}"
    r"\b(?:instruction|instruksi|perintah|prompt|rule|aturan|key|kunci|previous|sebelumnya|above|di atas)",
    r"\b(?:mark|tandai|anggap|nilai|beri|kasih|grade|accept|count|terima|give)\b.{0,30}"
    r"\b(?:benar|correct|right|betul|nilai penuh|full marks|full points|100|poin penuh)\b",
    r"\b(?:verdict|system|assistant|admin)\s*:",
    r"\b(?:jawaban|answer)(?:nya)? (?:saya |ini |is |yang )?(?:benar|correct)\b",
    r"\b(?:as per|sesuai|same as|sama dengan|lihat) (?:the )?(?:key|kunci)\b",
    r"\bkunci jawaban\b|\banswer key\b|\bthe correct answer\b(?! is)",
)
_MISTAKEN = _pattern(
    r"\b(?:kalau|kalo|klo|kl|jika|if)\s(?:saya |aku |gue |i ?a?m )?(?:tak|not|" + _NOT_ID + r")\s"
    r"(?:salah|keliru|mistaken|wrong)(?: ingat)?\b",
    r"\b(?:tak|" + _NOT_ID + r") (?:salah|diragukan)(?: lagi)\b",
    r"\bno doubt\b|\bwithout (?:a )?doubt\b|\btanpa ragu\b",
    r"\b(?:not|kurang|agak ga|i ?m not|" + _NOT_ID + r") (?:so |too |very |really |terlalu |begitu |100 )?"
    r"(?:sure|yakin|certain)(?:[\s,]+(?:but|tapi|tp|sih|ya|deh)\b)*",
    r"\b(?:i )?(?:dont|do not) (?:really )?know(?: for sure)? but\b",
    r"\b" + _NOT_ID + r" (?:tau|tahu)(?: (?:pasti|persis))? (?:tapi|tp|mungkin|kayaknya)\b",
)
_NUMERO = _pattern(r"\b(?:no|nomor|nr|number)\b\.?\s*(?=\d)")
_CORRECTION = _pattern(
    r"(?:^|[\s,.;:(-])(?:eh bukan|eh salah|eh maaf|eh maksudku|eh maksudnya|eh sorry|eh|salah maksud(?:ku|nya)"
    r"|maksudku|maksudnya|maksud saya|ralat|koreksi|ups|oops|no wait|wait no|wait|i mean|i meant|sorry i mean"
    r"|scratch that|correction|or rather|salah deng|deng)[\s,.:;-]+",
    r"\?[\s?]*(?:bukan|bkn|no|nope|nggak|gak|ga)\s*[,.:;-]+\s*",  # "Ri Son Gwon? bukan, Choe Son Hui"
)
_INSTEAD = _pattern(r"\b(?:tapi|tetapi|melainkan|namun|but rather|but|rather|yang benar|yg benar)\b")
_NOT = _pattern(
    r"(?<![\w-])(?:bukannya|bukan|instead of|rather than|as opposed to|daripada|dan bukan|and not|not)(?![\w-])"
)
_AUXILIARY = _pattern(
    r"\b(?:is|was|are|were|be|been|do|does|did|has|have|had|will|would|can|could|should|may|might|its|it s|itu|ini"
    r"|is it|the answer|jawabannya|it)\s*$"
)
_COMPARED = _pattern(r"\b(?:lebih|kurang|lbh|krg)\b")
_ALL = r"\b(?:anywhere|anything|anyone|everything|everyone|everywhere|nothing|all|semua|segala|(?:apa|siapa|mana) saja)"
_BUT_FOR = _pattern(_ALL + r" (?:but|except|kecuali|selain)\b", r"\bother than\b", r"\banti\b")


def is_plain(given: Sequence[Token]) -> bool:
    """Whether no word is there that any of the guards looks for: most answers, so the rest can be slower."""
    return _TELLTALE.isdisjoint([token.text for token in given]) and any(token.text[0].isalnum() for token in given)


def is_no_answer(text: str) -> bool:
    """Whether the learner says that they do not know."""
    words = re.sub(r"[^\w\s]", " ", _chat(text))
    words = " ".join(words.split())
    return not words or _NO_ANSWER.fullmatch(words) is not None


def is_instruction(text: str) -> bool:
    """Whether the text speaks to the one who grades instead of answering."""
    return _INSTRUCTION.search(text) is not None


def is_too_long(text: str, longest_key: int) -> bool:
    return len(text) > max(LONGEST_ANSWER, 4 * longest_key)


def settled(text: str, key_denies: bool, asked: Collection[str] = (), common: Collection[str] = ()) -> str:
    """What stands after doubts, corrections and contrasts: "A, eh B" is B; "A, bukan B" and "bukan B, tapi A" are A."""
    text = _MISTAKEN.sub(" ", _NUMERO.sub(" ", text))
    corrections = [match for match in _CORRECTION.finditer(text) if text[match.end() :].strip()]
    if corrections:
        text = text[corrections[-1].end() :]
    return text if key_denies else _contrasted(text, asked, common)


def denies(text: str) -> bool:
    """Whether the text says "all but …"."""
    return _BUT_FOR.search(text) is not None


def _contrasted(text: str, asked: Collection[str], common: Collection[str]) -> str:
    found = _NOT.search(text)
    if found is None:
        return text
    before, after = text[: found.start()], text[found.end() :]
    if found[0].lower() == "daripada" and _COMPARED.search(before):
        return text  # "lebih kecil daripada air" says nothing of what is instead of water
    instead = _INSTEAD.search(after)
    if instead and after[instead.end() :].strip():
        return before + " " + after[instead.end() :] if _AUXILIARY.search(before) is None else after[instead.end() :]
    if not _content(before) or _AUXILIARY.search(before) or not after.strip():
        return text
    other = {word.removesuffix("nya") for word in _content(after)}
    # "Pyongyang bukan ibu kotanya" denies what is asked, "Pyongyang bukan Seoul" names another answer.
    return text if other <= set(asked) and not other.isdisjoint(common) else before


def _content(text: str) -> list[str]:
    return [word for word in re.findall(r"[^\W_]+", text.lower()) if word not in table.QUIET]


def _chat(text: str) -> str:
    return " ".join(table.CHAT.get(word, word) for word in text.lower().replace("'", "").split())


def parted(parts: Sequence[Token]) -> list[tuple[Token, ...]]:
    """The sides of an "or"; one side if there is none."""
    sides: list[list[Token]] = [[]]
    for at, token in enumerate(parts):
        slashed = "/" in token.before and not token.is_number and at and not parts[at - 1].is_number
        if token.text in table.OR or _is_choice(parts, at) or (slashed and not is_rate(parts[at - 1].text, token.text)):
            sides.append([])
        if token.text not in table.OR and not _is_choice(parts, at):
            sides[-1].append(token)
    return [tuple(side) for side in sides if side]


def _is_choice(parts: Sequence[Token], at: int) -> bool:
    """Whether "apa" stands between two answers: "BRICS apa ASEAN"."""
    if parts[at].text != "apa" or not 0 < at < len(parts) - 1:
        return False
    return table.QUIET.isdisjoint((parts[at - 1].text, parts[at + 1].text))


def words_of(parts: Sequence[Token]) -> str:
    return joined(tuple(token.text for token in parts))


# Every pattern above needs at least one of these words.
_TELLTALE = (
    table.NEGATORS
    | table.CHAT.keys()
    | these("""
        kurang gatau gaktau nggatau ga tau tahu entah entahlah lupa nyerah menyerah pas pass skip lewat lewati do dont
        didnt idk dunno have unsure forgot give na n unknown whatever apa what hah hm hmm siapa kapan sure ignore
        abaikan disregard forget lupakan mark tandai anggap nilai beri kasih grade accept count terima verdict system
        assistant admin jawaban jawabannya answer sesuai as same sama lihat kunci the_correct correct kalau kalo jika
        if doubt ragu salah diragukan yakin certain eh maksudku maksudnya maksud ralat koreksi ups oops wait mean
        meant scratch correction rather deng bukannya instead opposed daripada but other anti nomor nr number segala
        semua mana
    """)
)
