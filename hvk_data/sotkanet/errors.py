"""Everything that can go wrong between us and Sotkanet, each with its own sentence and next step."""

from hvk_data.language import UserError


class SotkanetError(UserError):
    """A question to Sotkanet that got no usable answer.

    ``indicator`` is the indicator that it was about, or None for the lists of areas and indicators;
    ``address`` is what was asked, without the long lists of years and sexes.
    """

    def __init__(self, *, address: str, indicator: int | None = None, **values: object) -> None:
        super().__init__(address=address, indicator=indicator, **values)
        self.address = address
        self.indicator = indicator


class TemporaryError(SotkanetError):
    """A failure that the next attempt may not meet; the client tries again after a pause."""


class ServiceError(SotkanetError):
    """A failure that says something of the whole service, so that other indicators will meet it too."""


class Forbidden(ServiceError):
    """403: the service does not accept the program's name, or the network is blocked."""

    key = "sotkanet.forbidden"


class BadRequest(SotkanetError):
    """400: the service did not understand the question."""

    key = "sotkanet.bad_request"


class NotFound(SotkanetError):
    """404: the service does not have what was asked for, even if it listed it."""

    key = "sotkanet.not_found"


class UnexpectedStatus(SotkanetError):
    """A status (``status``) that the service is not known to use."""

    key = "sotkanet.unexpected_status"


class TooManyRequests(TemporaryError, ServiceError):
    """429: the service asks for fewer requests; ``wait`` is how many seconds it asked for, or None."""

    key = "sotkanet.too_many_requests"

    def __init__(
        self, *, address: str, indicator: int | None = None, wait: float | None = None, **values: object
    ) -> None:
        super().__init__(address=address, indicator=indicator, **values)
        self.wait = wait


class ServerError(TemporaryError, ServiceError):
    """5xx (``status``): the service itself failed."""

    key = "sotkanet.server_error"


class TimedOut(TemporaryError, ServiceError):
    """The service did not answer, or not to the end, in the time given."""

    key = "sotkanet.timed_out"


class Unreachable(TemporaryError, ServiceError):
    """No connection: no network, an unknown name, a refused connection or a proxy that failed."""

    key = "sotkanet.unreachable"


class UntrustedCertificate(ServiceError):
    """The service's certificate is not one that this machine trusts."""

    key = "sotkanet.untrusted_certificate"


class BrokenBody(TemporaryError):
    """The answer broke off: a closed connection, fewer bytes than promised, half a gzip stream."""

    key = "sotkanet.broken_body"


class BrokenJson(TemporaryError):
    """The answer came whole but is not JSON, most often because it was cut short."""

    key = "sotkanet.broken_json"


class MaintenancePage(ServiceError):
    """A web page with status 200 where data was expected: a maintenance break, or a network's own page."""

    key = "sotkanet.maintenance_page"


class Redirected(ServiceError):
    """The service pointed to another host (``target``), which we do not follow."""

    key = "sotkanet.redirected"


class TooLarge(SotkanetError):
    """The answer went past ``limit`` megabytes and was given up."""

    key = "sotkanet.too_large"


class UnexpectedShape(SotkanetError):
    """JSON of another shape than the service is known to give; ``place`` says where."""

    key = "sotkanet.unexpected_shape"


class EmptyList(SotkanetError):
    """The list of areas or of indicators came empty, which it never truly is."""

    key = "sotkanet.empty_list"


class BadNumber(SotkanetError):
    """A figure that is not a number (``found``) or too huge to be one: text, NaN, infinity, 1e300."""

    key = "sotkanet.bad_number"


class WrongIndicator(SotkanetError):
    """The answer holds figures of another indicator (``found``) than the one asked for."""

    key = "sotkanet.wrong_indicator"


class ConflictingRows(SotkanetError):
    """Two different figures for the same ``region``, ``year`` and ``sex``."""

    key = "sotkanet.conflicting_rows"


class Stopped(SotkanetError):
    """The client was told to stop before the answer came."""

    key = "sotkanet.stopped"
