"""What a figure takes over from its neighbours: "…, up from 17 %" is of what stood before."""

import re
from dataclasses import replace

from kuroji.knowledge.tieout.claim import Claim
from kuroji.knowledge.tieout.lexicon import japanese, words_in
from kuroji.knowledge.tieout.windows import Window
from kuroji.knowledge.tieout.wording import lettered, words_of

_JA_PREDICATE = re.compile(r"で$|だ|し$|り$|き$|た|る|が$|い|う")
_EN_VERB = re.compile(
    r"\b(?:was|were|is|are|had|has|reported|recogni[sz]ed|reached|stood|came|totalled|"
    r"posted|earned|generated|employs|rose|fell|grew|leases|processed|raised|"
    r"spent|paid|invested|sold|bought|made|lost|burned|signed)\b"
)
_IT = re.compile(r"^\s*(?:It|They|This|That) (?!also)")
_THEN_IT = re.compile(
    r"^\s*(?:In|During|For|A|After|Since|By|Following) [^;.]{3,60}?,? (?:it|they) "
)
_SAME = re.compile(
    r"\b(?:the|that|its) (?:share|figure|number|rate|proportion|ratio|total|amount|level) "
    r"(?:was|is|had|has|stood|came|fell|rose|reached)\b"
    r"|(?:その|この|同)(?:割合|比率|数|額|水準)(?:は|が)"
)
_OF = re.compile(r"^\s*of (?:its |the |all |their |our |[A-Z][\w&’' -]*['’]s? )?$")
_SET_AGAINST = re.compile(r"\b(?:against|compared|versus|actual|after)\b", re.IGNORECASE)
_TO = re.compile(r"^\s*(?:から|to|into|へ)\s*(?:約|about|roughly)?\s*$")


def taken_over(claim: Claim, window: Window, last: Claim | None, *, same_sentence: bool) -> Claim:
    """A figure without a topic of its own takes that of the one before: "…, up from 17 %"."""
    if last is None:
        return claim
    claim = _with_noun(claim, window, last)
    if (
        same_sentence
        and not claim.prior
        and not _EN_VERB.search(window.text)
        and not japanese(window.text)
        and not _SET_AGAINST.search(window.left)
    ):
        claim = replace(claim, traits=claim.traits | (last.traits & {"forecast"}))
    if same_sentence and (_bare_end(claim, window, last) or _bare_tokens(claim, window, last)):
        claim = replace(claim, amount=replace(claim.amount, family=last.amount.family))
    pair = (
        same_sentence and bool(_TO.match(window.left)) and claim.amount.family == last.amount.family
    )
    if same_sentence and _moved_also(claim, window, last):
        claim = replace(
            claim,
            change=True,
            direction=claim.direction or last.direction,
            metric=last.metric,
            metrics=last.metrics,
            words=claim.words | last.words,
        )
    if same_sentence:
        claim = _gapped(_of_subject(claim, window, last), window, last)
    if same_sentence and _MOVED_TO.fullmatch(window.left.strip()):
        return replace(
            claim,
            words=claim.words | last.words,
            metric=claim.metric or last.metric,
            metrics=claim.metrics or last.metrics,
            direction=claim.direction or last.direction,
        )
    if claim.words and not pair and not _goes_on(claim, window, last, same_sentence):
        return claim
    if last.amount.family.startswith(f"{claim.amount.family}/"):
        claim = replace(claim, amount=replace(claim.amount, family=last.amount.family))
    if not same_sentence and claim.amount.family != last.amount.family:
        return claim
    flip = last.amount.low < 0 < claim.amount.low and last.signed and not claim.signed
    return replace(
        claim,
        traits=claim.traits | (last.traits & {"forecast"} if pair else frozenset()),
        words=claim.words | last.words,
        metric=claim.metric or last.metric,
        metrics=claim.metrics or last.metrics,
        direction=claim.direction or (last.direction if same_sentence else 0),
        quality=claim.quality or (last.quality if same_sentence else 0),
        signed=claim.signed or last.signed,
        amount=claim.amount.flipped() if flip else claim.amount,
    )


