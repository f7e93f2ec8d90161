"""Answers about the AI market: the hole in its revenue, and the survey that everybody quotes."""

from typing import Any

from kuroji.agent.asked import Asked
from kuroji.agent.offline.asking import Wanted
from kuroji.agent.offline.steps import Call, Seen, Step, call
from kuroji.agent.offline.wording import Told

Rows = list[dict[str, Any]]


def hole(asked: Asked, want: Wanted, seen: Seen) -> Step:  # noqa: ARG001 - one form for all
    """Is there a hole: each author's figures by themselves, never subtracted, never ranked."""
    required, gap = (
        call("look_up", metric="required_revenue"),
        call("look_up", metric="revenue_gap"),
    )
    if lacking := seen.lacking(required, gap):
        return lacking
    told = Told(asked.language, asked.question)
    needs, gaps = _rows(seen, required), _rows(seen, gap)
    ahead = _ahead(gaps)
    if ahead is None:
        return told.say("hole.none")
    _name(told, "bain", ahead)
    told.put("bain_gap", ahead["ref"], ahead["view"])
    if (need := _beside(ahead, needs)) is not None:
        told.put("bain_required", need["ref"], need["view"])
    for role, one in zip(("sequoia", "before"), _essays(ahead, gaps, needs), strict=False):
        _name(told, role, one)
        told.put(f"{role}_gap", one["ref"], one["view"])
        if (need := _beside(one, needs)) is not None:
            told.put(f"{role}_required", need["ref"], need["view"])
    return told.say(
        "hole.open", "hole.sequoia", "hole.before", "hole.never", "hole.contest", "hole.offer",
    )  # fmt: skip


def _rows(seen: Seen, one: Call) -> Rows:
    return list(seen[one].get("facts", ()))


def _own(row: dict[str, Any]) -> bool:
    return row["grade"] < "D" and bool(row["publisher"])


def _ahead(rows: Rows) -> dict[str, Any] | None:
    """The projection of the best grade, the one that most questions are about."""
    projected = [row for row in rows if row["basis"] == "projected" and row["when"]]
    return min(projected, key=lambda r: (r["grade"], r["ref"]), default=None)


def _beside(row: dict[str, Any], others: Rows) -> dict[str, Any] | None:
    """The figure of the same source and time, else of the same publisher and time."""
    same = [
        o for o in others if o["period"] == row["period"] and o["publisher"] == row["publisher"]
    ]
    return min(same, key=lambda o: (o["source"] != row["source"], o["grade"]), default=None)


def _essays(ahead: dict[str, Any], gaps: Rows, needs: Rows) -> Rows:
    """Another author's newest gap that stands beside its requirement, and the one before it."""
    past = [r for r in gaps if r["period"] and r["period"] < (ahead["period"] or "") and _own(r)]
    whole = [row for row in past if _beside(row, needs) is not None]
    first = max(whole, key=lambda r: (r["period"], -ord(r["grade"])), default=None)
    if first is None:
        return []
    author = _short(first["publisher"])
    year = first["period"][:4]
    before = [r for r in past if _short(r["publisher"]) == author and r["period"][:4] < year]
    return [first, *sorted(before, key=lambda r: r["period"], reverse=True)[:1]]


def _name(told: Told, role: str, row: dict[str, Any]) -> None:
    told.names[role] = _short(row["publisher"])
    told.names[f"{role}_when"] = row["when"]
    told.names[f"{role}_date"] = row["published"]


def _short(publisher: str) -> str:
    """A publisher without the names of authors in brackets."""
    return publisher.partition(" (")[0]


def survey(asked: Asked, want: Wanted, seen: Seen) -> Step:  # noqa: ARG001 - one form for all
    """Is the share right: what it counts, of which sample, and what another survey asks."""
    share = call("look_up", metric="zero_return_share")
    interviews = call("look_up", metric="interviews")
    answers = call("look_up", metric="respondents")
    other = call("search_evidence", query="McKinsey survey: effect of AI on EBIT, organisations")
    if lacking := seen.lacking(share, interviews, answers, other):
        return lacking
    told = Told(asked.language, asked.question)
    found = _study(_rows(seen, share))
    if found is None:
        return told.say("survey.none")
    told.put("share", found["ref"], found["view"])
    told.names |= {"publisher": _short(found["publisher"]), "date": found["published"]}
    for role, one in (("interviews", interviews), ("respondents", answers)):
        if (row := _of_study(_rows(seen, one), found)) is not None:
            told.put(role, row["ref"], row["view"])
    effects = [r for r in _rows(seen, other) if r["metric"] == "ebit_effect_share" and _own(r)]
    if (row := next(iter(effects), None)) is not None:
        told.put("other_share", row["ref"], row["view"])
        told.names["other_publisher"] = _short(row["publisher"])
    sample = "survey.sample" if told.has("interviews", "respondents") else "survey.interviews"
    return told.say("survey.open", sample, "survey.other", "survey.so")


def _study(rows: Rows) -> dict[str, Any] | None:
    named = [row for row in rows if "MIT" in row["publisher"]]
    return min(named, key=lambda r: (r["grade"], not r["published"]), default=None)


def _of_study(rows: Rows, study: dict[str, Any]) -> dict[str, Any] | None:
    """The figure of the same study: of its source, else of one of its publisher."""
    named = [row for row in rows if "MIT" in row["publisher"] and row["approx"] != "over"]
    return min(named, key=lambda r: (r["source"] != study["source"], r["grade"]), default=None)
