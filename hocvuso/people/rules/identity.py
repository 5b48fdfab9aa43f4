"""Which mentions name one person. Pure: mentions in, clusters and questions out, whatever the order of the rows.

The first rule is that two people are never made one (a wrong merge hides a person from every figure and is hard to
see); the second that one person on several lists is counted once. What the lists do not decide is asked of somebody
who knows the people. docs/developer/identity.md gives each rule with its reason and an example.
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import Enum, StrEnum
from itertools import combinations, product

from hocvuso.people.rules.names import Likeness, Name, likeness, read_name

# A number that stands beside more names than a large family has is the volunteer's or the office's: it tells nothing.
NAMES_ON_ONE_PHONE = 12


class Reason(StrEnum):
    """Why two mentions are asked about."""

    YEAR = "year"  # same name and phone, other birth year: father and son, or a slip
    PHONE = "phone"  # same name, year and village, other phone: a new number, or two people
    SEX = "sex"
    NAME = "name"  # all but one letter of the name agrees
    VILLAGE = "village"  # same name and year, no phone, village not stated
    MOVED = "moved"  # same name and year, no phone, another village
    PHONELESS = "phoneless"  # same name, year and village, but only one of the two has a phone
    THIN = "thin"  # same name, but no phone and no year to go by
    SEVERAL = "several"  # it could be more than one known person
    BIRTHDAY = "birthday"  # same name and year, same phone (or village, and no two phones), other day of birth


# Questions for want of evidence; the others rest on evidence against.
SAYS_TOO_LITTLE = frozenset({Reason.VILLAGE, Reason.THIN, Reason.PHONELESS})


@dataclass(frozen=True)
class Naming:
    """A mention reduced to what identity looks at. Empty text or None: not stated."""

    id: Hashable
    name: Name
    year: int | None = None
    phone: str = ""
    village: str = ""
    sex: str = ""
    birthday: date | None = None  # looked at while one import is read; never stored
    year_is_guess: bool = False  # reckoned from an age
    not_before: int | None = None  # what a group says of the birth year: a pupil was not born in 1950
    not_after: int | None = None
    person: Hashable | None = None  # the person a stored mention already belongs to


def naming(id: Hashable, name: str, **fields) -> Naming:
    return Naming(id, read_name(name), **fields)


class Relation(Enum):
    SAME = "same"
    UNKNOWN = "unknown"
    OTHER = "other"


@dataclass
class Cluster:
    """Namings taken for one person, with all that they say together."""

    namings: list[Naming]
    names: set[Name] = field(default_factory=set)
    years: set[int] = field(default_factory=set)
    guesses: set[int] = field(default_factory=set)
    phones: set[str] = field(default_factory=set)
    villages: set[str] = field(default_factory=set)
    sexes: set[str] = field(default_factory=set)
    birthdays: set[date] = field(default_factory=set)
    persons: set[Hashable] = field(default_factory=set)
    not_before: int = 0
    not_after: int = 9999

    @classmethod
    def of(cls, namings: Iterable[Naming], shared: frozenset[str] = frozenset()) -> "Cluster":
        cluster = cls(list(namings))
        for one in cluster.namings:
            cluster.names.add(one.name)
            (cluster.guesses if one.year_is_guess else cluster.years).update({one.year} - {None})
            cluster.phones.update({one.phone} - {""} - shared)
            cluster.villages.update({one.village} - {""})
            cluster.sexes.update({one.sex} - {""})
            cluster.birthdays.update({one.birthday} - {None})
            cluster.persons.update({one.person} - {None})
            cluster.not_before = max(cluster.not_before, one.not_before or 0)
            cluster.not_after = min(cluster.not_after, one.not_after or 9999)
        return cluster


def relation(one: set, other: set) -> Relation:
    """Whether two sets of statements agree; UNKNOWN where one side says nothing."""
    if not one or not other:
        return Relation.UNKNOWN
    return Relation.OTHER if one.isdisjoint(other) else Relation.SAME


def year_relation(one: Cluster, other: Cluster) -> Relation:
    """Years agree or differ; a year reckoned from an age settles nothing unless it is more than two years off."""
    if one.years and other.years:
        return relation(one.years, other.years)
    left, right = one.years | one.guesses, other.years | other.guesses
    if left and right and min(abs(a - b) for a in left for b in right) > 2:
        return Relation.OTHER
    return Relation.UNKNOWN if _ages_agree(one, other) and _ages_agree(other, one) else Relation.OTHER


def _ages_agree(one: Cluster, other: Cluster) -> bool:
    """Whether the years of one lie within what the groups of the other allow ("người cao tuổi", "học sinh")."""
    if one.not_before > other.not_after:
        return False
    years = one.years | one.guesses
    return not years or any(other.not_before <= year <= other.not_after for year in years)


def birthday_relation(one: Cluster, other: Cluster) -> Relation:
    """Days of birth agree, also with day and month swapped."""
    found = relation(one.birthdays, other.birthdays)
    if found is not Relation.OTHER:
        return found
    swapped = {(day.day, day.month, day.year) for day in one.birthdays}
    return Relation.SAME if any((day.month, day.day, day.year) in swapped for day in other.birthdays) else Relation.OTHER


def name_relation(one: Cluster, other: Cluster) -> Likeness:
    """The surest likeness of any two of their names, unless both have a full spelling and these differ."""
    pairs = [(left, right, likeness(left, right)) for left in one.names for right in other.names]
    best = min((kind for _, _, kind in pairs), default=Likeness.OTHER)
    if best is not Likeness.BARE:
        return best
    full = [kind for left, right, kind in pairs if not (left.bare or right.bare or left.shortened or right.shortened)]
    return max(Likeness.BARE, min(full)) if full else best


@dataclass(frozen=True)
class Verdict:
    """What the evidence says of two clusters: `level` 1 to 4 says they are one (1 the surest), `ask` that somebody must say."""

    level: int = 0
    ask: Reason | None = None
    pressing: bool = False
    apart: bool = False  # they cannot be one


APART = Verdict(apart=True)
NOTHING = Verdict()


def verdict(one: Cluster, other: Cluster) -> Verdict:
    """Weighs two clusters. The table of docs/developer/identity.md, line by line."""
    kind = name_relation(one, other)
    if kind is Likeness.OTHER:
        return APART
    phone, village, year = relation(one.phones, other.phones), relation(one.villages, other.villages), year_relation(one, other)
    if kind is Likeness.NEAR:
        return _of_near_names(phone, village, year, one, other)
    if relation(one.sexes, other.sexes) is Relation.OTHER:
        close = year is not Relation.OTHER and (phone is Relation.SAME or village is Relation.SAME and phone is not Relation.OTHER)
        return Verdict(ask=Reason.SEX, pressing=True) if close else APART
    if year is Relation.OTHER:
        return _of_other_years(phone, village, one, other)
    if birthday_relation(one, other) is Relation.OTHER:
        near = phone is Relation.SAME or (phone is Relation.UNKNOWN and village is Relation.SAME)
        return Verdict(ask=Reason.BIRTHDAY, pressing=True) if near else APART
    return _of_equal_years(phone, village, one, other) if year is Relation.SAME else _of_unknown_year(phone, village, one, other)


def _of_equal_years(phone: Relation, village: Relation, one: Cluster, other: Cluster) -> Verdict:
    if phone is Relation.SAME or (phone is Relation.UNKNOWN and birthday_relation(one, other) is Relation.SAME):
        return Verdict(level=1)
    if phone is Relation.UNKNOWN:
        if village is Relation.SAME:
            return Verdict(ask=Reason.PHONELESS, pressing=True) if one.phones or other.phones else Verdict(level=2)
        return Verdict(ask=Reason.VILLAGE, pressing=True) if village is Relation.UNKNOWN else Verdict(ask=Reason.MOVED)
    if village is Relation.SAME or birthday_relation(one, other) is Relation.SAME or _phones_a_slip_apart(one, other):
        return Verdict(ask=Reason.PHONE, pressing=True)
    return Verdict(ask=Reason.PHONE) if village is Relation.UNKNOWN else APART


def _of_unknown_year(phone: Relation, village: Relation, one: Cluster, other: Cluster) -> Verdict:
    if phone is Relation.SAME:
        return Verdict(level=4 if village is Relation.OTHER else 3)
    if phone is Relation.OTHER:
        slip = village is Relation.UNKNOWN and _phones_a_slip_apart(one, other)
        return Verdict(ask=Reason.PHONE) if slip or village is Relation.SAME else APART
    if village is Relation.OTHER:
        return NOTHING
    return Verdict(ask=Reason.THIN, pressing=village is Relation.SAME)


def _of_other_years(phone: Relation, village: Relation, one: Cluster, other: Cluster) -> Verdict:
    if phone is Relation.SAME:
        return Verdict(ask=Reason.YEAR, pressing=True)
    if phone is Relation.UNKNOWN and village is not Relation.OTHER and _years_a_slip_apart(one, other):
        return Verdict(ask=Reason.YEAR)
    return APART


def _of_near_names(phone: Relation, village: Relation, year: Relation, one: Cluster, other: Cluster) -> Verdict:
    if relation(one.sexes, other.sexes) is Relation.OTHER or birthday_relation(one, other) is Relation.OTHER:
        return APART
    if year is Relation.OTHER:
        return Verdict(ask=Reason.NAME) if phone is Relation.SAME and _years_a_slip_apart(one, other) else APART
    if phone is Relation.SAME:
        return Verdict(ask=Reason.NAME, pressing=True)
    slip = phone is Relation.UNKNOWN or _phones_a_slip_apart(one, other)
    near_enough = village is Relation.SAME or (village is Relation.UNKNOWN and year is Relation.SAME)
    return Verdict(ask=Reason.NAME) if slip and near_enough else APART


def _years_a_slip_apart(one: Cluster, other: Cluster) -> bool:
    return any(_a_slip_of_year(left, right) for left in one.years for right in other.years)


def _a_slip_of_year(left: int, right: int) -> bool:
    """One year off, or two digits swapped: 1956 and 1965."""
    return abs(left - right) == 1 or (left // 100 == right // 100 and str(left)[2:] == str(right)[:1:-1])


def _phones_a_slip_apart(one: Cluster, other: Cluster) -> bool:
    """Two numbers that differ in one digit or in two swapped neighbours."""
    for left in one.phones:
        for right in other.phones:
            different = [place for place, (a, b) in enumerate(zip(left, right, strict=False)) if a != b]
            swapped = len(different) == 2 and left[different[0]] == right[different[1]] and left[different[1]] == right[different[0]]
            if len(left) == len(right) and (len(different) == 1 or swapped):
                return True
    return False


@dataclass(frozen=True)
class Question:
    """Two mentions, of two clusters, that may be one person."""

    left: Hashable
    right: Hashable
    reason: Reason
    pressing: bool


@dataclass(frozen=True)
class Resolution:
    """Groups of mention ids, each one person; and what has to be asked."""

    groups: list[list[Hashable]]
    questions: list[Question]


Pair = frozenset


def resolve(namings: list[Naming], same: Iterable[Pair] = (), different: Iterable[Pair] = ()) -> Resolution:
    """Decides over all mentions at once. `same` and `different` are pairs of ids that somebody has decided."""
    return _Resolver(namings, set(same), set(different)).run()


class _Resolver:
    """One run of resolve: clusters grow level by level, the surest evidence first."""

    def __init__(self, namings: list[Naming], same: set[Pair], different: set[Pair]):
        self.namings = {one.id: one for one in namings}
        self.order = {one.id: place for place, one in enumerate(namings)}
        self.shared = _office_phones(namings)
        self.same, self.different = same, different
        self.owner: dict[Hashable, Hashable] = {one.id: one.id for one in namings}
        self.single = {one.id: Cluster.of([one], self.shared) for one in namings}
        self.clusters: dict[Hashable, Cluster] = dict(self.single)
        self.ambiguous: set[Pair] = set()

    def run(self) -> Resolution:
        self._join_what_is_known()
        candidates = _candidates(list(self.namings.values()), self.shared)
        verdicts = {pair: found for pair in candidates if (found := self._weigh(*pair)) not in (APART, NOTHING)}
        for level in (1, 2, 3, 4):
            pairs = [pair for pair, found in verdicts.items() if found.level == level]
            self._join_level(self._without_rivals(pairs, verdicts) if level > 2 else pairs)
        groups = sorted((self._ids(cluster) for cluster in self.clusters.values()), key=lambda ids: self.order[ids[0]])
        return Resolution(groups, self._questions(verdicts))

    def _ids(self, cluster: Cluster) -> list[Hashable]:
        return sorted((one.id for one in cluster.namings), key=self.order.__getitem__)

    def _weigh(self, left: Hashable, right: Hashable) -> Verdict:
        return verdict(self.single[left], self.single[right])

    def _join_what_is_known(self) -> None:
        by_person: dict[Hashable, Hashable] = {}
        for one in self.namings.values():
            if one.person is not None:
                self._join(by_person.setdefault(one.person, one.id), one.id)
        for left, right in (tuple(pair) for pair in self.same if pair <= self.namings.keys()):
            self._join(left, right)

    def _join(self, left: Hashable, right: Hashable) -> None:
        left, right = sorted((self.owner[left], self.owner[right]), key=self.order.__getitem__)
        if left == right:
            return
        joined = Cluster.of(self.clusters[left].namings + self.clusters.pop(right).namings, self.shared)
        self.clusters[left] = joined
        for one in joined.namings:
            self.owner[one.id] = left

    def _join_level(self, pairs: list[Pair]) -> None:
        """Joins the clusters that this level's evidence connects, except where it connects two that cannot be one."""
        edges = {Pair((self.owner[left], self.owner[right])) for left, right in (tuple(pair) for pair in pairs)}
        edges = {edge for edge in edges if len(edge) == 2}
        clashing = {edge for edge in edges if self._cannot_be_one(*edge)}
        self.ambiguous |= {self._name(edge) for edge in clashing}
        edges -= clashing
        for component, inside in _components(edges):
            self._join_component(component, inside)

    def _without_rivals(self, pairs: list[Pair], verdicts: dict[Pair, Verdict]) -> list[Pair]:
        """Leaves out the pairs of which one side could as well be somebody else, who is not the other side: these are asked."""
        could_be: dict[Hashable, set[Hashable]] = defaultdict(set)
        for pair, found in verdicts.items():
            left, right = (self.owner[id] for id in pair)
            if left != right and (found.level or (found.pressing and found.ask in SAYS_TOO_LITTLE)):
                could_be[left].add(right)
                could_be[right].add(left)
        kept = []
        for pair in pairs:
            left, right = (self.owner[id] for id in pair)
            rivals = (could_be[left] - {right}) | (could_be[right] - {left})
            if any(self._cannot_be_one(rival, side) for rival in rivals - {left, right} for side in (left, right)):
                self.ambiguous.add(pair)
            else:
                kept.append(pair)
        return kept

    def _join_component(self, component: set[Hashable], edges: set[Pair]) -> None:
        """A cluster drawn to two that cannot be one joins neither: it is asked about."""
        clashes = [pair for pair in combinations(sorted(component, key=self.order.__getitem__), 2) if self._cannot_be_one(*pair)]
        if clashes:
            neighbours: dict[Hashable, set[Hashable]] = defaultdict(set)
            for left, right in (tuple(edge) for edge in edges):
                neighbours[left].add(right)
                neighbours[right].add(left)
            torn = {node for node in component if any(set(pair) <= neighbours[node] for pair in clashes)}
            dropped = {edge for edge in edges if edge & torn} if torn else edges
            self.ambiguous |= {self._name(edge) for edge in dropped}
            for rest, inside in _components(edges - dropped):
                self._join_component(rest, inside)
            return
        first, *others = sorted(component, key=self.order.__getitem__)
        for node in others:
            self._join(first, node)

    def _name(self, edge: Pair) -> Pair:
        """An edge between clusters by the ids of their first mentions, which stay when clusters grow."""
        return Pair(self.clusters[node].namings[0].id for node in edge)

    def _cannot_be_one(self, left: Hashable, right: Hashable) -> bool:
        one, other = self.clusters[left], self.clusters[right]
        if len(one.persons | other.persons) > 1 or self._told_apart(one, other):
            return True
        found = verdict(one, other)
        return found.apart or (
            found.ask is not None and found.pressing and found.ask is not Reason.VILLAGE and found.ask is not Reason.THIN
        )

    def _told_apart(self, one: Cluster, other: Cluster) -> bool:
        return bool(self.different) and any(Pair((a.id, b.id)) in self.different for a in one.namings for b in other.namings)

    def _questions(self, verdicts: dict[Pair, Verdict]) -> list[Question]:
        """One question for each two clusters that evidence draws together and nobody has told apart."""
        best: dict[Pair, Question] = {}
        for pair in [*verdicts, *self.ambiguous]:
            left, right = sorted(pair, key=self.order.__getitem__)
            owners = Pair((self.owner[left], self.owner[right]))
            if len(owners) == 2 and (question := self._question(left, right, pair in self.ambiguous)):
                known = best.get(owners)
                if known is None or self._rank(question) < self._rank(known):
                    best[owners] = question
        return sorted(best.values(), key=self._rank)

    def _rank(self, question: Question) -> tuple:
        """The pressing before the others, then as the rows stand: the same rows give the same questions."""
        return not question.pressing, self.order[question.left], self.order[question.right]

    def _question(self, left: Hashable, right: Hashable, ambiguous: bool) -> Question | None:
        one, other = self.clusters[self.owner[left]], self.clusters[self.owner[right]]
        if self._told_apart(one, other):
            return None
        found = verdict(one, other)
        if found.level or (ambiguous and not found.apart):
            return Question(left, right, found.ask or Reason.SEVERAL, True)
        return Question(left, right, found.ask, found.pressing) if found.ask else None


