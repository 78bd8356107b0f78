"""A notebook gives and uses the same, to the byte, in a forked kernel and in one that is started anew."""

from __future__ import annotations

import json
import subprocess
import sys
from copy import deepcopy
from pathlib import Path

import pytest

from fokusrapport.params.models import RunLimits
from fokusrapport.pipeline.execute import Executed, Kernels, execute
from tests.project import EDITION, SKOLE, code, contents, environment, markdown, write_project
from tests.runs import run_of

pytestmark = [
    pytest.mark.slow,  # kernels
    pytest.mark.skipif(sys.platform != "linux", reason="kernels are forked on Linux only"),
]

CELLS = (
    markdown("{eval}`tall` {eval}`list(set('abcdef'))` {eval}`area.number('trivsel')`"),
    code("import os, sys, time, random\nimport numpy as np, pandas as pd\nfrom pathlib import Path"),
    code("random.seed(1); np.random.seed(1)\ntall = random.random() + np.random.rand()"),
    code("(np.arange(90_000).reshape(300, 300) / 7 @ np.ones((300, 300))).sum().hex()"),
    *deepcopy(SKOLE.cells[2:]),
    code("pd.DataFrame({'Skole': ['Nord', 'Sør'], 'Elever': [1, 2]})"),
    code("import matplotlib.pyplot as plt\nplt.plot([1, 2], [3, 4])\nplt.title('æøå')\nplt.show()"),
    code("import seaborn as sns\nsns.barplot(x=[1, 2], y=[3, 4])"),
    code('area.trend_chart("trivsel", "Trivsel", "fig-trivsel")'),
    code("print(time.tzname, time.localtime(0), os.getcwd().split('/')[-1], sys.argv[0], sys.flags, sys.path[0])"),
    code("print(sorted(name for name in os.environ if not name.startswith('JPY')), os.environ['PYTHONHASHSEED'])"),
    code("print(sorted(name for name in sys.modules if name.partition('.')[0] == 'fokusrapport'))"),
    code("print(matplotlib := sys.modules['matplotlib'].get_backend(), matplotlib in sys.modules)"),
    code("Path('ut.txt').write_text('1')\nprint(os.stat('ut.txt').st_mode, sorted(os.listdir()))"),
    code("sys.stderr.write('et varsel')"),
    code("!echo {tall}"),
    code("import signal\nprint([signal.getsignal(one) for one in (signal.SIGTERM, signal.SIGPIPE, signal.SIGCHLD)])"),
    code("import this"),
    code("1 / 0", "raises-exception"),
)


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[Executed, Executed]:
    """The notebook run in both ways, in one project."""
    root = tmp_path_factory.mktemp("begge") / "prosjekt"
    write_project(root)
    forked, spawned = (
        execute(run_of(*CELLS), Kernels(root, RunLimits(seconds=60), forked=way)) for way in (True, False)
    )
    return forked, spawned


def test_the_executed_notebooks_are_the_same(both: tuple[Executed, Executed]) -> None:
    """Values, tables, figures, what was printed, and errors."""
    forked, spawned = both
    assert forked.faults == spawned.faults
    assert forked.notebook is not None
    assert spawned.notebook is not None
    for one, other in zip(forked.notebook.cells, spawned.notebook.cells, strict=True):
        assert one == other
    assert json.dumps(forked.notebook) == json.dumps(spawned.notebook)
    assert "image/png" in str(forked.notebook.cells)


def test_they_are_seen_to_use_the_same(both: tuple[Executed, Executed]) -> None:
    """Files, modules, questions, chance, programs: what decides whether the run is to be made again."""
    forked, spawned = both
    assert json.loads(forked.observed) == json.loads(spawned.observed)
    assert forked.observed == spawned.observed
    modules = json.loads(forked.observed)["modules"]
    assert "fokusrapport/domain/charts/trend.py" in modules
    assert "fokusrapport/domain/charts/bars.py" not in modules
    assert not [name for name in modules if "/warm/" in name]


def test_a_report_is_the_same_to_the_byte(tmp_path: Path) -> None:
    """Every file, by the command."""
    made = []
    for way in ("fork", "spawn"):
        root = tmp_path / way / "p"
        write_project(root)
        command = [sys.executable, "build.py", "build", EDITION, "--kernels", way]
        subprocess.run(command, cwd=root, env=environment(), check=True, timeout=300)  # noqa: S603 - this very Python
        made.append(contents(root / "reports"))
    assert made[0]
    assert made[0] == made[1]
