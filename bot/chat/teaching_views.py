"""What somebody who writes questions sees."""

import re
from collections.abc import Sequence
from dataclasses import replace
from html import unescape

from bot.bank.reading import Sent, Writing
from bot.chat.buttons import MOST_BYTES, Action, Button, Press, pack
from bot.chat.message import File, Message, Rows, Said
from bot.chat.views import LETTERS, Views, abreast, is_long, lettered, numbered
from bot.i18n.translator import Html, escape
from bot.items.findings import Finding, Mend, Severity
from bot.items.item import Item, Prompt, Reply
from bot.services.authoring import Looked, Offered, Review, Tried
from bot.services.set_records import Reach, StoredSet

# More at once nobody mends on a phone; the rest comes when these are done.
MOST_SHOWN = 5
# A message with buttons for one of them each would be a wall.
MOST_MENDS = 3
MOST_ROWS = 8
# Three rows of a phone: a question is looked at, not read to its end.
WIDEST = 100
# What a set can be downloaded as besides our YAML, and how such files end; a button carries the place in this list.
EXPORTS = {
    "xlsx": ".xlsx",
    "csv": ".csv",
    "gift": ".gift",
    "moodle": ".xml",
    "aiken": ".txt",
    "text2qti": ".txt",
    "canvas": ".zip",
    "qti": ".zip",
    "anki": ".txt",
    "apkg": ".apkg",
}


# In a set that goes out places are questions, and each sentence says for itself what is lost.
EXPORTED = "teach.question"


