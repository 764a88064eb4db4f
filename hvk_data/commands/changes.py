"""``changes``: what the updates changed."""

import argparse
import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hvk_data.sync.accounts import Account
    from hvk_data.sync.telling import Teller


def add_parser(subparsers: Any) -> None:
    """Describe the command."""
    command = subparsers.add_parser(
        "changes",
        help="what the updates changed, as a whole or for one municipality",
        description="Tell what the last update that changed anything changed: new years, revised figures, "
        "changed metadata, new and retired indicators, rows left out, what was held back and what failed. "
        "Exit codes: 0 told, also where nothing has changed; 2 unknown municipality.",
    )
    command.add_argument("--municipality", metavar="NAME_OR_CODE", help="only what concerns its figures")
    command.add_argument(
        "--last", type=_count, default=1, metavar="N", help="tell of the last N such updates (default: 1)"
    )
    command.add_argument("--format", choices=("table", "json"), default="table")
    command.set_defaults(run=run)


def _count(written: str) -> int:
    count = int(written)
    if count < 1:
        raise ValueError(written)
    return count


def run(args: argparse.Namespace) -> int:
    """Print the accounts, newest first."""
    from hvk_data.language import text
    from hvk_data.paths import home
    from hvk_data.store.bronze import Bronze
    from hvk_data.sync.accounts import accounts
    from hvk_data.sync.telling import Teller

    bronze = Bronze(home() / "bronze")
    municipality = _municipality(args.municipality) if args.municipality else None
    region = municipality and _region(bronze, municipality[0])
    found = accounts(home(), args.last)
    if args.format == "json":
        print(json.dumps([_document(account, region) for account in found], ensure_ascii=False))
        return 0
    if not found:
        print(text(args.language, "sync.account_none"))
    teller = Teller(bronze, args.language)
    for account in found:
        print(teller.heading(account))
        if municipality is None:
            _print_whole(account, teller, args)
        else:
            _print_area(account, teller, args, region, municipality[1].in_(args.language))
    return 0


def _municipality(named: str) -> Any:
    from hvk_data.areas import find_municipality

    found = find_municipality(named)
    return found.code, found.municipality.name


def _region(bronze: Any, code: str) -> int | None:
    """Sotkanet's id of a municipality; None where no list of areas has been fetched."""
    return next((area.id for area in bronze.areas() if (area.level, area.code) == ("KUNTA", code)), None)


def _document(account: "Account", region: int | None) -> dict[str, Any]:
    """An account as JSON; with the share of one area where one is asked for."""
    from dataclasses import asdict

    from hvk_data.paths import home
    from hvk_data.sync.accounts import area_changes

    document = account.to_json()
    if region is not None:
        shares = area_changes(home(), account, region)
        document["areas"] = {id_: [asdict(one) for one in of_one] for id_, of_one in shares.items()}
        document["changes"] = [one for one in document["changes"] if one["indicator"] in shares]
    return document


def _print_whole(account: "Account", teller: "Teller", args: argparse.Namespace) -> None:
    if account.error:
        print(account.error.message(args.language))
    for line in teller.whole(account):
        print(line)
    for told in teller.changes(account):
        print(told)
    for held in account.held:
        print(held.message(args.language))
    for failure in account.failed:
        print(f"{failure.indicator}: {failure.error.message(args.language)}")


def _print_area(
    account: "Account", teller: "Teller", args: argparse.Namespace, region: int | None, name: str
) -> None:
    from hvk_data.language import text
    from hvk_data.paths import home
    from hvk_data.sync.accounts import area_changes

    shares = {} if region is None else area_changes(home(), account, region)
    said = [*teller.first(account), *map(str, teller.of_area(account, shares))]
    for line in said:
        print(line)
    if not said:
        print(text(args.language, "sync.account_nothing_here", municipality=name))
