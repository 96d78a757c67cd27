import pytest

from frcnn_desktop.training.schedule import one_cycle


def test_that_the_rate_rises_to_its_peak_and_falls_to_almost_nothing() -> None:
    rates = [one_cycle(step, 100, 0.02, 0.1) for step in range(100)]
    assert rates[0] == pytest.approx(0.02 / 25)
    assert max(rates) == rates[10] == 0.02
    assert rates[:11] == sorted(rates[:11])
    assert rates[10:] == sorted(rates[10:], reverse=True)
    assert rates[-1] < 0.0001
