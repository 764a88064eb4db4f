"""The client against a real server on this machine, healthy and with every fault."""

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from hvk_data import __version__
from hvk_data.language import LANGUAGES
from hvk_data.sotkanet import Client, SotkanetError, errors
from tests.sotkanet_server import FAULTS, SmallCorpus, SnapshotCorpus, Sotkanet, running, status


@pytest.fixture
def server() -> Iterator[Sotkanet]:
    with running(SmallCorpus()) as sotkanet:
        yield sotkanet


def hasty(server: Sotkanet, **settings: object) -> Client:
    """A client that does not wait long between attempts."""
    chosen = {"rate": 1000, "timeout": (2, 0.5), "attempts": 2, "pause": 0.01, **settings}
    return Client(server.base_url, **chosen)  # type: ignore[arg-type]


def test_the_snapshot_is_read_as_it_is() -> None:
    corpus = SnapshotCorpus()
    with running(corpus) as server:
        client = hasty(server, timeout=(2, 30))
        regions = {region.id: region for region in client.regions()}
        assert len(regions) == len(corpus.regions)
        assert len(client.indicators()) == len(corpus.listing)
        answer = client.figures(client.indicator(181))
        figures = {
            (r["region"], r["year"]): r["value"] for r in answer.table.to_pylist() if r["gender"] == "total"
        }
        shown = {
            regions[id_].title.fi: value
            for (id_, year), value in figures.items()
            if year == 2021 and regions[id_].category in ("KUNTA", "MAAKUNTA", "MAA")
        }
        assert (shown["Tampere"], shown["Nokia"], shown["Pirkanmaa"]) == (12.8, 9.3, 10.6)
        assert answer.address == f"{server.base_url}/json?indicator=181"


def test_figures_hold_all_areas_years_and_sexes(server: Sotkanet) -> None:
    client = hasty(server)
    answer = client.figures(client.indicator(1))
    assert answer.table.num_rows == len(
        server.corpus.rows(1, {2019, 2020, 2021}, {"male", "female", "total"})
    )
    assert client.figures(client.indicator(1), [2020]).table["year"].unique().to_pylist() == [2020]