class TeachingViews(Views):
    """Messages for those who write questions; formal, and without a word of YAML's own."""

    def received(self, review: Review) -> Message:
        """The first look at what was sent."""
        message = self.review(review)
        parts = [Html(f"{self.say('teach.thanks')} {message.text}")]
        if review.replaced:
            parts.append(self.say("teach.replaced", title=review.replaced))
        return replace(message, text=Html("\n\n".join(parts)))

    def review(self, review: Review) -> Message:
        """How many questions are ready, what is wrong with the others, and what can be done."""
        told = [*_in_order(review.problems), *_in_order(review.advice)][:MOST_SHOWN]
        advice = told[len(review.problems) :]
        parts = [self._ready(review), *map(self._finding, told[: len(told) - len(advice)])]
        if advice:
            parts += [self.say("teach.advice", count=len(review.advice)), *map(self._finding, advice)]
        hidden = len(review.problems) + len(review.advice) - len(told)
        if hidden > 0:
            parts.append(self.say("teach.more_findings", count=hidden))
        if review.change:
            parts.append(self._change(review))
        rows = (*self._mend_rows(review, told), *self._look_rows(review, told), *self._draft_rows(review))
        return Message(Html("\n\n".join(parts)), rows)

    def looked(self, looked: Looked) -> Message:
        """A question as it stands in the file, and what is said of it."""
        seen = looked.passage
        lines = "\n".join(f"{number} | {escape(line[:WIDEST])}" for number, line in enumerate(seen.lines, seen.first))
        head = self.say("teach.as_written", name=looked.review.draft.name, first=seen.first, last=seen.last)
        told = looked.findings[:MOST_SHOWN]
        parts = [Html(f"{head}\n<pre>{lines}</pre>"), *(self._placed_finding(finding) for finding in told)]
        back = self._with("teach.back", Action.DRAFT_SHOW, str(looked.review.draft.number))
        return Message(Html("\n\n".join(parts)), (*self._own_mend_rows(looked.review, told)[:MOST_ROWS], (back,)))

    def moved(self, sent: Sent) -> list[Said]:
        """What became of a file in another format; all of what did not come along, if need be as a file."""
        of = self.say(f"teach.format_{sent.format}")
        key = "teach.moved_all" if sent.taken == sent.written else "teach.moved_some"
        parts = [self.say(key if sent.taken else "teach.moved_none", of=of, taken=sent.taken, count=sent.written)]
        unit = "teach.card" if sent.format == "apkg" else "teach.line"
        listed = self._told(sent.findings, unit)
        return [Message(Html("\n\n".join([*parts, *listed]))), *self._rest(sent.findings, unit)]

    def exported(self, set_id: str, to: str, writing: Writing) -> list[Said]:
        """A set in another format, and what has no place there."""
        name = f"{set_id}{EXPORTS[to]}"
        file = File(name, writing.data, self.say("teach.exported", of=self.say(f"teach.format_{to}")))
        if not writing.findings:
            return [file]
        listed = self._told(writing.findings, EXPORTED)
        lost = Message(Html("\n\n".join([self.say("teach.not_in_format"), *listed])))
        return [file, lost, *self._rest(writing.findings, EXPORTED)]

    def formats(self, stored: StoredSet) -> Message:
        """What a set can be downloaded as."""
        buttons = [
            self._with(f"teach.format_{name}", Action.SET_EXPORT, f"{stored.id}.{place}")
            for place, name in enumerate(EXPORTS)
        ]
        rows = [tuple(buttons[start : start + 2]) for start in range(0, len(buttons), 2)]
        back = self._with("teach.back", Action.SET, stored.id)
        return Message(self.say("teach.formats", title=stored.title), (*rows, (back,)))

    def create(self) -> Message:
        """The ways to begin."""
        return Message(self.say("teach.create"), ((self._plain("teach.template", Action.TEMPLATE),),))

    def tried(self, tried: Tried) -> Message:
        """A question as a learner meets it, or what would be said of an answer."""
        place = self.say("study.place", number=tried.number, total=tried.total)
        lines = [Html(f"<b>{place}</b> · {self.say('teach.trying')}")]
        lines.append(Html(f"❓ <b>{escape(tried.item.question.speak(self.language))}</b>"))
        prompt = tried.prompt(self.language)
        lines += [self._would(tried), *self._background(tried.item)] if tried.judgement else self._asked(prompt)
        number = str(tried.draft.number)
        row = (
            self._with("teach.next", Action.DRAFT_TRY, number),
            self._with("teach.back", Action.DRAFT_SHOW, number),
        )
        return Message(Html("\n\n".join(lines)), (*self._tried_rows(tried, prompt), *self._deny_row(tried), row))

    def denied(self, tried: Tried) -> Message:
        """The answer that was ruled out, judged anew."""
        message = self.tried(tried)
        return replace(message, text=Html(f"{self.say('teach.denied', text=tried.response)}\n\n{message.text}"))

    def offered(self, offered: Offered) -> Message:
        """One drafted question: keep it, change it, or drop it."""
        item, place = offered.item, self.say("study.place", number=offered.number, total=offered.total)
        parts = [Html(f"<b>{place}</b> · {self._class(item)}")]
        parts.append(
            Html(f"❓ <b>{escape(item.question.speak(self.language))}</b>\n🔑 {escape(item.answer(self.language))}")
        )
        parts += self._background(item)
        at = f"{offered.draft.number}.{offered.number - 1}"
        row = (
            self._with("teach.keep_one", Action.DRAFT_KEEP, at),
            self._with("teach.change_one", Action.DRAFT_CHANGE, at),
            self._with("teach.drop_one", Action.DRAFT_OMIT, at),
        )
        over = self._with("teach.enough", Action.DRAFT_SHOW, str(offered.draft.number))
        return Message(Html("\n\n".join(parts)), (row, (over,)))

    def _class(self, item: Item) -> Html:
        named = next((tag for tag in item.about.tags if tag in ("class-a", "class-b", "class-c")), "class-own")
        return self.say(f"teach.{named}")

    def saved(self, stored: StoredSet) -> Message:
        key = "teach.saved_again" if stored.previous else "teach.saved"
        text = self.say(key, title=stored.title, version=stored.version, count=stored.questions)
        undo = self._with("teach.undo", Action.SET_UNDO, f"{stored.id}.{stored.version}")
        share = self._with("teach.share", Action.SET_SHARE, stored.id)
        rename = self._with("teach.rename", Action.SET_RENAME, stored.id)
        return Message(text, ((share, undo), (rename,)))

    def undone(self, back: StoredSet) -> Message:
        """An older version is what learners get again."""
        text = self.say("teach.undone", title=back.title, version=back.version)
        return Message(text, (_open(back),))

    def mine(self, sets: Sequence[StoredSet]) -> Message:
        """The sets of one's own."""
        if not sets:
            return Message(self.say("teach.no_sets"), ((self._plain("teach.template", Action.TEMPLATE),),))
        rows = tuple(_open(each) for each in sets[:20])
        return Message(self.say("teach.sets", count=len(sets)), rows)

    def one(self, stored: StoredSet, link: str, *, teacher: bool) -> Message:
        """One set: who can find it, and what can be done with it."""
        lines = [
            Html(f"<b>{escape(stored.title)}</b>"),
            self.say("teach.about", version=stored.version, count=stored.questions),
        ]
        lines.append(self.say(f"teach.reach_{stored.reach.value}"))
        if stored.reach in (Reach.LINK, Reach.LISTED):
            lines.append(escape(link))
        rows: list[tuple[Button, ...]] = [
            (
                self._with("teach.open", Action.QUIZ, stored.id),
                self._with("teach.download", Action.SET_FILE, stored.id),
            ),
            (self._reach_button(stored), self._with("teach.other_format", Action.SET_FORMATS, stored.id)),
            (
                self._with("teach.rename", Action.SET_RENAME, stored.id),
                self._with("teach.delete", Action.SET_DELETE, stored.id),
            ),
        ]
        if teacher and stored.reach is not Reach.LISTED:
            rows.append((self._with("teach.list", Action.SET_LIST, stored.id),))
        return Message(Html("\n".join(lines)), tuple(rows))

    def confirm_delete(self, stored: StoredSet) -> Message:
        row = (
            self._with("teach.delete_yes", Action.SET_ERASE, stored.id),
            self._with("teach.keep", Action.SET, stored.id),
        )
        return Message(self.say("teach.delete_sure", title=stored.title), (row,))

    def finding(self, finding: Finding) -> Html:
        """One cause in plain words."""
        key = finding.sentence
        return self.say(key, **finding.values) if self._translator.knows(key) else self.say("teach.unknown_finding")

    def _ready(self, review: Review) -> Html:
        ready, written = len(review.items), max(review.reading.written, len(review.items))
        if not written:
            return self.say("teach.nothing_read")
        key = "teach.all_ready" if ready == written else "teach.some_ready"
        said = self.say(key, ready=ready, count=written, name=review.draft.name)
        return said if review.mended is None else Html(f"{self.say('teach.mended', line=review.mended)} {said}")

    def _finding(self, finding: Finding) -> Html:
        text = self._placed_finding(finding)
        quoted = finding.quoted.strip()
        return Html(f"{text}\n<pre>{finding.line} | {escape(quoted)}</pre>") if quoted else text

    def _placed_finding(self, finding: Finding) -> Html:
        return Html(f"<b>{self.say('teach.line', line=finding.line)}</b> – {self.finding(finding)}")

    def _told(self, findings: Sequence[Finding], unit: str) -> list[Html]:
        """What was left out before what was lost of the rest, as much as one reads on a phone."""
        first = sorted(findings, key=lambda finding: finding.severity is not Severity.ERROR)
        told = [self._placed(finding, unit) for finding in first[:MOST_SHOWN]]
        hidden = len(first) - len(told)
        return [*told, self.say("teach.more_in_file", count=hidden)] if hidden else told

    def _placed(self, finding: Finding, unit: str) -> Html:
        came = (
            Html("")
            if finding.severity is Severity.ERROR or unit == EXPORTED
            else Html(f"{self.say('teach.came_but')} ")
        )
        text = Html(f"<b>{self.say(unit, line=finding.line)}</b> – {came}{self.finding(finding)}")
        quoted = finding.quoted.strip()
        return Html(f"{text}\n<pre>{escape(quoted)}</pre>") if quoted else text

    def _rest(self, findings: Sequence[Finding], unit: str) -> list[Said]:
        """All findings as a text file, where a message does not hold them."""
        if len(findings) <= MOST_SHOWN:
            return []
        lines = (re.sub(r"</?(?:b|pre)>", "", self._placed(finding, unit)) for finding in findings)
        text = "\n\n".join(unescape(line).replace("\n", "\n    ") for line in lines)
        return [File(unescape(self.say("teach.left_out_file")), f"{text}\n".encode("utf-8-sig"))]

    def _change(self, review: Review) -> Html:
        change = review.change
        assert change  # noqa: S101 - the caller has looked
        return self.say("teach.change", changed=change.changed, new=change.new, removed=change.removed)

    def _mend_rows(self, review: Review, told: Sequence[Finding]) -> Rows:
        rows = self._own_mend_rows(review, told)
        safe = [finding for finding in review.reading.findings if finding.mends and finding.mends[0].safe]
        if len(safe) > 1:
            rows.insert(0, (self._with("teach.mend_all", Action.MEND_ALL, str(review.draft.number)),))
        return tuple(rows[:MOST_ROWS])

    def _own_mend_rows(self, review: Review, told: Sequence[Finding]) -> list[tuple[Button, ...]]:
        return [
            (self._mend_button(review, finding, number, mend),)
            for finding in told
            for number, mend in enumerate(finding.mends[:MOST_MENDS])
        ]

    def _look_rows(self, review: Review, told: Sequence[Finding]) -> Rows:
        """A look at each line that something is said of; two of them fit beside each other."""
        lines = {finding.line: finding for finding in reversed(told) if finding.quoted.strip()}
        key = "teach.look" if len(lines) == 1 else "teach.look_at"
        buttons = [self._look_button(review, finding, key) for _, finding in sorted(lines.items())]
        return tuple(tuple(buttons[start : start + 2]) for start in range(0, len(buttons), 2))

    def _look_button(self, review: Review, finding: Finding, key: str) -> Button:
        place = review.reading.findings.index(finding)
        press = Press(Action.DRAFT_LOOK, argument=f"{review.draft.number}.{place}")
        return Button(self.say(key, line=finding.line), press)

    def _mend_button(self, review: Review, finding: Finding, number: int, mend: Mend) -> Button:
        key = f"mend.{mend.code}"
        label = self.say(key, **mend.values) if self._translator.knows(key) else self.say("teach.mend")
        where = self.say("teach.line", line=finding.line)
        place = review.reading.findings.index(finding)
        press = Press(Action.MEND, argument=f"{review.draft.number}.{place}.{number}")
        return Button(f"{where}: {label}", press)

    def _draft_rows(self, review: Review) -> Rows:
        number = str(review.draft.number)
        if not review.items:
            return ((self._with("teach.drop", Action.DRAFT_DROP, number),),)
        return (
            (self._with("teach.try", Action.DRAFT_TRY, number),),
            (
                self._with("teach.save", Action.DRAFT_SAVE, number),
                self._with("teach.download", Action.DRAFT_FILE, number),
                self._with("teach.drop", Action.DRAFT_DROP, number),
            ),
        )

    def _asked(self, prompt: Prompt) -> list[Html]:
        """The options, where they are not buttons, and how to answer here: what takes many taps is typed."""
        parts = [lettered(prompt.options)] if prompt.options and not _has_buttons(prompt) else []
        if prompt.partners:
            parts.append(numbered(prompt.partners))
        typed = {Reply.PICK_MANY: "teach.try_letters", Reply.PUT_IN_ORDER: "teach.try_letters"}
        typed[Reply.MATCH] = "teach.try_pairs"
        how = self.say(typed.get(prompt.reply, f"how.{prompt.reply.value}"), count=prompt.blanks)
        return [*parts, Html(f"<i>{how}</i>")]

    def _tried_rows(self, tried: Tried, prompt: Prompt) -> Rows:
        """The options of which one is to be tapped, each as a learner sees it."""
        if tried.judgement or prompt.reply is not Reply.PICK_ONE:
            return ()
        at = f"{tried.draft.number}.{tried.number}"
        labels = prompt.options if _has_buttons(prompt) else LETTERS[: len(prompt.options)]
        presses = (Press(Action.DRAFT_ANSWER, argument=f"{at}.{place}") for place in range(len(labels)))
        return abreast([Button(label, press) for label, press in zip(labels, presses, strict=True)], prompt.options)

    def _deny_row(self, tried: Tried) -> Rows:
        """A way to rule out what was accepted, as far as a button can carry it."""
        argument = f"{tried.draft.number}.{tried.response}"
        if not tried.may_be_denied or len(pack(Press(Action.DRAFT_DENY)).encode() + argument.encode()) > MOST_BYTES:
            return ()
        return ((self._with("teach.deny", Action.DRAFT_DENY, argument),),)

    def _would(self, tried: Tried) -> Html:
        judgement = tried.judgement
        assert judgement  # noqa: S101 - the caller has looked
        verdict = self.say(f"teach.would_{judgement.verdict.value}", answer=tried.item.answer(self.language))
        return Html(f"{verdict} {self.reason(judgement, verdict)}".strip())

    def _reach_button(self, stored: StoredSet) -> Button:
        if stored.reach in (Reach.LINK, Reach.LISTED):
            return self._with("teach.withdraw", Action.SET_WITHDRAW, stored.id)
        return self._with("teach.share", Action.SET_SHARE, stored.id)

    def _plain(self, key: str, action: Action) -> Button:
        return self.button(key, action)

    def _with(self, key: str, action: Action, argument: str) -> Button:
        return self.button(key, action, argument=argument)


def _open(stored: StoredSet) -> tuple[Button, ...]:
    return (Button(stored.title, Press(Action.SET, argument=stored.id)),)


def _in_order(findings: Sequence[Finding]) -> list[Finding]:
    """As the lines stand in the file: what reading and what checking found, together."""
    return sorted(findings, key=lambda finding: finding.line)


def _has_buttons(prompt: Prompt) -> bool:
    return prompt.reply is Reply.PICK_ONE and not is_long(prompt.options)
