"""Two kernels, of one warm process or each started anew: what the first does to itself, the second knows nothing of."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from tests.pipeline.warm.kernels import Kernel, kernel

pytestmark = [
    pytest.mark.slow,  # kernels
    pytest.mark.skipif(sys.platform != "linux", reason="kernels are forked on Linux only"),
]

IMPORTED = """
import builtins, calendar, os, random, signal, sys, threading, warnings
from matplotlib_inline.backend_inline import set_matplotlib_close
import matplotlib, matplotlib.pyplot as plt, numpy as np, pandas as pd, seaborn as sns
import fokusrapport.i18n
"""
FILES = (
    "[os.readlink(f'/proc/self/fd/{n}') for n in os.listdir('/proc/self/fd') if os.path.exists(f'/proc/self/fd/{n}')]"
)
HEARD = "sys.audit('mitt') or bool(globals().get('h'))"
# What a notebook may do to its kernel, and how one finds out whether it was done.
DONE = {
    "a module patched": ("calendar.month_name = None", "calendar.month_name is None"),
    "a module of ours patched": ("fokusrapport.i18n._ = None", "fokusrapport.i18n._ is None"),
    "a builtin replaced": ("builtins.mine = 1", "hasattr(builtins, 'mine')"),
    "a module imported": ("import chunk", "'chunk' in sys.modules"),
    "a module of ours imported": ("import fokusrapport.newyear", "'fokusrapport.newyear' in sys.modules"),
    "the module path": ("sys.path.insert(0, '/et/sted')", "'/et/sted' in sys.path"),
    "an option of pandas": ("pd.set_option('display.max_rows', 7)", "pd.get_option('display.max_rows') == 7"),
    "a method of pandas": ("pd.DataFrame.ny = 1", "hasattr(pd.DataFrame, 'ny')"),
    "errors of numpy": ("np.seterr(all='raise')", "np.geterr()['divide'] == 'raise'"),
    "matplotlib's settings": ("plt.rcParams['savefig.pad_inches'] = 77", "plt.rcParams['savefig.pad_inches'] == 77"),
    "seaborn's theme": ("sns.set_theme(style='dark')", "matplotlib.rcParams['axes.facecolor'] == '#EAEAF2'"),
    "a figure": ("set_matplotlib_close(False); plt.figure(4711)", "4711 in plt.get_fignums()"),
    "chance of Python": ("random.seed(1)", "random.random() == 0.13436424411240122"),
    "chance of numpy": ("np.random.seed(1)", "np.random.rand() == 0.417022004702574"),
    "the folder": ("os.mkdir('inni'); os.chdir('inni')", "os.getcwd().endswith('inni')"),
    "a variable of the environment": ("os.environ['MITT'] = '1'", "os.getenv('MITT') == '1'"),
    "a name in the notebook": ("mitt = 1", "'mitt' in globals()"),
    "a file left open": ("fil = open('/etc/hostname')", f"'/etc/hostname' in {FILES}"),
    "a thread": ("threading.Timer(60, print).start()", "'Timer' in {type(t).__name__ for t in threading.enumerate()}"),
    "warnings": ("warnings.simplefilter('error')", "warnings.filters[0][0] == 'error'"),
    "a signal": ("signal.signal(signal.SIGUSR1, signal.SIG_IGN)", "signal.getsignal(signal.SIGUSR1) == 1"),
    "the mask of new files": ("os.umask(0o777)", "os.umask(0o022) == 0o777"),
    "an audit hook": ("h = []; sys.addaudithook(lambda e, _: e == 'mitt' and h.append(1))", HEARD),
}


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kernel]:
    """A kernel that has done all of it, and is still running."""
    with kernel(tmp_path_factory.mktemp("kjerner")) as found:
        found.told("\n".join((IMPORTED, *(done for done, _asked in DONE.values()))))
        yield found


Found = tuple[dict[str, str], dict[str, str]]


@pytest.fixture(scope="module")
def both(first: Kernel, tmp_path_factory: pytest.TempPathFactory) -> Found:
    """What is found of it in that kernel, and in one that is forked after it."""
    asked = [expression for _done, expression in DONE.values()]
    found = first.told("", *asked)
    with kernel(tmp_path_factory.mktemp("kjerner")) as second:
        assert first.forked
        assert second.forked
        return dict(zip(DONE, found, strict=True)), dict(zip(DONE, second.told(IMPORTED, *asked), strict=True))


@pytest.fixture(scope="module")
def both_anew(tmp_path_factory: pytest.TempPathFactory) -> Found:
    """The same of two kernels that are started anew."""
    asked = [expression for _done, expression in DONE.values()]
    folder = tmp_path_factory.mktemp("kjerner")
    with kernel(folder, imports=None) as first, kernel(folder, imports=None) as second:
        assert not first.forked
        assert not second.forked
        done = first.told("\n".join((IMPORTED, *(done for done, _asked in DONE.values()))), *asked)
        return dict(zip(DONE, done, strict=True)), dict(zip(DONE, second.told(IMPORTED, *asked), strict=True))


@pytest.mark.parametrize("what", DONE)
def test_nothing_of_one_kernel_is_seen_in_another(both: Found, what: str) -> None:
    """It stands where it was done, and nowhere else."""
    first, second = both
    assert (first[what], second[what]) == ("True", "False")


@pytest.mark.parametrize("what", DONE)
def test_nor_where_kernels_are_started_anew(both_anew: Found, what: str) -> None:
    """The same list, so that the two ways are held to the same."""
    first, second = both_anew
    assert (first[what], second[what]) == ("True", "False")


def test_kernels_draw_differently(tmp_path: Path) -> None:
    """Nobody's chance is another's, as in kernels that are started anew."""
    drawn = []
    for _time in range(2):
        with kernel(tmp_path) as found:
            drawn.append(found.told(f"{IMPORTED}\nimport uuid", "random.random()", "np.random.rand()", "uuid.uuid4()"))
    assert all(one != other for one, other in zip(*drawn, strict=True))


def test_the_warm_process_has_one_thread_and_nothing_open(first: Kernel) -> None:
    """A fork would leave another thread's locks locked, and hand every kernel the files; it is nobody's fork itself."""
    warm = psutil.Process(first.process.pid).parent()
    assert warm is not None
    assert warm.num_threads() == 1
    assert warm.ppid() == os.getpid()
    assert "fokusrapport.pipeline.warm.server" in warm.cmdline()
    assert warm.open_files() == []
    assert [one for one in warm.net_connections("inet") if one.laddr] == []
