"""Which counts may be shown: small ones are withheld, and with them whatever would give them away.

    protected = protect([CountTable("type", "saker", ("area", "type", "year"), counts)], limit=5)
    protected.count("type", ("nav", "ris", "2025"))  # an int, or None: withheld
    protected.count("type", ("nav", None, "2025"))   # the total over types

Everything published of one source belongs in one call: tables protected apart can be subtracted from each other.
"""

from fokusrapport.domain.disclosure.protected import Protected, protect
from fokusrapport.domain.disclosure.tables import HANDLING, CountTable, Key

__all__ = ["HANDLING", "CountTable", "Key", "Protected", "protect"]
