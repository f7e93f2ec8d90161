"""Figures in English and Japanese text, each with its exact span."""

from kuroji.tools.reading.figure import Approx, Figure, FigureKind, wire
from kuroji.tools.reading.reader import read
from kuroji.tools.reading.tables import Cell, table_cells

__all__ = ["Approx", "Cell", "Figure", "FigureKind", "read", "table_cells", "wire"]
