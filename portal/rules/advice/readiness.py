"""Ready to register? The twelve checks of source 004, step 2.5, and what else is missing.

Facts of a registration are judged first: the fields, the papers on file, the last look at the website, the texts.
Where they are silent a person's plain answer counts. What neither tells is ``could_not_check``, never a pass.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from portal.rules.advice.form_words import held_against_form
from portal.rules.engine import UnreadableInput, lint
from portal.rules.profiles import DEFAULT, profile_named
from portal.rules.questions import answer_name
from portal.rules.result import Verdict, worst
from portal.rules.rulebook import load

CHECKS: Final[Mapping[str, tuple[str, str]]] = {
    "ein_letter": ("The IRS letter is at hand", "Find the CP 575 or ask the IRS for a verification letter (147C)."),
    "legal_name": ("The legal name is the one on that letter", "Copy the name from the letter, letter by letter."),
    "website": ("The website is open to everybody over HTTPS", "Open the site to everybody and secure it."),
    "footer": (
        "The footer names the legal entity",
        "Add a footer line such as: \u00a9 Acme. A DBA of Acme Holdings LLC.",
    ),
    "privacy_policy": (
        "The privacy policy has a section about text messages",
        "Publish a policy with a section named SMS Communications.",
    ),
    "terms": ("The terms of service are published", "Publish terms of service and link them in the footer."),
    "duns": (
        "A DUNS number exists or is applied for",
        "Apply for a free DUNS number; it takes about 30 business days.",
    ),
    "social": (
        "There is a LinkedIn or Facebook business page",
        "Create a business page on LinkedIn or Facebook.",
    ),
    "use_case": ("A use case is chosen", "Choose the use case that fits the messages."),
    "opt_in_method": ("The way people agree is chosen", "Decide where and how people agree to be texted."),
    "samples": ("Three sample messages are drafted", "Write three samples as they will really be sent."),
    "consent_wording": (
        "The consent wording is drafted, and a web form carries the same",
        "Write the wording and put the same words on the form.",
    ),
}
"""The twelve in the order of the source: slug -> (what is true when it passes, what to do when it is not)."""
OF_CAMPAIGN: Final = frozenset({"use_case", "opt_in_method", "samples", "consent_wording"})
"""Those of them that look at a campaign; a brand that is registered alone has none yet."""

_ADVISED: Final = {"duns": Verdict.ADVICE, "social": Verdict.ADVICE}
_CODES: Final[Mapping[str, tuple[str, ...]]] = {
    "website": ("tcr:1003", "tcr:1103"),
    "footer": ("tcr:1101",),
    "privacy_policy": ("tcr:9108",),
    "social": ("tcr:1100",),
    "use_case": ("tcr:9001",),
    "opt_in_method": ("tcr:2100",),
    "consent_wording": ("tcr:9607",),
}
_SITE: Final[Mapping[str, tuple[str, ...]]] = {
    "website": ("home.reachable", "tls.certificate", "redirect.https"),
    "footer": ("identity.name",),
    "privacy_policy": ("privacy_policy.found", "privacy_policy.content"),
    "terms": ("terms.found",),
}
"""Which checks of a website run tell of it."""
_BRAND_FIELDS: Final = (
    "legal_name",
    "entity_type",
    "vertical",
    "street",
    "city",
    "state",
    "postal_code",
    "support_email",
    "support_phone",
)
_CAMPAIGN_FIELDS: Final = ("description", "privacy_policy_url", "terms_url")


@dataclass(frozen=True, slots=True)
class Preparation:
    """What is known. ``answers`` are a person's, by check; an empty mapping means that nothing is known of that part.

    ``site_checks`` are those of a website run as data; ``papers`` the kinds of documents on file, ``None`` if unknown.
    ``whole`` says that brand and campaign are those of a registration, so that what they lack is missing; otherwise
    they hold what somebody told, the sender's name as ``campaign["brand"]``. ``alone`` says that the brand is
    registered without a campaign.
    """

    answers: Mapping[str, bool | None] = field(default_factory=dict)
    brand: Mapping[str, Any] = field(default_factory=dict)
    campaign: Mapping[str, Any] = field(default_factory=dict)
    site_checks: Sequence[Mapping[str, Any]] = ()
    papers: frozenset[str] | None = None
    whole: bool = True
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One of the twelve: what was seen, and what to do unless it passes.

    ``for_provider`` says that the portal cannot make it and the provider will: it neither passes nor holds back.
    """

    slug: str
    title: str
    verdict: Verdict
    saw: str
    todo: str
    codes: tuple[str, ...]
    for_provider: bool = False


