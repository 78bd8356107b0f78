"""A JSON file as spots: every value with the keys that lead to it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from fokusrapport.pipeline.verify.spots import Spot


def read_json(content: bytes) -> Iterator[Spot]:
    """Every value in the file's order; lists are counted from 1."""
    return _below(json.loads(content), "")


def _below(value: Any, path: str) -> Iterator[Spot]:  # noqa: ANN401 - whatever JSON holds
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _below(item, f"{path} › {key}" if path else key)
    elif isinstance(value, list):
        for number, item in enumerate(value, start=1):
            yield from _below(item, f"{path} › {number}" if path else str(number))
    else:
        yield Spot(path, json.dumps(value, ensure_ascii=False) if not isinstance(value, str) else value)
