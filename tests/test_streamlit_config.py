"""What ``.streamlit/config.toml`` promises: a server that tells nobody anything, and a page one can read."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from streamlit import config

SETTINGS: dict[str, Any] = tomllib.loads(
    (Path(__file__).parents[1] / ".streamlit" / "config.toml").read_text(encoding="utf-8")
)
COLOURS = ("red", "orange", "yellow", "blue", "green", "violet", "gray")
THEMES = ("light", "dark")


def _options(table: dict[str, Any], prefix: str = "") -> dict[str, Any]:
    flat: dict[str, Any] = {}
    for name, value in table.items():
        key = f"{prefix}{name}"
        flat |= _options(value, f"{key}.") if isinstance(value, dict) else {key: value}
    return flat


def _contrast(one: str, other: str) -> float:
    """WCAG 2.2's contrast ratio of two ``#rrggbb`` colours."""

    def light(colour: str) -> float:
        channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
        return 0.2126 * r + 0.7152 * g + 0.0722 * b

    lights = sorted((light(one), light(other)))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def test_every_setting_is_one_that_this_streamlit_knows() -> None:
    assert set(_options(SETTINGS)) <= set(config.get_config_options())


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("browser.gatherUsageStats", False),
        ("client.showErrorDetails", "none"),
        ("client.showErrorLinks", False),
        ("client.toolbarMode", "minimal"),
        ("client.allowedOrigins", []),
        ("server.address", "127.0.0.1"),
        ("server.allowedHosts", ["localhost", "127.0.0.1"]),
        ("server.headless", True),
        ("server.fileWatcherType", "none"),
        ("server.runOnSave", False),
        ("server.enableCORS", True),
        ("server.enableXsrfProtection", True),
        ("server.enableStaticServing", False),
        ("server.enableAgentApi", False),
    ],
)
def test_the_server_is_closed_and_silent(option: str, value: object) -> None:
    assert _options(SETTINGS)[option] == value


def test_nobody_can_send_large_files() -> None:
    assert SETTINGS["server"]["maxUploadSize"] <= 60


def test_no_setting_names_another_host() -> None:
    assert not [value for value in _options(SETTINGS).values() if "://" in str(value)]


@pytest.mark.parametrize("theme", THEMES)
def test_text_can_be_read(theme: str) -> None:
    colours = SETTINGS["theme"][theme]
    for background in (colours["backgroundColor"], colours["secondaryBackgroundColor"]):
        assert _contrast(colours["textColor"], background) >= 4.5
        assert _contrast(colours["linkColor"], background) >= 4.5
    header = colours["dataframeHeaderBackgroundColor"]
    assert _contrast(colours["dataframeHeaderTextColor"], header) >= 4.5
    assert _contrast("#ffffff", colours["primaryColor"]) >= 4.5
    for name in COLOURS:
        text = colours[f"{name}TextColor"]
        for background in (f"{name}BackgroundColor", "backgroundColor", "secondaryBackgroundColor"):
            assert _contrast(text, colours[background]) >= 4.5, (name, background)


@pytest.mark.parametrize("theme", THEMES)
def test_graphical_parts_can_be_seen(theme: str) -> None:
    colours = SETTINGS["theme"][theme]
    parts = ["primaryColor", "borderColor", *(f"{name}Color" for name in COLOURS)]
    for colour in [*(colours[part] for part in parts), *colours["chartCategoricalColors"]]:
        assert _contrast(colour, colours["backgroundColor"]) >= 3, colour
