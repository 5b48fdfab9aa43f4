"""The words that stand after a figure. Contacts (lượt) and people (người) are always named."""

UNITS = {"people": "người", "contacts": "lượt"}

# What an indicator of things counts.
THINGS = {"gatherings": "buổi", "T-A2": "bài dự thi", "T-A3": "thôn, tổ dân phố", "T-B1": "gia đình"}


def thing_unit(indicator: str) -> str:
    return THINGS.get(indicator, "việc")
