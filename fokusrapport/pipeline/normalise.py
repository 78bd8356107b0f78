"""One pure function that takes out of an executed notebook what differs from run to run."""

from __future__ import annotations

import hashlib
import re

from nbformat import NotebookNode

from fokusrapport.pipeline.cells import METADATA_KEY, tags_of
from fokusrapport.pipeline.notebook import INJECTED_TAG

_ADDRESS = re.compile(r"0x[0-9a-fA-F]{6,}")


def normalised(notebook: NotebookNode) -> NotebookNode:
    """The same notebook without clock times, paths, papermill's metadata and random ids (changed in place).

    The injected cell's id follows from its content, every other cell keeps its own. Memory addresses in plain
    representations become `0x…`. Text printed in one go is one output, in how many messages the kernel has sent it.
    """
    notebook.metadata.pop("papermill", None)
    notebook.metadata.pop("widgets", None)
    for cell in notebook.cells:
        for key in ("papermill", "execution", "jupyter"):
            cell.metadata.pop(key, None)
        if INJECTED_TAG in tags_of(cell):
            cell["id"] = "injected-" + hashlib.sha256(cell.source.encode()).hexdigest()[:12]
            cell.metadata[METADATA_KEY] = {"number": 0}
        if "outputs" in cell:
            cell.outputs = _joined(cell.outputs)
        for output in cell.get("outputs", ()):
            data = output.get("data", {})
            if isinstance(plain := data.get("text/plain"), str):
                data["text/plain"] = _ADDRESS.sub("0x…", plain)
    return notebook


def _joined(outputs: list[NotebookNode]) -> list[NotebookNode]:
    joined: list[NotebookNode] = []
    for output in outputs:
        if output.output_type == "stream" and joined and joined[-1].get("name") == output.name:
            joined[-1].text += output.text
        else:
            joined.append(output)
    return joined
