"""What pydantic found wrong, in plain words: what is wrong, what is allowed, and the nearest thing that is.

What is allowed is read from the model's JSON Schema, so that a message can never promise what the model
refuses.
"""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from pydantic_core import PydanticCustomError

from fokusrapport.i18n import _
from fokusrapport.params.nearest import nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from pydantic import BaseModel
    from pydantic_core import ErrorDetails

Schema = dict[str, Any]
_LONGEST = 60
_FEW = 3


class Problem(NamedTuple):
    """What is wrong, what is allowed instead, and the nearest allowed thing."""

    what: str
    allowed: str = ""
    nearest: str = ""


def problem(model: type[BaseModel], place: Sequence[str | int], error: ErrorDetails) -> Problem:
    """One error at a place in the model's data, in plain words."""
    schema = schema_at(model, place)
    value = error["input"]
    match error["type"]:
        case "refusal":
            context = error["ctx"]
            found = Problem(context["what"], context["allowed"], context["nearest"])
        case "extra_forbidden":
            found = _unknown(str(place[-1]), sorted(properties(schema_at(model, place[:-1]))))
        case "missing":
            found = Problem(_("The key «{key}» is missing.").format(key=place[-1]), describe(schema))
        case "value_error":
            what = _("{key} is not accepted.").format(key=_named(place))
            found = Problem(what, str(error["ctx"]["error"]))
        case _ if value is None:
            found = Problem(_("«{key}» stands without a value.").format(key=_named(place)), describe(schema))
        case _:
            what = _("{value} cannot stand at «{key}».").format(value=shown(value), key=_named(place))
            found = Problem(what, describe(schema), nearest(str(value), _enum(schema)))
    return found


def _unknown(key: str, keys: Sequence[str]) -> Problem:
    return Problem(_("Unknown key «{key}».").format(key=key), ", ".join(keys), nearest(key, keys))


def _named(place: Sequence[str | int]) -> str:
    """The last key of the place; the item of a list goes by the list's key and its number from 1."""
    if not place:
        return _("the whole file")
    if isinstance(place[-1], int):
        return _("{key}, item {number}").format(key=_named(place[:-1]), number=place[-1] + 1)
    return place[-1]


def bad_key(model: type[BaseModel], place: Sequence[str | int], value: object) -> Problem:
    """The same for a key that a dictionary such as a label's languages does not allow."""
    key = str(place[-1])
    if value is None:
        what = _("A comma inside {{…}} begins a new key, here «{key}».").format(key=key)
        return Problem(what, _("the text in quotes, or on a line of its own"))
    return _unknown(key, _with_keys(schema_at(model, place[:-1])).get("propertyNames", {}).get("enum", []))


def refusal(what: str, allowed: str = "", nearest: str = "", column: str = "") -> PydanticCustomError:
    """The error a validator of ours raises when it can say better than pydantic what is wrong."""
    context = {"what": what, "allowed": allowed, "nearest": nearest, "column": column}
    return PydanticCustomError("refusal", "{what}", context)


@lru_cache
def _json_schema(model: type[BaseModel]) -> Schema:
    return model.model_json_schema()


def schema_at(model: type[BaseModel], place: Sequence[str | int]) -> Schema:
    """The JSON Schema of what may stand at the place; empty when nothing may."""
    whole = _json_schema(model)
    schema = whole
    for key in place:
        schema = _resolved(schema, whole)
        if isinstance(key, str):
            schema = _with_keys(schema)
        if isinstance(key, int):
            schema = schema.get("items", {})
        else:
            extra = schema.get("additionalProperties")
            schema = properties(schema).get(key, extra if isinstance(extra, dict) else {})
    return _with_parts(_resolved(schema, whole), whole)


def _with_parts(schema: Schema, whole: Schema) -> Schema:
    """The schema with the references of what it is made of followed: a list's items, and each of several kinds."""
    parts = schema
    if "items" in schema:
        parts = parts | {"items": _with_parts(_resolved(schema["items"], whole), whole)}
    if "anyOf" in schema:
        parts = parts | {"anyOf": [_with_parts(_resolved(choice, whole), whole) for choice in schema["anyOf"]]}
    return parts


