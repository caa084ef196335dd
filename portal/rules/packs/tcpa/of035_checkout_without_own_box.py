"""OF035: A checkout takes consent to promotional texts together with the order."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules import checks
from portal.rules.facts import consent_words
from portal.rules.facts.text import normalize
from portal.rules.kit import GOOD_FORM, absent
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import (
    OptInForm,
)


def _applies(form: OptInForm, context: Context) -> bool:
    checkout = consent_words.is_checkout(normalize(form.text).folded)
    return form.found and checkout and checks.is_marketing_form(form, context)


def _check(form: OptInForm, context: Context) -> Iterator[Hit]:
    yield from absent(form.consent_boxes, "The checkout takes consent to promotions with the order, without a box.")


RULE = Rule(
    id="OF035",
    name="checkout-without-own-box",
    authority="tcpa",
    citation="source 004, section 8.4",
    severity=Verdict.ERROR,
    subjects=(OptInForm,),
    check=_check,
    what="A checkout takes consent to promotional texts together with the order.",
    why="Consent to promotions, such as reminders of a cart, cannot be bundled with checkout consent.",
    fix="Put an unticked box for promotional texts on the checkout.",
    codes=("tcr:2101",),
    field="opt_in_url",
    applies=_applies,
    good=(
        {
            "kind": "opt_in_form",
            "html": "<form><h2>Order summary</h2><label>Card number <input name=card></label><label>Mobile <input type=tel></label><label><input type=checkbox> I agree to receive promotional text messages from Acme.</label><button>Place order</button></form>",
        },
        {
            "kind": "opt_in_form",
            "html": "<form><h2>Order summary</h2><label>Card number <input name=card></label><label>Mobile <input type=tel></label><p>We send order updates by text.</p><button>Place order</button></form>",
        },
        {"kind": "opt_in_form", "html": GOOD_FORM},
    ),
    bad=(
        {
            "kind": "opt_in_form",
            "html": "<form><h2>Order summary</h2><label>Card number <input name=card></label><label>Mobile <input type=tel></label><p>By placing your order you agree to promotional text messages from Acme.</p><button>Place order</button></form>",
        },
        {
            "kind": "opt_in_form",
            "html": "<form><h2>Order summary</h2><label>Card number <input name=card></label><label>Mobile <input type=tel></label><p>You will receive special offers by text message.</p><button>Place order</button></form>",
        },
        {
            "kind": "opt_in_form",
            "html": "<form><h2>Order summary</h2><label>Card number <input name=card></label><label>Mobile <input type=tel></label><p>Cart reminders and exclusive offers come by SMS.</p><button>Place order</button></form>",
        },
    ),
)