_PRO_FORM = re.compile(r"\bthe \w+ ones?\b", re.IGNORECASE)
_NOUN_BEHIND = re.compile(r"\s*([a-z-]+(?: [a-z-]+)?)")
_OF_THEM = re.compile(r"^\s*of (?:them|these|those|whom|which)\b")
_SUBJECT = re.compile(r"^(?:The|A|An|Its|Their|Our) (?:new )?([a-z-]+) ")
_SURE_VERB = re.compile(
    r"^\s*,?\s*and (?:also |then |now )?(?:[a-z]+ed|costs?|pa(?:ys|id)|ma(?:kes|de)|t(?:akes|ook)|"
    r"s(?:ells|old)|los(?:es|t)|spen(?:ds|t)|w(?:ins|on)|ha[sd]|is|was|carries|employs|earns|"
    r"cuts?) "
)
_ON_SALES = re.compile(r"^\s*on (?:\w+ )?(?:sales|revenues?|turnover) of\b")
_SECOND_VERB = re.compile(r"^\s*,?\s*(?:and|but) (?:also |then |now )?[a-z]+ ")
_MOVED_TO = re.compile(r"[増減](?:少|加|収)?の約?")  # 6.1％減の702億円
_PRONOUN = re.compile(r"\b(?:it|they)\b[^,;]*$")
_VAGUE = words_in("spend pay mak earn book record post stand")
_ALSO = re.compile(r"\W*(?:and|or|or else|や)?\W*")


def _moved_also(claim: Claim, window: Window, last: Claim) -> bool:
    """Whether it is the same movement over another stretch: up 31% on the year and 6% ..."""
    if claim.metric or not last.change or claim.amount.family != last.amount.family:
        return False
    return claim.amount.family == "percent" and bool(_ALSO.fullmatch(window.left))


_FROM_BARE = re.compile(r"\bfrom\s*$")


def _bare_end(claim: Claim, window: Window, last: Claim) -> bool:
    """Whether the unit is left out at the other end of a movement: 9 days, down from 14."""
    bare = claim.text.replace(",", "").isdigit() and claim.amount.family == "count"
    plain = last.amount.family in ("day", "percent") and last.text.endswith(("days", "%"))
    return bare and plain and not claim.metric and bool(_FROM_BARE.search(window.left))


def last_alike(own: Claim, window: Window, claims: list[Claim]) -> Claim:
    """The figure that one without words goes on from: 78% of 450 MW in June and 85% in July."""
    alike = [c for c in claims if c.amount.family == own.amount.family]
    bare = window.left.strip() in ("and", "but") and not own.words
    return alike[-1] if alike and bare else claims[-1]


def _with_noun(claim: Claim, window: Window, last: Claim) -> Claim:
    """Put in the noun for which a pronoun stands: 31 offices, 12 of them abroad; the old one."""
    if _OF_THEM.match(window.right):
        behind = _NOUN_BEHIND.match(last.whole.partition(last.text)[2])
        noun = words_of(behind[1]) if behind else frozenset[str]()
    elif _PRO_FORM.search(window.left):
        noun = last.words
    else:
        return claim
    return replace(claim, words=claim.words | (noun & last.words))


def _of_subject(claim: Claim, window: Window, last: Claim) -> Claim:
    """A second verb has the first one's subject: phase 1 cost 20 and took 8 months."""
    if window.left.lstrip().startswith(":") or _part_behind_colon(window, last):
        return replace(claim, words=claim.words | last.words)
    if _ON_SALES.match(window.left):
        return replace(claim, words=claim.words | last.words)
    if _SECOND_VERB.match(window.left) and not lettered(claim.words):
        subject = _SUBJECT.match(last.whole) if _SURE_VERB.match(window.left) else None
        named = words_of(subject[1]) if subject else frozenset[str]()
        return replace(claim, words=claim.words | lettered(last.words) | named)
    return claim


def _part_behind_colon(window: Window, last: Claim) -> bool:
    """Whether the figure is the first part of the one before: paid 2.4: 1.5 in cash."""
    before = last.whole[: window.end]
    return ":" in before[before.rfind(last.text) + len(last.text) :]


def _gapped(claim: Claim, window: Window, last: Claim) -> Claim:
    """Fill in the verb and the metric that are left out: Energy had sales of 24 and Water 18."""
    if not _leaves_out(claim, window, last):
        return claim
    words = claim.words | {f"#{last.metric}"}
    return replace(claim, metric=last.metric, metrics=last.metrics, words=words)