def _office_phones(namings: list[Naming]) -> frozenset[str]:
    """Numbers that stand beside too many names to belong to a family."""
    names: dict[str, set[str]] = defaultdict(set)
    for one in namings:
        if one.phone:
            names[one.phone].add(one.name.key)
    return frozenset(phone for phone, keys in names.items() if len(keys) > NAMES_ON_ONE_PHONE)


def _candidates(namings: list[Naming], shared: frozenset[str]) -> set[Pair]:
    """The pairs worth weighing: one name; one phone; near names of one year, or of one village where a year is missing."""
    blocks: dict[Hashable, list[Naming]] = defaultdict(list)
    near: dict[Hashable, list[Naming]] = defaultdict(list)
    for one in namings:
        if not one.name.words:
            continue
        blocks["name", one.name.key].append(one)
        if one.phone and one.phone not in shared:
            blocks["phone", one.phone].append(one)
        # Names that are near share their first or their last word.
        for word in {("first", one.name.words[0].plain), ("last", one.name.words[-1].plain)}:
            near["year", word, one.year].append(one)
            near["village", word, one.village].append(one)
    pairs = {Pair((a.id, b.id)) for block in blocks.values() for a, b in _pairs_with_new(block)}
    for (kind, _, value), block in near.items():
        if value and len(block) > 1:
            pairs |= {Pair((a.id, b.id)) for a, b in _pairs_with_new(block) if _near_pair(kind, a, b)}
    return pairs


