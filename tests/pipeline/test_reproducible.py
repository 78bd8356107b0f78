from __future__ import annotations

from pathlib import Path

import pytest
from nbformat import NotebookNode

from fokusrapport.pipeline.reuse import Verdict
from tests.project import code, markdown
from tests.runs import obtained, run_of, shelf_at

pytestmark = pytest.mark.slow  # two kernels for each notebook

# Each notebook shows many things; every one of them is reported with its cell if it is shown, none if it is not.
SHOWN = {
    "datetime.datetime.now()": "uses the clock («now»)",
    "datetime.date.today()": "uses the clock («today»)",
    "pd.Timestamp.now().year": "uses the clock («now»)",
    "pd.Timestamp('today').year": "uses the clock («today»)",
    "np.datetime64('now')": "uses the clock («now»)",
    "time.strftime('%Y')": "uses the clock («strftime»)",
    "random.random()": "uses chance («random») without a fixed seed",
    "np.random.default_rng().integers(10**9)": "uses chance («default_rng») without a fixed seed",
    "uuid.uuid4()": "uses chance («uuid4») without a fixed seed",
    "os.getcwd()": "asks about this machine («getcwd»)",
    "os.environ.get('USER')": "asks about this machine («environ»)",
    "scipy_like()": "chance without a fixed seed (numpy.random)",
}
IMPORTS = "import datetime, time, random, uuid, os\nimport numpy as np, pandas as pd"
HIDDEN = "def scipy_like():\n    return vars(np)['ran' + 'dom'].__dict__['ra' + 'nd']()"
STEADY = (
    markdown("{eval}`tall` {eval}`trukket` {eval}`ny` {eval}`sted`"),
    code(IMPORTS),
    code(
        "begynt = time.time()\ntall = 3\nbrukt = time.time() - begynt\nnavn = uuid.uuid4()\n_ = datetime.date.today()"
    ),
    code("random.seed(1)\nnp.random.seed(1)\ntrukket = random.random() + np.random.rand()"),
    code("ny = np.random.default_rng(1).integers(10**9)"),
    code("sted = os.path.basename(os.environ['FOKUSRAPPORT_ROOT'])"),
)


def verdict(root: Path, *cells: NotebookNode) -> Verdict:
    """What the next build would do, and why."""
    return shelf_at(root).verdict(run_of(*cells))


def test_what_is_not_shown_or_has_a_seed_is_kept(tmp_path: Path) -> None:
    """A notebook that measures its own time, or draws with a seed, is reused the next time."""
    first = obtained(tmp_path, *STEADY)
    assert first.faults == ()
    assert first.irreproducible == ()
    assert (first.reused, first.reason) == (False, "first time")
    again = obtained(tmp_path, *STEADY)
    assert again.reused
    assert again.fingerprint == first.fingerprint
    assert again.reason == "first time"


@pytest.mark.parametrize("expression", SHOWN)
def test_what_is_shown_and_differs_is_told(tmp_path: Path, expression: str) -> None:
    """With its cell; the run is not kept, and `explain` says why."""
    cells = (code(IMPORTS), code(HIDDEN), code(f"vist = {expression}"), markdown("Vist: {eval}`vist`"))
    (told,) = obtained(tmp_path, *cells).irreproducible
    assert told.startswith("It shows something else when it is run again: ")
    assert SHOWN[expression] in told
    if not expression.startswith("scipy_like"):
        assert "notebooks/skole.ipynb, cell 5 («vist = " in told
    found = verdict(tmp_path, *cells)
    assert found.kept is None
    assert found.reasons == (f"it cannot be reused: {told}",)


def test_leaving_the_project_is_told(tmp_path: Path) -> None:
    """Files and programs by name, without a second run; the others know nothing of them."""
    root = tmp_path / "prosjekt"
    root.mkdir()
    outside = tmp_path / "utenfor.csv"
    outside.write_text("1")
    made = obtained(
        root, code(f"a = open({str(outside)!r}).read()\n!true"), code(f"open({str(root / 'ut.csv')!r}, 'w').close()")
    )
    assert made.irreproducible == (
        f"It reads «{outside.as_posix()}», which lies outside the project.",
        "It writes «ut.csv» in the project, where another notebook may read it.",
        "It starts the program «sh», and nobody sees what that reads.",
    )
    assert made.beyond == {outside.as_posix(): made.beyond[outside.as_posix()]}


def test_a_kernel_sees_a_settled_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever builds, and with whatever variables and start-up files."""
    startup = tmp_path / "start.py"
    startup.write_text("hemmelig = 1\n")
    for name in ("MITT_FLAGG", "PYTHONWARNINGS", "LANG", "LANGUAGE", "MPLBACKEND", "PYTHONSTARTUP"):
        monkeypatch.setenv(name, str(startup) if name == "PYTHONSTARTUP" else "ignore")
    shown = "sorted(name for name in os.environ if name in ('MITT_FLAGG', 'LANG', 'LANGUAGE', 'PYTHONSTARTUP'))"
    made = obtained(
        tmp_path,
        code(f"import os\nfra = {shown}\nfinnes = 'hemmelig' in globals()"),
        code("import matplotlib\nfil = matplotlib.matplotlib_fname().replace(os.sep, '/')[-21:]"),
        markdown("{eval}`fra` {eval}`finnes` {eval}`fil`"),
    )
    assert made.notebook is not None
    values = [entry["result"]["data"]["text/plain"] for entry in made.notebook.cells[-1].metadata["user_expressions"]]
    assert values == ["[]", "False", "'mpl-data/matplotlibrc'"]
