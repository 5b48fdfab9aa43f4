"""Which mentions name one person. Pure: mentions in, clusters and questions out, whatever the order of the rows.

The first rule is that two people are never made one (a wrong merge hides a person from every figure and is hard to
see); the second that one person on several lists is counted once. What the lists do not decide is asked of somebody
who knows the people. docs/developer/identity.md gives each rule with its reason and an example; people/rules/evidence.py weighs.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations, product
from uuid import UUID

from hocvuso.people.rules.evidence import (
    APART,
    NOTHING,
    SAYS_TOO_LITTLE,
    Cluster,
    Naming,
    Reason,
    Said,
    Verdict,
    verdict,
)
from hocvuso.people.rules.names import Likeness, likeness

# A number that stands beside more names than a large family has is the volunteer's or the office's: it tells nothing.
NAMES_ON_ONE_PHONE = 12


@dataclass(frozen=True)
class Question:
    """Two mentions, of two clusters, that may be one person."""

    left: UUID
    right: UUID
    reason: Reason
    pressing: bool


@dataclass(frozen=True)
class Resolution:
    """Groups of mention ids, each one person; and what has to be asked."""

    groups: list[list[UUID]]
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
        self.owner: dict[UUID, UUID] = {one.id: one.id for one in namings}
        self.single = {one.id: Cluster.of([one], self.shared) for one in namings}
        self.clusters: dict[UUID, Cluster] = dict(self.single)
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

    def _ids(self, cluster: Cluster) -> list[UUID]:
        return sorted((one.id for one in cluster.namings), key=self.order.__getitem__)

    def _weigh(self, left: UUID, right: UUID) -> Verdict:
        return verdict(self.single[left], self.single[right])

    def _join_what_is_known(self) -> None:
        by_person: dict[UUID, UUID] = {}
        for one in self.namings.values():
            if one.person is not None:
                self._join(by_person.setdefault(one.person, one.id), one.id)
        for left, right in (tuple(pair) for pair in self.same if pair <= self.namings.keys()):
            self._join(left, right)

    def _join(self, left: UUID, right: UUID) -> None:
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
        could_be: dict[UUID, set[UUID]] = defaultdict(set)
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

    def _join_component(self, component: set[UUID], edges: set[Pair]) -> None:
        """A cluster drawn to two that cannot be one joins neither: it is asked about."""
        clashes = [pair for pair in combinations(sorted(component, key=self.order.__getitem__), 2) if self._cannot_be_one(*pair)]
        if clashes:
            neighbours: dict[UUID, set[UUID]] = defaultdict(set)
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

    def _cannot_be_one(self, left: UUID, right: UUID) -> bool:
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

    def _question(self, left: UUID, right: UUID, ambiguous: bool) -> Question | None:
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
    blocks: dict[tuple[str, str], list[Naming]] = defaultdict(list)
    near: dict[tuple[str, tuple[str, str], int | str | None], list[Naming]] = defaultdict(list)
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


def _components(edges: set[Pair]) -> list[tuple[set[UUID], set[Pair]]]:
    """The connected groups of a graph given by its edges: nodes and edges of each."""
    neighbours: dict[UUID, set[UUID]] = defaultdict(set)
    for left, right in (tuple(edge) for edge in edges):
        neighbours[left].add(right)
        neighbours[right].add(left)
    group_of: dict[UUID, int] = {}
    groups: list[tuple[set[UUID], set[Pair]]] = []
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


def best_of(values: Iterable[Said | None]) -> Said | None:
    """The value stated most often; of equals the one stated last. None when nothing was stated."""
    stated = [value for value in values if value is not None and value != ""]
    if not stated:
        return None
    counts = Counter(stated)
    return max(reversed(stated), key=lambda value: counts[value])