def _resolved(schema: Schema, whole: Schema) -> Schema:
    """The schema with its reference followed, and without the «or nothing» of an optional key."""
    own = {key: value for key, value in schema.items() if key not in ("$ref", "anyOf", "default")}
    if "$ref" in schema:
        return _resolved(whole["$defs"][schema["$ref"].rsplit("/", 1)[1]], whole) | own
    choices = [choice for choice in schema.get("anyOf", []) if choice.get("type") != "null"]
    if len(choices) == 1:
        return _resolved(choices[0], whole) | own
    return schema


def _with_keys(schema: Schema) -> Schema:
    """Of several things that may stand in a place the one that has keys."""
    return next((choice for choice in schema.get("anyOf", ()) if choice.get("type") == "object"), schema)


def properties(schema: Schema) -> Mapping[str, Schema]:
    """The keys an object may have, each with its schema."""
    found: Mapping[str, Schema] = schema.get("properties", {})
    return found


def _enum(schema: Schema) -> list[str]:
    return [str(option) for option in schema.get("enum", [schema["const"]] if "const" in schema else [])]


def describe(schema: Schema) -> str:
    """What the schema allows, in plain words; empty when it allows anything."""
    choices = schema.get("anyOf", [])
    if options := _enum(schema):
        return ", ".join(options)
    if len(choices) > _FEW:
        return _("text, a number, true or false, or a list of texts or numbers")
    if choices:
        return _(" or ").join(dict.fromkeys(describe(choice) for choice in choices))
    return _DESCRIBED[schema["type"]](schema) if "type" in schema else ""


def _list(schema: Schema) -> str:
    item = describe(schema.get("items", {}))
    return _("a list of {item}").format(item=item) if item else _("a list")


def _group(schema: Schema) -> str:
    keys = list(properties(schema)) or schema.get("propertyNames", {}).get("enum", [])
    return _("keys with values: {keys}").format(keys=", ".join(keys)) if keys else _("keys with values")


def _text(schema: Schema) -> str:
    if schema.get("format") == "date":
        return _("a date as 2015-12-31, without quotes")
    pattern = schema.get("pattern")
    if pattern is None:
        return _("text (in quotes if it looks like a number or a date)")
    return {
        r"^[a-zæøå][a-zæøå0-9_-]*$": _("small letters, digits, «-» and «_», beginning with a letter"),
        r"^[a-zæøå0-9][a-zæøå0-9_-]*$": _("small letters, digits, «-» and «_», beginning with a letter or a digit"),
        r"^[^/]+/\d{4}$": _("the municipality's folder and a year: kristiansund/2015"),
        r"^#[0-9a-fA-F]{6}$": _('a colour in quotes, «#» and six of 0–9 and a–f: "#0b4f6c"'),
        r"^\d{3,4}$": _('four digits in quotes (in Finland three): "1505"'),
        r"^[0-9a-f]{64}$": _("64 digits and letters a–f in quotes, as the program writes them"),
        r"^[0-9a-f]{12}$": _("12 digits and letters a–f in quotes, as the program writes them"),
    }.get(pattern, _("a text of the form {pattern}").format(pattern=pattern))


def _number(schema: Schema) -> str:
    words = _("a whole number") if schema["type"] == "integer" else _("a number with a decimal point")
    low, high = schema.get("minimum"), schema.get("maximum")
    if low is not None and high is not None:
        return _("{number} from {low} to {high}").format(number=words, low=low, high=high)
    return _("{number}, {low} or more").format(number=words, low=low) if low is not None else words


_DESCRIBED: dict[str, Callable[[Schema], str]] = {
    "string": _text,
    "integer": _number,
    "number": _number,
    "array": _list,
    "object": _group,
    "boolean": lambda _schema: _("true or false"),
    "null": lambda _schema: _("nothing"),
}


def shown(value: object) -> str:
    """A value as a message shows it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return f"«{value if len(value) <= _LONGEST else value[:_LONGEST] + '…'}»"
    if isinstance(value, list | tuple):
        return _("A list")
    if isinstance(value, dict):
        return _("A group of keys")
    return value.isoformat() if isinstance(value, dt.date) else str(value)
