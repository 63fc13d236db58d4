#!/usr/bin/env bash
# Makes tests/strip/samples: files of other programs that tell of Jane Doe, a camera and a place.
# Needs ImageMagick, exiftool, ffmpeg, Chromium, LibreOffice, qpdf, Ghostscript, and Python with
# python-docx, python-pptx and reportlab.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
rm -rf samples && mkdir samples && cd samples
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
tag() { exiftool -q -q -overwrite_original "$@"; }

convert -size 160x100 gradient:red-blue "$work/base.jpg"
cp "$work/base.jpg" photo.jpg
tag -Artist="Jane Doe" -Copyright="Hill School" -OwnerName="Jane Doe" -SerialNumber=0042117 \
    -Make=Acme -GPSLatitude=52.5 -GPSLatitudeRef=N -GPSLongitude=13.4 -GPSLongitudeRef=E \
    -IPTC:By-line="Jane Doe" -XMP:Creator="Jane Doe" -Comment="by Jane Doe" -Orientation#=6 photo.jpg
cp "$work/base.jpg" "$work/simple.jpg"
tag -XMP:Creator="Jane Doe" -Comment="by Jane Doe" "$work/simple.jpg"
convert "$work/base.jpg" -interlace JPEG progressive.jpg
tag -Artist="Jane Doe" progressive.jpg
convert "$work/base.jpg" -set Author "Jane Doe" drawing.png
tag -Artist="Jane Doe" -XMP:Creator="Jane Doe" -Orientation#=8 drawing.png
convert "$work/base.jpg" picture.webp
tag -Artist="Jane Doe" -XMP:Creator="Jane Doe" -Orientation#=6 picture.webp
for name in heic avif; do
    cp "../../probe/samples/image.$name" "photo.$name"
    tag -Artist="Jane Doe" -GPSLatitude=52.5 -GPSLatitudeRef=N -GPSLongitude=13.4 \
        -GPSLongitudeRef=E -XMP:Creator="Jane Doe" "photo.$name"
done

film=(-loglevel error -y -f lavfi -i testsrc=d=1:s=64x48:r=5)
sound=(-f lavfi -i sine=d=1:r=8000)
by=(-metadata artist="Jane Doe" -metadata title="Room of Jane Doe")
ffmpeg "${film[@]}" "${sound[@]}" "${by[@]}" -metadata location="+52.5000+013.4000/" \
    -movflags faststart film.mp4
ffmpeg "${film[@]}" "${by[@]}" -movflags frag_keyframe+empty_moov fragments.mp4
ffmpeg "${film[@]}" "${sound[@]}" -metadata author="Jane Doe" -metadata com.apple.quicktime.make=Acme \
    -metadata com.apple.quicktime.location.ISO6709="+52.5+013.4/" -movflags use_metadata_tags phone.mov
ffmpeg "${film[@]}" "${sound[@]}" "${by[@]}" film.mkv
ffmpeg "${film[@]}" "${by[@]}" film.avi
for name in wav mp3 flac m4a; do ffmpeg -loglevel error -y "${sound[@]}" "${by[@]}" "talk.$name"; done

python3 - "$work" <<'PYTHON'
import io, sys, zipfile
import docx, pptx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Inches
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Inches as Length
from reportlab.pdfgen import canvas

work = sys.argv[1]


def document():
    document = docx.Document()
    core = document.core_properties
    core.author = core.last_modified_by = "Jane Doe"
    core.title, core.comments = "Plan of Jane Doe", "By Jane Doe"
    document.add_heading("Findings", 1)
    document.add_paragraph("We felt safe at school.")
    return document


plan = document()
plan.add_picture(f"{work}/simple.jpg", width=Inches(2))
plan.save("plan.docx")

# A field shows the title in the text.
shows = document()
shows.core_properties.title = "The plan"
field = OxmlElement("w:fldSimple")
field.set(qn("w:instr"), " TITLE \\* MERGEFORMAT ")
run, text = OxmlElement("w:r"), OxmlElement("w:t")
text.text = "The plan"
run.append(text)
field.append(run)
shows.add_paragraph("Title: ")._p.append(field)
shows.save("field.docx")