@dataclass(frozen=True, slots=True)
class Missing:
    """Something else that a reviewer will ask for: a ``field`` or a ``paper``, and why."""

    kind: str
    name: str
    title: str
    why: str


@dataclass(frozen=True, slots=True)
class Readiness:
    """The twelve checks and what else is missing."""

    checks: tuple[Diagnostic, ...]
    missing: tuple[Missing, ...]

    @property
    def verdict(self) -> Verdict:
        """As bad as the worst check; something else missing is at least a warning."""
        own = [Verdict.WARNING] if self.missing else []
        return worst([*(check.verdict for check in self.checks), *own])

    @property
    def ready(self) -> bool:
        """Whether it may be filed: no check failed, and every one was made that is not the provider's to make."""
        held_back = {Verdict.ERROR, Verdict.COULD_NOT_CHECK}
        return not self.missing and not any(one.verdict in held_back and not one.for_provider for one in self.checks)

    @property
    def passed(self) -> int:
        """How many of them pass."""
        return sum(check.verdict in {Verdict.PASS, Verdict.NOT_APPLICABLE} for check in self.checks)


_Seen = tuple[Verdict, str, tuple[str, ...]] | None
"""Verdict, what was seen, codes; ``None`` where the facts are silent."""


def readiness(known: Preparation, *, profile: str = DEFAULT) -> Readiness:
    """The twelve checks on what is known, of a brand alone those of a business. Raises ``UnknownProfile``."""
    profile_named(profile)
    asked = [slug for slug in CHECKS if not (known.alone and slug in OF_CAMPAIGN)]
    checks = tuple(_diagnostic(slug, known, profile) for slug in asked)
    return Readiness(checks, tuple(_missing(known)) if known.whole else ())


def _diagnostic(slug: str, known: Preparation, profile: str) -> Diagnostic:
    title, todo = CHECKS[slug]
    look = _LOOKS.get(slug)
    seen = look(known, profile) if look else None
    if seen is None or (seen[0] is Verdict.COULD_NOT_CHECK and known.answers.get(slug) is not None):
        seen = _answered(slug, known.answers.get(slug), seen)
    verdict, saw, codes = seen
    fine = verdict in {Verdict.PASS, Verdict.NOT_APPLICABLE}
    draws = verdict in {Verdict.ERROR, Verdict.WARNING, Verdict.ADVICE}
    codes = (codes or _CODES.get(slug, ())) if draws else ()
    theirs = slug == "legal_name" and verdict is Verdict.COULD_NOT_CHECK and bool(known.brand)
    return Diagnostic(slug, title, verdict, saw, "" if fine else todo, codes, theirs)


def _answered(slug: str, answer: bool | None, seen: _Seen) -> tuple[Verdict, str, tuple[str, ...]]:
    if answer is None:
        return seen or (Verdict.COULD_NOT_CHECK, "Not known yet.", ())
    if answer:
        return Verdict.PASS, "You said so.", ()
    return _ADVISED.get(slug, Verdict.ERROR), "You said it is not.", ()


def _text(source: Mapping[str, Any], name: str) -> str:
    return str(source.get(name) or "").strip()


def _letter(known: Preparation, _profile: str) -> _Seen:
    if _text(known.brand, "entity_type") == "sole_proprietor":
        return Verdict.NOT_APPLICABLE, "A sole proprietor registers without an EIN.", ()
    if known.papers is None:
        return None
    if "ein_letter" in known.papers:
        return Verdict.PASS, "The letter is on file.", ()
    return Verdict.ERROR, "No letter of the IRS is on file.", ()


def _name(known: Preparation, _profile: str) -> _Seen:
    if not known.brand:
        return None
    name, letter = _text(known.brand, "legal_name"), _text(known.brand, "irs_name")
    if not name:
        return Verdict.ERROR, "No legal name is entered.", ()
    if _text(known.brand, "entity_type") == "sole_proprietor":
        return Verdict.NOT_APPLICABLE, "A sole proprietor has no such letter.", ()
    if not letter:
        return Verdict.COULD_NOT_CHECK, f"{name} is entered. Your provider compares it with the letter.", ()
    if " ".join(name.casefold().split()) == " ".join(letter.casefold().split()):
        return Verdict.PASS, f"{name}, as on the letter.", ()
    return Verdict.ERROR, f"Entered is {name}; the letter says {letter}.", ()


