"""The engine: takes an input object, runs every rule that judges it, gives a report.

Pure: no network, no database, no clock. The day by which dated rules are judged is the profile's, or
``context["on"]``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import Any

from portal.rules.dispatch import work_on
from portal.rules.facts import reported as seen
from portal.rules.facts.use_cases import described_use_cases
from portal.rules.inputs import KINDS, PAGE_KINDS, Part, UnreadableInput, page_source, parts_of, subject_of
from portal.rules.overrides import Override, read_overrides
from portal.rules.profiles import DEFAULT, PROFILES, Profile, profile_named
from portal.rules.registry import all_rules
from portal.rules.result import RANK, Finding, Hit, Report, Verdict, worst
from portal.rules.rule import Context, Rule, always
from portal.rules.rulebook import load
from portal.rules.subjects import CampaignDescription, OptInForm, PolicyPage, SampleMessage, TollFreeBrief

__all__ = ["KINDS", "UnreadableInput", "judge", "lint"]


def lint(
    kind: str,
    data: Mapping[str, Any],
    *,
    profile: str = DEFAULT,
    context: Mapping[str, Any] | None = None,
    overrides: Mapping[str, Any] | None = None,
) -> Report:
    """Judge one input object.

    ``context`` holds what only the portal knows: ``on`` (ISO day by which dated rules are judged), ``campaigns``
    (the brand's other live campaigns, each with use_case and description, for ``tcr:2001``), ``today`` (for ages and
    dates that may not lie ahead) and ``reseller`` (the name of the business that files). ``overrides`` are a
    reseller's: ``{rule: {"severity": "error|warning|advice|silenced|report", "reason": "..."}}``.
    Raises ``UnreadableInput``, ``UnknownProfile`` or ``BadOverride``.
    """
    subject = subject_of(kind, data)
    report = judge(kind, subject, profile=profile, context=context, overrides=overrides)
    return _with_page_edits(report, page_source(kind, data), subject.text) if kind in PAGE_KINDS else report


def _with_page_edits(report: Report, source: str, text: str) -> Report:
    """The report on a page, the first finding of each rule with the edit that the rule offers in the source."""
    drawn = {finding.rule for finding in report.findings}
    edits = {rule.id: rule.mend(source, text) for rule in all_rules() if rule.id in drawn and rule.mend is not None}
    found = [replace(one, edit=edits.pop(one.rule)) if one.rule in edits else one for one in report.findings]
    return replace(report, findings=tuple(found))


def judge(
    kind: str,
    subject: Any,
    *,
    profile: str = DEFAULT,
    context: Mapping[str, Any] | None = None,
    overrides: Mapping[str, Any] | None = None,
) -> Report:
    """Judge a subject that has been built already."""
    chosen = profile_named(profile)
    told = context or {}
    wishes = read_overrides(overrides or {})
    run = _Run(chosen, subject, told, wishes)
    for part in parts_of(subject):
        run.part(part)
    return Report(
        kind=kind,
        findings=tuple(run.findings),
        checked=run.checked,
        rulebook=load().version,
        profile=chosen.name,
        facts=_facts(subject),
        silenced=tuple(run.silenced),
    )


def _context(profile: Profile, subject: Any, told: Mapping[str, Any]) -> Context:
    return Context(
        profile=profile,
        rulebook=load(),
        on=_day(told.get("on")) or profile.as_of,
        channel="toll_free" if isinstance(subject, TollFreeBrief) else str(told.get("channel") or "10dlc"),
        whole=subject,
        others=_campaigns(told.get("campaigns")),
        today=_day(told.get("today"), "today"),
        reseller=str(told.get("reseller") or ""),
    )


def _campaigns(value: Any) -> tuple[Mapping[str, Any], ...]:
    if value is None:
        return ()
    if isinstance(value, str) or not isinstance(value, (list, tuple)):
        raise UnreadableInput("context campaigns: not a list of campaigns.")
    if not all(isinstance(one, Mapping) for one in value):
        raise UnreadableInput("context campaigns: each is an object with use_case and description.")
    return tuple(value)


def _day(value: Any, name: str = "on") -> date | None:
    if value is None or isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise UnreadableInput(f"context {name}: {value!r} is not a day written YYYY-MM-DD.") from None


_CURRENT = PROFILES["current"]
_PASS, _NOT_APPLICABLE = Verdict.PASS, Verdict.NOT_APPLICABLE


class _Run:
    """One run over one input: collects findings and the result of every rule."""

    def __init__(self, profile: Profile, subject: Any, told: Mapping[str, Any], wishes: Mapping[str, Override]) -> None:
        self.context = _context(profile, subject, told)
        self.told = told
        self.wishes = wishes
        self.findings: list[Finding] = []
        self.silenced: list[Finding] = []
        self.checked: dict[str, Verdict] = {}
        self.asked: dict[tuple[str, int], Mapping[str, tuple[Verdict]]] = {}

    @cached_property
    def today(self) -> Context:
        """What a rule may know when today's public rules are asked."""
        return _context(_CURRENT, self.context.whole, self.told)

    def part(self, part: Part) -> None:
        """Run the rules on one subject; of a rule on several subjects the worst answer stays."""
        subject, context = part.subject, self.context
        work = work_on(subject, context.on)
        answers = dict(work.answered)
        for rule in work.quiet:
            answers[rule.id] = _PASS if rule.applies(subject, context) else _NOT_APPLICABLE
        for rule in work.run:
            if rule.applies is not always and not rule.applies(subject, context):
                answers[rule.id] = _NOT_APPLICABLE
                continue
            verdicts = [self._record(rule, part, hit) for hit in rule.check(subject, context)]
            answers[rule.id] = worst(verdicts) if verdicts else _PASS
        checked = self.checked
        if not checked:
            self.checked = answers
            return
        for name, verdict in answers.items():
            before = checked.get(name)
            if before is None or RANK[verdict] < RANK[before]:
                checked[name] = verdict

    def _record(self, rule: Rule, part: Part, hit: Hit) -> Verdict:
        severity = _severity(rule, hit, self.context.profile)
        wish = self.wishes.get(rule.id)
        if wish is not None and wish.silences:
            self.silenced.append(_finding(rule, part, hit, severity, wish, None))
            return Verdict.PASS
        final = wish.severity if wish is not None and wish.severity is not None else severity
        finding = _finding(rule, part, hit, severity, wish, self._second_line(rule, part, hit, final))
        self.findings.append(finding)
        return Verdict.PASS if finding.status_report else final

    def _second_line(self, rule: Rule, part: Part, hit: Hit, severity: Verdict) -> str | None:
        """What today's public rules say where they differ from the profile in use."""
        note = _CURRENT.differences.get(rule.id)
        if note is None or self.context.profile.name == _CURRENT.name:
            return None
        fixed = _CURRENT.severities.get(rule.id)
        if fixed is not None:  # such a rule finds the same there; only its severity differs
            return None if fixed is severity else f"{note} There: {fixed.value}."
        seen, field = self._todays(rule, part), hit.field or part.field or rule.field
        same = [*seen.get("", ()), *(seen.get(field, ()) if field else ())]
        if same and worst(same) is severity:
            return None
        return f"{note} There: {(worst(same) if same else Verdict.PASS).value}."

    def _todays(self, rule: Rule, part: Part) -> Mapping[str, tuple[Verdict]]:
        """The worst that today's public rules say of each field; asked once, however many findings there are."""
        key = (rule.id, id(part))
        if key not in self.asked:
            found: dict[str, tuple[Verdict]] = {}
            today = self.today
            for hit in rule.check(part.subject, today) if rule.applies(part.subject, today) else ():
                field = hit.field or ""
                found[field] = (worst((*found.get(field, ()), _severity(rule, hit, today.profile))),)
            self.asked[key] = found
        return self.asked[key]


