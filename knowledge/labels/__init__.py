"""From a passage to labelled figures: what each is of, whose, when, and on which basis."""

from kuroji.knowledge.labels.label import Label
from kuroji.knowledge.labels.labelling import labels_of

__all__ = ["Label", "labels_of"]
