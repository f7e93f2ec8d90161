"""The body of `kuroji doctor`."""

from kuroji.commands.configuring import configured
from kuroji.console import print_json, say
from kuroji.doctor import examined


def doctor(*, as_json: bool) -> None:
    """Print one line for each thing that must work; exit 1 where one does not."""
    findings = examined(configured(as_json=as_json))
    if as_json:
        print_json(
            [
                {"name": f.name, "works": f.works, "seen": f.seen, "remedy": f.remedy}
                for f in findings
            ]
        )
    else:
        for finding in findings:
            mark = "ok  " if finding.works else "FAIL"
            remedy = "" if finding.works else f" — {finding.remedy}"
            say(f"{mark} {finding.name}: {finding.seen}{remedy}")
    if not all(finding.works for finding in findings):
        raise SystemExit(1)
