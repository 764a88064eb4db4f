"""Why indicators of the minimum list are not in a report: said in the report's annex."""

from datetime import UTC, datetime

from sqlalchemy import delete, insert, select, update

from hvk_data.findings.records import LeftOut
from hvk_data.findings.rows import Opened, check_draft, refuse_stale, touch
from hvk_data.findings.tables import left_out as left_out_table
from hvk_data.findings.typed import SENTENCE_LIMIT, clean


class LeftOutReasons(Opened):
    """The reasons of drafts, in the database of :class:`hvk_data.findings.Findings`, with its errors."""

    def reasons(self, draft_code: str) -> list[LeftOut]:
        """The draft's reasons, by indicator."""
        with self._database.reading() as connection:
            check_draft(connection, draft_code)
            table = left_out_table
            asked = select(table).filter_by(draft_code=draft_code).order_by(table.c.indicator)
            return [
                LeftOut(row.draft_code, row.indicator, row.reason, row.version)
                for row in connection.execute(asked)
            ]

    def write(
        self, draft_code: str, indicator: str, reason: str, expected_version: int | None = None
    ) -> LeftOut | None:
        """Write the reason, or take it away with a blank one; None where there is none then.

        ``expected_version`` is the version that the writer began from, 0 where there was none:
        EditedElsewhere, with nothing overwritten, where the reason has changed since.
        """
        cleaned = clean(reason, SENTENCE_LIMIT).strip()
        key = {"draft_code": draft_code, "indicator": indicator}
        with self._database.writing() as connection:
            check_draft(connection, draft_code, lock=True)
            row = connection.execute(select(left_out_table).filter_by(**key)).first()
            saved, version = (row.reason, row.version) if row else ("", 0)
            if cleaned == saved:
                return LeftOut(draft_code, indicator, saved, version) if row else None
            refuse_stale(saved, version, expected_version)
            touch(connection, draft_code)
            if not cleaned:
                connection.execute(delete(left_out_table).filter_by(**key))
                return None
            values = {"reason": cleaned, "version": version + 1, "edited_at": datetime.now(UTC)}
            if row:
                connection.execute(update(left_out_table).filter_by(**key).values(values))
            else:
                connection.execute(insert(left_out_table).values(key | values))
            return LeftOut(draft_code, indicator, cleaned, version + 1)
