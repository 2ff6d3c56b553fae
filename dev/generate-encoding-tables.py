#!/usr/bin/env python3
"""Writes the tables in Sources/SkitterHTML/Encoding/Tables.

The tables are the indexes and labels of the WHATWG Encoding Standard. Python's codecs come close; where they differ the
corrections stand below. Needs the package `webencodings` for the labels.

    python3 dev/generate-encoding-tables.py
"""
import os
import unicodedata

from webencodings.labels import LABELS

OUT = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "Sources/SkitterHTML/Encoding/Tables")


def pairs(text):
    return {int(k, 16): int(v, 16) for k, v in (p.split("=") for p in text.split())}


# Byte sequence = code point, where the standard differs from the codec. gb18030: the edition of 2022.
GB18030_FIXES = pairs("""
    A3A0=3000 A6D9=FE10 A6DA=FE12 A6DB=FE11 A6DC=FE13 A6DD=FE14 A6DE=FE15 A6DF=FE16 A6EC=FE17 A6ED=FE18
    A6F3=FE19 A8BC=1E3F FE59=9FB4 FE61=9FB5 FE66=9FB6 FE67=9FB7 FE6D=9FB8 FE7E=9FB9 FE90=9FBA FEA0=9FBB
""")
# Big5: the standard holds HKSCS-2008 and the ETEN extensions; the codec stops at HKSCS-2004 and has other symbols.
BIG5_FIXES = pairs("""
    877A=3875 877B=21D53 877C=2369E 877D=26021 877E=3EEC 87A1=258DE 87A2=3AF5 87A3=7AFC 87A4=9F97 87A5=24161
    87A6=2890D 87A7=231EA 87A8=20A8A 87A9=2325E 87AA=430A 87AB=8484 87AC=9F96 87AD=942F 87AE=4930 87AF=8613
    87B0=5896 87B1=974A 87B2=9218 87B3=79D0 87B4=7A32 87B5=6660 87B6=6A29 87B7=889D 87B8=744C 87B9=7BC5
    87BA=6782 87BB=7A2C 87BC=524F 87BD=9046 87BE=34E6 87BF=73C4 87C0=25DB9 87C1=74C6 87C2=9FC7 87C3=57B3
    87C4=492F 87C5=544C 87C6=4131 87C7=2368E 87C8=5818 87C9=7A72 87CA=27B65 87CB=8B8F 87CC=46AE 87CD=26E88
    87CE=4181 87CF=25D99 87D0=7BAE 87D1=224BC 87D2=9FC8 87D3=224C1 87D4=224C9 87D5=224CC 87D6=9FC9 87D7=8504
    87D8=235BB 87D9=40B4 87DA=9FCA 87DB=44E1 87DC=2ADFF 87DD=62C1 87DE=706E 87DF=9FCB 8E69=7BB8 8E6F=7C06
    8E7E=7CCE 8EAB=7DD2 8EB4=7E1D 8ECD=8005 8ED0=8028 8F57=83C1 8F69=84A8 8F6E=840F 8FCB=89A6 8FCC=89A9
    8FFE=8D77 906D=90FD 907A=92B9 90DC=975C 90F1=97FF 91BF=9F16 9244=8503 92AF=5159 92B0=515B 92B1=515D
    92B2=515E 92C8=936E 92D1=7479 9447=6D67 94CA=799B 95D9=9097 9644=975D 96ED=701E 96FC=5B28 9B76=7201
    9B78=77D7 9B7B=7E87 9BC6=99D6 9BDE=91D4 9BEC=60DE 9BF6=6FB6 9C42=8F36 9C53=4FBB 9C62=71DF 9C68=9104
    9C6B=9DF0 9C77=83CF 9CBC=5C10 9CBD=79E3 9CD0=5A67 9D57=8F0B 9D5A=7B51 9DC4=62D0 9EA9=6062 9EEF=75F9
    9EFD=6C4A 9F60=9B2E 9F66=9F17 9FCB=50ED 9FD8=5F0C A063=880F A077=62CE A0D5=7468 A0DF=7162 A0E4=7250
    A145=2027 A14E=FE51 A1C2=AF A1E3=FF5E A1F2=2295 A1F3=2299 A241=2215 A242=FE68 A244=FFE5 A246=FFE0 A247=FFE1
    A3C0=2400 A3C1=2401 A3C2=2402 A3C3=2403 A3C4=2404 A3C5=2405 A3C6=2406 A3C7=2407 A3C8=2408 A3C9=2409
    A3CA=240A A3CB=240B A3CC=240C A3CD=240D A3CE=240E A3CF=240F A3D0=2410 A3D1=2411 A3D2=2412 A3D3=2413
    A3D4=2414 A3D5=2415 A3D6=2416 A3D7=2417 A3D8=2418 A3D9=2419 A3DA=241A A3DB=241B A3DC=241C A3DD=241D
    A3DE=241E A3DF=241F A3E0=2421 A3E1=20AC C6CF=5EF4 C6D3=65E0 C6D5=7676 C6D7=96B6 C6DE=3003 C6DF=4EDD
    FA5F=5029 FA66=507D FABD=5305 FAC5=5344 FAD5=537F FB48=5605 FBB8=5A77 FBF3=5E75 FBF9=5ED0 FC4F=5F58
    FC6C=60A4 FCB9=6490 FCE2=6674 FCF1=675E FDB7=6C9C FDB8=6E1D FDBB=6E2F FDF1=716E FE52=732A FE6F=745C
    FEAA=74E9 FEDD=7809
""")
JIS0212_FIXES = pairs("A2B7=FF5E")
SINGLE_BYTE_FIXES = {"koi8-u": pairs("AE=45E BE=40E"), "windows-1255": pairs("CA=5BA")}