def _severity(rule: Rule, hit: Hit, profile: Profile) -> Verdict:
    return profile.severities.get(rule.id) or hit.severity or rule.severity


def _finding(
    rule: Rule, part: Part, hit: Hit, severity: Verdict, wish: Override | None, second_line: str | None
) -> Finding:
    changed = wish is not None and wish.severity is not None
    return Finding(
        rule=rule.id,
        name=rule.name,
        severity=wish.severity if wish is not None and wish.severity is not None else severity,
        field=hit.field or part.field or rule.field,
        span=hit.span,
        message=hit.message,
        fix=hit.fix or rule.fix,
        codes=rule.codes if hit.codes is None else hit.codes,
        edit=hit.edit,
        why=rule.why,
        second_line=second_line,
        status_report=not rule.enforced or (wish is not None and wish.reports),
        override=None
        if wish is None
        else {"was": severity.value, "now": wish.wish, "reason": wish.reason, "changed": str(changed).lower()},
    )


def _facts(subject: Any) -> dict[str, Any] | None:
    if isinstance(subject, SampleMessage):
        return seen.sample_message_facts(subject)
    if isinstance(subject, PolicyPage):
        return seen.privacy_policy_facts(subject)
    if isinstance(subject, OptInForm):
        return seen.opt_in_form_facts(subject)
    if isinstance(subject, CampaignDescription):
        return {"use_cases": described_use_cases(subject.text)}
    return None