def test_the_question_is_asked_as_the_api_wants(server: Sotkanet, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HVK_CONTACT", "hyvinvointi@kunta.example\r\nX: ä")
    client = hasty(server)
    client.figures(client.indicator(1))
    asked = server.requests[-1]
    assert asked.query == {
        "indicator": ["1"],
        "years": ["2019", "2020", "2021"],
        "genders": ["male", "female", "total"],
    }
    assert asked.headers["User-Agent"] == f"hvk/{__version__} (+hyvinvointi@kunta.example X: ?)"
    assert asked.headers["Accept-Encoding"] == "gzip"


def test_an_indicator_without_years_is_asked_for_all_of_them(server: Sotkanet) -> None:
    assert isinstance(server.corpus, SmallCorpus)
    server.corpus.details[1]["range"] = None
    client = hasty(server)
    assert client.figures(client.indicator(1)).table.num_rows > 0
    server.corpus.details[1]["range"] = {"start": 0, "end": 9999}
    with pytest.raises(errors.UnexpectedShape):
        client.figures(client.indicator(1))


EXPECTED: dict[str, type[SotkanetError]] = {
    "400": errors.BadRequest,
    "403": errors.Forbidden,
    "404": errors.NotFound,
    "418": errors.UnexpectedStatus,
    "429": errors.TooManyRequests,
    "429-wait": errors.TooManyRequests,
    "500": errors.ServerError,
    "503": errors.ServerError,
    "redirect": errors.Redirected,
    "loop": errors.Redirected,
    "close": errors.BrokenBody,
    "half": errors.BrokenBody,
    "drip": errors.TimedOut,
    "hang": errors.TimedOut,
    "half-gzip": errors.BrokenBody,
    "not-gzip": errors.BrokenBody,
    "truncated": errors.BrokenJson,
    "html": errors.MaintenancePage,
    "html-as-json": errors.MaintenancePage,
    "bomb": errors.TooLarge,
    "null": errors.UnexpectedShape,
    "null-row": errors.UnexpectedShape,
    "conflict": errors.ConflictingRows,
    "text": errors.BadNumber,
    "nan": errors.BadNumber,
    "infinite": errors.BadNumber,
    "huge": errors.BadNumber,
    "huge-integer": errors.BadNumber,
    "wrong-indicator": errors.WrongIndicator,
}
HARMLESS = {
    "empty", "duplicates", "unknown-region", "null-values", "missing-value", "missing-count", "rebased",
    "shrunken",
}  # fmt: skip
OF_RECORDS = {"renamed", "other-record"}


def test_every_fault_is_tried() -> None:
    assert EXPECTED.keys() | HARMLESS | OF_RECORDS == FAULTS.keys()


@pytest.mark.parametrize("fault", EXPECTED)
def test_every_fault_is_an_error_of_its_own(server: Sotkanet, fault: str) -> None:
    server.play("json/1", fault)
    client = hasty(server, limit=1_000_000, timeout=(2, 0.2))
    indicator = client.indicator(1)
    with pytest.raises(SotkanetError) as caught:
        client.figures(indicator)
    error = caught.value
    assert type(error) is EXPECTED[fault]
    assert error.indicator == 1
    assert error.address == f"{server.base_url}/json?indicator=1"
    assert len({error.message(language) for language in LANGUAGES}) == len(LANGUAGES)
    assert client.figures(client.indicator(2)).table.num_rows > 0, "the others are not touched"


@pytest.mark.parametrize(
    ("fault", "attempts"),
    [("400", 1), ("403", 1), ("404", 1), ("html", 1), ("500", 3), ("half", 3), ("429", 3)],
)
def test_only_what_may_pass_is_tried_again(server: Sotkanet, fault: str, attempts: int) -> None:
    server.play("indicators/1", fault)
    with pytest.raises(SotkanetError):
        hasty(server, attempts=3).indicator(1)
    assert server.asked("indicators/1") == attempts


@pytest.mark.parametrize("fault", ["503", "close", "half", "half-gzip", "truncated", "hang", "429"])
def test_a_passing_fault_passes(server: Sotkanet, fault: str) -> None:
    server.play("json/1", fault, fault)
    client = hasty(server, attempts=3, timeout=(2, 0.2))
    assert client.figures(client.indicator(1)).table.num_rows > 0


def test_the_pause_that_the_service_asks_for_is_kept(server: Sotkanet) -> None:
    server.faults["indicators/1"] = [FAULTS["429-wait"]]
    client = hasty(server)
    started = time.monotonic()
    client.indicator(1)
    assert 1 <= time.monotonic() - started < 3


def test_a_pause_as_a_date_in_the_past_is_no_pause(server: Sotkanet) -> None:
    server.faults["indicators/1"] = [status(429, Retry_After="Wed, 21 Oct 2015 07:28:00 GMT")]
    assert hasty(server).indicator(1).id == 1


def test_lists_that_come_empty_are_refused(server: Sotkanet) -> None:
    server.play("regions", "empty")
    server.play("indicators", "empty")
    for ask in (hasty(server).regions, hasty(server).indicators):
        with pytest.raises(errors.EmptyList):
            ask()


def test_an_indicator_under_anothers_number_is_refused(server: Sotkanet) -> None:
    assert isinstance(server.corpus, SmallCorpus)
    server.corpus.details[1]["id"] = 2
    with pytest.raises(errors.WrongIndicator):
        hasty(server).indicator(1)


def test_a_redirect_on_the_same_host_is_followed(server: Sotkanet) -> None:
    server.faults["indicators/1"] = [status(301, Location=f"{server.base_url}/indicators/2")]
    with pytest.raises(errors.WrongIndicator):
        hasty(server).indicator(1)
    assert server.asked("indicators/2") == 1


def test_a_redirect_to_another_port_is_not_followed(server: Sotkanet) -> None:
    with running(SmallCorpus()) as other:
        server.faults["regions"] = status(302, Location=f"{other.base_url}/regions")
        with pytest.raises(errors.Redirected):
            hasty(server).regions()
        assert other.requests == []


def test_nobody_there_is_unreachable() -> None:
    with running(SmallCorpus()) as server:
        client = hasty(server)
    with pytest.raises(errors.Unreachable):
        client.regions()


def test_requests_keep_the_pace_over_threads(server: Sotkanet) -> None:
    client = hasty(server, rate=20)
    threads = [threading.Thread(target=client.indicator, args=(1,)) for _ in range(8)]
    started = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert time.monotonic() - started >= 7 / 20
    assert len(server.requests) == 8


def test_at_most_four_questions_at_once() -> None:
    with running(SmallCorpus(), delay=0.1) as server:
        client = hasty(server)
        threads = [threading.Thread(target=client.indicator, args=(1,)) for _ in range(12)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert server.most_at_once == 4


def test_stopping_wakes_who_waits(server: Sotkanet) -> None:
    server.faults["indicators/1"] = status(429, Retry_After="60")
    client = hasty(server, attempts=5)
    threading.Timer(0.2, client.stop).start()
    started = time.monotonic()
    with pytest.raises(errors.Stopped):
        client.indicator(1)
    assert time.monotonic() - started < 5


def test_a_proxy_named_in_the_environment_is_used(server: Sotkanet, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", server.base_url.removesuffix("/rest/1.1"))
    monkeypatch.delenv("no_proxy", raising=False)
    monkeypatch.delenv("NO_PROXY", raising=False)
    assert Client("http://sotkanet.example/rest/1.1", attempts=1).regions()
    assert server.requests[-1].headers["Host"] == "sotkanet.example"


CERTIFICATE = Path(__file__).parent / "test_only_certificate.pem"


@pytest.fixture
def own_trust(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    for name in ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "SSL_CERT_FILE", "SSL_CERT_DIR"):
        monkeypatch.delenv(name, raising=False)
    return monkeypatch


def test_a_certificate_that_the_machine_does_not_trust_is_named(own_trust: pytest.MonkeyPatch) -> None:
    with running(SmallCorpus(), certificate=CERTIFICATE) as server:
        with pytest.raises(errors.UntrustedCertificate):
            hasty(server).regions()
        assert server.requests == []


def test_an_organisations_own_bundle_is_trusted(own_trust: pytest.MonkeyPatch) -> None:
    own_trust.setenv("REQUESTS_CA_BUNDLE", str(CERTIFICATE))
    with running(SmallCorpus(), certificate=CERTIFICATE) as server:
        assert hasty(server).regions()


def test_what_the_machine_trusts_is_trusted(own_trust: pytest.MonkeyPatch) -> None:
    own_trust.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    with running(SmallCorpus(), certificate=CERTIFICATE) as server:
        assert hasty(server).regions()


def test_a_rate_must_be_positive() -> None:
    with pytest.raises(ValueError, match="rate"):
        Client(rate=0)
