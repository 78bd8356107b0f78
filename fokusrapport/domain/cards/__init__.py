"""The definition cards of indicators: an appendix that every indicator's name in a table leads to."""
