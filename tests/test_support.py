"""The bound on time that tests share: it holds on a quiet machine, and gives way to a busy one."""

import time

import pytest

from tests.support import slowness, within


def burn(seconds: float) -> None:
    end = time.process_time() + seconds
    while time.process_time() < end:
        pass


def test_a_quick_block_passes_and_a_slow_one_fails_on_any_machine() -> None:
    with within(10):
        burn(0.001)
    with pytest.raises(AssertionError, match=r"^It took 0.* CPU time, and at most 0\.001 s "), within(0.001):
        burn(0.02)


def test_a_slow_machine_moves_the_bound() -> None:
    with within(0.02, slowness=lambda: 5):
        burn(0.03)


@pytest.mark.parametrize(("times", "spent"), [(0.1, 0.03), (1, 0.03), (1.2, 0.03), (1000, 0.2)])
def test_the_bound_moves_no_further_than_the_machine_is_slow_and_at_most_eightfold(
    times: float, spent: float
) -> None:
    with pytest.raises(AssertionError, match=r"^“x” took"), within(0.02, "“x”", lambda: times):
        burn(spent)


def test_a_fast_machine_does_not_tighten_the_bound() -> None:
    with within(0.2, slowness=lambda: 0.01):
        burn(0.01)


def test_waiting_is_not_counted() -> None:
    with within(0.02, slowness=lambda: 1):
        time.sleep(0.05)


def test_what_goes_wrong_in_the_block_comes_out_as_it_is() -> None:
    with pytest.raises(ValueError, match="wrong"), within(0):
        raise ValueError("wrong")


def test_the_machine_is_measured() -> None:
    assert 0.1 < slowness() < 100
