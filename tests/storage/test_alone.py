"""One run at a time over a SQLite file."""

from pathlib import Path

import pytest

from bot.domain.errors import OperatorError
from bot.storage.alone import Alone


def test_second_run_on_a_file_is_refused_until_the_first_lets_go(tmp_path: Path) -> None:
    database = tmp_path / "rawat.db"
    first, second = Alone(database, "bot"), Alone(database, "bot")
    first.hold()
    with pytest.raises(OperatorError, match="already runs"):
        second.hold()
    Alone(database, "jobs").hold()
    first.let_go()
    second.hold()
    second.let_go()
