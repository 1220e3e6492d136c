"""Pages of a list, counted from 0."""


def pages_of(total: int, size: int) -> int:
    """How many pages there are, one at least."""
    return max(1, -(-total // size))


def page_near(page: int, total: int, size: int) -> int:
    """The page, or the nearest one that is there."""
    return max(0, min(page, pages_of(total, size) - 1))
