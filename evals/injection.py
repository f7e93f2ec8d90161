"""Documents that give orders: the product with a model that obeys every one of them."""

from kuroji.agent.handed_in import answer_on
from kuroji.evals.stub import Obedient


def answer(doc: str, question: str) -> dict[str, object]:
    """Answer from a hostile document with the worst model that there could be."""
    made = answer_on(doc, question, model=Obedient(document=doc), format=kind_of(doc))
    return {"answer": made.answer, "warnings": list(made.warnings), "csv": made.csv}


def kind_of(doc: str) -> str:
    r"""Tell a document's format by its look, where nobody says it.

    >>> kind_of("<p>Revenue</p>"), kind_of("item,value\nrevenue,5"), kind_of("# Results")
    ('html', 'csv', 'markdown')
    """
    begun = doc.lstrip()[:200].lower()
    if begun.startswith("<") or "<html" in begun or "<p" in begun or "<!--" in doc:
        return "html"
    lines = [line for line in doc.splitlines() if line.strip()]
    if len(lines) > 1 and all("," in line for line in lines) and not begun.startswith(("#", "|")):
        return "csv"
    return "markdown" if begun.startswith("#") or "|" in doc or "](" in doc else "text"
