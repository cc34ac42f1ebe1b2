"""What each code, field and part of a notice is called, for whoever writes, reads or counts one."""

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

CODE_WORDS: dict[str, dict[str, Promise]] = {
    "sign": {
        "trafficking": pgettext_lazy("notice", "Trafficking in persons, or a suspicion of it"),
        "rape": pgettext_lazy("notice", "Rape"),
        "sexual_assault": pgettext_lazy("notice", "Sexual assault without penetration"),
        "physical_assault": pgettext_lazy("notice", "Beating or other bodily harm"),
        "forced_marriage": pgettext_lazy("notice", "Forced or child marriage"),
        "denial": pgettext_lazy("notice", "Kept from money, food, papers or school"),
        "psychological": pgettext_lazy("notice", "Threats, insults, being locked in"),
        "child_at_risk": pgettext_lazy("notice", "A child at risk: lost, alone, made to work"),
        "other": pgettext_lazy("notice", "Something else"),
    },
    "family": {
        "yes": pgettext_lazy("notice", "Yes, by family or a former partner"),
        "no": pgettext_lazy("notice", "No"),
        "unknown": pgettext_lazy("notice", "Not known"),
    },
    "danger": {
        "yes": pgettext_lazy("notice", "Yes, now"),
        "no": pgettext_lazy("notice", "Not now"),
        "unknown": pgettext_lazy("notice", "Not known"),
    },
    "urgency": {
        "danger": pgettext_lazy("notice", "At once: somebody is in danger"),
        "soon": pgettext_lazy("notice", "Soon"),
        "normal": pgettext_lazy("notice", "Without haste"),
    },
    "band": {
        "under_16": pgettext_lazy("notice", "Under 16"),
        "16_17": pgettext_lazy("notice", "16 to 17"),
        "18_29": pgettext_lazy("notice", "18 to 29"),
        "30_59": pgettext_lazy("notice", "30 to 59"),
        "60_up": pgettext_lazy("notice", "60 and older"),
        "unknown": pgettext_lazy("notice", "Not known"),
    },
    "sex": {
        "female": pgettext_lazy("notice", "Female"),
        "male": pgettext_lazy("notice", "Male"),
        "unknown": pgettext_lazy("notice", "Not known"),
    },
    "persons": {
        "one": pgettext_lazy("notice", "One person"),
        "two": pgettext_lazy("notice", "Two persons"),
        "few": pgettext_lazy("notice", "Three to five persons"),
        "many": pgettext_lazy("notice", "More than five persons"),
        "unknown": pgettext_lazy("notice", "Not known"),
    },
    "nationality": {
        "vn": pgettext_lazy("notice", "Vietnamese"),
        "la": pgettext_lazy("notice", "Lao"),
        "other": pgettext_lazy("notice", "Another nationality"),
        "none": pgettext_lazy("notice", "No nationality"),
        "unknown": pgettext_lazy("notice", "Not known"),
    },
    "language": {
        "vi": pgettext_lazy("notice", "Speaks Vietnamese"),
        "lo": pgettext_lazy("notice", "Speaks Lao"),
        "minority": pgettext_lazy("notice", "Speaks the language of a minority"),
        "other": pgettext_lazy("notice", "Speaks another language"),
        "unknown": pgettext_lazy("notice", "Not known"),
    },
    "ethnicity": {
        "majority": pgettext_lazy("notice", "Of the majority"),
        "minority": pgettext_lazy("notice", "Of a minority"),
        "unknown": pgettext_lazy("notice", "Not known"),
    },
    "yes_no": {
        "yes": pgettext_lazy("notice", "Yes"),
        "no": pgettext_lazy("notice", "No"),
        "unknown": pgettext_lazy("notice", "Not known"),
    },
    "trafficked": {
        "possible": pgettext_lazy("notice", "Possible victim"),
        "actual": pgettext_lazy("notice", "Victim, as decided"),
        "not": pgettext_lazy("notice", "No victim, as decided"),
    },
    "decided_by": {
        "nobody": pgettext_lazy("notice", "Nobody yet"),
        "police": pgettext_lazy("notice", "Police"),
        "border_guard": pgettext_lazy("notice", "Border guard"),
        "court": pgettext_lazy("notice", "Court"),
        "other": pgettext_lazy("notice", "Another agency"),
    },
    "precision": {
        "day": pgettext_lazy("notice", "The day is known"),
        "month": pgettext_lazy("notice", "The month is known"),
        "year": pgettext_lazy("notice", "The year is known"),
        "goes_on": pgettext_lazy("notice", "It still goes on"),
        "unknown": pgettext_lazy("notice", "Not known"),
    },
    "direction": {
        "vn_to_la": pgettext_lazy("notice", "From Viet Nam to Laos"),
        "la_to_vn": pgettext_lazy("notice", "From Laos to Viet Nam"),
        "within_vn": pgettext_lazy("notice", "Inside Viet Nam"),
        "within_la": pgettext_lazy("notice", "Inside Laos"),
        "abroad": pgettext_lazy("notice", "To or from a third country"),
        "none": pgettext_lazy("notice", "Nobody moved"),
        "unknown": pgettext_lazy("notice", "Not known"),
    },
    "relation": {
        "partner": pgettext_lazy("notice", "Husband, wife or partner"),
        "family": pgettext_lazy("notice", "Another of the family"),
        "known": pgettext_lazy("notice", "Somebody known: neighbour, friend"),
        "recruiter": pgettext_lazy("notice", "Employer, recruiter, go-between"),
        "authority": pgettext_lazy("notice", "Somebody with authority"),
        "stranger": pgettext_lazy("notice", "Stranger"),
        "unknown": pgettext_lazy("notice", "Not known"),
    },
    "reporter": {
        "survivor": pgettext_lazy("notice", "The person herself"),
        "family": pgettext_lazy("notice", "Family"),
        "neighbour": pgettext_lazy("notice", "Neighbour"),
        "village": pgettext_lazy("notice", "Village head, Front committee, trusted address"),
        "school_health": pgettext_lazy("notice", "School or health station"),
        "police_border": pgettext_lazy("notice", "Police or border guard"),
        "own_eyes": pgettext_lazy("notice", "Seen by the officer"),
        "other": pgettext_lazy("notice", "Somebody else"),
    },
    "channel": {
        "face": pgettext_lazy("notice", "Face to face"),
        "phone": pgettext_lazy("notice", "Telephone"),
        "message": pgettext_lazy("notice", "Text message"),
        "hotline": pgettext_lazy("notice", "Hotline"),
        "letter": pgettext_lazy("notice", "Letter"),
    },
    "consent_by": {
        "self": pgettext_lazy("notice", "Yes, the person agrees"),
        "guardian": pgettext_lazy("notice", "Yes, the guardian agrees"),
        "not_possible": pgettext_lazy("notice", "Could not be asked yet"),
        "refused": pgettext_lazy("notice", "No, the person does not agree"),
    },
    "consent_to": {
        "own_file": pgettext_lazy("notice", "Words and photos of the person kept by our side"),
        "other_side": pgettext_lazy("notice", "The notice, without a name, to the other side"),
        "refer": pgettext_lazy("notice", "Help from services"),
        "count": pgettext_lazy("notice", "To be counted in statistics"),
    },
    "consent_for": {
        "own_union": pgettext_lazy("notice", "The Union of our side"),
        "other_union": pgettext_lazy("notice", "The Union of the other side"),
        "authorities": pgettext_lazy("notice", "Police, border guard, committee"),
        "services": pgettext_lazy("notice", "Health and other services"),
    },
    "told": {
        "own_province": pgettext_lazy("notice", "Union of the province"),
        "commune": pgettext_lazy("notice", "Committee of the commune or village"),
        "police": pgettext_lazy("notice", "Police"),
        "border_guard": pgettext_lazy("notice", "Border guard"),
        "health": pgettext_lazy("notice", "Health agency"),
        "hotline": pgettext_lazy("notice", "Hotline"),
        "other_union": pgettext_lazy("notice", "Union of the other side"),
    },
    "service": {
        "health": pgettext_lazy("notice", "Health care"),
        "psychosocial": pgettext_lazy("notice", "Counselling"),
        "shelter": pgettext_lazy("notice", "Shelter"),
        "police": pgettext_lazy("notice", "Police"),
        "border_guard": pgettext_lazy("notice", "Border guard"),
        "legal_aid": pgettext_lazy("notice", "Legal aid"),
        "child_protection": pgettext_lazy("notice", "Child protection"),
        "livelihood": pgettext_lazy("notice", "Work and livelihood"),
        "return": pgettext_lazy("notice", "Safe return"),
    },
    "answer": {
        "accepted": pgettext_lazy("notice", "Accepted"),
        "refused": pgettext_lazy("notice", "Refused"),
    },
    "outcome": {
        "home": pgettext_lazy("notice", "Safe at home"),
        "returned": pgettext_lazy("notice", "Returned across the border"),
        "sheltered": pgettext_lazy("notice", "In a shelter"),
        "authorities": pgettext_lazy("notice", "Handed to the authorities"),
        "services": pgettext_lazy("notice", "With a service that helps"),
        "own_wish": pgettext_lazy("notice", "Ended by the person's own wish"),
        "not_found": pgettext_lazy("notice", "Not found"),
        "unfounded": pgettext_lazy("notice", "It was not so"),
    },
    "chain": {
        "trafficking": pgettext_lazy("notice", "Trafficking in persons"),
        "domestic_violence": pgettext_lazy("notice", "Violence in the family"),
        "child": pgettext_lazy("notice", "Child in danger"),
    },
}