SINGLE_BYTE = {
    "ibm866": "cp866", "iso-8859-2": "", "iso-8859-3": "", "iso-8859-4": "", "iso-8859-5": "", "iso-8859-6": "",
    "iso-8859-7": "", "iso-8859-8": "", "iso-8859-10": "", "iso-8859-13": "", "iso-8859-14": "", "iso-8859-15": "",
    "iso-8859-16": "", "koi8-r": "", "koi8-u": "", "macintosh": "mac_roman", "windows-874": "cp874",
    "windows-1250": "cp1250", "windows-1251": "cp1251", "windows-1252": "cp1252", "windows-1253": "cp1253",
    "windows-1254": "cp1254", "windows-1255": "cp1255", "windows-1256": "cp1256", "windows-1257": "cp1257",
    "windows-1258": "cp1258", "x-mac-cyrillic": "mac_cyrillic",
}
# Labels that the standard gained after the package's last edition.
NEW_LABELS = {
    "unicode11utf8": "utf-8", "unicode20utf8": "utf-8", "x-unicode20utf8": "utf-8", "csunicode": "utf-16le",
    "iso-10646-ucs-2": "utf-16le", "ucs-2": "utf-16le", "unicode": "utf-16le", "unicodefeff": "utf-16le",
    "unicodefffe": "utf-16be", "koi8-ru": "koi8-u", "replacement": "replacement",
}


def decoded(octets, codec):
    """The one code point of the octets, or 0."""
    try:
        text = bytes(octets).decode(codec)
    except UnicodeDecodeError:
        return 0
    return ord(text) if len(text) == 1 else 0


def digits(code_point):
    """Three base-64 digits, the least significant first; the digits are the octets from `0` to `o`."""
    assert code_point < 1 << 18
    return "".join(chr(0x30 + (code_point >> shift & 63)) for shift in (0, 6, 12))


def swift(file, name, doc, rows):
    body = "\n".join("".join(map(digits, row)) for row in rows)
    with open(os.path.join(OUT, file + ".swift"), "w") as out:
        out.write(
            "// Written by dev/generate-encoding-tables.py; do not edit.\n\n"
            f"extension EncodingTable {{\n    /// {doc}\n"
            f"    static let {name} = EncodingTable(columns: {len(rows[0])}, text: #\"\"\"\n"
            f"{body}\n\"\"\"#)\n}}\n")


def single_byte():
    rows = []
    for name, codec in SINGLE_BYTE.items():
        row = []
        for octet in range(0x80, 0x100):
            value = decoded([octet], codec or name)
            # The standard keeps the C1 controls of the code pages of Windows.
            if value == 0 and name.startswith("windows") and octet < 0xA0:
                value = octet
            row.append(SINGLE_BYTE_FIXES.get(name, {}).get(octet, value))
        rows.append(row)
    swift("SingleByte", "singleByte", "One row for each single-byte encoding, in the order of `TextEncoding.singleByteRow`.", rows)


def gb18030():
    rows = []
    for lead in range(0x81, 0xFF):
        trails = [t for t in range(0x40, 0xFF) if t != 0x7F]
        rows.append([GB18030_FIXES.get(lead << 8 | t, decoded([lead, t], "gb18030")) for t in trails])
    swift("GB18030", "gb18030", "Index gb18030: one row for each lead octet from 0x81, 190 trail octets each.", rows)


