from __future__ import annotations

import inspect
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from babel.messages.pofile import read_po
from pydantic import BaseModel

from fokusrapport.cli import cli
from fokusrapport.domain.area import AreaReport, open_area
from fokusrapport.domain.data_cells import MISSING_WORDS
from fokusrapport.domain.data_rows import ROW_MODELS
from fokusrapport.domain.survey.report import SurveyReport
from fokusrapport.i18n import LOCALE_DIR
from fokusrapport.params.schema import SCHEMAS

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
GUIDE = ROOT / "docs" / "forfatter.md"
DOCUMENTS = sorted(
    [
        *ROOT.glob("*.md"),
        *(ROOT / "docs").rglob("*.md"),
        ROOT / "reports" / "README.md",
    ]
)
LINK = re.compile(r"(?<!\\)\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#{1,6} (.+)$", re.MULTILINE)
FENCED = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"`[^`]*`")


def text_of(path: Path) -> str:
    """What stands in the file."""
    return path.read_text(encoding="utf-8")


def section(text: str, heading: str) -> str:
    """What stands under a heading, up to the next heading of its level or above."""
    marks = heading.split(" ", maxsplit=1)[0]
    found = re.search(rf"^{re.escape(heading)}$(.*?)(?=^#{{1,{len(marks)}}} |\Z)", text, re.MULTILINE | re.DOTALL)
    assert found, heading
    return found[1]


def first_column(text: str) -> set[str]:
    """The names in backticks that rows of tables begin with."""
    return set(re.findall(r"^\| `([^`]+)` \|", text, re.MULTILINE))


# --- README -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("mark", "program"), [("build", "build.py"), ("test", "pytest")])
def test_readme_holds_the_command_as_one_block(mark: str, program: str) -> None:
    """CI reads the two commands from the README: each one fenced block of one line, from the lock to the program."""
    blocks = re.findall(rf"^<!-- command: {mark} -->\n```sh\n(.*?)\n```$", text_of(README), re.MULTILINE | re.DOTALL)
    assert len(blocks) == 1
    assert "\n" not in blocks[0]
    assert "-r requirements.txt" in blocks[0]
    assert program in blocks[0].rpartition("&&")[2]


def options_of(command: click.Command) -> Iterator[str]:
    """Every way an option of the command can be written."""
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            yield from (*parameter.opts, *parameter.secondary_opts)


def test_every_command_and_option_is_documented() -> None:
    """What click knows stands in the README, and under its own heading in docs/commands.md."""
    commands = text_of(ROOT / "docs" / "commands.md")
    table = section(text_of(README), "## Commands")
    assert isinstance(cli, click.Group)
    assert set(cli.commands) >= {"build", "check", "list"}
    for name, command in cli.commands.items():
        help_text = section(commands, f"## `python build.py {name}`")
        assert f"`python build.py {name}" in table
        for option in options_of(command):
            assert re.search(rf"(?<![\w-]){option}(?![\w-])", help_text), (name, option)
            assert re.search(rf"(?<![\w-]){option}(?![\w-])", table), (name, option)
    for option in options_of(cli):
        assert option in table


def test_every_exit_code_is_documented() -> None:
    """The README's table has the codes that the errors and the command line give."""
    from fokusrapport.errors import BuildFailed, DocumentCheckFailed, InputRefused  # noqa: PLC0415 - beside what it is compared with
    from fokusrapport.stopping import INTERRUPTED  # noqa: PLC0415

    codes = {0, BuildFailed.exit_code, InputRefused.exit_code, DocumentCheckFailed.exit_code, INTERRUPTED}
    table = section(text_of(README), "## Commands")
    assert {int(code) for code in re.findall(r"^\| (\d+) \|", table, re.MULTILINE)} == codes


