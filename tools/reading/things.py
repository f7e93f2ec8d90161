"""What a bare number counts, by the noun that follows or the word that leads to it."""

import re

_PEOPLE_WORDS = """
    people buyers person persons employees employee staff staffers workers worker engineers
    engineer executives executive users user respondents developers developer managers manager
    researchers researcher scientists scientist leaders leader officers directors analysts
    analyst members member subscribers subscriber patients students teachers doctors nurses
    physicians clinicians lawyers attorneys drivers consultants consultant contractors
    contractor professionals interviewees participants adults men women children individuals
    headcount heads hires citizens residents founders founder shareholders stockholders
    passengers technicians salespeople salespersons programmers designers specialists experts
    decision-makers cios ctos cfos ceos visitors viewers readers learners freelancers colleagues
    trustees recruits interns graduates personnel full-timers owners voters tellers cashiers
    traders bankers brokers advisers advisors accountants auditors actuaries underwriters clerks
    couriers cooks guards installers welders builders coders testers marketers recruiters
    planners tutors writers editors reporters farmers borrowers savers policyholders pensioners
    retirees players gamers creators authors translators trainers trainees apprentices postdocs
    academics professors scholars veterans travellers travelers commuters guests fans followers
    delegates attendees speakers candidates applicants jobseekers mechanics architects surgeons
    paralegals agronomists hackers investigators inspectors supervisors mentors coaches
    volunteers donors parents consumers
"""
_PEOPLE = frozenset(_PEOPLE_WORDS.split())
_STOP_WORDS = """
    of in and at to or for from with by on as is are was were be been than that which who the a
    an but per into over under while when has have had will would could may its their our this
    these those it they we after before since during against between across through not nor up
    down so if then out within without because among via each every both last
"""
_STOP = frozenset(_STOP_WORDS.split())
_AFTER = re.compile(
    r"[ -]([A-Za-z][\w'/&-]*|[A-Za-z])(?:[ ]([A-Za-z][\w'&-]*))?(?: "
    r"([A-Za-z][\w'&-]*))?(?: ([A-Za-z][\w'&-]*))?"
)
_WORKFORCE = re.compile(
    r"(?i:\b(?:headcount|workforce|staff|employ(?:s|ed|ing)|employees|payroll|hired|"
    r"hires|hiring|personnel|(?:users|subscribers|members|listeners|viewers|people|DAUs?|MAUs?)"
    r"(?: base)?|laid off|lay off|team)\b(?: \(?[a-z0-9,.%]+\)?){0,6} $|\bn ?= ?$)|"
    r"(?:従業員数?|社員数?|人員|職員|会員数?|人数)(?:は|が|を|数は|: ?|\s)?約?$"
)


_PEOPLE_ENDING = re.compile(
    r"(?:[a-z]{2}ists|[a-z]{2}ians|women|persons|salesmen|-makers|officers|workers|engineers"
    r"|developers|goers)$"
)
_TOKENS = re.compile(r"(?i:\btokens\b(?: [a-z]+){0,6} $)|トークン数?(?:は|が)約?$")


def counted(text: str, start: int, end: int) -> str:
    """The unit of a bare number: people, tokens, or things of any other sort."""
    words = words_after(text, end)
    for place, word in enumerate(words, start=1):
        # "one employee plan" counts plans: in the singular only the last word says what is counted
        counts = word in _PLURALS or word[-1] == "s" or place == len(words) or text[end] == "-"
        if word in _PEOPLE and counts:
            return "people"
        if _PEOPLE_ENDING.search(word):
            return "people"
        if word in ("token", "tokens"):
            return "tokens"
    label = _LABEL.search(text, max(0, start - 48), start)
    if label and not words_after(text, end):
        named = label[1].lower()
        if named in _PEOPLE or _PEOPLE_ENDING.search(named):
            return "people"
    of_people = text[max(0, start - 8) : start] == "of whom "
    if not words_after(text, end) and _TOKENS.search(text, max(0, start - 48), start):
        return "tokens"
    if of_people or (
        not words_after(text, end) and _WORKFORCE.search(text, max(0, start - 48), start)
    ):
        return "people"
    return "count"


def words_after(text: str, end: int) -> list[str]:
    """The words of the noun phrase behind a number, at most four, in lower case."""
    match = _AFTER.match(text, end)
    found: list[str] = []
    for word in match.groups() if match else ():
        if word is None or (word.lower() in _STOP and word not in _ACRONYMS):
            break
        found.append(word.lower())
    return found


_PLURALS = {"people", "staff", "personnel", "men", "women", "children", "headcount"}
_ACRONYMS = {"IT", "US", "OR"}  # written like a stop word, but in capitals: IT decision-makers


_LABEL = re.compile(r"([A-Za-z-]+): (?:[0-9][0-9.,]* \((?:FY|CY|Q[1-4] )?[0-9]{2,4}: )?$")
_COUNTED_ONES = re.compile(
    r"(?:[a-z]+ ){0,2}?(?:customer|client|supplier|contract|compan(?:y)|firm|site|"
    r"bank|lender|tenant|buyer|vendor"
    r"|plant|hyperscaler|GPU|server|building|campus|reactor|employee|person|share|segment|project"
    r"|product|store|facility|counterparty|partner|user|seat|licen[cs]e|model|data "
    r"cent(?:re|er)|deal|order|subsidiary)\b",
    re.IGNORECASE,
)
_BEFORE_ONE = re.compile(r"(?:\b(?:no|any|every|number|day|than|other|another) $)", re.IGNORECASE)


def names_a_thing(text: str, start: int, end: int, one: bool) -> bool:
    """Say whether a spelt-out number stands before a counted noun."""
    if one:
        if _BEFORE_ONE.search(text, max(0, start - 8), start):
            return False
        return bool(_COUNTED_ONES.match(text, end + 1)) and text[end : end + 1] == " "
    return bool(words_after(text, end)) or bool(_OF_THE_REST.match(text, end))


_OF_THE_REST = re.compile(
    r" an? (?!year|month|week|day|hour|minute|share|piece|head)[a-z]"
    r"| of (?:the|its|our|their|these|those|his|her|[0-9])(?![a-z])"
)
