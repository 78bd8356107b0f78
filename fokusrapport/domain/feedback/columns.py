"""The columns of a table of feedback cases, as the documentation tells them."""

from __future__ import annotations

from fokusrapport.domain.records import RecordColumn
from fokusrapport.params.feedback_models import CASE_TYPES

KIND = "feedback_cases"
ORIGINS = ("ekstern", "intern")
GRADES = ("1", "2", "3", "4")
COLUMNS = (
    RecordColumn("id", "text", "The case's id, once in all files. Never shown."),
    RecordColumn("received", "date", "The day it came in."),
    RecordColumn("type", "one of the words", f"{', '.join(f'`{word}`' for word in CASE_TYPES)}."),
    RecordColumn("area", "text", "Id of an area in `feedback.yaml`."),
    RecordColumn("category", "text", "Id of a category in `feedback.yaml`."),
    RecordColumn("answered", "date", "The day it was answered; blank where it is not yet."),
    RecordColumn("origin", "one of the words", f"{', '.join(f'`{word}`' for word in ORIGINS)}.", required=False),
    RecordColumn("channel", "text", "Id of a channel in `feedback.yaml`.", required=False),
    RecordColumn("severity", "whole number", "1 to 4; blank where the case is not graded.", required=False),
    RecordColumn("extent", "whole number", "1 to 4; filled where `severity` is.", required=False),
    RecordColumn("level", "text", "Id of a level that overrides the one of the level table.", required=False),
    RecordColumn("level_reason", "text", "Why; filled where `level` is. Never shown.", required=False),
    RecordColumn("cause", "text", "Id of a cause in `feedback.yaml`; blank where none is found.", required=False),
    RecordColumn("action", "text", "Id of an action in `feedback.yaml`; blank where none is proposed.", required=False),
    RecordColumn("owner", "text", "Who answers for the case. Never shown.", required=False),
    RecordColumn(
        "deadline", "whole number or date", "The case's own: days to answer, or the last day.", required=False
    ),
    RecordColumn("closed", "date", "The day the case was closed.", required=False),
    RecordColumn("effect_checked", "date", "The day somebody checked that the action helped.", required=False),
    RecordColumn("text", "text", "What was written. Never read into the report.", required=False),
)
