"""Exact keys (phone numbers, addresses, account names) and the places that have them."""


class Directory:
    """Keys and places. Most keys have one place: a bare number then, because sets would weigh more than all else."""

    def __init__(self) -> None:
        self._places: dict[str, int | tuple[int, ...]] = {}

    def put(self, key: str, place: int) -> None:
        """Notes that this place has the key."""
        known = self.having(key)
        if place not in known:
            self._places[key] = (*known, place) if known else place

    def drop(self, key: str, place: int) -> None:
        """Forgets that this place has the key."""
        left = tuple(known for known in self.having(key) if known != place)
        if len(left) > 1:
            self._places[key] = left
        elif left:
            self._places[key] = left[0]
        else:
            self._places.pop(key, None)

    def having(self, key: str) -> tuple[int, ...]:
        """Places that have exactly this key."""
        known = self._places.get(key, ())
        return (known,) if isinstance(known, int) else known

    def containing(self, part: str) -> list[tuple[str, int]]:
        """Keys in which this part stands, with their places; looks through all."""
        return [(key, place) for key in self._places if part in key for place in self.having(key)]
