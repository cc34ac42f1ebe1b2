"""The coded lists of a notice: what may be said across the border, where the words are nobody's own.

A code is not a word: `screens/lists/words.py` says it in each language. Lists end with what is not known, so that a
gap is said and never blocks a notice. Ages are cut at 16 (a child in Vietnamese law) and at 18 (a child in the
Palermo Protocol and in Lao law).

Six of the signs are the types of the inter-agency information system on gender-based violence (GBVIMS). They stand
in its order, which is fixed: an incident is of the first type that applies, so that offices count alike.
"""

from collections.abc import Collection
from dataclasses import dataclass

from chungtay.rules.tables import named_rows

# `chain`: of which list of `ChainStep` this answer makes the law's steps apply.
TABLE = """
list          | code                 | chain             | source

sign          | trafficking          | trafficking       | Law 53/2024/QH15; IOM HTCDS 2.0
sign          | rape                 |                   | GBVIMS, type 1
sign          | sexual_assault       |                   | GBVIMS, type 2
sign          | physical_assault     |                   | GBVIMS, type 3
sign          | forced_marriage      |                   | GBVIMS, type 4
sign          | denial               |                   | GBVIMS, type 5
sign          | psychological        |                   | GBVIMS, type 6
sign          | child_at_risk        | child             | Decree 56/2017/ND-CP
sign          | other                |                   |

family        | yes                  | domestic_violence | Law 13/2022/QH15
family        | no                   |                   |
family        | unknown              |                   |

danger        | yes                  |                   |
danger        | no                   |                   |
danger        | unknown              |                   |

urgency       | danger               |                   |
urgency       | soon                 |                   |
urgency       | normal               |                   |

band          | under_16             | child             | Law on Children 102/2016/QH13, article 1
band          | 16_17                |                   | Palermo Protocol, article 3
band          | 18_29                |                   |
band          | 30_59                |                   |
band          | 60_up                |                   |
band          | unknown              |                   |

sex           | female               |                   | IOM HTCDS 2.0
sex           | male                 |                   | IOM HTCDS 2.0
sex           | unknown              |                   |

persons       | one                  |                   |
persons       | two                  |                   |
persons       | few                  |                   |
persons       | many                 |                   |
persons       | unknown              |                   |

nationality   | vn                   |                   | ISO 3166-1
nationality   | la                   |                   | ISO 3166-1
nationality   | other                |                   |
nationality   | none                 |                   |
nationality   | unknown              |                   |

language      | vi                   |                   | ISO 639-1
language      | lo                   |                   | ISO 639-1
language      | minority             |                   |
language      | other                |                   |
language      | unknown              |                   |

ethnicity     | majority             |                   |
ethnicity     | minority             |                   |
ethnicity     | unknown              |                   |

yes_no        | yes                  |                   |
yes_no        | no                   |                   |
yes_no        | unknown              |                   |

trafficked    | possible             |                   | IOM HTCDS 2.0, status
trafficked    | actual               |                   | IOM HTCDS 2.0, status
trafficked    | not                  |                   | IOM HTCDS 2.0, status

decided_by    | nobody               |                   | IOM HTCDS 2.0, deciding organisation
decided_by    | police               |                   | IOM HTCDS 2.0, deciding organisation
decided_by    | border_guard         |                   | IOM HTCDS 2.0, deciding organisation
decided_by    | court                |                   | IOM HTCDS 2.0, deciding organisation
decided_by    | other                |                   | IOM HTCDS 2.0, deciding organisation

precision     | day                  |                   | GBVIMS
precision     | month                |                   | GBVIMS
precision     | year                 |                   | GBVIMS
precision     | goes_on              |                   | GBVIMS
precision     | unknown              |                   | GBVIMS

direction     | vn_to_la             |                   |
direction     | la_to_vn             |                   |
direction     | within_vn            |                   |
direction     | within_la            |                   |
direction     | abroad               |                   |
direction     | none                 |                   |
direction     | unknown              |                   |

relation      | partner              |                   | GBVIMS
relation      | family               |                   | GBVIMS
relation      | known                |                   | GBVIMS
relation      | recruiter            |                   | IOM HTCDS 2.0
relation      | authority            |                   | GBVIMS
relation      | stranger             |                   | GBVIMS
relation      | unknown              |                   | GBVIMS

reporter      | survivor             |                   | GBVIMS
reporter      | family               |                   | Law 13/2022/QH15, article 19
reporter      | neighbour            |                   | Law 13/2022/QH15, article 19
reporter      | village              |                   | Law 13/2022/QH15, article 19
reporter      | school_health        |                   | Law 13/2022/QH15, article 19
reporter      | police_border        |                   | Law 13/2022/QH15, article 19
reporter      | own_eyes             |                   |
reporter      | other                |                   |

channel       | face                 |                   |
channel       | phone                |                   |
channel       | message              |                   |
channel       | hotline              |                   | Decree 76/2023/ND-CP, form 03
channel       | letter               |                   |

consent_by    | self                 |                   | GBVIMS, form of consent
consent_by    | guardian             |                   | GBVIMS, form of consent
consent_by    | not_possible         |                   |
consent_by    | refused              |                   | GBVIMS, form of consent

consent_to    | own_file             |                   | Law 91/2025/QH15
consent_to    | other_side           |                   | Law 91/2025/QH15
consent_to    | refer                |                   | GBVIMS, form of consent
consent_to    | count                |                   | GBVIMS, form of consent

consent_for   | own_union            |                   | Law 91/2025/QH15
consent_for   | other_union          |                   | Law 91/2025/QH15
consent_for   | authorities          |                   | GBVIMS, form of consent
consent_for   | services             |                   | GBVIMS, form of consent

told          | own_province         |                   |
told          | commune              |                   | Law 53/2024/QH15; Law 13/2022/QH15, article 19
told          | police               |                   | Law 53/2024/QH15; Law 13/2022/QH15, article 19
told          | border_guard         |                   | Law 53/2024/QH15; Law 13/2022/QH15, article 19
told          | health               |                   | Law 53/2024/QH15
told          | hotline              |                   |
told          | other_union          |                   |

service       | health               |                   | GBVIMS, referrals
service       | psychosocial         |                   | GBVIMS, referrals
service       | shelter              |                   | GBVIMS, referrals
service       | police               |                   | GBVIMS, referrals
service       | border_guard         |                   |
service       | legal_aid            |                   | Decree 162/2025/ND-CP
service       | child_protection     |                   | GBVIMS, referrals
service       | livelihood           |                   | GBVIMS, referrals
service       | return               |                   | Agreement of 3 November 2010

answer        | accepted             |                   | GBVIMS, referrals
answer        | refused              |                   | GBVIMS, referrals

outcome       | home                 |                   |
outcome       | returned             |                   | Agreement of 3 November 2010
outcome       | sheltered            |                   |
outcome       | authorities          |                   |
outcome       | services             |                   |
outcome       | own_wish             |                   |
outcome       | not_found            |                   |
outcome       | unfounded            |                   |

chain         | trafficking          |                   |
chain         | domestic_violence    |                   |
chain         | child                |                   |
"""


@dataclass(frozen=True, slots=True)
class Code:
    list: str
    code: str
    chain: str
    source: str


CODES = tuple(Code(**row) for row in named_rows(TABLE))
LISTS = {name: tuple(one for one in CODES if one.list == name) for name in {one.list: 0 for one in CODES}}
CHAINS = tuple(one.code for one in LISTS["chain"])
GBV = tuple(one.code for one in LISTS["sign"] if one.source.startswith("GBVIMS"))


def codes(name: str) -> tuple[str, ...]:
    """In the order in which people are offered them."""
    return tuple(one.code for one in LISTS[name])


def gbv_class(signs: Collection[str]) -> str:
    """The first of the six that applies, whatever else does; "" where none does."""
    return next((one for one in GBV if one in signs), "")


def type_of(signs: Collection[str]) -> str:
    """The one type that a notice is counted as.

    To the six types trafficking is a circumstance; here it stands before them, for it is what law and partner ask for.
    """
    return next((one for one in codes("sign") if one in signs), "other")


def chains_of(answers: Collection[tuple[str, str]]) -> frozenset[str]:
    """Which of the law's steps apply. `answers`: pairs of a list and a code of it."""
    return frozenset(one.chain for one in CODES if one.chain and (one.list, one.code) in answers)
