"""Forms of English words that no rule of a stemmer brings together, and words without a subject."""

from __future__ import annotations

import re

_IRREGULAR = """
fall fell fallen; rise rose risen; sell sold; buy bought; pay paid; spend spent; grow grew grown
lend lent; take took taken; make made; keep kept; lose lost; build built; hold held; win won
begin began begun; break broke broken; bring brought; come came; choose chose chosen; deal dealt
draw drew drawn; drive drove driven; feed fed; feel felt; fight fought; freeze froze frozen
give gave given; go went gone; hide hid hidden; know knew known; lay laid; lead led; leave left
mean meant; meet met; run ran; say said; see saw seen; seek sought; send sent; shake shook shaken
shrink shrank shrunk; sink sank sunk; slide slid; speak spoke spoken; stand stood
steal stole stolen
strike struck; teach taught; tell told; think thought; throw threw thrown; wear wore worn
understand understood; write wrote written; withdraw withdrew withdrawn; become became; catch caught
overtake overtook overtaken; undergo underwent undergone; forbid forbade forbidden; arise arose
forget forgot forgotten; outgrow outgrew outgrown; sue sued; man men; woman women; child children
life lives; half halves; index indices; analysis analyses; crisis crises; criterion criteria
growth growths; choice choices; center centre centres; fiber fibre fibres; meter metre metres
theater theatre theatres; license licence licences licenced; defense defence; offense offence
program programme programmes; labor labour; color colour colours; favor favour favours
neighbor neighbour neighbours; behavior behaviour; harbor harbour; rumor rumour rumours; plow plough
tire tyre tyres; judgment judgement; aging ageing; aluminum aluminium; check cheque cheques
"""
IRREGULAR = {
    form: base
    for line in _IRREGULAR.split("\n")
    for entry in line.split(";")
    if entry.split()
    for base, *forms in [entry.split()]
    for form in forms
}
_FUNCTION_WORDS = """
may might must shall should can could would more most less least rather quite very too also just
only even still yet ever never always often no not nor none one ones such same own other others
another else each every all any some both either neither we us our you your they them he him his
she her me my get gets got getting go goes going gone went come comes came coming become becomes
became put puts let lets make makes made say says said tell tells told show shows shown see happen
happens happened doing being if because so but while whereas although though since until unless
whether into onto upon over under between among during without within against through across along
after before toward towards off out up down away around near then now here far long way thing
things kind sort really actually per versus like once again please given need needs needed want
wants look looks take takes took taken
"""
FUNCTION_WORDS = frozenset(_FUNCTION_WORDS.split())
_BRITISH = re.compile(r"(?<=[a-z]{4})is(?=(?:e|ed|es|ing|ation|ations|er|ers)$)")
_NO_VERBS = re.compile(
    "^(?:.*(?:wise|mise|vise|cise|prise|raise|praise|noise|poise|cruise|bruise|expert|franch|merchand"
    "|advert|paradise|disguise|treatise|arise).*|premis.*|promis.*|revis.*|superv.*|exercis.*"
    "|surpris.*|compris.*|enterpris.*|rais.*|compromis.*|advis.*|devis.*|precis.*|improvis.*)$"
)


def common_form(word: str) -> str:
    """Return the form under which an English word in small letters is looked up.

    >>> [common_form(word) for word in ("fell", "programme", "recognised", "revised")]
    ['fall', 'program', 'recognized', 'revised']
    """
    word = IRREGULAR.get(word, word)
    return word if _NO_VERBS.match(word) else _BRITISH.sub("iz", word)