def _site(slug: str) -> Callable[[Preparation, str], _Seen]:
    def look(known: Preparation, profile: str) -> _Seen:
        found = [check for check in known.site_checks if check.get("check") in _SITE[slug]]
        if not found:
            return _unseen_site(known) if slug == "website" else None
        verdict = worst(Verdict(check["verdict"]) for check in found)
        said = [str(check["message"]) for check in found if check.get("message") and check["verdict"] == verdict.value]
        codes = tuple(dict.fromkeys(str(code) for check in found for code in check.get("codes", ())))
        if verdict in {Verdict.NOT_APPLICABLE, Verdict.NOT_IN_FORCE}:
            return Verdict.COULD_NOT_CHECK, "The last look at the website did not get that far.", ()
        return verdict, " ".join(said) or "The last look at the website found it in order.", codes

    return look


def _unseen_site(known: Preparation) -> _Seen:
    address = _text(known.brand, "website")
    if not known.brand and not address:
        return None
    if not address:
        if known.brand.get("social_urls"):
            return (
                Verdict.WARNING,
                "There is no website, only a social page; some reviewers refuse that.",
                ("tcr:1100",),
            )
        return Verdict.ERROR, "No website is entered.", ("tcr:1100",)
    if address.lower().startswith("http://"):
        return Verdict.ERROR, f"{address} is not secured.", ("tcr:1103",)
    return Verdict.COULD_NOT_CHECK, f"{address} was not looked at yet.", ()


def _duns(known: Preparation, _profile: str) -> _Seen:
    if _text(known.brand, "duns"):
        return Verdict.PASS, "The number is on the brand.", ()
    if _text(known.brand, "duns_applied_on"):
        return Verdict.PASS, "It is applied for.", ()
    return (Verdict.ADVICE, "No DUNS number is entered.", ()) if known.brand else None


def _social(known: Preparation, _profile: str) -> _Seen:
    urls = [str(url).lower() for url in known.brand.get("social_urls") or ()]
    if any(host in url for url in urls for host in ("linkedin.com", "facebook.com")):
        return Verdict.PASS, "A page is entered.", ()
    seen = next((check for check in known.site_checks if check.get("check") == "social.page"), None)
    if seen is not None and seen.get("verdict") == Verdict.PASS.value:
        return Verdict.PASS, "The website links one.", ()
    if not known.brand and seen is None:
        return None
    alone = bool(known.brand) and not _text(known.brand, "website")
    return Verdict.ERROR if alone else Verdict.ADVICE, "Neither a LinkedIn nor a Facebook page is known.", ()


def _use_case(known: Preparation, _profile: str) -> _Seen:
    code = _text(known.campaign, "use_case")
    if code in load().use_cases:
        return Verdict.PASS, f"{load().use_cases[code]['title']}.", ()
    return (Verdict.ERROR, "No use case is chosen.", ()) if known.campaign else None


def _method(known: Preparation, _profile: str) -> _Seen:
    method = _text(known.campaign, "opt_in_method")
    if method in load().opt_in_methods:
        return Verdict.PASS, f"{load().opt_in_methods[method]['title']}.", ()
    return (Verdict.ERROR, "No way of agreeing is chosen.", ()) if "opt_in_method" in known.campaign else None


def _samples(known: Preparation, profile: str) -> _Seen:
    samples = [str(text) for text in known.campaign.get("sample_messages") or () if str(text).strip()]
    if not samples:
        return (Verdict.ERROR, "No sample message is written.", ()) if known.campaign else None
    more = {"use_case": _text(known.campaign, "use_case"), "brand": _named(known)}
    faults = [_faults("sample_message", text, profile, more) for text in samples]
    wrong = [number for number, (found, _) in enumerate(faults, start=1) if found]
    if wrong:
        codes = tuple(dict.fromkeys(code for _, codes in faults for code in codes))
        words = " ".join(dict.fromkeys(message for found, _ in faults for message in found))
        return Verdict.ERROR, f"Sample {', '.join(map(str, wrong))}: {words}", codes
    least, advised = (profile_named(profile).limit(f"samples_{name}") for name in ("min", "advised"))
    if len(samples) < advised:
        verdict = Verdict.ERROR if len(samples) < least else Verdict.WARNING
        return verdict, f"{len(samples)} written; {advised} are advised.", ()
    return Verdict.PASS, f"{len(samples)} written, and nothing wrong is found in them.", ()


