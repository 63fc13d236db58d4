"""Prints what other programs read in tests/privacy/samples, one `file | property | value` a line.

exiftool for pictures, film and sound, pdfinfo for PDF, python-docx, openpyxl, python-pptx and odfpy
for Office files. The answers stand in tests/privacy/recorded.txt:

    python3 tests/privacy/record.py > tests/privacy/recorded.txt
"""

import json
import pathlib
import subprocess

import docx
import odf.dc
import odf.meta
import odf.office
import odf.opendocument
import odf.text
import openpyxl
import pptx

SAMPLES = pathlib.Path(__file__).parent / "samples"
# The tags that name somebody, as exiftool calls them; mcred's name where it is another.
TAGS = {
    "EXIF": {"Artist": "", "Copyright": "", "OwnerName": "CameraOwnerName",
             "SerialNumber": "BodySerialNumber"},
    "IPTC": {"By-line": "", "CopyrightNotice": "", "Credit": ""},
    "XMP": {"Creator": "", "Rights": "", "Credit": ""},
    "PNG": {"Author": "", "Copyright": ""},
    "QuickTime": {"Artist": "", "Author": "", "Copyright": "", "Comment": ""},
    "ID3": {"Artist": "", "Copyright": "", "Publisher": ""},
    "Vorbis": {"Artist": "", "Copyright": ""},
    "Matroska": {"Artist": "", "Copyright": ""},
}
lines = set()


def say(path, name, value):
    if value not in (None, "", 0):
        lines.add(f"{path.name} | {name.lower()} | {value}")


def exiftool(path):
    out = subprocess.run(["exiftool", "-j", "-G0", str(path)], capture_output=True, check=True)
    found = json.loads(out.stdout)[0]
    for key, value in found.items():
        group, _, name = key.partition(":")
        if name in TAGS.get(group, {}):
            block = group if group in ("EXIF", "IPTC", "XMP", "PNG") else "tag"
            say(path, f"{block} {TAGS[group][name] or name}", value)
    if "Composite:GPSPosition" in found:
        say(path, "place", "yes")


def pdfinfo(path):
    out = subprocess.run(["pdfinfo", str(path)], capture_output=True, check=True, text=True)
    for line in out.stdout.splitlines():
        name, _, value = line.partition(":")
        if name in ("Title", "Author", "Subject", "Keywords", "Creator"):
            say(path, f"PDF {name}", value.strip())


def core(path, properties):
    for name, attribute in [
        ("creator", "author"), ("lastModifiedBy", "last_modified_by"), ("title", "title"),
        ("subject", "subject"), ("description", "comments"), ("keywords", "keywords"),
        ("category", "category"),
    ]:
        say(path, f"Office {name}", getattr(properties, attribute))


def word(path):
    document = docx.Document(path)
    core(path, document.core_properties)
    comments = list(document.comments)
    say(path, "comments", len(comments))
    for comment in comments:
        say(path, "author of a comment", comment.author)
    changes = document.element.xpath("//w:ins | //w:del")
    say(path, "tracked changes", len(changes))
    for change in changes:
        say(path, "author of a tracked change", change.get(docx.oxml.ns.qn("w:author")))


def excel(path):
    book = openpyxl.load_workbook(path)
    properties = book.properties
    say(path, "Office creator", properties.creator)
    say(path, "Office lastModifiedBy", properties.lastModifiedBy)
    say(path, "Office title", properties.title)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.comment]
    say(path, "comments", len(cells))
    for cell in cells:
        say(path, "author of a comment", cell.comment.author)
    say(path, "hidden sheets", sum(sheet.sheet_state != "visible" for sheet in book))


def powerpoint(path):
    show = pptx.Presentation(str(path))
    core(path, show.core_properties)
    slides = list(show.slides)
    noted = [s for s in slides if s.has_notes_slide and s.notes_slide.notes_text_frame.text.strip()]
    say(path, "noted slides", len(noted))
    say(path, "hidden slides", sum(slide._element.get("show") == "0" for slide in slides))


def opendocument(path):
    document = odf.opendocument.load(str(path))
    for name, sort in [("initial-creator", odf.meta.InitialCreator), ("creator", odf.dc.Creator)]:
        for element in document.meta.getElementsByType(sort):
            say(path, f"Office {name}", str(element))
    notes = document.getElementsByType(odf.office.Annotation)
    say(path, "comments", len(notes))
    changes = document.getElementsByType(odf.text.ChangedRegion)
    say(path, "tracked changes", len(changes))
    for of, elements in [("a comment", notes), ("a tracked change", changes)]:
        for element in elements:
            for creator in element.getElementsByType(odf.dc.Creator):
                say(path, f"author of {of}", str(creator))


READERS = {".pdf": [pdfinfo, exiftool], ".docx": [word], ".xlsx": [excel], ".pptx": [powerpoint],
           ".odt": [opendocument]}
for sample in sorted(SAMPLES.iterdir()):
    for reader in READERS.get(sample.suffix, [exiftool]):
        reader(sample)
print("\n".join(sorted(lines)))
