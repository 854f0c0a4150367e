from __future__ import annotations

from pathlib import Path

import pytest
from py_arg.abstract_argumentation_classes.abstract_argumentation_framework import (
    AbstractArgumentationFramework,
)
from py_arg.abstract_argumentation_classes.argument import Argument
from py_arg.abstract_argumentation_classes.defeat import Defeat
from py_arg.algorithms.semantics.get_ideal_extension import get_ideal_extension
from py_arg.algorithms.semantics.get_preferred_extensions import get_preferred_extensions
from py_arg.algorithms.semantics.get_semistable_extensions import get_semistable_extensions
from py_arg.algorithms.semantics.get_stable_extensions import get_stable_extensions

from debates.graph import Framework
from debates.graph.extensions import Bounds, Semantics, extensions
from tests.debates.graph.frameworks import EverySubset, from_apx, from_iccma, from_tgf, random_framework

UNBOUNDED = Bounds(extensions=100_000, seconds=60)


def _sets(framework: Framework, semantics: Semantics) -> set[frozenset[int]]:
    found = extensions(framework, semantics, UNBOUNDED)
    assert found.is_complete
    assert len(set(found.sets)) == len(found.sets)
    return set(found.sets)


def test_two_claims_that_rebut_each_other_make_two_camps() -> None:
    framework = Framework(2, [(0, 1), (1, 0)])
    for semantics in (Semantics.PREFERRED, Semantics.STABLE, Semantics.SEMI_STABLE):
        assert _sets(framework, semantics) == {frozenset({0}), frozenset({1})}
    assert _sets(framework, Semantics.IDEAL) == {frozenset()}


def test_no_arguments_make_one_empty_camp() -> None:
    for semantics in Semantics:
        assert extensions(Framework(0), semantics).sets == (frozenset(),)


def test_a_self_attack_leaves_no_stable_camp() -> None:
    framework = Framework(2, [(0, 0)])
    assert extensions(framework, Semantics.STABLE).sets == ()
    assert extensions(framework, Semantics.SEMI_STABLE).sets == (frozenset({1}),)


@pytest.mark.parametrize("semantics", list(Semantics))
def test_agrees_with_trying_every_set_on_2000_frameworks(semantics: Semantics) -> None:
    for seed in range(500):
        for largest, offset in ((6, 0), (8, 10_000), (10, 20_000), (12, 30_000)):
            framework = random_framework(seed + offset, largest)
            assert _sets(framework, semantics) == EverySubset(framework).extensions(semantics), seed + offset


@pytest.mark.slow
@pytest.mark.parametrize("semantics", list(Semantics))
def test_agrees_with_an_independent_solver_on_still_larger_frameworks(semantics: Semantics) -> None:
    for seed in range(20):
        framework = random_framework(seed, smallest=17, largest=19)
        assert _sets(framework, semantics) == _by_pyarg(framework, semantics), seed


@pytest.mark.parametrize("semantics", list(Semantics))
def test_agrees_with_an_independent_solver_on_larger_frameworks(semantics: Semantics) -> None:
    for seed in range(25):
        framework = random_framework(seed, smallest=13, largest=16)
        assert _sets(framework, semantics) == _by_pyarg(framework, semantics), seed


def _by_pyarg(framework: Framework, semantics: Semantics) -> set[frozenset[int]]:
    arguments = [Argument(str(number)) for number in range(framework.size)]
    defeats = [Defeat(arguments[one], arguments[other]) for one, other in framework.attacks()]
    known = AbstractArgumentationFramework("", arguments, defeats)
    found = {
        Semantics.PREFERRED: get_preferred_extensions,
        Semantics.STABLE: get_stable_extensions,
        Semantics.SEMI_STABLE: get_semistable_extensions,
        Semantics.IDEAL: get_ideal_extension,
    }[semantics](known)
    return {frozenset(int(argument.name) for argument in inside) for inside in found}


@pytest.mark.parametrize(
    ("name", "semantics", "expected"),
    [
        ("bas1", Semantics.PREFERRED, {"ac", "adg"}),
        ("bas1", Semantics.STABLE, {"adg"}),
        ("odd_cycle1", Semantics.PREFERRED, {""}),
        ("odd_cycle1", Semantics.STABLE, set()),
        ("even_cycle1", Semantics.PREFERRED, {"1", "2"}),
        ("reinstatement1", Semantics.PREFERRED, {"13"}),
    ],
)
def test_agrees_with_known_answers(
    test_data: Path, name: str, semantics: Semantics, expected: set[str]
) -> None:
    framework, names = from_tgf((test_data / "arguments" / f"dung_{name}.tgf").read_text())
    found = extensions(framework, semantics)
    assert {"".join(sorted(names[one] for one in inside)) for inside in found.sets} == expected


def test_agrees_with_three_engines_on_two_knots(test_data: Path) -> None:
    framework, names = from_apx((test_data / "arguments" / "dung_a.apx").read_text())
    found = extensions(framework, Semantics.PREFERRED)
    camps = {"".join(sorted(names[one] for one in inside)) for inside in found.sets}
    assert camps == {"AC", "AD", "BD"}


def test_a_competition_instance_has_its_grounded_extension_alone(test_data: Path) -> None:
    framework = from_iccma((test_data / "arguments" / "iccma_admbuster_1000.af").read_text())
    for semantics in Semantics:
        (only,) = extensions(framework, semantics).sets
        assert len(only) == 500


def test_a_search_that_is_too_large_is_not_begun() -> None:
    size = 100_000
    knot = Framework(size, [(number, (number + 1) % size) for number in range(size)])
    found = extensions(knot, Semantics.PREFERRED)
    assert (found.sets, found.bound) == (
        (),
        "100000 undecided arguments with 100000 attacks are too many to search",
    )


def _many_camps(pairs: int) -> Framework:
    return Framework(2 * pairs, [(one, one ^ 1) for one in range(2 * pairs)])


def test_more_camps_than_wanted_are_cut_and_said_to_be() -> None:
    found = extensions(_many_camps(20), Semantics.PREFERRED, Bounds(extensions=10))
    assert (len(found.sets), found.bound) == (10, "the search ended at 10 extensions")


@pytest.mark.parametrize("semantics", list(Semantics))
def test_a_search_out_of_time_ends_and_says_so(semantics: Semantics) -> None:
    found = extensions(_many_camps(2000), semantics, Bounds(extensions=10**9, seconds=0.0))
    assert found.bound == "the search ended after 0 s"


def test_exactly_as_many_camps_as_wanted_are_whole() -> None:
    assert extensions(_many_camps(2), Semantics.STABLE, Bounds(extensions=4)).is_complete