def test_layers_are_those_of_the_contract() -> None:
    """CONTRIBUTING and the ADR draw the walls that import-linter holds."""
    contract = tomllib.loads(text_of(ROOT / "pyproject.toml"))["tool"]["importlinter"]["contracts"][0]["layers"]
    names = [layer.replace("fokusrapport.", "") for layer in contract]
    drawn = " > ".join(f"({name})" if "|" in name else name for name in names)
    assert drawn in text_of(ROOT / "CONTRIBUTING.md")
    assert drawn in text_of(ROOT / "docs" / "adr" / "0010-params-is-a-room-of-its-own.md")


def test_checks_are_all_in_the_contributors_table() -> None:
    """Every tool that checks something generated is named where contributors look how to renew it."""
    table = section(text_of(ROOT / "CONTRIBUTING.md"), "## Renewing what is generated")
    tools = re.findall(r'"(tools/\w+\.py)", "--check"', text_of(ROOT / "tools" / "check.py"))
    assert tools
    assert [tool for tool in tools if f"python {tool}" not in table] == []


# --- parameters and data ----------------------------------------------------------------------------------------------


def models_below(model: type[BaseModel]) -> Iterator[tuple[str, set[str]]]:
    """The keys of a file's model and of every kind of entry in it, by the heading they stand under."""
    schema = model.model_json_schema()
    yield "", set(schema["properties"])
    for title, part in schema.get("$defs", {}).items():
        yield f"### {title}", set(part["properties"])


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_key_is_in_the_parameter_reference(name: str) -> None:
    """Each kind of entry of a YAML file lists exactly the keys its model has."""
    pages = re.split(r"^## ", text_of(ROOT / "docs" / "parameters.md"), flags=re.MULTILINE)[1:]
    page = pages[list(SCHEMAS).index(name)]
    for heading, keys in models_below(SCHEMAS[name]):
        text = section(page, heading) if heading else page.partition("\n### ")[0]
        assert first_column(text) == keys, heading or name


@pytest.mark.parametrize("name", ROW_MODELS)
def test_every_column_is_in_the_data_reference(name: str) -> None:
    """Each kind of table lists exactly the columns its row model has."""
    text = section(text_of(ROOT / "docs" / "data.md"), f"### `{name}`")
    assert first_column(text.partition("<!-- /generated")[0]) == set(ROW_MODELS[name].model_fields)


def test_words_for_missing_results_are_told_to_authors() -> None:
    """The author's guide and the data reference have every word that `missing` takes, and no other."""
    assert first_column(section(text_of(GUIDE), "### Når et tall mangler")) == set(MISSING_WORDS)
    assert first_column(section(text_of(ROOT / "docs" / "data.md"), "## Missing results")) == set(MISSING_WORDS)


