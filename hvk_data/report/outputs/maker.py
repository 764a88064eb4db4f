"""What every output starts from: the draft with all that belongs to it, and its findings as blocks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from hvk_data.findings import CHAPTERS, Draft, Finding, Goal, LeftOut, Observation, chapter_title
from hvk_data.language import Language, Texts, format_date, text
from hvk_data.report.evidence import Evidence
from hvk_data.report.kinds import Output
from hvk_data.report.model import (
    Block,
    Chapter,
    Document,
    FindingBlock,
    FindingBuilder,
    Grid,
    Remark,
    notes,
    one_line,
    paragraphs,
    read,
)
from hvk_data.report.model.markdown import blocks as written_blocks
from hvk_data.report.outputs.live import tokens, with_figures
from hvk_data.statistics import Judgement


@dataclass(frozen=True, slots=True)
class Material:
    """A draft with all that belongs to it; ``previous_goals`` are those of the draft it was begun from."""

    draft: Draft
    findings: Sequence[Finding]
    municipality: Texts
    evidence: Evidence
    goals: Sequence[Goal] = ()
    previous_goals: Sequence[Goal] = ()
    observations: Sequence[Observation] = ()
    left_out: Sequence[LeftOut] = ()


class Maker:
    """Makes one document in one language; what several outputs say is made here, once."""

    def __init__(self, material: Material, language: Language, written_at: datetime) -> None:
        self.material, self.language, self.written_at = material, language, written_at
        self.draft, self.evidence = material.draft, material.evidence
        self.municipality = one_line(material.municipality.in_(language))
        self.builder = FindingBuilder(language)
        self._made: dict[int, FindingBlock] = {}
        self.ordered = sorted(
            material.findings, key=lambda finding: (CHAPTERS.index(finding.chapter), finding.position)
        )

    def words(self, key: str, **values: object) -> str:
        """A text of ``documents.toml``."""
        return text(self.language, f"documents.{key}", **values)

    def day(self, moment: datetime) -> str:
        return format_date(moment, self.language)

    @cached_property
    def judgements(self) -> dict[int, Judgement | None]:
        """What the figures of each finding say, by its id."""
        asked = [finding.comparison for finding in self.ordered]
        read_ = self.evidence.judgements(asked)
        return {finding.id: judgement for finding, judgement in zip(self.ordered, read_, strict=True)}

    @cached_property
    def findings(self) -> tuple[FindingBlock, ...]:
        """The findings in the order in which they are read, judged, each with its published remarks."""
        return tuple(self.block(finding) for finding in self.ordered)

    def block(self, finding: Finding) -> FindingBlock:
        """One finding's block, made once: its chart and table are the document's next ones."""
        made = self._made.get(finding.id)
        if made is None:
            judgement = self.judgements[finding.id]
            made = self._made[finding.id] = self.builder.finding(
                self.ordered.index(finding) + 1,
                finding,
                read(judgement, finding.comparison, finding.kind, self.language),
                self.remarks(finding.id),
            )
        return made

    def remarks(self, finding: int | None) -> tuple[Remark, ...]:
        """The published observations beside one finding; None: those that stand beside none."""
        known = {one.id for one in self.material.findings}
        return tuple(
            self._remark(one, alone=finding is None)
            for one in self.material.observations
            if one.public and (one.finding if one.finding in known else None) == finding
        )

    def _remark(self, one: Observation, *, alone: bool) -> Remark:
        source = self.words(f"source_{one.source}")
        about = [source, *(one_line(said) for said in (one.theme, one.group, one.area, one.method))]
        if one.people is not None:
            about.append(self.words("people", n=one.people))
        about.append(format_date(one.collected_on, self.language))
        stance = self.words("stance_alone" if alone else f"stance_{one.stance}")
        return Remark(stance, " ".join(paragraphs(one.text)), " · ".join(part for part in about if part))

    def of_kind(self, kind: str, most: int | None = None) -> tuple[FindingBlock, ...]:
        """The findings that people call ``kind``, in their order."""
        return tuple(block for block in self.findings if block.kind == kind)[:most]

    def indicator_title(self, indicator: str) -> str:
        """The title of an indicator in the document's language; its id where nobody knows it any more."""
        return one_line(self.evidence.title(indicator, self.language)) or indicator

    # --- what the document is ---

    @cached_property
    def term(self) -> str:
        return self.draft.term.replace("-", "–")

    def about(self, key: str) -> str:
        """A text by the draft's kind, with its term and year filled in: ``kind_wide``, ``act_yearly`` …"""
        return self.words(f"{key}_{self.draft.kind}", term=self.term, year=self.draft.year or "")

    @cached_property
    def kind_name(self) -> str:
        return self.about("kind")

    @cached_property
    def edition(self) -> str:
        return self.words("edition", n=self.draft.edition)

    @cached_property
    def stage(self) -> str:
        return self.words(f"stage_{self.draft.stage}")

    @cached_property
    def chapters(self) -> tuple[Chapter, ...]:
        """What people wrote, by chapter."""
        written = {code: self.draft.chapters.get(code, "") for code in CHAPTERS}
        figures = self.evidence.live(self.draft.municipality, tokens(written.values()))
        return tuple(
            Chapter(
                code,
                chapter_title(self.draft.kind, code, self.language),
                with_figures(written_blocks(said), figures, self.language),
            )
            for code, said in written.items()
        )

    def document(
        self,
        output: Output,
        blocks: Sequence[Block],
        *,
        title: str = "",
        contents: bool = False,
        goals: Grid | None = None,
    ) -> Document:
        """The document of ``blocks``; ``title`` is the draft's name unless another is given."""
        facts = (self.municipality, self.kind_name, self.edition, self.stage, self.day(self.written_at))
        return Document(
            output=output,
            title=title or one_line(self.draft.name) or self.kind_name,
            subtitle=" · ".join(fact for fact in facts if fact),
            kind_name=self.kind_name,
            edition=self.edition,
            stage=self.stage,
            municipality=self.municipality,
            language=self.language,
            written_at=self.written_at,
            created_at=self.draft.created_at,
            contents=contents,
            blocks=tuple(blocks),
            chapters=self.chapters,
            findings=self.findings,
            notes=notes(self.builder, self.findings),
            draft=self.draft,
            goals=goals,
        )
