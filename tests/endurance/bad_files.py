"""Files that cannot be read, and files made to break what reads them: one maker a kind, bytes that differ by seed."""

import io
import zipfile
import zlib
from collections.abc import Callable

import pymupdf
from archives import LETTER


def _pdf(*objects: bytes, root: int = 1) -> bytes:
    """Give a PDF of numbered objects, with its table of places."""
    data, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer\n<< /Size %d /Root %d 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, root, len(data))
    return data + b"xref\n0 %d\n0000000000 65535 f \n%s%s" % (len(objects) + 1, table, end)


def _stream(data: bytes, more: bytes = b"") -> bytes:
    packed = zlib.compress(data, 9)
    return b"<< /Length %d /Filter /FlateDecode %s >>\nstream\n%s\nendstream" % (len(packed), more, packed)


def _page(content: bytes, box: bytes = b"0 0 595 842", more: bytes = b"", *others: bytes) -> bytes:
    return _pdf(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [%s] /Contents 4 0 R %s >>" % (box, more),
        content,
        *others,
    )


def whole(seed: int, *, password: str = "") -> bytes:
    """Give a PDF that can be read."""
    with pymupdf.open() as pdf:
        pdf.new_page().insert_text((72, 72), [*LETTER.splitlines(), str(seed)], fontname="china-s", fontsize=11)
        locks = {"encryption": pymupdf.PDF_ENCRYPT_AES_256, "user_pw": password, "owner_pw": password}
        return pdf.tobytes(**locks) if password else pdf.tobytes(no_new_id=True)


def endless(seed: int) -> bytes:
    """Give a page of a form that holds ten forms that hold ten: ten thousand million strokes in two kilobytes."""
    head = b"/Type /XObject /Subtype /Form /BBox [0 0 595 842]"
    inner = [_stream(b"/F Do\n" * 10, head + b"/Resources << /XObject << /F %d 0 R >> >>" % at) for at in range(6, 15)]
    last = _stream(b"BT /F 9 Tf (%d) Tj ET 0 0 m 9 9 l S" % seed, head)
    return _page(_stream(b"/F Do\n" * 10), b"0 0 595 842", b"/Resources << /XObject << /F 5 0 R >> >>", *inner, last)


def cut(seed: int) -> bytes:
    """Give a PDF whose download broke off."""
    return whole(seed)[: 400 + seed % 50]


def bomb(seed: int) -> bytes:
    """Give two kilobytes that unpack to a gigabyte, twice over."""
    inner = zlib.compress(b"\0" * 2**26 + b"%d" % seed, 9) * 1
    return _page(
        _stream(zlib.compress(inner * 200, 9), b"/F 1").replace(b"/FlateDecode", b"[/FlateDecode /FlateDecode]")
    )


def locked(seed: int) -> bytes:
    """Give a PDF with a password."""
    return whole(seed, password=f"secret {seed}")


def noise(seed: int) -> bytes:
    """Give bytes of no kind."""
    return bytes((number * 7 + seed) % 128 + 128 for number in range(4096))


def empty(seed: int) -> bytes:
    """Give nothing, or white space."""
    return b"\n" * seed


def web_page(seed: int) -> bytes:
    """Give the page that asks to log in instead of the file."""
    return f"<!DOCTYPE html><html><body>登录 {seed}</body></html>".encode()


def packed(seed: int) -> bytes:
    """Give a zip archive that calls itself PDF."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", "关于资金的通知" * 99 + str(seed))
    return data.getvalue()


def spreadsheet(seed: int) -> bytes:
    """Give an old Excel file under another suffix."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + b"%d" % seed


def nested(seed: int) -> bytes:
    """Give a tree of pages a hundred thousand lists deep, with nothing at its end."""
    return _pdf(b"<< /Type /Catalog /Pages 2 0 R >>", b"[" * 100_000 + b"%d" % seed + b"]" * 100_000)


def cyclic(seed: int) -> bytes:
    """Give a tree of pages that is its own branch."""
    return _pdf(
        b"<< /Type /Catalog /Pages 2 0 R /Seed %d >>" % seed,
        b"<< /Type /Pages /Kids [2 0 R 3 0 R] /Count 9999999 >>",
        b"<< /Type /Pages /Kids [2 0 R] /Parent 3 0 R /Count 1 >>",
    )


def no_pages(seed: int) -> bytes:
    """Give a PDF without pages."""
    return _pdf(b"<< /Type /Catalog /Pages 2 0 R /Seed %d >>" % seed, b"<< /Type /Pages /Kids [] /Count 0 >>")


def picture(seed: int) -> bytes:
    """Give a PNG that is broken after its head."""
    return b"\x89PNG\r\n\x1a\n" + bytes([0, 0, 0, 13]) + b"IHDR" + bytes(5) + b"%d" % seed


def huge_picture(seed: int) -> bytes:
    """Give a page that is one picture of 30,000 by 30,000 dots."""
    dots = zlib.compressobj(9)
    line = bytes([seed % 250]) * 30_000
    data = b"".join([*(dots.compress(line) for _ in range(30_000)), dots.flush()])
    head = b"<< /Type /XObject /Subtype /Image /Width 30000 /Height 30000 /ColorSpace /DeviceGray /BitsPerComponent 8"
    image = b"%s /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (head, len(data), data)
    return _page(
        _stream(b"595 0 0 842 0 0 cm /I Do"), b"0 0 595 842", b"/Resources << /XObject << /I 5 0 R >> >>", image
    )


def huge_page(seed: int) -> bytes:
    """Give a page of fifty metres with a picture on all of it."""
    head = b"<< /Type /XObject /Subtype /Image /Width 8 /Height 8 /ColorSpace /DeviceGray /BitsPerComponent 8"
    image = b"%s /Length 64 >>\nstream\n%s\nendstream" % (head, bytes((seed + at) % 256 for at in range(64)))
    content = _stream(b"144000 0 0 144000 0 0 cm /I Do")
    return _page(content, b"0 0 144000 144000", b"/Resources << /XObject << /I 5 0 R >> >>", image)


def crowded(seed: int) -> bytes:
    """Give a page of eight million characters."""
    font = b"/Resources << /Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>"
    return _page(
        _stream(b"BT /F 9 Tf 9 9 Td %% %d\n" % seed + b"(aaaaaaaaaaaaaaaaaaaa) Tj\n" * 420_000 + b"ET"), more=font
    )


BAD: dict[str, Callable[[int], bytes]] = {
    "cut.pdf": cut,
    "locked.pdf": locked,
    "noise.pdf": noise,
    "empty.pdf": empty,
    "web_page.pdf": web_page,
    "packed.pdf": packed,
    "spreadsheet.txt": spreadsheet,
    "nested.pdf": nested,
    "cyclic.pdf": cyclic,
    "no_pages.pdf": no_pages,
    "picture.png": picture,
    "endless.pdf": endless,
}
ODD: dict[str, Callable[[int], bytes]] = {
    "bomb.pdf": bomb,
    "huge_picture.pdf": huge_picture,
    "huge_page.pdf": huge_page,
    "crowded.pdf": crowded,
}
