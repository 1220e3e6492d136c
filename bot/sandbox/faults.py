"""Faults on demand: the ways in which a network and a server fail."""

import random
from dataclasses import dataclass, field
from typing import Literal, get_args

Kind = Literal["error_500", "error_502_html", "too_many", "timeout", "lost_answer", "cut", "slow"]
KINDS: tuple[Kind, ...] = get_args(Kind)
# What is done all the same: only the answer suffers.
_LATE: frozenset[Kind] = frozenset({"lost_answer", "slow"})


@dataclass(slots=True, eq=False)
class Fault:
    """A fault that strikes calls of `method` (None: of any), `times` times (None: for ever), each with chance `rate`.

    - `error_500`, `error_502_html`: refused with that status; nothing was done
    - `too_many`: 429 with `retry_after` seconds; nothing was done
    - `timeout`: never answered, until the caller gives up; nothing was done
    - `cut`: the connection is dropped before anything was done
    - `lost_answer`: done, then the connection is dropped without an answer
    - `slow`: done and answered, `seconds` late
    """

    kind: Kind
    method: str | None = None
    times: int | None = None
    rate: float = 1.0
    retry_after: int = 1
    seconds: float = 0.0
    chance: random.Random = field(default_factory=lambda: random.Random(0))
    struck: int = 0

    @property
    def strikes_first(self) -> bool:
        """Whether nothing is done of what was asked."""
        return self.kind not in _LATE

    def strikes(self, method: str) -> bool:
        """Whether it strikes this call; counts it if so."""
        if self.method is None:
            # Polling is struck by name only: a bot that cannot poll is another test than one that cannot send.
            meant = method != "getUpdates"
        else:
            meant = self.method == method
        spent = self.times is not None and self.struck >= self.times
        if not meant or spent or (self.rate < 1.0 and self.chance.random() >= self.rate):
            return False
        self.struck += 1
        return True


class Faults:
    """The faults in force, and a `delay` in seconds that is added to every answer."""

    def __init__(self) -> None:
        self.delay = 0.0
        self._faults: list[Fault] = []

    def add(
        self,
        method: str | None = None,
        *,
        kind: Kind,
        times: int | None = None,
        rate: float = 1.0,
        seed: int = 0,
        retry_after: int = 1,
        seconds: float = 0.0,
    ) -> Fault:
        """Puts a fault in force and gives it; its `struck` says how often it struck."""
        if kind not in KINDS:
            raise ValueError(kind)
        fault = Fault(kind, method, times, rate, retry_after, seconds, random.Random(seed))
        self._faults.append(fault)
        return fault

    def clear(self) -> None:
        """Ends all faults and the delay."""
        self._faults.clear()
        self.delay = 0.0

    def pick(self, method: str) -> Fault | None:
        """The first fault that strikes this call, if any."""
        if not self._faults:
            return None
        return next((fault for fault in self._faults if fault.strikes(method)), None)
