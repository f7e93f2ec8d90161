"""Tie-out: does a sentence follow from these passages and calculations, and if not, why."""

from kuroji.knowledge.tieout.evidence import Evidence, Given, Judgement, Reason
from kuroji.knowledge.tieout.judging import judge

__all__ = ["Evidence", "Given", "Judgement", "Reason", "judge"]
