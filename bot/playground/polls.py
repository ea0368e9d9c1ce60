"""Polls and quizzes, and who voted for what."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bot.playground.formatting import Formatted
from bot.playground.limits import check_options
from bot.playground.parameters import Parameters
from bot.playground.refusals import bad_request
from bot.playground.utf16 import units

# https://core.telegram.org/bots/api#sendpoll
QUESTION, OPTION, MOST_OPTIONS, EXPLANATION, EXPLANATION_LINES, DESCRIPTION = 300, 100, 12, 200, 2, 1024
SHORTEST, LONGEST = 5, 2_628_000


@dataclass(slots=True)
class Poll:
    """One poll with its votes."""

    id: str
    chat_id: int
    message_id: int
    question: Formatted
    options: tuple[Formatted, ...]
    quiz: bool = False
    correct: tuple[int, ...] = ()
    anonymous: bool = True
    several: bool = False
    revoting: bool = True
    hidden: bool = False
    explanation: Formatted = field(default_factory=lambda: Formatted(""))
    description: Formatted = field(default_factory=lambda: Formatted(""))
    open_period: int = 0
    closes: datetime | None = None
    closed: bool = False
    votes: dict[int, tuple[int, ...]] = field(default_factory=dict)

    def vote(self, person_id: int, options: Sequence[int]) -> None:
        """Count a vote; none at all takes it back."""
        if self.closed:
            raise bad_request("poll has already been closed")
        if person_id in self.votes and not self.revoting:
            raise bad_request("REVOTE_NOT_ALLOWED")
        check_options(options, len(self.options))
        if len(options) > 1 and not self.several:
            raise bad_request("OPTIONS_TOO_MUCH")
        if options:
            self.votes[person_id] = tuple(options)
        else:
            self.votes.pop(person_id, None)

    def to_wire(self) -> dict[str, Any]:
        """As the bot sees it that sent it: with the right answers, and closing time."""
        right = {"correct_option_ids": list(self.correct)} if self.correct else {}
        timing = {"open_period": self.open_period} if self.open_period else {}
        closing = {"close_date": int(self.closes.timestamp())} if self.closes else {}
        return {
            "id": self.id,
            **self.question.as_fields("question", "question_entities"),
            "options": [self._option(number) for number in range(len(self.options))],
            "total_voter_count": len(self.votes),
            "is_closed": self.closed,
            "is_anonymous": self.anonymous,
            "type": "quiz" if self.quiz else "regular",
            "allows_multiple_answers": self.several,
            "allows_revoting": self.revoting,
            "members_only": False,
            **self.explanation.as_fields("explanation", "explanation_entities"),
            **self.description.as_fields("description", "description_entities"),
            **right,
            **timing,
            **closing,
        }

    def _option(self, number: int) -> dict[str, Any]:
        votes = sum(number in chosen for chosen in self.votes.values())
        words = self.options[number].as_fields("text", "text_entities")
        return {"persistent_id": f"{self.id}-{number}", **words, "voter_count": votes}

    def answer_of(self, person: Mapping[str, Any]) -> dict[str, Any]:
        """What the bot hears about a vote where votes are not anonymous."""
        chosen = self.votes.get(person["id"], ())
        names = [f"{self.id}-{number}" for number in chosen]
        return {"poll_id": self.id, "user": person, "option_ids": list(chosen), "option_persistent_ids": names}


def read_poll(given: Parameters, poll_id: str, chat_id: int, message_id: int, now: datetime) -> Poll:
    """The poll that sendPoll asks for."""
    quiz = given.text("type") == "quiz"
    poll = Poll(
        id=poll_id,
        chat_id=chat_id,
        message_id=message_id,
        question=given.formatted("question", "question_parse_mode", "question_entities"),
        options=tuple(_options(given.json("options", []))),
        quiz=quiz,
        correct=tuple(_correct(given)) if quiz else (),
        anonymous=given.flag("is_anonymous", missing=True),
        several=given.flag("allows_multiple_answers"),
        revoting=given.flag("allows_revoting", missing=not quiz),
        hidden=given.flag("hide_results_until_closes"),
        explanation=given.formatted("explanation", "explanation_parse_mode", "explanation_entities"),
        description=given.formatted("description", "description_parse_mode", "description_entities"),
        open_period=given.integer("open_period"),
        closes=_closing(given, now),
        closed=given.flag("is_closed"),
    )
    _check(poll)
    return poll


def _options(given: Any) -> list[Formatted]:
    if not isinstance(given, list):
        raise bad_request("can't parse options: expected an Array of String as options")
    entries = [entry if isinstance(entry, dict) else {"text": entry} for entry in given]
    return [Parameters(entry, {}).formatted("text", "text_parse_mode", "text_entities") for entry in entries]


def _correct(given: Parameters) -> list[int]:
    if given.has("correct_option_ids"):
        return sorted({int(number) for number in given.json("correct_option_ids")})
    return [given.integer("correct_option_id")] if given.has("correct_option_id") else []


def _closing(given: Parameters, now: datetime) -> datetime | None:
    if given.has("open_period"):
        return datetime.fromtimestamp(now.timestamp() + given.integer("open_period"), tz=now.tzinfo)
    return datetime.fromtimestamp(given.integer("close_date"), tz=now.tzinfo) if given.has("close_date") else None


def _check(poll: Poll) -> None:
    lengths = [units(option.text) for option in poll.options]
    refusals = {
        "poll question must be non-empty": not poll.question.text,
        f"poll question length must not exceed {QUESTION}": units(poll.question.text) > QUESTION,
        "poll must have at least 1 option": not lengths,
        f"poll can't have more than {MOST_OPTIONS} options": len(lengths) > MOST_OPTIONS,
        "poll options must be non-empty": 0 in lengths,
        f"poll options length must not exceed {OPTION}": any(length > OPTION for length in lengths),
        "quiz must have a correct answer": poll.quiz and not poll.correct,
        "message is too long": units(poll.explanation.text) > EXPLANATION or units(poll.description.text) > DESCRIPTION,
        "poll explanation has too many line feeds": poll.explanation.text.count("\n") > EXPLANATION_LINES,
        "open period must be 5-2628000": bool(poll.open_period) and not SHORTEST <= poll.open_period <= LONGEST,
    }
    for reason, holds in refusals.items():
        if holds:
            raise bad_request(reason)
    check_options(poll.correct, len(poll.options))
