"""The questions of :mod:`benchmarks.full_size` asked of pandas, polars and SQLite.

Each holds the same figures as the store, in the store's order, and is given the store's small tables
(municipalities, years that enough of them have figures of) ready made.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pyarrow.parquet as pq

SQL = Path(__file__).parent / "sql"
_COLUMNS = 'indicator, gender, region, "year", value, abs_value'


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked about, in the numbers of the generation; ``regions`` are those of one region."""

    region: int
    home: int
    country: int
    regions: list[int]
    peers: list[int]
    indicator: int
    indicators: list[int]


@dataclass(frozen=True, slots=True)
class Small:
    """The small tables: usable years of each indicator, municipalities with their region, indicators."""

    usable: pd.DataFrame
    municipality: pd.DataFrame
    indicators: list[int]


def export(store: Path, folder: Path) -> tuple[Path, Path, Small]:
    """The figures as one sorted Parquet file and as CSV with names as a service gives them."""
    parquet, csv = folder / "fact.parquet", folder / "figures.csv"
    with duckdb.connect(str(store), read_only=True, config={"threads": 1}) as database:
        database.execute(f"COPY (SELECT {_COLUMNS} FROM fact) TO '{parquet}' (COMPRESSION zstd)")
        database.execute(
            'COPY (SELECT indicator.id AS indicator, region, "year",'
            " CASE gender WHEN 0 THEN 'total' WHEN 1 THEN 'male' ELSE 'female' END AS gender,"
            " value, abs_value"
            f" FROM fact JOIN indicator USING (indicator)) TO '{csv}'"
        )
        usable = database.execute('SELECT indicator, "year" FROM coverage WHERE gender = 0 AND usable').df()
        municipality = database.execute("SELECT region, home FROM municipality").df()
        numbers = [row[0] for row in database.execute("SELECT indicator FROM indicator").fetchall()]
    return parquet, csv, Small(usable, municipality, numbers)


class Pandas:
    """All figures in memory, in the smallest types that hold them."""

    name = "pandas on Parquet, in memory"

    def __init__(self, parquet: Path, small: Small) -> None:
        self._all = pd.read_parquet(parquet)
        self._usable = small.usable
        self._municipality = small.municipality

    def profile(self, asked: Asked) -> pd.DataFrame:
        """(a)"""
        every = self._all
        newest = self._latest(self._of([asked.region]), 2)
        own = newest.groupby("indicator").tail(1).reset_index(drop=True)
        before = newest[newest.duplicated("indicator", keep="last")][["indicator", "year", "value"]]
        own = own.merge(
            before.rename(columns={"year": "prev_year", "value": "prev"}), on="indicator", how="left"
        )
        years = np.full(int(every["indicator"].max()) + 1, -1)
        years[own["indicator"]] = own["year"]
        same = (years[every["indicator"]] == every["year"]) & (every["gender"] == 0) & every["value"].notna()
        others = every.loc[same, ["indicator", "region", "value"]]
        for name, region in (("county_value", asked.home), ("country_value", asked.country)):
            of = others[others["region"] == region][["indicator", "value"]].rename(columns={"value": name})
            own = own.merge(of, on="indicator", how="left")
        others = others.merge(self._municipality, on="region")
        others["below"] = others["value"] < others["indicator"].map(own.set_index("indicator")["value"])
        for name, among in (("region", others[others["home"] == asked.home]), ("country", others)):
            ranks = among.groupby("indicator")["below"].agg(["count", "sum"])
            n, below = (own["indicator"].map(ranks[of]) for of in ("count", "sum"))
            own[f"n_{name}"] = n
            own[f"pct_{name}"] = (below / (n - 1).clip(lower=1)).where((n >= 5) | (name == "country"))
        return own[list(PROFILE)]

    def series(self, indicators: list[int], regions: list[int]) -> pd.DataFrame:
        """(b), (c)"""
        every = self._all
        chosen = (every["gender"] == 0) & every["value"].notna() & every["region"].isin(regions)
        if len(indicators) == 1:
            chosen &= every["indicator"] == indicators[0]
        else:
            chosen &= every["indicator"].isin(indicators)
        return every.loc[chosen, list(FIGURE)]

    def latest(self, asked: Asked) -> pd.DataFrame:
        """(d)"""
        return self._latest(self.series(asked.indicators, asked.regions), 1)

    def peers(self, asked: Asked) -> pd.DataFrame:
        """The peer group."""
        return _beside(self._latest(self._of(asked.peers), 1), asked.region)

    def _of(self, regions: list[int]) -> pd.DataFrame:
        every = self._all
        return every[(every["gender"] == 0) & every["region"].isin(regions) & every["value"].notna()]

    def _latest(self, figures: pd.DataFrame, n: int) -> pd.DataFrame:
        found = figures.merge(self._usable, on=["indicator", "year"])
        found = found.sort_values(["indicator", "region", "year"])
        return found.groupby(["indicator", "region"]).tail(n)[list(FIGURE)]


