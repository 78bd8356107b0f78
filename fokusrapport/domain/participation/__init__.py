"""How users take part: councils by unit, meetings, focus groups and surveys, from a register of single activities."""
