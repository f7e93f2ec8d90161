"""English verbs and turns of phrase that say what a figure is of without naming it."""

from kuroji.knowledge.labels.frames import frame
from kuroji.knowledge.labels.sentences import COMPANY as C
from kuroji.knowledge.labels.sentences import METRIC as M
from kuroji.knowledge.labels.sentences import PERIOD as P

VERBS = (
    frame(
        "operating_income",
        r"\b(?:lost|had lost|losing)\s+(?:(?:about|some|nearly|over)\s+)?",
        r"\s*(?:million|billion)?\s*(?:from|at the) operat",
        sign=-1,
    ),
    frame(
        "net_income",
        r"\b(?:lost|have lost|had lost|losing|loses)\s+(?:(?:about|some|nearly|over|almost)\s+)?",
        r"(?!\s*(?:of|on|in) (?:value|market))",
        sign=-1,
    ),
    frame(
        "equity_raised",
        r"\b(?:raised|raising|secured|closed)\s+(?:(?:about|a further|some|another|up "
        r"to|over|nearly)\s+)?",
        r"(?!\s*(?:of|in) (?:debt|loans|bonds|notes|revenue))",
    ),
    frame(
        "cash_burn",
        r"\b(?:burn(?:ed|t|s|ing)?|consumed)\s+(?:through\s+)?(?:(?:about|some|nearly|over)\s+)?",
    ),
    frame(
        "cash_burn",
        r"\b(?:spent|used)\s+(?:(?:about|some|nearly|over)\s+)?",
        rf"\s*of (?:cash|{M}+)",
        anywhere=r"\bof cash\b",
    ),
    frame(
        "largest_customer_share",
        rf"share of {C}+(?:[’']s)? {M}+ (?:in {P}+ )?(?:was|is)\s+(?:about\s+)?",
    ),
    frame(
        "operating_income_effect",
        rf"\b(?:reduce[sd]?|lower(?:s|ed)?|cut)\b[^.]{{0,40}}{M}+ by\s+(?:about\s+)?",
        sign=-1,
        anywhere=r"(?:reduc|lower|cut)[^.]*operating (?:income|profit)[^.]* by",
    ),
    frame(
        "depreciation_effect",
        rf"\b(?:reduce[sd]?|lower(?:s|ed)?|cut)\b[^.]{{0,40}}{M}+ by\s+(?:about\s+)?",
        sign=-1,
        anywhere=r"(?:reduc|lower|cut)[^.]*depreciation[^.]* by",
    ),
    frame(
        "price_change",
        r"\b(?:cut|lowered|reduced)\b[^.]{0,40}\bprices?\b[^.]{0,20}\bby\s+(?:about\s+)"
        r"?|prices? (?:fell|down|dropped|declined)(?: by)?\s+(?:about\s+)?",
        sign=-1,
    ),
    frame(
        "debt_due",
        r"\bof (?:that|which|this),?\s+(?:about\s+)?",
        r"\s*(?:falls?|comes?|is|are|was|were) due",
    ),
    frame(
        "required_revenue",
        r"\bneed(?:s|ed)?\s+(?:(?:about|some|at least)\s+)?",
        rf"\s*(?:of|in) (?:annual |yearly |AI )*{M}+",
        anywhere=r"\brevenue\b",
    ),
    frame(
        "required_revenue",
        "",
        rf"\s*(?:of|in) (?:annual |yearly |AI |{P}+ )*{M}+ (?:would be |is |are |was )"
        rf"?(?:needed|required)",
        anywhere=r"\brevenue\b",
    ),
    frame(
        "revenue_gap",
        r"\b(?:falls?|fell|falling|comes? up|is|be)\s+(?:still\s+)?(?:about\s+)?",
        r"\s*short\b",
    ),
    frame("shareholder_returns", r"\breturned\s+(?:about\s+)?", r"\s*to (?:its )?shareholders"),
    frame(
        "equity_investment",
        r"\b(?:invested|invest(?:s|ing)?)\s+(?:(?:about|some|up to|a further)\s+)?",
        rf"\s*in {C}+",
    ),
    frame("equity_investment", r"\bannounced\s+(?:a further\s+)?", r"\s*(?:investment|of equity)"),
    frame(
        "compute_commitment",
        r"\bcommitted to (?:buy|spend|purchase)\s+(?:(?:a further|about|some|another)\s+)?",
    ),
    frame(
        "compute_commitment",
        r"\b(?:agreement|contracts?|deal)s?\b[^.]{0,40}\b(?:worth|of|at|for)\s+(?:about\s+)?",
        anywhere="comput|cloud|Azure|AWS|Oracle|CoreWeave|capacity",
    ),
    frame(
        "ownership_share",
        r"\b(?:took|holds?|held|owns?|acquired|owned)\s+(?:about\s+)?",
        rf"\s*of {C}+",
    ),
    frame("operating_income", r"\b(?:an? )?(?:loss|profit) from operations of\s+"),
    frame(
        "capital_expenditure",
        rf"\b(?:bought|purchased)\s+{M}+ for\s+(?:(?:about|some)\s+)?",
        anywhere="(?:bought|purchased) property",
    ),
    frame(
        "capital_expenditure",
        r"\b(?:spent|spend|spending|invested)\s+(?:(?:about|some|nearly|over)\s+)?",
        rf"\s*(?:on|in) (?:capital|data cent|GPU|equipment|infrastructure|{M}+)",
        anywhere="(?:on|in) (?:capital (?:exp|goods|sp)|data cent|GPU|equipment|infrastructure"
        "|property)",
    ),
    frame(
        "two_largest_customers_share",
        r"(?:two|2) (?:largest |biggest )?customers.{0,40}(?:accounted for|made up|"
        r"represented)\s+(?:(?:about|approximately)\s+)?",
        rf"\s*of [^.]{{0,30}}{M}+",
    ),
    frame(
        "largest_customer_share",
        r"(?:accounted for|made up|represented|contributed|generated|provided)"
        r"\s+(?:(?:about|approximately|some|over)\s+)?",
        rf"\s*of (?:its |our |their |the company[’']s |total |{C}+[’']s |net |{P}+ )*{M}+",
        anywhere=rf"(?:largest|biggest|single|one|top) customer|(?:[A-Z]\w+|{C}+) (?:alone )"
        rf"?(?:accounted|made up|represented)",
    ),
    frame("revenue_share_paid", rf"\bpays?\s+(?:{C}+\s+)?", rf"\s*of (?:its|their) {M}+"),
    frame("useful_life", r"\bdepreciate[sd]?\b[^.]{0,60}\bover\s+(?:about\s+)?"),
    frame(
        "useful_life",
        r"\b(?:(?:un)?changed|shortened|lengthened|extended|increased|reduced|moved)"
        r"\b[^.]{0,80}\b(?:to|from)\s+(?:about\s+)?",
        anywhere=r"\b(?:life|lives|depreciat|servers?)\b",
    ),
    frame(
        "abandoned_share", "", r"\s*of (?:companies|organi[sz]ations|firms)\b[^.;]{0,50}\babandoned"
    ),
    frame(
        "zero_return_share",
        "",
        r"\s*of (?:companies|organi[sz]ations|firms|pilots|enterprises)"
        r"\b[^.;]{0,50}\bno (?:measurable|material)",
    ),
    frame(
        "above_expectation_share",
        "",
        r"\s*of (?:the )?(?:firms|companies|organi[sz]ations)"
        r"\b[^.;]{0,60}\bexceed(?:ed)?",
    ),
    frame(
        "ai_policy_share",
        "",
        r"\s*of (?:the )?(?:firms|companies|organi[sz]ations)\b[^.;]{0,40}\bpolicy "
        r"(?:to|on|for)",
    ),
    frame(
        "ai_use_share",
        "",
        r"\s*of (?:the )?(?:firms|companies|organi[sz]ations|individuals|people|adults|"
        r"employees|workers|respondents|enterprises)\b[^.;]{0,60}\b(?:use|uses|used|"
        r"using|adopted|deployed)\b[^.;]{0,20}\bAI\b",
    ),
    frame("cancelled_share", "", r"\s*of (?:all )?[^.;]{0,30}projects\b[^.;]{0,30}\bcancel"),
    frame(
        "scrapped_share",
        r"\b(?:scrapped|scrap)\s+(?:about\s+)?",
        r"\s*of (?:its|their|all)? ?(?:proofs? of concept|pilots|PoCs)",
    ),
    frame(
        "ebit_effect_share",
        "",
        r"\s*(?:of [^.;]{0,30})?report[^.;]{0,30}(?:effect|impact)[^.;]{0,20}EBIT",
    ),
    frame(
        "genai_spending",
        r"\b(?:spent|spend|spends|spending)\s+(?:about\s+)?",
        r"\s*on (?:generative AI|genAI)",
    ),
    frame("ai_spending", r"\b(?:spent|spend|spends|spending)\s+(?:about\s+)?", r"\s*on AI\b"),
    frame(
        "employees",
        r"\b(?:employ(?:s|ed)?|had|have|has)\s+(?:(?:about|approximately|some|over|nearly)\s+)?",
        r"\s*(?:full-time |permanent )*(?:people|employees|staff)?",
        unit="^people$",
        anywhere="employ|staff|headcount",
    ),
    frame("gpu_hour_price", unit="/GPU_hour$"),
    frame(
        "gpu_hour_price",
        unit="/hour$",
        anywhere=r"\b(?:GPU|H100|H200|B200|A100|GB200|MI300|chip|card)",
    ),
    frame("token_price", unit="/1[MK]_tokens$"),
    frame(
        "acquisition_price",
        r"\b(?:agreed to pay|acquired?\b[^.]{0,40}\bfor)\s+(?:(?:about|some)\s+)?",
        r"(?!\s*of)",
    ),
)
