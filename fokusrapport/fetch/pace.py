"""How often a service may be called: as often as it says itself, and never more."""

from __future__ import annotations

import re
import time
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

_POLICY = re.compile(r"(\d+)\s*;\s*w=(\d+)")


@dataclass
class Pace:
    """At most `calls` in any `window` seconds; waits before the call that would be one too many.

    What the service tells wins over what it was made with: the header `x-ratelimit-policy` («40;w=60s») of SSB, and the
    configuration of other installations of PxWebApi. A configuration of 0 says nothing: SSB has it and still limits.
    """

    calls: int = 30
    window: float = 60.0
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic
    _made: deque[float] = field(default_factory=deque)

    def wait(self) -> None:
        """Wait until one more call is allowed, and count it."""
        now = self.clock()
        while self._made and now - self._made[0] >= self.window:
            self._made.popleft()
        if len(self._made) >= self.calls:
            self.sleep(self.window - (now - self._made[0]))
            self._made.popleft()
        self._made.append(self.clock())

    def limit(self, calls: int, window: float) -> None:
        """Take over a limit that the service's configuration tells; 0 is none."""
        if calls > 0 and window > 0:
            self.calls, self.window = calls, window

    def learn(self, headers: Mapping[str, str]) -> None:
        """Take over the limit that an answer's headers tell."""
        told = _POLICY.search(headers.get("x-ratelimit-policy", ""))
        if told:
            self.limit(int(told[1]), float(told[2]))