class Polars:
    """The sorted file, scanned lazily each time."""

    name = "polars, lazy on Parquet"

    def __init__(self, parquet: Path, small: Small) -> None:
        self._all = pl.scan_parquet(parquet)
        types = {"indicator": pl.Int16, "year": pl.Int16, "region": pl.Int16, "home": pl.Int16}
        self._usable = _lazy(small.usable, types)
        self._municipality = _lazy(small.municipality, types)

    def profile(self, asked: Asked) -> pl.DataFrame:
        """(a)"""
        total = self._all.filter((pl.col("gender") == 0) & pl.col("value").is_not_null())
        own = (
            total.filter(pl.col("region") == asked.region)
            .join(self._usable, on=["indicator", "year"])
            .sort("year", descending=True)
            .group_by("indicator")
            .agg(
                pl.col("year").first(),
                pl.col("value").first(),
                pl.col("year").get(1, null_on_oob=True).alias("prev_year"),
                pl.col("value").get(1, null_on_oob=True).alias("prev"),
            )
        )
        same = total.select("indicator", "region", "year", "value").join(
            own.select("indicator", "year", pl.col("value").alias("mine")), on=["indicator", "year"]
        )
        below = pl.col("value") < pl.col("mine")
        in_home, in_country = pl.col("home") == asked.home, pl.col("home").is_not_null()
        ranked = (
            same.join(self._municipality, on="region", how="left")
            .group_by("indicator")
            .agg(
                pl.col("value").filter(pl.col("region") == asked.home).first().alias("county_value"),
                pl.col("value").filter(pl.col("region") == asked.country).first().alias("country_value"),
                in_home.sum().cast(pl.Int64).alias("n_region"),
                (in_home & below).sum().alias("below_region"),
                in_country.sum().cast(pl.Int64).alias("n_country"),
                (in_country & below).sum().alias("below_country"),
            )
            .with_columns(
                pl.when(pl.col("n_region") >= 5)
                .then(pl.col("below_region") / (pl.col("n_region") - 1))
                .alias("pct_region"),
                (pl.col("below_country") / (pl.col("n_country") - 1).clip(lower_bound=1)).alias(
                    "pct_country"
                ),
            )
        )
        return own.join(ranked, on="indicator").select(PROFILE).collect()

    def series(self, indicators: list[int], regions: list[int]) -> pl.DataFrame:
        """(b), (c)"""
        return self._of(indicators, regions).select(FIGURE).collect()

    def latest(self, asked: Asked) -> pl.DataFrame:
        """(d)"""
        return self._latest(self._of(asked.indicators, asked.regions)).select(FIGURE).collect()

    def peers(self, asked: Asked) -> pl.DataFrame:
        """The peer group."""
        latest = self._latest(self._of(None, asked.peers))
        own = latest.filter(pl.col("region") == asked.region)
        both = own.join(latest, on=["indicator", "year"], suffix="_other")
        grouped = both.group_by("indicator", "year", "value").agg(
            pl.len().cast(pl.Int64).alias("n"),
            pl.col("value_other").median().alias("middle"),
            (pl.col("value_other") < pl.col("value")).sum().cast(pl.Int64).alias("below"),
        )
        return grouped.collect()

    def _of(self, indicators: list[int] | None, regions: list[int]) -> pl.LazyFrame:
        found = (pl.col("gender") == 0) & pl.col("region").is_in(regions) & pl.col("value").is_not_null()
        if indicators is not None:
            alone = len(indicators) == 1
            number = pl.col("indicator")
            found &= number == indicators[0] if alone else number.is_in(indicators)
        return self._all.filter(found)

    def _latest(self, figures: pl.LazyFrame) -> pl.LazyFrame:
        return (
            figures.join(self._usable, on=["indicator", "year"])
            .group_by("indicator", "region")
            .agg(pl.col("year").max(), pl.col("value").sort_by("year").last())
        )


