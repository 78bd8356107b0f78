from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from fokusrapport.cli import cli
from tests.project import build_py, environment, write_project

PROGRAM = "#!{python}\nfrom fokusrapport.cli import main\nmain()\n"
ASK = """
eval "$(fokusrapport completion bash)"
COMP_WORDS=({words}); COMP_CWORD=$(( ${{#COMP_WORDS[@]}} - 1 ))
_fokusrapport_completion fokusrapport
printf '%s\\n' "${{COMPREPLY[@]}}"
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project, and the program under its installed name."""
    root = write_project(tmp_path / "project").root
    program = tmp_path / "bin" / "fokusrapport"
    program.parent.mkdir()
    program.write_text(PROGRAM.format(python=sys.executable), "utf-8")
    program.chmod(0o755)
    return root


def offered(project: Path, *words: str) -> set[str]:
    """What a real bash offers for the last of the words after the name of the program."""
    bash = shutil.which("bash")
    assert bash
    typed = " ".join(f"'{word}'" for word in ("fokusrapport", *words))
    path = f"{project.parent / 'bin'}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(  # noqa: S603 - bash with a script of ours
        [bash, "--norc", "-c", ASK.format(words=typed)],
        cwd=project,
        env=environment(PATH=path),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.stderr == ""
    return set(done.stdout.split())


@pytest.mark.parametrize(
    ("words", "some"),
    [
        (("",), {"build", "doctor", "lab", "testvik/2024"}),
        (("bu",), {"build"}),
        (("tes",), {"testvik/2024"}),
        (("build", "tes"), {"testvik/2024"}),
        (("lab", "testvik/2024", "--area", "sk"), {"skole"}),
        (("testvik/2024", "--area", ""), {"skole", "bad"}),
        (("--jo",), {"--jobs"}),
        (("verify", "--al"), {"--all"}),
    ],
)
def test_bash_fills_in(project: Path, words: tuple[str, ...], some: set[str]) -> None:
    """Commands, editions, areas and options, also where «build» is left out; what begins otherwise is not offered."""
    found = offered(project, *words)
    assert some <= found
    assert all(one.startswith(words[-1]) for one in found)


def test_nothing_is_told_where_nothing_fits(project: Path) -> None:
    """No project around, and a misspelt command: no message is printed over what is being typed."""
    offered(project, "bild", "")
    shutil.rmtree(project / "params")
    assert offered(project, "build", "t") == set()


def test_filling_in_imports_nothing_heavy(project: Path) -> None:
    """It is asked at every press of Tab."""
    code = (
        "import sys; from fokusrapport.cli import main\n"
        "try: main([])\nexcept SystemExit: pass\n"
        "print([one for one in ('pandas', 'pydantic', 'nbformat', 'nbconvert') if one in sys.modules])"
    )
    changes = {"_FOKUSRAPPORT_COMPLETE": "bash_complete", "COMP_WORDS": "fokusrapport build te", "COMP_CWORD": "2"}
    done = subprocess.run(  # noqa: S603 - this very Python
        [sys.executable, "-c", "import sys; sys.argv = ['fokusrapport']\n" + code],
        cwd=project,
        env=environment(**changes),
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split("\n", 1) == ["plain,testvik/2024", "[]\n"]


@pytest.mark.parametrize(
    ("shell", "sign"), [("bash", "complete -o"), ("zsh", "#compdef"), ("fish", "complete --no-files")]
)
def test_each_shell_has_a_script(project: Path, shell: str, sign: str) -> None:
    """As click writes it, for the name of the installed program."""
    done = build_py(project, "completion", shell)
    assert (done.returncode, sign in done.stdout, "fokusrapport" in done.stdout) == (0, True, True)


def test_every_edition_and_area_can_be_filled_in() -> None:
    """Whatever takes one of those there are, in any command; names that are being made cannot be."""
    new = {("new-area", "area"), ("new-year", "edition")}
    for name, command in all_commands(cli):
        for parameter in command.params:
            kind = next((one for one in ("edition", "area") if one in str(parameter.metavar).lower()), "")
            if kind and (name, parameter.name) not in new:
                assert parameter._custom_shell_complete is not None, (name, parameter.name)  # noqa: SLF001 - not public


def all_commands(group: click.Group) -> Iterator[tuple[str, click.Command]]:
    """Every command by its name, and those within it."""
    for name, command in group.commands.items():
        yield name, command
        if isinstance(command, click.Group):
            yield from all_commands(command)
