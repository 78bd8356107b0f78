"""Make the warm kernel known to Jupyter: papermill, nbclient, nbconvert and JupyterLab then have it by its name.

    python -m fokusrapport.pipeline.warm.kernelspec [--name fokusrapport] [--prefix FOLDER | --user] NOTEBOOK …

What the notebooks import is imported once in each process that runs notebooks, and not in each kernel.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import nbformat
from ipykernel.kernelspec import get_kernel_dict
from jupyter_client.kernelspec import KernelSpecManager

from fokusrapport.pipeline.surroundings import ONE_THREAD
from fokusrapport.pipeline.warm.imports import imports_of

NAME = "fokusrapport"


def kernelspec(imports: Sequence[str]) -> dict[str, Any]:
    """The kernel of this very Python, forked from a process that has imported these modules."""
    spec: dict[str, Any] = get_kernel_dict()
    provisioner = {"provisioner_name": "fokusrapport-warm", "config": {"imports": list(imports)}}
    metadata = {**spec.get("metadata", {}), "kernel_provisioner": provisioner}
    return {**spec, "display_name": "Python 3 (forked)", "env": dict(ONE_THREAD), "metadata": metadata}


def main(arguments: Sequence[str] | None = None) -> None:
    """Install the kernelspec; what notebooks import is read from the notebooks."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("notebooks", nargs="*", type=Path, metavar="NOTEBOOK")
    parser.add_argument("--name", default=NAME)
    place = parser.add_mutually_exclusive_group()
    place.add_argument("--user", action="store_true", help="for this user, and not in this environment")
    place.add_argument("--prefix", default=sys.prefix, metavar="FOLDER", help="another environment's folder")
    given = parser.parse_args(arguments)
    imports = {name for path in given.notebooks for name in imports_of(nbformat.read(path, as_version=4))}
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "kernel.json").write_text(json.dumps(kernelspec(sorted(imports)), indent=1), encoding="utf-8")
        prefix = None if given.user else given.prefix
        KernelSpecManager().install_kernel_spec(folder, given.name, user=given.user, prefix=prefix)


if __name__ == "__main__":
    main()
