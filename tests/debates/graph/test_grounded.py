from __future__ import annotations

import random
from pathlib import Path

import pytest
from py_arg.abstract_argumentation_classes.abstract_argumentation_framework import (
    AbstractArgumentationFramework,
)
from py_arg.abstract_argumentation_classes.argument import Argument
from py_arg.abstract_argumentation_classes.defeat import Defeat
from py_arg.algorithms.semantics.get_grounded_extension import get_grounded_extension

from debates.graph import Framework, Label, grounded, relabelled
from debates.graph.grounded import apply_labels
from tests.debates.graph.frameworks import EverySubset, from_iccma, from_tgf, random_framework

IN, OUT, UNDECIDED = Label.IN, Label.OUT, Label.UNDECIDED


def _labels(size: int, attacks: list[tuple[int, int]]) -> list[Label]:
    return [Label(label) for label in grounded(Framework(size, attacks)).labels]


def test_what_nobody_attacks_is_in() -> None:
    assert _labels(2, []) == [IN, IN]


def test_an_attack_that_is_itself_beaten_reinstates_its_target() -> None:
    assert _labels(3, [(0, 1), (1, 2)]) == [IN, OUT, IN]


@pytest.mark.parametrize("length", range(1, 12))
def test_a_cycle_of_any_length_stays_undecided(length: int) -> None:
    cycle = [(number, (number + 1) % length) for number in range(length)]
    assert _labels(length, cycle) == [UNDECIDED] * length


def test_a_cycle_is_decided_from_outside() -> None:
    assert _labels(4, [(0, 1), (1, 2), (2, 0), (3, 0)]) == [OUT, IN, OUT, IN]


def test_an_argument_that_attacks_itself_falls_to_another_attack() -> None:
    assert _labels(2, [(0, 0), (1, 0)]) == [OUT, IN]


def test_an_attack_given_twice_counts_once() -> None:
    assert _labels(3, [(0, 1), (0, 1), (1, 2), (1, 2)]) == [IN, OUT, IN]


def test_no_arguments_have_no_labels() -> None:
    assert _labels(0, []) == []


def test_what_is_out_names_what_put_it_out() -> None:
    assert list(grounded(Framework(3, [(0, 1), (2, 1)])).causes)[1] in {0, 2}


def test_agrees_with_trying_every_set_on_2000_frameworks() -> None:
    for seed in range(2000):
        framework = random_framework(seed, largest=12)
        assert grounded(framework).accepted() == EverySubset(framework).grounded(), seed


def test_agrees_with_an_independent_solver_on_larger_frameworks() -> None:
    for seed in range(20):
        framework = random_framework(seed, smallest=60, largest=200)
        assert grounded(framework).accepted() == _by_pyarg(framework), seed


def _by_pyarg(framework: Framework) -> frozenset[int]:
    arguments = [Argument(str(number)) for number in range(framework.size)]
    defeats = [Defeat(arguments[one], arguments[other]) for one, other in framework.attacks()]
    found = get_grounded_extension(AbstractArgumentationFramework("", arguments, defeats))
    return frozenset(int(argument.name) for argument in found)


def test_finds_the_known_size_on_a_competition_instance(test_data: Path) -> None:
    framework = from_iccma((test_data / "arguments" / "iccma_admbuster_1000.af").read_text())
    assert len(grounded(framework).accepted()) == 500


@pytest.mark.slow
def test_agrees_with_an_independent_solver_on_a_competition_instance(test_data: Path) -> None:
    framework = from_iccma((test_data / "arguments" / "iccma_admbuster_1000.af").read_text())
    assert (framework.size, len(framework.sources)) == (1000, 1498)
    assert grounded(framework).accepted() == _by_pyarg(framework)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("bas1", {"a"}),
        ("odd_cycle1", set()),
        ("even_cycle1", set()),
        ("reinstatement1", {"1", "3"}),
    ],
)
def test_agrees_with_known_answers(test_data: Path, name: str, expected: set[str]) -> None:
    framework, names = from_tgf((test_data / "arguments" / f"dung_{name}.tgf").read_text())
    assert {names[argument] for argument in grounded(framework).accepted()} == expected


def test_relabelling_after_edits_gives_what_labelling_anew_gives() -> None:
    for seed in range(400):
        rng = random.Random(seed)
        framework = random_framework(seed, largest=14)
        labelling = grounded(framework)
        for _ in range(8):
            touched = _edit(framework, rng)
            apply_labels(labelling, relabelled(framework, labelling, [touched]))
            assert labelling.labels == grounded(framework).labels, seed


def _edit(framework: Framework, rng: random.Random) -> int:
    there = [number for number, source in enumerate(framework.sources) if source >= 0]
    if there and rng.random() < 0.5:
        attack = rng.choice(there)
        touched = framework.targets[attack]
        framework.drop_attack(attack)
        return touched
    target = rng.randrange(framework.size)
    framework.add_attack(rng.randrange(framework.size), target)
    return target


def test_a_cycle_that_held_only_by_what_fell_comes_open() -> None:
    """1 is out because of 0 and would stay out because of 4, which follows from it: no proof may run in a circle."""
    framework = Framework(6, [(0, 1), (1, 2), (2, 3), (3, 4), (4, 1)])
    labelling = grounded(framework)
    framework.add_attack(5, 0)
    new = relabelled(framework, labelling, [0])
    assert {argument: change.label for argument, change in new.items()} == {
        0: OUT,
        1: UNDECIDED,
        2: UNDECIDED,
        3: UNDECIDED,
        4: UNDECIDED,
    }


def test_a_change_is_followed_no_further_than_it_reaches() -> None:
    framework = Framework(6, [(0, 1), (1, 2), (3, 2), (2, 4), (4, 5)])
    labelling = grounded(framework)
    cause = labelling.causes[2]
    framework.add_attack(5, 0)
    assert cause == 3
    assert set(relabelled(framework, labelling, [0])) == {0, 1}


def test_what_is_fixed_keeps_its_label_whatever_attacks_it() -> None:
    framework = Framework(3, [(0, 1), (1, 2)])
    new = relabelled(framework, grounded(framework), [], {1: int(IN)})
    assert {argument: change.label for argument, change in new.items()} == {1: IN, 2: OUT}


def test_100_000_arguments_in_one_knot_are_labelled() -> None:
    size = 100_000
    rng = random.Random(5)
    attacks = [(number, (number + 1) % size) for number in range(size)]
    attacks += [(rng.randrange(size), rng.randrange(size)) for _ in range(80_000)]
    assert grounded(Framework(size, attacks)).accepted() == frozenset()
