"""A company that is known only from a scan with a layer of recognised text: its memo ties out."""

import zlib
from pathlib import Path

from kuroji.agent.settings import Settings
from kuroji.agent.wiring import office
from kuroji.knowledge.filing import Said
from kuroji.knowledge.ingest import ingest_said
from kuroji.knowledge.library import Library
from kuroji.memo.checking import check
from kuroji.memo.publishing import rendered
from tests.knowledge.readers.conftest import _file
from tests.walks.conftest import bundle_of, dossier_of

ROWS = (
    (72, 720, "Wexcombe Compute, Inc. annual report, fiscal year 2024"),
    (72, 690, "(in millions of US dollars)"),
    (330, 670, "2023"),
    (430, 670, "2024"),
    (72, 650, "Revenue"),
    (310, 650, "3,184"),
    (410, 650, "4,217"),
    (72, 632, "Operating loss"),
    (310, 632, "(196)"),
    (410, 632, "(608)"),
    (72, 614, "Capital expenditure"),
    (310, 614, "1,150"),
    (410, 614, "2,480"),
    (72, 590, "Operating cash flow was $310 million in fiscal year 2024."),
)


def scan() -> bytes:
    """A page that is a grey picture, with letters that are there but not drawn, as scanners do."""
    words = b"".join(
        b"BT 3 Tr /F1 10 Tf %d %d Td (%s) Tj ET\n"
        % (x, y, text.replace("(", r"\(").replace(")", r"\)").encode())
        for x, y, text in ROWS
    )
    content = b"q 612 0 0 792 0 0 cm /I Do Q\n" + words
    picture = zlib.compress(b"\xf0" * 61 * 79)
    return _file(
        {
            1: b"<</Type/Catalog/Pages 2 0 R>>",
            2: b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
            3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R"
            b"/Resources<</XObject<</I 5 0 R>>/Font<</F1 6 0 R>>>>>>",
            4: b"<</Length %d>>\nstream\n%s\nendstream" % (len(content), content),
            5: b"<</Type/XObject/Subtype/Image/Width 61/Height 79/ColorSpace/DeviceGray"
            b"/BitsPerComponent 8/Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream"
            % (len(picture), picture),
            6: b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        }
    )


def test_a_memo_from_a_scan_ties_out_says_so_and_shows_its_page(tmp_path: Path) -> None:
    (tmp_path / "scan.pdf").write_bytes(scan())
    library = Library.open(tmp_path / "home", encoder="none")
    ingest_said(library, [(tmp_path / "scan.pdf", Said("Wexcombe Compute", "A", None))])
    library.close()
    settings = Settings(home=tmp_path / "home", encoder="none", starter=False)
    desk = office(settings, lambda _: None)
    bundle = bundle_of(desk, dossier_of(desk, "Wexcombe Compute"), "en")
    desk.library.close()
    assert check(bundle).faults == ()
    assert {fact.grade for fact in bundle.facts} == {"C"}
    assert bundle.verdict.evidence_grade != "A"
    assert bundle.pictures
    assert "Read by optical recognition" in rendered(bundle, bundle.ledger())["md"]
