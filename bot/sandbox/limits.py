"""Telegram's limits on sending (Bots FAQ, "My bot is hitting limits"), as sliding windows."""

import math
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

_SENDING = frozenset(
    {"sendMessage", "sendDocument", "sendPhoto", "sendLocation", "sendContact", "copyMessage", "forwardMessage"}
)


@dataclass(slots=True)
class _Window:
    """The instants of the newest grants: never more than `most` within `span` seconds."""

    most: int
    span: float
    granted: deque[float] = field(default_factory=deque)

    def wait(self, now: float) -> float:
        """Seconds until the next one would be granted; 0 for at once."""
        while self.granted and self.granted[0] <= now - self.span:
            self.granted.popleft()
        if len(self.granted) < self.most:
            return 0.0
        return self.granted[len(self.granted) - self.most] + self.span - now


class Limits:
    """Off until `enabled` is set. Change the figures before the first call that they are to rule.

    - `per_second`: messages of one bot in any sliding second
    - `chat_burst`: messages in one chat in as many sliding seconds: 1 is one a second, 3 allows three at once
    - `group_per_minute`: messages in one group in any sliding minute
    - `methods`: which calls count; editing may be added
    """

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self.enabled = False
        self.per_second = 30
        self.chat_burst = 1
        self.group_per_minute = 20
        self.methods: frozenset[str] = _SENDING
        self._monotonic = monotonic
        self._windows: dict[tuple[int, int, str], _Window] = {}

    def reset(self) -> None:
        """Forgets what was sent."""
        self._windows.clear()

    def retry_after(self, bot_id: int, method: str, chat_id: int) -> int:
        """Whole seconds to wait before this call; 0 takes it, and counts it. A refused call is not counted."""
        if not self.enabled or method not in self.methods:
            return 0
        now = self._monotonic()
        windows = self._of(bot_id, chat_id)
        wait = max(window.wait(now) for window in windows)
        if wait > 0:
            return max(1, math.ceil(wait))
        for window in windows:
            window.granted.append(now)
        return 0

    def _of(self, bot_id: int, chat_id: int) -> list[_Window]:
        windows = [
            self._window((bot_id, 0, "all"), self.per_second, 1.0),
            self._window((bot_id, chat_id, "chat"), self.chat_burst, float(self.chat_burst)),
        ]
        if chat_id < 0:
            windows.append(self._window((bot_id, chat_id, "group"), self.group_per_minute, 60.0))
        return windows

    def _window(self, key: tuple[int, int, str], most: int, span: float) -> _Window:
        window = self._windows.get(key)
        if window is None:
            window = self._windows[key] = _Window(most, span)
        return window