def _bare_tokens(claim: Claim, window: Window, last: Claim) -> bool:
    """Whether it is of tokens too: from 1.2 trillion tokens in January to 3.0 trillion."""
    families = claim.amount.family, last.amount.family
    return families == ("count", "tokens") and bool(_TO.match(window.left))


def _leaves_out(claim: Claim, window: Window, last: Claim) -> bool:
    if claim.metric or not last.metric or claim.amount.family != last.amount.family:
        return False
    own = claim.words - last.words
    contrasted = bool(own) and bool(last.words - claim.words - {f"#{last.metric}"})
    plain = claim.change == last.change and not japanese(window.text)
    verbless = not _EN_VERB.search(window.text) or claim.change
    return contrasted and plain and verbless and len(own) <= 2


def _goes_on(claim: Claim, window: Window, last: Claim, same_sentence: bool) -> bool:
    """Whether the words go on about what stood before: it spent 78, 来春までに300MWへ増やす."""
    if claim.metric or claim.amount.family != last.amount.family:
        return False
    if same_sentence and claim.words <= _VAGUE and _PRONOUN.search(window.left):
        return True
    before = claim.prior or (claim.time is not None and claim.time.past)
    if same_sentence and before and not claim.change:
        return True
    if _SAME.search(window.left):
        return True
    if not same_sentence:
        again = _THEN_IT.match(window.left)
        plain = again is not None and words_of(window.left[again.end() :]) <= _VAGUE
        return bool(_IT.match(window.left) or plain)
    own_subject = re.search("[はがを]", window.left)
    return bool(claim.direction) and not claim.change and not own_subject and japanese(window.text)


_HEAD_NOUN = re.compile(r"^の([一-鿿ァ-ヺー]{2,12})(?=[をがはも])")
_PREDICATE = re.compile(
    r"\b(?:[a-z]+ed|went|go|goes|remains?|are|were|is|was|have|has|had|pays?|uses?|came|comes?|"
    r"reach|runs?|fell|rose|grew|took|made|did|do|failed?|stay)\b.*$"
)


def _without_predicate(whole: Claim, window: Window) -> Claim:
    """In "70 of its 250 pilots went live" it is the 70 that went live, not the 250."""
    predicate = _PREDICATE.search(window.right)
    if predicate is None:
        return whole
    kept = words_of(window.right[: predicate.start()])
    return replace(whole, words=whole.words - (words_of(predicate[0]) - kept))


_NOUN_OF_PLANS = re.compile(r"^の(?:計画|見込み?|予想|予定|見通し|目標)")


def _spread(claim: Claim, following: Claim, window: Window) -> frozenset[str]:
    """What holds for the last figure and for those before it: 2024年度180、2025年度270の計画."""
    a, b = claim.time, following.time
    apart = a and b and a.years and b.years and not a.years & b.years
    if claim.prior or (apart and _NOUN_OF_PLANS.match(window.right)):
        return frozenset()
    return frozenset({"forecast"})


def backwards(claims: list[Claim], windows: list[Window]) -> list[Claim]:
    """In Japanese the verb comes last: figures of a list take the last one's forecast."""
    for i in range(len(claims) - 2, -1, -1):
        following, window = claims[i + 1], windows[i]
        ending = window.right.strip()
        if _OF.match(window.right):
            claims[i] = replace(claims[i], words=claims[i].words | following.words)
            if claims[i].amount.family == following.amount.family:
                claims[i + 1] = _without_predicate(following, windows[i + 1])
        if not japanese(window.text) or (ending and _JA_PREDICATE.search(ending)):
            continue
        if not ending and claims[i].amount.family == following.amount.family:
            head = _HEAD_NOUN.match(windows[i + 1].right)
            noun = words_of(head[1]) if head else frozenset[str]()
            claims[i] = replace(claims[i], words=claims[i].words | noun)
        claims[i] = replace(
            claims[i],
            traits=claims[i].traits
            | (following.traits & _spread(claims[i], following, windows[i + 1])),
            direction=claims[i].direction or (0 if ending else following.direction),
        )
    return claims