def big5():
    rows = []
    for lead in range(0x81, 0xFF):
        trails = [*range(0x40, 0x7F), *range(0xA1, 0xFF)]
        rows.append([BIG5_FIXES.get(lead << 8 | t, decoded([lead, t], "big5hkscs")) for t in trails])
    swift("Big5", "big5", "Index Big5: one row for each lead octet from 0x81, 157 trail octets each.", rows)


def euc_kr():
    rows = [[decoded([lead, t], "cp949") for t in range(0x41, 0xFF)] for lead in range(0x81, 0xFF)]
    swift("EUCKR", "eucKR", "Index EUC-KR: one row for each lead octet from 0x81, 190 trail octets each.", rows)


def jis():
    rows = []
    for row in range(120):
        cells = []
        for cell in range(94):
            lead, trail = divmod(row * 94 + cell, 188)
            # Pointers 8836 to 10715 are for private use; the standard computes them.
            private = 8836 <= row * 94 + cell <= 10715
            octets = [lead + (0x81 if lead < 0x1F else 0xC1), trail + (0x40 if trail < 0x3F else 0x41)]
            cells.append(0 if private else decoded(octets, "cp932"))
        rows.append(cells)
    swift("Jis0208", "jis0208", "Index jis0208: 120 rows of 94 cells.", rows)
    rows = [
        [JIS0212_FIXES.get(row << 8 | cell, decoded([0x8F, row, cell], "euc_jp")) for cell in range(0xA1, 0xFF)]
        for row in range(0xA1, 0xFF)
    ]
    swift("Jis0212", "jis0212", "Index jis0212: 94 rows of 94 cells.", rows)


def ranges():
    """Index gb18030 ranges: each run of four-octet sequences that stand for successive code points, by its start."""
    starts, expected = [], -1
    for pointer in range(39420):
        octets = [0x81 + pointer // 12600, 0x30 + pointer // 1260 % 10, 0x81 + pointer // 10 % 126, 0x30 + pointer % 10]
        code_point = decoded(octets, "gb18030")
        if code_point != expected:
            starts.append(f"({pointer}, 0x{code_point:X})")
        expected = code_point + 1
    starts.append("(189000, 0x10000)")
    lines = [", ".join(starts[i : i + 6]) for i in range(0, len(starts), 6)]
    with open(os.path.join(OUT, "GB18030Ranges.swift"), "w") as out:
        out.write(
            "// Written by dev/generate-encoding-tables.py; do not edit.\n\nenum GB18030Ranges {\n"
            "    /// Index gb18030 ranges: the first pointer and code point of each range, in rising order of both.\n"
            "    static let starts: [(pointer: UInt32, scalar: UInt32)] = [\n        "
            + ",\n        ".join(lines) + ",\n    ]\n}\n")


def katakana():
    """Index ISO-2022-JP katakana: the full-width form of each half-width character from U+FF61."""
    marks = {0xFF9E: 0x309B, 0xFF9F: 0x309C}
    row = [marks.get(c) or ord(unicodedata.normalize("NFKC", chr(c))) for c in range(0xFF61, 0xFFA0)]
    swift("HalfWidthKatakana", "halfWidthKatakana", "Index ISO-2022-JP katakana, from U+FF61.", [row])


def labels():
    by_name = sorted((dict(LABELS) | NEW_LABELS).items(), key=lambda pair: (pair[1], pair[0]))
    lines = [f'        "{label}": .{case(name)},' for label, name in by_name]
    with open(os.path.join(OUT, "EncodingLabels.swift"), "w") as out:
        out.write(
            "// Written by dev/generate-encoding-tables.py; do not edit.\n\nextension TextEncoding {\n"
            "    /// All labels of the WHATWG Encoding Standard, in lower case.\n"
            "    static let labels: [String: TextEncoding] = [\n" + "\n".join(lines) + "\n    ]\n}\n")


def case(name):
    """The Swift case of an encoding: `iso-8859-8-i` is `iso8859_8I`."""
    special = {"euc-jp": "eucJP", "euc-kr": "eucKR", "iso-2022-jp": "iso2022JP", "shift_jis": "shiftJIS",
               "x-mac-cyrillic": "xMacCyrillic", "x-user-defined": "xUserDefined"}
    return special.get(name) or name.replace("iso-8859-", "iso8859_").replace("-i", "I").replace("-r", "R").replace(
        "-u", "U").replace("-", "")


if __name__ == "__main__":
    single_byte()
    gb18030()
    big5()
    euc_kr()
    jis()
    ranges()
    katakana()
    labels()
