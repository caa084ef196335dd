"""The questions about a campaign: each says why a registry asks, shows a good answer and names the common mistake."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from brands.topic_forms import LinesField, TopicForm, choice, long_text, several, text, yes
from campaigns.vocabulary import STANDARD_USE_CASES, UseCase
from portal.common.messaging import MonthlyVolume, OptInMethod


class PurposeForm(TopicForm):
    """What the messages are for."""

    needed = frozenset({"use_case", "message_volume", "frequency"})

    name = text(_("Name of the campaign"), _("For your own lists, like <q>Appointment reminders</q>."), max_length=120)
    one_by_one = yes(
        _("People here only text one person at a time"),
        _(
            "Then only the business, the numbers and the purpose are asked. Registering is advised all the same: "
            "carriers cannot see who typed a message."
        ),
    )
    sms = yes(_("Text messages (SMS)"), "")
    mms = yes(_("Messages with pictures (MMS)"), _("Then samples with pictures are asked too."))
    use_case = choice(
        _("Use case"),
        UseCase.choices,
        _(
            "The one that fits every sample. Passcodes and account notifications take 1 to 2 business days, marketing "
            "3 to 7, political 5 to 10. Common mistake: promotions under customer care (code 9001)."
        ),
    )
    sub_use_cases = several(
        _("Parts of a mixed campaign"),
        STANDARD_USE_CASES,
        _("Only for mixed (two to five) and low volume mixed (one to five, at most 6,000 messages a day)."),
    )
    message_volume = choice(
        _("Messages in a month"), MonthlyVolume.choices, _("Your best estimate of the busiest month.")
    )
    frequency = text(
        _("How often one person gets a message"),
        _("As the wording of consent says it: <q>up to 4 messages a month</q>, or <q>message frequency varies</q>."),
    )
    audience_minors = yes(
        _("Some recipients are under 18"),
        _("Schools need a consent form signed by a parent; upload it with the proof."),
    )


class DescriptionForm(TopicForm):
    """The one text that is read most."""

    needed = frozenset({"description"})

    description = long_text(
        _("Description of the campaign"),
        _(
            "Who sends what to whom, and what for, in 40 to 300 characters: <q>Northwind Dental sends appointment "
            "confirmations and reminders to its patients to keep visits on schedule.</q> Common mistake: <q>various "
            "messages</q> or <q>general updates</q>, which say nothing."
        ),
        rows=5,
        limit=300,
    )


def _sample(number: int) -> forms.CharField:
    hint = (
        _(
            "Start with the name of the business, use real-looking details and end with the way out: <q>Northwind "
            "Dental: Sarah, your cleaning is Thursday at 2 PM. Reply C to confirm. Reply STOP to opt out. Msg &amp; "
            "data rates may apply.</q> Common mistakes: [FIRST NAME], a short link, no STOP."
        )
        if number == 1
        else ""
    )
    field = long_text(_("Sample %(number)d") % {"number": number}, hint, rows=3)
    field.widget.attrs["data-counter"] = "segments"
    return field


class SamplesForm(TopicForm):
    """Messages as they will be sent."""

    numbered = {"sample_messages": 5}
    needed = frozenset({"sample_messages_0", "sample_messages_1"})

    sample_messages_0 = _sample(1)
    sample_messages_1 = _sample(2)
    sample_messages_2 = _sample(3)
    sample_messages_3 = _sample(4)
    sample_messages_4 = _sample(5)
    mms_samples = LinesField(
        label=_("Texts of MMS samples"),
        help_text=_("One per line, for campaigns with pictures. Upload the pictures below in the same order."),
        most=5,
        longest=1600,
        commas=False,
    )


class AmendmentForm(TopicForm):
    """What may change on an approved campaign."""

    numbered = {"sample_messages": 5}
    needed = frozenset({"sample_messages_0", "sample_messages_1"})

    sample_messages_0 = _sample(1)
    sample_messages_1 = _sample(2)
    sample_messages_2 = _sample(3)
    sample_messages_3 = _sample(4)
    sample_messages_4 = _sample(5)
    opt_in_url = text(_("Address of the opt-in page"), _("Public, without a sign-in."), inputmode="url")
    opt_in_wording = long_text(_("Wording people agree to"), _("Word for word."), rows=5)
    privacy_policy_url = text(_("Privacy policy"), _("The page itself."), inputmode="url")
    terms_url = text(_("Terms of service"), _("The page itself."), inputmode="url")
    reason = long_text(_("Why it changes"), _("What the reviewer should know."), rows=2)


class OptInForm(TopicForm):
    """How people agree."""

    needed = frozenset({"opt_in_method", "message_flow", "opt_in_wording"})

    opt_in_method = choice(
        _("How people agree"),
        OptInMethod.choices,
        _("Choose the way that is really in use; you sign for it when you submit."),
    )
    message_flow = long_text(
        _("The way from the first contact to the first message"),
        _(
            "Step by step, with the addresses of pages: where people find the offer, what they do, what they read, "
            "what they get. Common mistake: a flow that is not on the live website yet."
        ),
        rows=6,
        limit=2048,
    )
    opt_in_wording = long_text(
        _("Wording people agree to"),
        _(
            "Word for word. Five things belong in it: the name of the business, what kind of messages, how often, "
            "<q>message and data rates may apply</q>, and <q>reply STOP to opt out</q>. For marketing also: consent is "
            "not a condition of purchase. Common mistake: one box for calls, e-mail and texts together."
        ),
        rows=5,
    )
    opt_in_url = text(
        _("Address of the opt-in page"),
        _(
            "Public, without a sign-in. If the form is behind one, make a page that shows it. Common mistake: the "
            "home page."
        ),
        inputmode="url",
    )
    verbal_script = long_text(
        _("Script for spoken consent"),
        _("Only when people agree by voice: word for word what is said, with the question that is answered by yes."),
    )
    double_opt_in = yes(
        _("People confirm with YES before the first message"),
        _("Advised for marketing: a second, dated agreement is strong proof."),
    )


class RepliesForm(TopicForm):
    """Automatic answers."""

    needed = frozenset({"opt_in_message", "opt_out_message", "help_message"})

    opt_in_keywords = LinesField(
        label=_("Words that sign people up"),
        help_text=_("One per line, like <q>JOIN</q>. Only when people may text in to agree."),
        most=20,
        longest=40,
    )
    opt_in_message = long_text(
        _("Confirmation after signing up"),
        _(
            "<q>Northwind Dental: you get appointment reminders now. Msg frequency varies. Msg &amp; data rates may "
            "apply. Reply HELP for help, STOP to opt out.</q>"
        ),
    )
    opt_out_keywords = LinesField(
        label=_("Words that end messages"),
        help_text=_("STOP, END, CANCEL, UNSUBSCRIBE and QUIT must all work alike; REVOKE and OPT OUT count by law."),
        most=20,
        longest=40,
    )
    opt_out_message = long_text(
        _("Answer to STOP"),
        _(
            "<q>Northwind Dental: you are unsubscribed and get no more messages. Reply START to join again.</q> Common "
            "mistake: no name of the business."
        ),
    )
    help_keywords = LinesField(label=_("Words that ask for help"), help_text="", most=20, longest=40)
    help_message = long_text(
        _("Answer to HELP"),
        _(
            "<q>Northwind Dental: for help call (614) 555-0142 or visit northwinddental.com/help. Reply STOP to "
            "opt out.</q>"
        ),
    )
    resubscribe_message = long_text(
        _("Answer to START after a STOP"), _("<q>Northwind Dental: you are signed up again. Reply STOP to opt out.</q>")
    )
    support_phone = text(_("Phone for help"), _("As the answer to HELP names it."), autocomplete="tel")
    support_url = text(_("Page for help"), "", inputmode="url")


class PoliciesForm(TopicForm):
    """The two papers that every sender has."""

    needed = frozenset({"privacy_policy_url", "terms_url"})

    privacy_policy_url = text(
        _("Privacy policy"),
        _(
            "The page itself, like <q>https://www.northwinddental.com/privacy</q>. It needs a part on text messages "
            "that says numbers and consent are not shared with third parties. Common mistake: the home page, or a "
            "policy that allows sharing with partners (code 9108)."
        ),
        inputmode="url",
    )
    terms_url = text(
        _("Terms of service"),
        _("The page itself. It names the kinds of messages, how often, the rates line and how to stop."),
        inputmode="url",
    )
    policies_in_print = yes(
        _("The business has no website and gives both out on paper"), _("Then upload both papers below.")
    )


class AttributesForm(TopicForm):
    """Flags that carriers route by."""

    subscriber_opt_in = yes(_("People opt in"), _("Always. Without it the campaign is refused at once."))
    subscriber_opt_out = yes(_("STOP is honoured"), _("Always. Without it the campaign is refused at once."))
    subscriber_help = yes(_("HELP is answered"), _("Always. Without it the campaign is refused like one without STOP."))
    embedded_link = yes(_("Messages contain links"), _("Tick when any sample has one; a mismatch means manual review."))
    embedded_link_sample = text(
        _("A link as messages show it"), _("At your own domain, never a public short link."), inputmode="url"
    )
    embedded_phone = yes(
        _("Messages contain a phone number"),
        _("Any other than the sending number and the help line; a mismatch means manual review."),
    )
    age_gated = yes(
        _("Content is only for adults"),
        _("Alcohol or tobacco, where carriers allow them at all: needs an age gate that asks for the date of birth."),
    )
    direct_lending = yes(
        _("Direct lending or loan arrangement"),
        _("Only for licensed lenders. Ticked without a licence it brings heavy scrutiny or a refusal."),
    )
    number_pool = yes(_("Fifty or more numbers send"), _("Needs an approval of its own."))
    affiliate_marketing = yes(_("Affiliate marketing"), _("Carriers refuse it; tick it only if it is true."))
    business_licence = text(
        _("Licence number for the do-not-call exemption"),
        _("Healthcare, financial institutions, not-for-profits and political campaigns only."),
        max_length=100,
    )
    campaign_verify_token = text(
        _("Campaign Verify token"), _("Political campaigns only; it comes from campaignverify.org."), max_length=200
    )


CAMPAIGN_FORMS: dict[str, type[TopicForm]] = {
    "purpose": PurposeForm,
    "description": DescriptionForm,
    "samples": SamplesForm,
    "opt_in": OptInForm,
    "replies": RepliesForm,
    "policies": PoliciesForm,
    "attributes": AttributesForm,
}
"""The form of each topic."""


class NumberForm(forms.Form):
    """A number to send from."""

    number = forms.CharField(
        label=_("Phone number"),
        max_length=40,
        help_text=_("A ten-digit number your provider gave you, like <q>(614) 555-0142</q>. All of them belong here."),
        error_messages={"required": _("Enter the phone number.")},
    )
