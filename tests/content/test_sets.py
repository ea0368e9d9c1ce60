"""The question sets that ship."""

from bot.bank.library import set_files
from bot.bootstrap import ROOT, Content


def test_every_set_is_called_as_its_file(content: Content) -> None:
    assert [each.id for each in content.bank.sets.values()] == [path.stem for path in set_files(ROOT / "quizzes")]
