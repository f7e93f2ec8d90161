"""The catalogue of metrics: what a figure can be of, and the words that say so."""

from kuroji.tools.metrics.catalogue import METRICS, growth_of
from kuroji.tools.metrics.finding import Mention, find_metrics
from kuroji.tools.metrics.metric import Metric

__all__ = ["METRICS", "Mention", "Metric", "find_metrics", "growth_of"]
