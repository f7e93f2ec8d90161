"""What a cell of a prepared table holds: a slot, and how a driver of the verdict is shown."""

from kuroji.knowledge.dimensions import DRIVERS as MEASURES
from kuroji.memo.figures import usual_view
from kuroji.memo.model import Flip


def slot(ref: str, view: str = "") -> str:
    """Write a slot for a reference."""
    return f"{{{{{ref} {view}}}}}" if view else f"{{{{{ref}}}}}"


def driver_view(flip: Flip) -> str:
    """Return the usual view of a flip's driver."""
    return usual_view(MEASURES.get(flip.driver, "number"))


def short(driver: str) -> str:
    """Return a driver's short name, as the words' keys have it."""
    return {
        "capital_expenditure": "capex",
        "gpu_life_years": "gpu_life",
        "supplier_financed_share": "supplier_financed_revenue",
    }.get(driver, driver)