def _wording(known: Preparation, profile: str) -> _Seen:
    spoken = _text(known.campaign, "opt_in_method") in {"verbal", "ivr"}
    name = "verbal_script" if spoken else "opt_in_wording"
    text = _text(known.campaign, name)
    if not text:
        return (Verdict.ERROR, f"No {answer_name(name).lower()} is written.", ()) if name in known.campaign else None
    found, codes = _faults(name, text, profile, {"brand": _named(known)})
    if found:
        return Verdict.ERROR, " ".join(found), codes
    if _text(known.campaign, "opt_in_method") not in {"", "web_form"}:
        return Verdict.PASS, "The words are complete.", ()
    return held_against_form(text, known.site_checks)


def _named(known: Preparation) -> dict[str, str]:
    brand = known.brand or known.campaign.get("brand") or {}
    return {name: _text(brand, name) for name in ("legal_name", "dba_name")}


def _faults(kind: str, text: str, profile: str, more: Mapping[str, Any]) -> tuple[list[str], tuple[str, ...]]:
    """Messages and codes of what the linter calls an error."""
    given = {
        key: value for key, value in more.items() if value and (not isinstance(value, dict) or any(value.values()))
    }
    try:
        report = lint(kind, {"text": text, **given}, profile=profile)
    except UnreadableInput as error:
        return [str(error)], ()
    errors = [finding for finding in report.findings if finding.severity is Verdict.ERROR]
    return [one.message for one in errors], tuple(dict.fromkeys(code for one in errors for code in one.codes))


_LOOKS: Final[Mapping[str, Callable[[Preparation, str], _Seen]]] = {
    "ein_letter": _letter,
    "legal_name": _name,
    **{slug: _site(slug) for slug in _SITE},
    "duns": _duns,
    "social": _social,
    "use_case": _use_case,
    "opt_in_method": _method,
    "samples": _samples,
    "consent_wording": _wording,
}


def _missing(known: Preparation) -> Iterable[Missing]:
    """Fields and papers beyond the twelve, only of parts that are known at all."""
    if known.brand:
        sole = _text(known.brand, "entity_type") == "sole_proprietor"
        for name in (*_BRAND_FIELDS, *(() if sole else ("ein",))):
            if not _text(known.brand, name):
                yield Missing("field", name, answer_name(name), "The registry asks for it of every brand.")
        health = _text(known.brand, "organization_category") == "healthcare_provider"
        if health and not _text(known.brand, "baa_executed_on"):
            yield Missing("field", "baa_executed_on", "BAA", "Health providers sign one before they register.")
    if known.campaign:
        yield from _missing_of_campaign(known)


def _missing_of_campaign(known: Preparation) -> Iterable[Missing]:
    for name in _CAMPAIGN_FIELDS:
        document = known.campaign.get(f"{name.removesuffix('_url')}_document") if name.endswith("_url") else None
        if not _text(known.campaign, name) and not document:
            yield Missing("field", name, answer_name(name), "The registry asks for it of every campaign.")
    if _text(known.campaign, "use_case") == "POLITICAL" and not _text(known.campaign, "campaign_verify_token"):
        why = "Political campaigns prove who they are with it."
        yield Missing("field", "campaign_verify_token", "Campaign Verify token", why)
    method = load().opt_in_methods.get(_text(known.campaign, "opt_in_method"))
    if method and known.papers is not None:
        for paper in method["evidence"]:
            if paper not in known.papers:
                yield Missing("paper", paper, answer_name(paper), f"It proves the way people agree: {method['title']}.")
    attributes = known.campaign.get("attributes") or {}
    lends = isinstance(attributes, Mapping) and bool(attributes.get("direct_lending"))
    if lends and known.papers is not None and "lender_licence" not in known.papers:
        yield Missing("paper", "lender_licence", "Lender licence", "Direct lending is for licensed lenders.")
