"""A municipality's own Word template: inspected before it is trusted, kept once, used for every document.

What comes in is refused, with the reason, unless it is a plain .docx: no macros, no objects, nothing that
leads out of the file, nothing that unpacks into more than a template can be. It is unpacked within a limit
of bytes that is counted as they come, whatever the file says of itself.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import docx
from lxml import etree

from hvk_data.language import UserError
from hvk_data.paths import home
from hvk_data.report.whole import replace_whole

MOST_BYTES = 10 * 1024 * 1024
"""The largest template; one with pictures is usually under two."""

_MOST_UNPACKED = 40 * 1024 * 1024
_MOST_XML = 5 * 1024 * 1024
_MOST_PARTS = 2000
_CHUNK = 64 * 1024
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_OBJECTS = ("vbaproject", "vbadata", "activex", "/embeddings/", "oleobject", ".bin", ".exe", ".dll", ".js")
_FETCHING = re.compile(
    rb"(?i)\b(DDE(AUTO)?|INCLUDETEXT|INCLUDEPICTURE|IMPORT|LINK|DATABASE|RD|MACROBUTTON)\b"
)
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


class TemplateRefused(UserError):
    """The file cannot be a template; the subclass says why."""

    key = "template.not_word"


class TooLarge(TemplateRefused):
    """The file, or what it unpacks into, is larger than a template may be."""

    key = "template.too_large"


class NotWord(TemplateRefused):
    """The file is not a .docx that can be read."""

    key = "template.not_word"


class HasMacros(TemplateRefused):
    """The file has macros or embedded programs."""

    key = "template.macros"


class LeadsOut(TemplateRefused):
    """The file has links or fields that lead out of it."""

    key = "template.leads_out"


class Locked(TemplateRefused):
    """The file is behind a password."""

    key = "template.locked"


def inspect(content: bytes) -> None:
    """Nothing for a file that may be a template. Raises TemplateRefused, by its kinds, for every other."""
    if len(content) > MOST_BYTES:
        raise TooLarge(most=MOST_BYTES // 1024 // 1024)
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        # An OLE file: the old .doc, or a .docx behind a password.
        raise Locked
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            _inspect_package(package)
        docx.Document(BytesIO(content))
    except TemplateRefused:
        raise
    except Exception as error:
        # Whatever python-docx, zipfile or lxml stumbles over, Word would too.
        raise NotWord from error


def _inspect_package(package: zipfile.ZipFile) -> None:
    entries = package.infolist()
    if len(entries) > _MOST_PARTS or sum(entry.file_size for entry in entries) > _MOST_UNPACKED:
        raise TooLarge(most=_MOST_UNPACKED // 1024 // 1024)
    names = [entry.filename.lower() for entry in entries]
    if len(set(names)) != len(names) or any(
        ".." in name.split("/") or name.startswith("/") for name in names
    ):
        raise NotWord
    if any(word in name for name in names for word in _OBJECTS):
        raise HasMacros
    unpacked = 0
    for entry in entries:
        if entry.flag_bits & 0x1:
            raise Locked
        is_xml = entry.filename.lower().endswith((".xml", ".rels"))
        parts: list[bytes] = []
        for chunk in _unpacked(package, entry):
            unpacked += len(chunk)
            if unpacked > _MOST_UNPACKED or (is_xml and sum(map(len, parts)) > _MOST_XML):
                raise TooLarge(most=_MOST_UNPACKED // 1024 // 1024)
            if is_xml:
                parts.append(chunk)
        if is_xml:
            _inspect_xml(entry.filename.lower(), b"".join(parts))
    if "[content_types].xml" not in names:
        raise NotWord


def _unpacked(package: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    try:
        with package.open(entry) as stream:
            while chunk := stream.read(_CHUNK):
                yield chunk
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError) as error:
        raise NotWord from error


def _inspect_xml(name: str, content: bytes) -> None:
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise NotWord
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False)
    root = etree.fromstring(content, parser)
    if name == "[content_types].xml":
        types = {element.get("ContentType", "") for element in root}
        if any("macroenabled" in one.lower() or "vba" in one.lower() for one in types):
            raise HasMacros
        if _MAIN not in types:
            raise NotWord
    elif name.endswith(".rels"):
        if any(element.get("TargetMode") == "External" for element in root):
            raise LeadsOut
    else:
        instructions = [element.text or "" for element in root.iter(f"{_WORD}instrText")]
        instructions += [element.get(f"{_WORD}instr", "") for element in root.iter(f"{_WORD}fldSimple")]
        # Word may cut an instruction into pieces anywhere.
        if _FETCHING.search("".join(instructions).encode()) or any(
            _FETCHING.search(one.encode()) for one in instructions
        ):
            raise LeadsOut


# --- where they are kept ---


def keep(municipality: str, content: bytes) -> None:
    """Use ``content`` for the municipality's Word documents from now on. Raises TemplateRefused."""
    inspect(content)
    path = place(municipality)
    path.parent.mkdir(parents=True, exist_ok=True)
    replace_whole(path, content)


def template_of(municipality: str) -> bytes | None:
    """The municipality's template, or None. It was inspected when it came; it is inspected again."""
    path = place(municipality)
    if not path.exists():
        return None
    content = path.read_bytes()
    inspect(content)
    return content


def kept_at(municipality: str) -> datetime | None:
    """When the municipality's template came (UTC); None without one."""
    path = place(municipality)
    return datetime.fromtimestamp(path.stat().st_mtime, UTC) if path.exists() else None


def remove(municipality: str) -> None:
    """Forget the municipality's template; nothing where there is none."""
    place(municipality).unlink(missing_ok=True)


def place(municipality: str) -> Path:
    """Where the municipality's template is kept, whether there is one or not."""
    # A code comes from a draft; nothing but letters and digits may lead to a file.
    code = re.sub(r"[^0-9A-Za-z]", "", municipality) or "0"
    return home() / "templates" / f"{code}.docx"
