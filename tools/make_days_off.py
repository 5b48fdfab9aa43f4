"""Makes hocvuso/people/data/days-off.csv: the public holidays of Viet Nam, by the MIT package `holidays` (PyPI).

    pip install --target DIR holidays==0.109 && PYTHONPATH=DIR .venv/bin/python tools/make_days_off.py

Swapped days that the Government announces year by year are those the package knows. A new announcement: raise the
version, run again, or add a line to the CSV by hand.
"""

import csv
from pathlib import Path

import holidays

YEARS = range(2025, 2029)
OUT = Path(__file__).resolve().parent.parent / "hocvuso" / "people" / "data" / "days-off.csv"


def main() -> None:
    rows = []
    for year in YEARS:
        calendar = holidays.VN(years=year, language="vi")
        rows += [(day, "off", name) for day, name in calendar.items()]
        rows += [(day, "worked", "Làm bù") for day in calendar.weekend_workdays if day.year == year]
    with OUT.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["day", "what", "name"])
        writer.writerows(sorted(rows))


if __name__ == "__main__":
    main()