def _near_pair(kind: str, a: Naming, b: Naming) -> bool:
    """Whether two namings that share a word of the name and a year (or a village) could be one name with a slip."""
    if a.phone and b.phone and a.phone[:3] != b.phone[:3] and a.phone[-3:] != b.phone[-3:]:
        return False
    if kind == "year" and a.village and b.village and a.village != b.village:
        return False
    if kind == "village" and a.year and b.year:
        return False
    return likeness(a.name, b.name) in (Likeness.NEAR, Likeness.BARE)


def _pairs_with_new(block: list[Naming]) -> Iterable[tuple[Naming, Naming]]:
    """Pairs of which at least one is not yet anybody: what is stored was weighed when it came."""
    new = [one for one in block if one.person is None]
    stored = [one for one in block if one.person is not None]
    yield from combinations(new, 2)
    yield from product(new, stored)


def _components(edges: set[Pair]) -> list[tuple[set[Hashable], set[Pair]]]:
    """The connected groups of a graph given by its edges: nodes and edges of each."""
    neighbours: dict[Hashable, set[Hashable]] = defaultdict(set)
    for left, right in (tuple(edge) for edge in edges):
        neighbours[left].add(right)
        neighbours[right].add(left)
    group_of: dict[Hashable, int] = {}
    groups: list[tuple[set[Hashable], set[Pair]]] = []
    for start in neighbours:
        todo = [] if start in group_of else [start]
        if todo:
            groups.append((set(), set()))
        while todo:
            node = todo.pop()
            if node not in group_of:
                group_of[node] = len(groups) - 1
                groups[-1][0].add(node)
                todo.extend(neighbours[node])
    for edge in edges:
        groups[group_of[next(iter(edge))]][1].add(edge)
    return groups


def best_of(values: Iterable) -> Hashable | None:
    """The value stated most often; of equals the one stated last. None when nothing was stated."""
    stated = [value for value in values if value not in (None, "")]
    if not stated:
        return None
    counts = Counter(stated)
    return max(reversed(stated), key=lambda value: counts[value])