class Sqlite:
    """A table clustered by indicator, sex, area and year, and an index by year that holds the values."""

    name = "SQLite, indexed"

    def __init__(self, parquet: Path, small: Small, path: Path) -> None:
        self._indicators = small.indicators
        self._database = sqlite3.connect(path)
        self._database.executescript(
            """
            PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -1000000;
            CREATE TABLE fact (indicator INTEGER, gender INTEGER, region INTEGER, year INTEGER, value REAL,
                abs_value REAL, PRIMARY KEY (indicator, gender, region, year)) WITHOUT ROWID;
            CREATE TABLE indicator (indicator INTEGER PRIMARY KEY);
            CREATE TABLE usable (indicator INTEGER, year INTEGER, PRIMARY KEY (indicator, year))
                WITHOUT ROWID;
            CREATE TABLE municipality (region INTEGER PRIMARY KEY, home INTEGER);
            """
        )
        self._fill("fact", _batches(parquet))
        self._fill("indicator", [[(number,) for number in small.indicators]])
        self._fill("usable", [small.usable.astype(object).to_numpy().tolist()])
        self._fill("municipality", [small.municipality.astype(object).to_numpy().tolist()])
        self._database.executescript(
            "CREATE INDEX by_year ON fact (indicator, gender, year, region, value); ANALYZE;"
        )

    def profile(self, asked: Asked) -> list[Any]:
        """(a)"""
        chosen = {"region": asked.region, "home": asked.home, "country": asked.country}
        return self._rows("sqlite_profile", chosen)

    def series(self, indicators: list[int], regions: list[int]) -> list[Any]:
        """(b), (c)"""
        return self._figures("sqlite_series", indicators, regions)

    def latest(self, asked: Asked) -> list[Any]:
        """(d)"""
        return self._figures("sqlite_latest", asked.indicators, asked.regions)

    def peers(self, asked: Asked) -> pd.DataFrame:
        """The peer group."""
        rows = self._figures("sqlite_latest", self._indicators, asked.peers)
        return _beside(pd.DataFrame(rows, columns=list(FIGURE)), asked.region)

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()

    def _figures(self, name: str, indicators: list[int], regions: list[int]) -> list[Any]:
        return self._rows(name, {"indicators": json.dumps(indicators), "regions": json.dumps(regions)})

    def _rows(self, name: str, parameters: dict[str, Any]) -> list[Any]:
        query = (SQL / f"{name}.sql").read_text(encoding="utf-8")
        return self._database.execute(query, parameters).fetchall()

    def _fill(self, table: str, batches: Iterable[list[Any]]) -> None:
        for batch in batches:
            marks = ", ".join("?" * len(batch[0]))
            self._database.executemany(f"INSERT INTO {table} VALUES ({marks})", batch)
        self._database.commit()


FIGURE = ("indicator", "region", "year", "value")
"""The columns of (b), (c) and (d)."""

PROFILE = (
    *("indicator", "year", "value", "prev_year", "prev", "county_value", "country_value"),
    *("n_region", "pct_region", "n_country", "pct_country"),
)
"""The columns of (a)."""

Rival = Pandas | Polars | Sqlite


def _beside(latest: pd.DataFrame, region: int) -> pd.DataFrame:
    own = latest[latest["region"] == region][["indicator", "year", "value"]]
    both = own.merge(latest, on=["indicator", "year"], suffixes=("", "_other"))
    both["below"] = both["value_other"] < both["value"]
    grouped = both.groupby(["indicator", "year", "value"])
    return grouped.agg(
        n=("below", "size"), middle=("value_other", "median"), below=("below", "sum")
    ).reset_index()


def _lazy(frame: pd.DataFrame, types: dict[str, Any]) -> pl.LazyFrame:
    columns = {name: frame[name].to_numpy() for name in frame.columns}
    return pl.DataFrame(columns, schema={name: types[name] for name in columns}).lazy()


def _batches(parquet: Path) -> Iterator[list[Any]]:
    with pq.ParquetFile(parquet) as file:
        for batch in file.iter_batches(200_000):
            yield list(zip(*(column.to_pylist() for column in batch.columns), strict=True))