def test_generated_parts_are_current() -> None:
    """`tools/reference.py --check`, which `tools/check.py` runs, finds nothing to write."""
    command = [sys.executable, "tools/reference.py", "--check"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603 - our own tool
    assert (done.returncode, done.stderr) == (0, "")


# --- the author's guide -----------------------------------------------------------------------------------------------


def calls() -> list[tuple[str, str]]:
    """Every call in the guide's tables, with the result it is said to give in 2015, where one is."""
    rows = re.findall(r"^\| `(area\.[^`]+)` \| [^|]*\|(?: ([^|\n]+|) ?\|)?$", text_of(GUIDE), re.MULTILINE)
    return [(call, result.strip()) for call, result in rows]


def test_every_public_method_is_in_the_guide() -> None:
    """What a notebook can ask an area for stands in the guide's tables, and nothing that is not there."""
    methods = {name for name, _ in inspect.getmembers(AreaReport, inspect.isfunction) if not name.startswith("_")}
    named = {match for call, _ in calls() for match in re.findall(r"^area\.(\w+)", call)}
    assert named == methods


def test_every_method_of_a_survey_is_in_the_guide() -> None:
    """The same for what a notebook can ask a survey for."""
    methods = {name for name, _ in inspect.getmembers(SurveyReport, inspect.isfunction) if not name.startswith("_")}
    named = {match for call, _ in calls() for match in re.findall(r"^area\.survey\([^)]+\)\.(\w+)", call)}
    assert named == methods


@pytest.mark.parametrize(("call", "result"), calls())
def test_calls_in_the_guide_give_what_it_says(call: str, result: str) -> None:
    """Each example runs, on Kristiansund's data of 2015 or the made-up Fjordvik's, and gives the value beside it."""
    year, municipality = (
        (2025, "fjordvik")
        if re.search("trivsel-10|margin|followup|audit|priorities|participation|benchmarks|survey|feedback", call)
        else (2015, "kristiansund")
    )
    area = open_area("innledning", municipality=municipality, year=year, language="nb")
    given = eval(call, {"area": area})  # noqa: S307 - our own documentation
    if result:
        assert str(given).replace("\u00a0", " ") == result


PLACEHOLDER = re.compile(r"\{\w+\}")


def message_patterns() -> list[re.Pattern[str]]:
    """Every Norwegian message with anything at its placeholders; those that hardly say more than that match all."""
    with (LOCALE_DIR / "nb" / "LC_MESSAGES" / "fokusrapport.po").open("rb") as file:
        texts = [str(message.string) for message in read_po(file) if message.id]
    telling = [text for text in texts if len(re.findall(r"[a-zæøå]", PLACEHOLDER.sub("", text))) >= 8]
    return [re.compile(".+".join(map(re.escape, PLACEHOLDER.split(text))), re.IGNORECASE) for text in telling]


def test_messages_in_the_guide_are_real() -> None:
    """Every message the guide explains is one that the Norwegian catalogue can give."""
    patterns = message_patterns()
    messages = first_column(text_of(GUIDE).partition("<!-- messages -->")[2].partition("\n## ")[0])
    assert messages
    assert [told for told in messages if not any(pattern.fullmatch(told) for pattern in patterns)] == []


# --- all of them ------------------------------------------------------------------------------------------------------


def anchors(text: str) -> set[str]:
    """The anchors that GitHub gives a page's headings."""
    titles = HEADING.findall(FENCED.sub("", text))
    plain = [re.sub(r"[^\w\- ]", "", title.lower()) for title in titles]
    return {title.replace(" ", "-") for title in plain}


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_internal_links_resolve(path: Path) -> None:
    """A link leads to a file that is there, and to a heading that is in it."""
    prose = CODE.sub("", FENCED.sub("", text_of(path)))
    for target in LINK.findall(prose):
        if target.startswith(("https://", "mailto:")):
            continue
        file, _hash, anchor = target.partition("#")
        where = (path.parent / file).resolve() if file else path
        assert where.exists(), target
        assert not anchor or anchor in anchors(text_of(where)), target


def test_a_lost_link_would_be_seen() -> None:
    """The twin of the test above: headings become the anchors that GitHub makes, and others are none."""
    text = "# `params/<municipality>/<year>.yaml`\n\n```sh\n# no heading\n```\n\n## Når et tall mangler\n"
    assert anchors(text) == {"paramsmunicipalityyearyaml", "når-et-tall-mangler"}
    assert LINK.findall("[a](docs/b.md#c) and ![d](e.png)") == ["docs/b.md#c", "e.png"]


def test_decisions_have_their_three_parts() -> None:
    """Every ADR is numbered in order and tells context, decision and consequences."""
    files = sorted((ROOT / "docs" / "adr").glob("*.md"))
    assert [file.name[:4] for file in files] == [f"{number:04}" for number in range(1, len(files) + 1)]
    for file in files:
        text = text_of(file)
        assert text.startswith(f"# {int(file.name[:4])}. ")
        assert HEADING.findall(text)[1:] == ["Context", "Decision", "Consequences"]


def test_pictures_are_small_and_shown() -> None:
    """No picture weighs more than 300 kB, and each is shown with an alternative text."""
    pictures = list((ROOT / "docs" / "pictures").glob("*.png"))
    assert pictures
    for path in pictures:
        assert path.stat().st_size < 300_000
        assert re.search(rf"!\[[^\]]{{20,}}\]\({path.relative_to(ROOT).as_posix()}\)", text_of(README))
