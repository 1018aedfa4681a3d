"""Under which id does the platform know a file that was handed in before? Each is handed in once while it lives.

Ids live for 30 days at the platform. Source: Media, "Uploaded media".
"""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable

LIVES_S = 25 * 86_400.0
FILES_MAX = 500


class Kept:
    """Ids by what was handed in. Kept in memory: after a restart a file is handed in once more."""

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self._now = monotonic
        self._ids: OrderedDict[str, tuple[str, float]] = OrderedDict()
        self._coming: dict[str, asyncio.Future[str]] = {}

    async def get(self, key: str, hand_in: Callable[[], Awaitable[str]]) -> tuple[str, bool]:
        """The id, and whether it was made just now. Many who ask at once wait for one; raises what hand_in raises."""
        known = self._ids.get(key)
        if known is not None and known[1] > self._now():
            return known[0], False
        coming = self._coming.get(key)
        if coming is None:
            coming = self._coming[key] = asyncio.ensure_future(hand_in())
            coming.add_done_callback(lambda done: self._came(key, done))
        file_id = await asyncio.shield(coming)
        self._keep(key, file_id)
        return file_id, True

    def _came(self, key: str, done: "asyncio.Future[str]") -> None:
        del self._coming[key]
        if not done.cancelled():
            done.exception()  # whoever waited has it; if nobody does, nobody is told

    def forget(self, key: str) -> None:
        """The platform knows it no more."""
        self._ids.pop(key, None)

    def _keep(self, key: str, file_id: str) -> None:
        self._ids[key] = file_id, self._now() + LIVES_S
        while len(self._ids) > FILES_MAX:
            self._ids.popitem(last=False)
