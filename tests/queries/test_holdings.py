from hvk_data.queries.holdings import holdings


def test_what_the_store_holds_and_how_old_it_is(reader):
    held = holdings(reader)
    assert (held.generation, held.indicators, held.fetched_at) == (1, 171, None)
    assert held.rows > 1_690_000
    assert [(s.source, s.listed, s.shipped, s.fetched) for s in held.sources] == [
        ("sotkanet", 2457, 140, 0),
        ("statfin", 31, 31, 0),
    ]
    sotkanet, statfin = held.sources
    assert sotkanet.newest_vintage > sotkanet.oldest_vintage
    assert (statfin.first_year, statfin.last_year) == (2000, 2025)
    assert sum(n for _, n in held.producers) == 171


def test_what_was_tried_as_a_denominator_and_what_came_of_it(reader):
    checks = {check.indicator: check for check in holdings(reader).rate_checks}
    child_poverty = checks["228"]
    assert (child_poverty.denominator, child_poverty.verdict, child_poverty.n_computed) == (
        "1065",
        "rejected",
        0,
    )
    assert child_poverty.max_error > 0.4
    assert (checks["179"].verdict, checks["179"].n_computed > 6000) == ("accepted", True)
    assert {check.verdict for check in checks.values()} == {"accepted", "rejected", "estimate"}
    for check in checks.values():
        assert (check.verdict == "estimate") == (check.n_checked == 0)


def test_every_curated_title_agrees_with_what_ships(reader):
    assert holdings(reader).mismatched == ()
    assert holdings(reader).dropped == ()