FIELD_WORDS: dict[str, Promise] = {
    "danger": pgettext_lazy("notice", "Is somebody in danger now?"),
    "urgency": pgettext_lazy("notice", "How soon must somebody answer?"),
    "signs": pgettext_lazy("notice", "What happened? Tick all that you know."),
    "family": pgettext_lazy("notice", "Was it done inside the family?"),
    "trafficked": pgettext_lazy("notice", "Is the person a victim of trafficking?"),
    "decided_by": pgettext_lazy("notice", "Who decided that?"),
    "type": pgettext_lazy("notice", "Counted as"),
    "gbv": pgettext_lazy("notice", "Class of violence, as agencies count it"),
    "person": pgettext_lazy("notice", "Code of the person"),
    "sex": pgettext_lazy("notice", "Sex"),
    "band": pgettext_lazy("notice", "Age"),
    "nationality": pgettext_lazy("notice", "Nationality"),
    "place": pgettext_lazy("notice", "Where it happened"),
    "direction": pgettext_lazy("notice", "Which way was the person moving?"),
    "precision": pgettext_lazy("notice", "How exactly is the day known?"),
    "when": pgettext_lazy("notice", "Day when it happened"),
    "consent_by": pgettext_lazy("notice", "Does the person agree that you tell us?"),
    "consent_to": pgettext_lazy("notice", "To what?"),
    "consent_for": pgettext_lazy("notice", "Who may know it?"),
    "consent_at": pgettext_lazy("notice", "Asked at"),
    "told_whom": pgettext_lazy("notice", "Whom have you told by phone already?"),
    "told_at": pgettext_lazy("notice", "Told at"),
    "words": pgettext_lazy("notice", "What else must our side know?"),
    "photo": pgettext_lazy("notice", "Photo"),
    "persons": pgettext_lazy("notice", "How many persons?"),
    "unaccompanied": pgettext_lazy("notice", "A child without anybody of the family?"),
    "disability": pgettext_lazy("notice", "Lives with a disability?"),
    "language": pgettext_lazy("notice", "Language"),
    "ethnicity": pgettext_lazy("notice", "Ethnic group"),
    "near_gate": pgettext_lazy("notice", "Near a border gate?"),
    "relation": pgettext_lazy("notice", "Who is said to have done it?"),
    "reporter": pgettext_lazy("notice", "Who told you?"),
    "channel": pgettext_lazy("notice", "How did you hear of it?"),
    "received_at": pgettext_lazy("notice", "Heard at"),
}

PART_WORDS: dict[str, Promise] = {
    "danger": pgettext_lazy("notice", "Danger"),
    "what": pgettext_lazy("notice", "What happened"),
    "who": pgettext_lazy("notice", "Whom it happened to"),
    "where": pgettext_lazy("notice", "Where and when"),
    "consent": pgettext_lazy("notice", "Consent"),
    "told": pgettext_lazy("notice", "Told by phone"),
    "words": pgettext_lazy("notice", "Only for our side"),
    "more": pgettext_lazy("notice", "More, if you know it"),
}


def code_words() -> dict[str, dict[str, str]]:
    """By list and code, in the language of the page: for `json_script`."""
    return {name: {code: str(word) for code, word in words.items()} for name, words in CODE_WORDS.items()}


def field_words() -> dict[str, str]:
    """By the name of the field."""
    return {name: str(word) for name, word in FIELD_WORDS.items()}