class Pipe(io.RawIOBase):
    """A file that cannot go back, so that lengths follow their content in descriptors."""

    def __init__(self, file):
        self.file = file

    def writable(self):
        return True

    def write(self, data):
        return self.file.write(data)


with zipfile.ZipFile("plan.docx") as source, open("streamed.docx", "wb") as file:
    with zipfile.ZipFile(Pipe(file), "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(name, source.read(name))

show = pptx.Presentation()
show.core_properties.author = "Jane Doe"
slide = show.slides.add_slide(show.slide_layouts[5])
slide.shapes.title.text = "Safety"
slide.shapes.add_picture("photo.jpg", 0, 0)
figures = CategoryChartData()
figures.categories = ["before", "after"]
figures.add_series("safe", (1, 2))
slide.shapes.add_chart(
    XL_CHART_TYPE.COLUMN_CLUSTERED, Length(1), Length(3), Length(4), Length(3), figures)
show.save("talk.pptx")

page = canvas.Canvas(f"{work}/reportlab.pdf")
page.setAuthor("Jane Doe")
page.setTitle("Plan of Jane Doe")
page.drawString(72, 700, "We felt safe at school.")
page.drawImage("photo.jpg", 72, 300, 200, 120)
page.showPage()
page.drawString(72, 700, "Page two")
page.showPage()
page.save()

# As macOS writes it: every property is an object of its own. A later version, appended, has
# another author.
parts, places = [b"%PDF-1.4\n"], {}


def add(number, body):
    places[number] = sum(map(len, parts))
    parts.append(b"%d 0 obj\n%s\nendobj\n" % (number, body))


def end(numbers, before):
    at = sum(map(len, parts))
    table = b"".join(b"%d 1\n%010d 00000 n \n" % (n, places[n]) for n in numbers)
    parts.append(b"xref\n0 1\n0000000000 65535 f \n" + table)
    parts.append(b"trailer\n<< /Size 8 /Root 1 0 R /Info 5 0 R%s >>\nstartxref\n%d\n%%%%EOF\n"
                 % (before, at))
    return at


text = b"BT /F1 24 Tf 72 700 Td (We felt safe at school.) Tj ET"
add(1, b"<< /Type /Catalog /Pages 2 0 R >>")
add(2, b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>")
add(3, b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font "
       b"<< /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>")
add(4, b"<< /Length %d >>\nstream\n%s\nendstream" % (len(text), text))
add(5, b"<< /Author 6 0 R /Title 7 0 R >>")
add(6, b"(Jane \\(Head\\) Doe)")
add(7, b"<506c616e206f66204a616e6520446f65>")
first = end(range(1, 8), b"")
add(6, b"(Jane Doe)")
end([6], b" /Prev %d" % first)
open("versions.pdf", "wb").write(b"".join(parts))
PYTHON

cat > "$work/page.html" <<'HTML'
<!doctype html><title>Plan of Jane Doe</title><meta name="author" content="Jane Doe">
<h1>Findings</h1><p>We felt safe at school.</p><img src="photo.jpg">
HTML
cp photo.jpg "$work"
chromium --headless --no-sandbox --disable-gpu --no-pdf-header-footer --print-to-pdf=chromium.pdf "$work/page.html" \
    >/dev/null 2>&1
soffice --headless --convert-to odt --outdir . field.docx >/dev/null 2>&1
soffice --headless --convert-to pdf --outdir "$work" plan.docx >/dev/null 2>&1
exiftool -q -XMP:Creator="Jane Doe" -Author="Jane Doe" -o "$work/tagged.pdf" "$work/reportlab.pdf"
qpdf --object-streams=generate "$work/tagged.pdf" object-streams.pdf
qpdf --linearize --object-streams=generate "$work/plan.pdf" linearized.pdf
qpdf --encrypt "" owner 256 -- "$work/plan.pdf" protected.pdf
gs -q -sDEVICE=pdfwrite -o ghostscript.pdf "$work/tagged.pdf"
