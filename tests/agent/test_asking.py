"""What a question wants is found by rule, in both languages."""

import pytest

from kuroji.agent.asked import Asked
from kuroji.agent.offline.asking import wanted
from kuroji.knowledge.passage import Language


def put(
    question: str,
    *companies: str,
    absent: tuple[str, ...] = (),
    earlier: tuple[str, ...] = (),
    spoken_of: tuple[str, ...] = (),
) -> Asked:
    language: Language = "en" if question.isascii() else "ja"
    return Asked(
        question=question, language=language, companies=companies, absent=absent, near=(),
        earlier=earlier, spoken_of=spoken_of,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "intent"),
    [
        (put("Does NVIDIA make money?", "NVIDIA"), "profit"),
        (put("Is NVIDIA profitable?", "NVIDIA"), "profit"),
        (put("NVIDIAは儲かっているのか", "NVIDIA"), "profit"),
        (put("NVIDIAは黒字か", "NVIDIA"), "profit"),
        (put("NVIDIA?", "NVIDIA"), "profit"),
        (put("Should I buy NVIDIA?", "NVIDIA"), "buy"),
        (put("NVIDIAは買いか", "NVIDIA"), "buy"),
        (put("What was NVIDIA's revenue in FY2025?", "NVIDIA"), "figure"),
        (put("NVIDIAの営業利益は", "NVIDIA"), "figure"),
        (put("Is there an $800bn hole?"), "hole"),
        (put("AIの収益の穴は結局いくらか"), "hole"),
        (put("Is the MIT 95% figure right?"), "survey"),
        (put("MITの95%は本当か"), "survey"),
        (put("Compare OpenAI's ARR with Microsoft's run-rate", "OpenAI", "Microsoft"), "bases"),
        (put("OpenAIのARRとMicrosoftのランレートを比べて", "OpenAI", "Microsoft"), "bases"),
        (put("Which is bigger by revenue, AMD or NVIDIA?", "AMD", "NVIDIA"), "compare"),
        (put("AMDとNVIDIAの売上高を比べて", "AMD", "NVIDIA"), "compare"),
        (put("What is Cohere's gross margin?", absent=("Cohere",)), "unknown"),
        (put("Of 20 pilots 2 went live. Does it pay?"), "pilots"),
        (put("20件のPoCのうち2件が本番化した。回収できるか"), "pilots"),
        (put("We spent $2m and got $3m. What is the ROI?"), "return"),
        (put("Does CoreWeave earn if GPUs last four years?", "CoreWeave"), "changed"),
        (put("GPUが4年しかもたないならCoreWeaveは黒字か", "CoreWeave"), "changed"),
        (put("And at four years?", spoken_of=("CoreWeave",)), "changed"),
        (put("では5年なら？", spoken_of=("CoreWeave",)), "changed"),
        (put("And its debt?", spoken_of=("CoreWeave",)), "figure"),
        (put("How hot is the sun?"), "open"),
    ],
)
def test_an_intent_is_found(asked: Asked, intent: str) -> None:
    assert wanted(asked).intent == intent


def test_a_margin_is_the_share_and_not_the_amount() -> None:
    assert wanted(put("What is NVIDIA's gross margin?", "NVIDIA")).metrics == ("gross_margin",)
    assert wanted(put("NVIDIAの粗利率は", "NVIDIA")).metrics == ("gross_margin",)


def test_a_changed_return_keeps_the_life_typed_before() -> None:
    want = wanted(
        put(
            "And if I want 12 %?",
            earlier=("Does CoreWeave make money if GPUs last four years?",),
            spoken_of=("CoreWeave",),
        )
    )
    assert (want.life, want.rate) == ("four years", "12 %")


def test_a_new_company_forgets_the_one_before() -> None:
    want = wanted(put("Does AMD make money?", "AMD", spoken_of=("CoreWeave",)))
    assert want.companies == ("AMD",)
