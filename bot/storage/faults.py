"""Which faults of a database pass by themselves."""

from sqlalchemy.exc import DBAPIError, IntegrityError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

_ALWAYS = (OperationalError, InterfaceError, IntegrityError, PoolTimeout, ConnectionError)
_STATES = ("08", "40", "53", "55", "57", "25P03")
"""How SQLSTATEs begin that tell of the moment: connection, rollback, resources, a lock, the operator, a time-out.

After PostgreSQL's table of error codes (its manual, appendix A).
"""


def passes(error: Exception) -> bool:
    """Whether the same act, done again a little later, may come through.

    The database was away or busy, or somebody was quicker where only one can be: done again, the act sees theirs.
    """
    if isinstance(error, _ALWAYS):
        return True
    if isinstance(error, DBAPIError) and error.connection_invalidated:
        return True
    # What goes wrong while connecting comes as the driver's own.
    state = getattr(error.orig if isinstance(error, DBAPIError) else error, "sqlstate", None)
    return isinstance(state, str) and state.startswith(_STATES)
