"""Asking for what a command needs and has not been given: on a terminal only; elsewhere it is a fault."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import click

from fokusrapport.errors import Fault, InputRefused
from fokusrapport.i18n import _


@dataclass(frozen=True)
class Question:
    """What is asked for: the option it could have been given as, the question, and what may be answered.

    `given` is what has been answered already, None where nothing was. With a `default` nothing need be answered: off a
    terminal it is taken.
    """

    option: str
    text: str
    given: str | None
    choices: Sequence[str] = ()
    default: str | None = None
    example: str = ""


def no_input_option(function: Any) -> Any:  # noqa: ANN401 - click's decorators are typed so
    """`--no-input`: `no_input`."""
    return click.option(
        "--no-input", is_flag=True, help=_("Ask nothing: what is missing is refused. So it is where no one can answer.")
    )(function)


def may_ask(*, no_input: bool, as_json: bool) -> bool:
    """Whether somebody sits there to answer."""
    return not no_input and not as_json and sys.stdin.isatty() and sys.stderr.isatty()


def answers(questions: Sequence[Question | Callable[[], Question]], *, ask: bool) -> list[str]:
    """An answer for each question; raises InputRefused with a fault for every one that nobody can answer.

    A function is called when it is its question's turn: what to ask may hang on an answer before.
    """
    found: list[str] = []
    faults: list[Fault] = []
    for one in questions:
        question = one() if callable(one) else one
        if question.given is not None:
            found.append(question.given)
        elif ask:
            found.append(_asked(question))
        elif question.default is not None:
            found.append(question.default)
        else:
            faults.append(_missing(question))
    if faults:
        raise InputRefused(faults=faults)
    return found


def _asked(question: Question) -> str:
    """The answer of the person at the keyboard, who is asked again until it is one that may stand."""
    text = question.text if not question.example else f"{question.text} ({question.example})"
    kind: click.ParamType[Any] = click.Choice(list(question.choices)) if question.choices else click.STRING
    shown = bool(question.default)
    return str(click.prompt(text, default=question.default, show_default=shown, type=kind, err=True)).strip()


def _missing(question: Question) -> Fault:
    what = _("Nobody has said: {question}").format(question=question.text)
    return Fault(question.option, what=what, allowed=", ".join(question.choices) or question.example)
