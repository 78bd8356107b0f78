// Our part of JupyterLab's pages, written by hand: there is nothing to compile. It is a «federated extension», as
// JupyterLab loads them (window._JUPYTERLAB, with init and get, after webpack's module federation).
//
// It folds code that the report does not show, and sets back the cells that are not in the edition. It changes how a
// notebook looks, never what is saved.
"use strict";
(() => {
  const NAME = "fokusrapport-lab";
  const NOTEBOOKS = "@jupyterlab/notebook";
  const STYLE = `
.jp-Notebook .fokusrapport-other:not(.jp-mod-editMode) .jp-Cell-inputWrapper { opacity: 0.6; }
.jp-Notebook .fokusrapport-other:not(.jp-mod-active) .jp-Cell-inputWrapper { max-height: 2.1em; overflow: hidden; }
.jp-Notebook .fokusrapport-other:not(.jp-mod-active) :is(h1, h2, h3, h4) { font-size: inherit; margin: 0; }
.jp-Notebook .fokusrapport-other::before {
  content: attr(data-fokusrapport); display: block; margin-left: 4.5em;
  color: var(--jp-ui-font-color2); font-size: var(--jp-ui-font-size1); font-family: var(--jp-ui-font-family);
}`;
  const HIDDEN = ["remove-input", "remove-cell", "hide-input"];
  const ECHO = /^#\|\s?echo\s*:\s*true\s*$/m;

  let shared;
  const module = async (name) => (await Object.values(shared[name])[0].get())();

  // --- which cells are not in the edition: the same as fokusrapport/pipeline/cells.py and translations.py ---

  const option = (name) => JSON.parse(document.getElementById("jupyter-config-data").textContent)[name] ?? "";
  const only = (cell) =>
    (cell.model.getMetadata("tags") ?? []).filter((tag) => tag.startsWith("only:")).map((tag) => tag.slice(5));

  function others(cells, edition) {
    const found = new Map();
    let original = null;
    for (const cell of cells) {
      const names = only(cell);
      const foreign = names.filter((name) => !edition.names.has(name));
      if (foreign.length) found.set(cell, edition.other.replace("{names}", names.join(", ")));
      if (cell.model.type !== "markdown") original = null;
      else if (!names.some((name) => edition.languages.has(name))) original = cell;
      else if (!foreign.length && original && !found.has(original)) found.set(original, edition.replaced);
    }
    return found;
  }

  function setBack(notebook, edition) {
    const found = others(notebook.widgets, edition);
    for (const cell of notebook.widgets) {
      cell.node.classList.toggle("fokusrapport-other", found.has(cell));
      if (found.has(cell)) cell.node.dataset.fokusrapport = found.get(cell);
      else delete cell.node.dataset.fokusrapport;
    }
  }

  // --- what is folded when a notebook is opened ---

  function fold(cell) {
    if (cell.model.type !== "code" || cell.isDisposed) return;
    const tags = cell.model.getMetadata("tags") ?? [];
    const shown = ECHO.test(cell.model.sharedModel.getSource()) && !HIDDEN.some((tag) => tags.includes(tag));
    if (!shown) cell.inputHidden = true;
    if (tags.includes("remove-output")) cell.outputHidden = true;
  }

  async function opened(panel, edition) {
    await panel.context.ready;
    await panel.revealed;
    const notebook = panel.content;
    // A cell outside the window is not made yet, and unfolds itself when it is.
    for (const cell of notebook.widgets) cell.ready.then(() => fold(cell));
    setBack(notebook, edition);
    const again = () => setBack(notebook, edition);
    notebook.model.cells.changed.connect(() => requestAnimationFrame(again));
    notebook.model.contentChanged.connect(again);
  }

  const plugin = (tracker) => ({
    id: `${NAME}:plugin`,
    autoStart: true,
    requires: [tracker],
    activate: (_app, notebooks) => {
      const municipality = option("fokusrapportMunicipality");
      if (!municipality) return;
      const [year, language] = [option("fokusrapportYear"), option("fokusrapportLanguage")];
      const edition = {
        names: new Set([municipality, year, `${municipality}/${year}`, language]),
        languages: new Set(option("fokusrapportLanguages").split(" ")),
        other: option("fokusrapportOther"),
        replaced: option("fokusrapportReplaced"),
      };
      const style = document.createElement("style");
      style.textContent = STYLE;
      document.head.append(style);
      notebooks.forEach((panel) => opened(panel, edition));
      notebooks.widgetAdded.connect((_tracker, panel) => opened(panel, edition));
    },
  });

  (window._JUPYTERLAB ??= {})[NAME] = {
    init: (scope) => { shared = scope; },
    get: async () => {
      const { INotebookTracker } = await module(NOTEBOOKS);
      return () => ({ __esModule: true, default: plugin(INotebookTracker) });
    },
  };
})();
