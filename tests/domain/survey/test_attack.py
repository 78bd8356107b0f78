"""What a reader reckons of a survey's means: sums of answers are tied by units, the whole and indexes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import product

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from fokusrapport.domain.records import RecordFile
from fokusrapport.domain.survey.found import SurveyFound
from fokusrapport.params.surveys_models import Survey

UNITS, ITEMS, LIMIT = ("nord", "soer", "vest"), ("trives", "mat"), 3
SURVEY = Survey.model_validate(
    {
        "id": "elever",
        "label": {"nb": "Elever"},
        "area": "skole",
        "scale": "score_1_5",
        "answers": [{"nb": str(number)} for number in range(1, 6)],
        "items": [{"id": name, "label": {"nb": name}} for name in ITEMS],
        "indexes": [{"id": "alt", "label": {"nb": "Alt"}, "items": list(ITEMS)}],
        "unit_column": "enhet",
        "units": [{"id": name, "label": {"nb": name}} for name in UNITS],
        "waves": [{"id": "2024", "year": 2024, "invited": 99}],
    }
)
Answers = Mapping[str, Sequence[tuple[int, int]]]

answers = st.lists(st.tuples(st.sampled_from([5, 5, 5, 1]), st.integers(1, 5)), min_size=1, max_size=9)
"""Many alike: groups of one voice are what it is about."""


def found_of(given: Answers) -> SurveyFound:
    """The survey with these respondents, each of whom answered both items."""
    rows = [
        {"survey": "elever", "wave": "2024", "respondent": f"{unit}{number}", "unit": unit, "weight": ""}
        | {"item": item, "answer": float(answer)}
        for unit, all_of_unit in given.items()
        for number, both in enumerate(all_of_unit)
        for item, answer in zip(ITEMS, both, strict=True)
    ]
    return SurveyFound(SURVEY, (RecordFile("svar.csv", "0" * 64, pd.DataFrame(rows)),), LIMIT, 2024)


def ends(found: SurveyFound, given: Answers) -> dict[tuple[str, str], tuple[float, float]]:
    """The least and most that the answers of each unit to each item can come to, for who knows all that is shown.

    Even how many of each unit answered is known; the unknown are the sums of their answers.
    """
    cells = list(product(UNITS, ITEMS))
    known: list[tuple[list[float], float]] = []
    whole = found.wave()
    for unit, question in product(("", *UNITS), (*ITEMS, "alt")):
        result = found.units["2024"][unit] if unit else whole
        estimate = result.questions[question].estimate
        if estimate is None or not found.shows(result, question):
            continue
        items = ITEMS if question == "alt" else (question,)
        row = [float((not unit or own == unit) and item in items) for own, item in cells]
        known.append((row, float(estimate.mean * len(items) * result.answered)))
    bounds = [(len(given[unit]), 5 * len(given[unit])) for unit, _item in cells]
    rows, sums = ([row for row, _sum in known] or None, [total for _row, total in known] or None)
    told = {}
    for place, cell in enumerate(cells):
        aim = np.eye(len(cells))[place]
        low, high = (
            float(linprog(sign * aim, A_eq=rows, b_eq=sums, bounds=bounds).fun or 0.0) * sign for sign in (1, -1)
        )
        told[cell] = (low, high)
    return told


@given(st.fixed_dictionaries(dict.fromkeys(UNITS, answers)))
@settings(max_examples=40, deadline=None)
def test_no_withheld_mean_can_be_worked_out(given: dict[str, list[tuple[int, int]]]) -> None:
    """Not from the whole and other units, nor from an index and its other items; only a large group of one voice tells.

    Where all of at least twice the limit answered alike at an end of the scale, it is shown, and tells of each of them.
    """
    found = found_of(given)
    told = ends(found, given)
    for (unit, item), (low, high) in told.items():
        if found.shows(found.units["2024"][unit], item) or high - low > 1e-6:
            continue
        hidden = [own for own in UNITS if not found.shows(found.units["2024"][own], item)]
        voices = {Fraction(both[ITEMS.index(item)]) for own in hidden for both in given[own]}
        assert len(voices) == 1, (unit, item, low)
        assert sum(len(given[own]) for own in hidden) >= 2 * LIMIT
