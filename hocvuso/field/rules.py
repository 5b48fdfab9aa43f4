"""Rules of gatherings and attendance."""


def age_band(birth_year: int | None, year: int) -> str:
    """The age band of a person in a year: "<18", "18-59", "60+"; "" when the birth year is not known.

    60 is where the Law on the Elderly (39/2009/QH12) begins; counted by years, since only the year of birth is kept.
    """
    if birth_year is None:
        return ""
    age = year - birth_year
    return "<18" if age < 18 else "18-59" if age < 60 else "60+"
