"""What bots asked of the server, and what they were answered."""

from collections import deque
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Call:
    """One call. `at` is by the machine clock; `code` is 200, an error code, or 0 where no answer was sent.

    `fault` names the fault that was injected, if one was; `struck_first` that it alone made the answer.
    """

    bot_id: int
    method: str
    params: dict[str, Any]
    at: float
    code: int
    description: str | None = None
    fault: str | None = None
    struck_first: bool = False


class Ledger:
    """The newest calls, and the newest refusals that no injected fault explains."""

    def __init__(self, keep: int = 20_000) -> None:
        self.calls: deque[Call] = deque(maxlen=keep)
        self.refused: deque[Call] = deque(maxlen=1_000)
        # Parameters that the documentation does not know; Telegram ignores them, a test should not.
        self.undocumented: set[tuple[str, str]] = set()
        self.counts: dict[str, int] = {}

    def note(self, call: Call) -> None:
        """Writes a call down."""
        self.calls.append(call)
        self.counts[call.method] = self.counts.get(call.method, 0) + 1
        if call.code >= 400 and not call.struck_first:
            self.refused.append(call)

    def of(self, method: str) -> list[Call]:
        """The calls of one method, oldest first."""
        return [call for call in self.calls if call.method == method]
