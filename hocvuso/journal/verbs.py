"""The closed list of what can have happened. Each verb names the xAPI verb under which others know it.

A new verb is added here and nowhere else; an indicator (content/indicators/) may count only these.
"""

from typing import NamedTuple


class Verb(NamedTuple):
    xapi: str
    meaning: str


VERBS = {
    # field
    "held": Verb("http://activitystrea.ms/schema/1.0/host", "a gathering took place; one entry a gathering"),
    "attended": Verb("http://adlnet.gov/expapi/verbs/attended", "a person was at a gathering"),
    "helped": Verb("http://activitystrea.ms/schema/1.0/assist", "a person was helped one to one"),
    "visited": Verb("https://hocvuso.vn/xapi/verbs/visited", "a household was taught at home"),
    # learn
    "completed": Verb("http://adlnet.gov/expapi/verbs/completed", "a lesson was finished"),
    "practised": Verb("http://adlnet.gov/expapi/verbs/attempted", "a practice or a drill was finished"),
    "showed": Verb("http://adlnet.gov/expapi/verbs/mastered", "a volunteer saw the person do it"),
    "confirmed": Verb("https://hocvuso.vn/xapi/verbs/confirmed", "the State confirmed the level on VNeID; recorded, never issued by us"),
    # community, contest, shield
    "recognised": Verb("https://hocvuso.vn/xapi/verbs/recognised", "a digital family or a showcase was recognised"),
    "submitted": Verb("http://activitystrea.ms/schema/1.0/submit", "a valid work was handed in to the contest"),
    "reported": Verb("https://hocvuso.vn/xapi/verbs/reported", "a scam was reported"),
    # about facts
    "merged": Verb("https://hocvuso.vn/xapi/verbs/merged", "other_person turned out to be person"),
    "voided": Verb("http://adlnet.gov/expapi/verbs/voided", "the entry named in `corrects` does not count"),
}
