"""Surveys answered by respondents: from single answers to what may be shown of them all."""
