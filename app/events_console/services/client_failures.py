"""What botocore says when a client cannot be made, or stumbles over something that is not the network."""

from collections.abc import Mapping
from typing import Final

Cause = tuple[str, str, str]
"""The kind of a Failure, what happened and what to check; the two have the fields of a format string."""

_NO_ENDPOINT: Final = (
    "connection",
    "The connection “{connection.name}” leads to no endpoint of Amazon Personalize Events: {reason}",
    "Correct its region, its endpoint, and the switches for FIPS and dual-stack",
)
_SETTING: Final = (
    "connection",
    "A setting of the AWS CLI's files or of the environment cannot be used: {reason}",
    "Correct it in ~/.aws/config, or in the variable of the environment that is named like it",
)
_ATTEMPTS: Final = (
    "connection",
    "The connection “{connection.name}” cannot be used. {reason}",
    "Correct its number of attempts",
)
_INSTALLATION: Final = (
    "connection",
    "The AWS library that makes requests is damaged, or too old or too new: {reason}",
    "Install Events Console anew",
)
_REQUEST: Final = (
    "request",
    "The AWS library refused to make the request: {reason}",
    "Mend what it names in the request",
)
_ANSWER: Final = (
    "truncated",
    "The answer of {place} did not come whole: {reason}",
    "Check whether the endpoint is working, and any proxy on the way",
)
_BUSY: Final = (
    "other",
    "The AWS library let no more requests leave for the moment: {reason}",
    "Wait a moment",
)
_CLOSED: Final = (
    "reset",
    "{place} closed the connection without an answer",
    "Check whether the endpoint is working, and any proxy on the way",
)
_NETWORK: Final = (
    "unreachable",
    "{place} cannot be reached: {reason}",
    "Check this computer's network, and the endpoint of the connection",
)

# By the names of classes, as botocore is not loaded with this module; each stands for its subclasses too.
_CAUSES: Final[Mapping[str, Cause]] = {
    **dict.fromkeys(
        (
            *("BaseEndpointResolverError", "EndpointProviderError", "InvalidEndpointConfigurationError"),
            *("InvalidHostLabelError", "InvalidRegionError", "ServiceNotInRegionError", "UnknownRegionError"),
        ),
        _NO_ENDPOINT,
    ),
    **dict.fromkeys(
        (
            *("ConfigNotFound", "InvalidChecksumConfigError", "InvalidConfigError", "InvalidDefaultsMode"),
            *("InvalidEndpointDiscoveryConfigurationError", "InvalidIMDSEndpointError"),
            *("InvalidIMDSEndpointModeError", "InvalidProxiesConfigError"),
            *("InvalidS3AddressingStyleError", "InvalidS3UsEast1RegionalEndpointConfigError"),
            "InvalidSTSRegionalEndpointsConfigError",
        ),
        _SETTING,
    ),
    **dict.fromkeys(
        (
            *("ApiVersionNotFoundError", "DataNotFoundError", "MD5UnavailableError"),
            *("UndefinedModelAttributeError", "UnknownClientMethodError", "UnknownServiceStyle"),
            *("UnknownSignatureVersionError", "UnsupportedServiceProtocolsError"),
            "UnsupportedSignatureVersionError",
        ),
        _INSTALLATION,
    ),
    **dict.fromkeys(
        ("MissingParametersError", "ParamValidationError", "UnseekableStreamError", "ValidationError"),
        _REQUEST,
    ),
    **dict.fromkeys(
        (
            *("AwsChunkedWrapperError", "ChecksumError", "FlexibleChecksumError", "IncompleteReadError"),
            "ResponseStreamingError",
        ),
        _ANSWER,
    ),
    "InvalidRetryConfigurationError": _ATTEMPTS,
    "CapacityNotAvailableError": _BUSY,
    "ConnectionClosedError": _CLOSED,
    "ConnectionError": _NETWORK,
    "HTTPClientError": _NETWORK,
}


def cause(error: BaseException) -> Cause | None:
    """Return what ``error`` means if it is one of botocore's that a request can end with."""
    for kind in type(error).__mro__:
        if kind.__module__.startswith("botocore.") and (found := _CAUSES.get(kind.__name__)):
            return found
    return None
