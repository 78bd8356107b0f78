"""A service on this machine that speaks PxWebApi v2 and Kolada's API v3, and goes wrong as they can go wrong.

Written after PxTools/PxApiSpecs (PxAPI-2.yml) and what SSB's installation is known to answer: problem documents with
the diagnosis in `title`, the limit in `x-ratelimit-policy` while the configuration says 0, 404 for a long address.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import product
from typing import Any
from urllib.parse import parse_qs, urlsplit

REGION, MEASURE, TIME = "KOKkommuneregion0000", "ContentsCode", "Tid"
LONGEST = 2100
Json = dict[str, Any]


@dataclass
class Table:
    """One table of the service: codes and names of each variable, and figures by region, measure and year."""

    id: str = "90001"
    title: str = "Oppdiktede nøkkeltall"
    updated: str | None = "2026-03-16T07:00:00Z"
    regions: dict[str, str] = field(
        default_factory=lambda: {
            "9998": "Testvik",
            "9997": "Nabovik (2020-)",
            "9996": "Gamlevik (-2019)",
            "9995": "Gamlevik",
            "EAK": "Landet",
            "EAKUO": "Landet uten Oslo",
            "EKG05": "KOSTRA-gruppe 5",
        }
    )
    measures: dict[str, str] = field(default_factory=lambda: {"KOSnetto0000": "Netto", "KOSbrutto0000": "Brutto"})
    years: tuple[int, ...] = (2023, 2024, 2025)
    others: dict[str, dict[str, str]] = field(default_factory=dict)
    eliminable: tuple[str, ...] = ()
    figures: dict[tuple[str, str, int], str | float | None] = field(default_factory=dict)
    notes: tuple[tuple[str, bool], ...] = (("Brudd i 2020.", True), ("Bare til opplysning.", False))
    discontinued: bool = False
    without_roles: bool = False

    def figure(self, region: str, measure: str, year: int) -> tuple[float | None, str]:
        """Number and symbol: what the test has set, else a number made of the codes."""
        found = self.figures.get((region, measure, year), _made_up(region, measure, year))
        if isinstance(found, str):
            number, symbol = (found[:-1], "*") if found.endswith("*") else ("", found)
            return (float(number) if number else None), symbol
        return found, "" if found is not None else ".."

    @property
    def dimensions(self) -> dict[str, dict[str, str]]:
        """Every variable with its codes and names."""
        years = {str(year): str(year) for year in self.years}
        return {REGION: self.regions, MEASURE: self.measures, **self.others, TIME: years}

    def dataset(self, selection: Mapping[str, Sequence[str]] | None) -> Json:
        """JSON-stat: metadata with all codes, or the figures of a selection."""
        dimensions = {
            name: {code: names[code] for code in (selection[name] if selection and name in selection else names)}
            for name, names in self.dimensions.items()
            if selection is None or name in selection
        }
        made: Json = {
            "version": "2.0",
            "class": "dataset",
            "label": f"{self.id}: {self.title}",
            "source": "Testtjenesten",
            "updated": self.updated,
            "note": [text for text, _mandatory in self.notes],
            "role": {} if self.without_roles else {"time": [TIME], "geo": [REGION], "metric": [MEASURE]},
            "id": list(dimensions),
            "size": [len(names) for names in dimensions.values()],
            "dimension": {name: self._dimension(name, names) for name, names in dimensions.items()},
            "extension": {
                "noteMandatory": {str(at): True for at, (_text, must) in enumerate(self.notes) if must},
                "px": {"tableid": self.id, "decimals": 1},
            },
            "value": None,
        }
        if selection is not None:
            made |= self._cells(dimensions)
        return made

    def _dimension(self, name: str, names: Mapping[str, str]) -> Json:
        category: Json = {"index": {code: at for at, code in enumerate(names)}, "label": dict(names)}
        if name == MEASURE:
            category["unit"] = {code: {"base": "prosent", "decimals": 1} for code in names}
        return {"label": name, "category": category, "extension": {"elimination": name in self.eliminable}}

    def _cells(self, dimensions: Mapping[str, Mapping[str, str]]) -> Json:
        values: list[float | None] = []
        status: dict[str, str] = {}
        for at, codes in enumerate(product(*dimensions.values())):
            where = dict(zip(dimensions, codes, strict=True))
            number, symbol = self.figure(where[REGION], where[MEASURE], int(where[TIME]))
            values.append(number)
            if symbol:
                status[str(at)] = symbol
        return {"value": values, **({"status": status} if status else {})}


def _made_up(region: str, measure: str, year: int) -> float:
    return round(sum(map(ord, region + measure)) % 50 / 10 + (year - 2020) / 10, 1)


@dataclass
class Kpi:
    """One measure of the other service."""

    id: str = "N00001"
    title: str = "Uppdiktat nyckeltal"
    figures: dict[tuple[str, int], tuple[float | None, str, int]] = field(default_factory=dict)


@dataclass
class Wrong:
    """How the next answer goes wrong: a status with headers, waiting, a body cut off or of another kind."""

    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    wait: float = 0
    drip: float = 0
    cut: bool = False
    body: bytes | None = None
    kind: str = "application/json; charset=utf-8"


@dataclass
class Service:
    """What a test sets up and looks at: tables, measures, what goes wrong next, and every question asked."""

    tables: dict[str, Table] = field(default_factory=lambda: {"90001": Table()})
    kpis: dict[str, Kpi] = field(default_factory=dict)
    municipalities: dict[str, str] = field(default_factory=lambda: {"9998": "Testvik", "0000": "Riket"})
    groups: dict[str, str] = field(default_factory=lambda: {"G1": "Liknande kommuner"})
    wrong: list[Wrong] = field(default_factory=list)
    max_cells: int = 800_000
    max_regions: int = 25
    max_calls: int = 0
    page_size: int = 2
    asked: list[str] = field(default_factory=list)
    address: str = ""

    # --- PxWebApi v2 ---

    def answer(self, method: str, target: str, body: bytes) -> tuple[int, Json]:
        """Status and JSON of one question."""
        parts = urlsplit(target)
        if len(target) > LONGEST:
            return 404, {"title": "Not Found", "status": 404}
        match parts.path.strip("/").split("/"):
            case ["px", "config"]:
                return 200, self._config()
            case ["px", "tables", table, *rest]:
                return self._table(table, rest, method, parts.query, body)
            case ["kolada", *rest]:
                return self._kolada(rest, parts.query)
        return 404, {"title": "Not Found", "status": 404}

    def _config(self) -> Json:
        return {
            "apiVersion": "2.3.2",
            "appVersion": "2.5.0",
            "languages": [{"id": "no", "label": "Norsk"}],
            "defaultLanguage": "no",
            "maxDataCells": self.max_cells,
            "maxCallsPerTimeWindow": self.max_calls,
            "timeWindow": 60 if self.max_calls else 0,
            "license": "https://example.org/licence",
            "defaultDataFormat": "json-stat2",
            "dataFormats": ["json-stat2"],
        }

    def _table(self, name: str, rest: list[str], method: str, query: str, body: bytes) -> tuple[int, Json]:
        table = self.tables.get(name)
        if table is None:
            return 404, {"type": "Parameter error", "title": "Non-existent table", "status": 404}
        if not rest:
            info = {"id": table.id, "label": f"{table.id}: {table.title}", "updated": table.updated}
            more = {"firstPeriod": "2023", "lastPeriod": "2025", "variableNames": [], "links": []}
            return 200, {**info, **more, "discontinued": table.discontinued, "source": "Testtjenesten"}
        if rest == ["metadata"]:
            return 200, table.dataset(None)
        selection = _posted(body) if method == "POST" else _queried(query)
        return self._data(table, selection)

    def _data(self, table: Table, selection: Mapping[str, list[str]]) -> tuple[int, Json]:
        cells = 1
        for name, codes in selection.items():
            known = table.dimensions.get(name)
            if known is None:
                return _problem("Non-existent variable")
            if len(set(codes)) != len(codes):
                return 500, {}
            if any(code not in known for code in codes):
                return _problem("Non-existent value")
            cells *= len(codes)
        if any(name not in selection and name not in table.eliminable for name in table.dimensions):
            return _problem("Missing selection for mandantory variable")
        if cells > self.max_cells:
            return _problem("Too many cells selected")
        return 200, table.dataset(selection)

    # --- Kolada v3 ---

    def _kolada(self, rest: list[str], query: str) -> tuple[int, Json]:
        match rest:
            case ["municipality"]:
                return self._page(rest, query, _named(self.municipalities))
            case ["municipality_groups"]:
                return self._page(rest, query, _named(self.groups))
            case ["kpi", code]:
                found = self.kpis.get(code)
                return self._page(rest, query, _named({code: found.title} if found else {}))
            case ["data", "kpi", _code, "municipality", codes] if codes.count(",") >= self.max_regions:
                return 422, {"detail": "Too many ids"}
            case ["data", "kpi", code, "municipality", codes]:
                return self._page(rest, query, self._rows(code, codes.split(",")))
        return 404, {"detail": "Not Found"}

    def _rows(self, code: str, regions: Sequence[str]) -> list[Json]:
        rows = []
        for (region, year), (value, status, count) in self.kpis[code].figures.items():
            if region in regions:
                both = {"gender": "T", "count": count, "status": status, "value": value, "isdeleted": False}
                women = {**both, "gender": "K", "value": 1.0}
                rows.append({"kpi": code, "municipality": region, "period": year, "values": [women, both]})
        return rows

    def _page(self, rest: list[str], query: str, items: list[Json]) -> tuple[int, Json]:
        page = int(parse_qs(query).get("page", ["1"])[0])
        start = (page - 1) * self.page_size
        more = start + self.page_size < len(items)
        following = f"{self.address}/kolada/{'/'.join(rest)}?page={page + 1}" if more else None
        own = items[start : start + self.page_size]
        return 200, {"count": len(items), "values": own, "next_url": following, "previous_url": None}


def _named(names: Mapping[str, str]) -> list[Json]:
    return [{"id": code, "title": name, "type": "K", "description": "Oppdiktet."} for code, name in names.items()]


def _problem(title: str) -> tuple[int, Json]:
    return 400, {"type": "Parameter error", "title": title, "status": 400}


def _queried(query: str) -> dict[str, list[str]]:
    asked = parse_qs(query)
    return {name[11:-1]: codes[0].split(",") for name, codes in asked.items() if name.startswith("valueCodes[")}


def _posted(body: bytes) -> dict[str, list[str]]:
    return {part["variableCode"]: part["valueCodes"] for part in json.loads(body)["selection"]}


class _Handler(BaseHTTPRequestHandler):
    service: Service
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self._reply(b"")

    def do_POST(self) -> None:
        self._reply(self.rfile.read(int(self.headers["Content-Length"])))

    def log_message(self, *_arguments: object) -> None:  # tests want no lines on standard error
        pass

    def _reply(self, body: bytes) -> None:
        self.service.asked.append(f"{self.command} {self.path}")
        wrong = self.service.wrong.pop(0) if self.service.wrong else Wrong()
        status, content = self.service.answer(self.command, self.path, body)
        if wrong.status != 200:
            status, content = wrong.status, {"title": "Oppdiktet feil", "status": wrong.status}
        sent = wrong.body if wrong.body is not None else json.dumps(content).encode()
        time.sleep(wrong.wait)
        self.send_response(status)
        self.send_header("Content-Type", wrong.kind)
        self.send_header("Content-Length", str(len(sent)))
        for name, value in {"x-ratelimit-policy": "400;w=60s", **wrong.headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self._send(sent[: len(sent) // 2] if wrong.cut else sent, wrong.drip)
        self.close_connection = True

    def _send(self, body: bytes, drip: float) -> None:
        try:
            if not drip:
                self.wfile.write(body)
                return
            for at in range(len(body)):
                self.wfile.write(body[at : at + 1])
                time.sleep(drip)
        except OSError:  # whoever asked has given up
            pass


@contextmanager
def running(service: Service) -> Iterator[Service]:
    """The service at a free port of this machine; it is gone afterwards."""
    handler = type("Handler", (_Handler,), {"service": service})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    service.address = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield service
    finally:
        server.shutdown()
        server.server_close()
        thread.join(timeout=5)
