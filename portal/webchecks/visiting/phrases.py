# ruff: noqa: E501 - a pattern reads better on one line than torn apart
"""The words, marks, hosts and elements by which walls, placeholders and missing pages are known.

Patterns that look at a title or a heading are tried on each of its parts (`Coming soon | Sunrise Cafe` has two).
"""

from __future__ import annotations

import re
from typing import Final

_SUBJECT = r"(?:we(?:['’]re| are)|our|the|a|an|my|your|this|new|brand|online|official|site|website|web ?site|web ?page|page|home ?page|store|shop|something|great|big|exciting|awesome|amazing|is|are|will be|be|things?|look|experience|currently|temporarily|still|now|also|of|for|[\w-]{1,60}\.(?:com|net|org|us|co|io|biz|info|shop|store|test))"

PLACEHOLDER_PARTS: Final = tuple(
    re.compile(pattern)
    for pattern in (
        # coming soon: nothing but words that say what comes without naming goods
        rf"(?i)^\W*(?:{_SUBJECT}\W+)*(?:coming|launching|opening|arriving|live|going live|back|here|available|online) (?:very |back )?soon\W*$",
        rf"(?i)^\W*(?:{_SUBJECT}\W+)*under (?:re)?construction\W*$",
        r"(?i)\b(?:web ?site|web ?page|site|online (?:store|shop)) (?:is |are |will be )?(?:currently |temporarily |still |now )*(?:under (?:re)?construction|under(?:going)? (?:\w+ )?maintenance|down for (?:\w+ )?maintenance|being (?:re)?(?:built|designed|developed|updated)|coming soon|launching soon|opening soon|on its way)\b",
        r"(?i)^\W*(?:we(?:['’]ll| will) be (?:right )?back|be right back|back (?:shortly|in a (?:moment|minute|bit)))\b",
        # maintenance of the site, not a trade
        rf"(?i)^\W*(?:{_SUBJECT}\W+)*(?:under(?:going)?|down for|offline for|closed for|in) (?:(?:a|some|brief|short|scheduled|planned|routine|temporary) )*maintenance(?: mode)?\W*$",
        r"(?i)^\W*(?:maintenance (?:mode|in progress|break|window)|(?:site|website|server|system) maintenance(?: in progress)?)\W*$",
        # parked and for sale
        r"(?i)\b(?:this |the |your )?domain(?: name)? (?:\S{3,60} )?(?:is |has |was |may be |might be |could be |has been )*(?:for sale|available for purchase|parked|expired|not configured|not (?:yet )?connected|reserved|registered (?:at|by|with))\b",
        r"(?i)\b[\w-]{1,60}\.(?:com|net|org|us|co|io|biz|info|shop|store|test)\b (?:is |may be |might be |has )*(?:for sale|parked|expired|been registered)\b",
        r"(?i)\b(?:buy|purchase|get|own) this domain\b|\bparked (?:domain|free|page)\b|\bdomain parking\b|\bfuture home of\b|\bweb ?site is not (?:yet )?(?:published|connected|configured)\b",
        # suspended
        r"(?i)\b(?:account|site|web ?site|hosting|store) (?:has been |is |was |temporarily |currently )*(?:suspended|deactivated|disabled)\b|\bbandwidth limit exceeded\b|\b(?:this|your|the) (?:store|shop|site|web ?site) is (?:currently |temporarily )*(?:unavailable|offline)\b",
        # a server's own page
        r"(?i)\bwelcome to (?:nginx|openresty|centos|caddy|tengine|apache|lighttpd|rocky|almalinux|your new (?:site|website|server))\b|\bapache2? .{0,30}default page\b|^\W*it works\W*$|\bdefault (?:web ?site |web |server )?page\b|\biis (?:windows|\d)|\btest page for .{0,40}\bserver\b|\bhttp server test page\b",
        r"(?i)^\W*index of /|\bdirectory listing (?:for|of)\b|\b(?:plesk|cpanel|directadmin)\b.{0,30}\b(?:default|welcome|page)\b|\bcongratulations\b.{0,60}\b(?:web ?site|site|server|domain)\b",
    )
)
PLACEHOLDER_BODY: Final = re.compile(
    r"(?i)\b(?:this|our|the) (?:new )?(?:web ?site|web ?page|site|domain|page) (?:is|will be|has been) (?:currently |temporarily |still |now |being )*(?:under (?:re)?construction|under(?:going)? (?:\w+ )?maintenance|down for (?:\w+ )?maintenance|coming soon|launching soon|parked|suspended|for sale|(?:re)?(?:built|designed|developed) (?:now|at the moment|right now))"
)
SOON: Final = re.compile(r"(?i)\b(?:coming|launching|opening) soon\b")
PARKING: Final = (
    "sedoparking", "sedo.com/search", "parkingcrew", "bodis.com", "parklogic", "afternic.com", "//dan.com/", "hugedomains.com",
    "domainmarket.com", "parked-content.godaddy", "/parking-lander", "parkingpage.namecheap", "uniregistry", "skenzo",
    "above.com/marketplace", "undeveloped.com", "d38psrni17bvxu.cloudfront", "namebright", "domainnamesales",
)  # fmt: skip
"""Hosts and scripts of services that park domains, in small letters."""
FRESH_WORDPRESS: Final = re.compile(r"(?i)\bjust another wordpress site\b")
HELLO_WORLD: Final = re.compile(r"(?i)^\W*hello world\W*$|^\W*sample page\W*$")

SIGN_IN_PATH: Final = re.compile(
    r"(?i)/(?:wp-login\.php|(?:account/|user/|users/|customer/|member/|members/|auth/)?(?:log-?in|sign-?in|logon|authwall|password|authenticate|authorize|sso)|auth|passwordless)(?:[/.?]|$)"
)
SIGN_IN_HOST: Final = re.compile(
    r"(?i)^(?:accounts\.google\.com|login\.microsoftonline\.com|login\.live\.com|[\w.-]+\.okta\.com|[\w.-]+\.auth0\.com|[\w.-]+\.b2clogin\.com|[\w.-]+\.cloudflareaccess\.com|(?:login|signin|sso|auth|idp)\.[\w.-]+)$"
)
SIGN_IN_PARTS: Final = re.compile(
    r"(?i)^\W*(?:please )?(?:(?:member|client|customer|staff|patient|admin|user) )?(?:log ?in|login|sign ?in)(?: to (?:continue|your account|view|see|access)\b.*| required|)\W*$|\b(?:password (?:required|protected)|protected (?:page|site|content)|private site|members? only|enter (?:the |store |your )?password|authentication required|(?:log|sign) ?in or (?:sign up|register|join))\b|\byou must (?:be logged|log|sign) in\b"
)
BOT_PARTS: Final = re.compile(
    r"(?i)just a moment|attention required|checking (?:if the site connection is secure|your browser)|verif(?:y|ying) (?:that )?you are (?:a )?human|are you (?:a )?(?:robot|human)|robot or human|not a robot|human verification|security (?:check|verification)|\bcaptcha\b|access (?:to this (?:page|site|website) (?:has been |is |was )?)?(?:denied|blocked|restricted)|enable javascript and cookies|ddos[- ]protection|ddos-guard|request (?:unsuccessful|blocked|rejected)|pardon our interruption|one more step|client challenge|unusual traffic|you have been blocked|bot (?:detected|protection|manager)|web application firewall|(?:blocked|protected) by (?:\w+ )?(?:firewall|security)|too many requests|rate limit"
)
CHALLENGE: Final = (
    "/cdn-cgi/challenge-platform", "_incapsula_resource", "captcha-delivery.com", "px-captcha", "perimeterx", "awswaf", "aws-waf",
    "/_sec/cp_challenge", "sgcaptcha", "kpsdk", "ddos-guard.net", "sucuri_cloudproxy_js", "geetest", "__test=",
    "challenges.cloudflare.com", "/challenge.js", "/challenge.min.js", "friendlycaptcha", "/.well-known/captcha",
)  # fmt: skip
"""What the scripts of sites' protections are called, in small letters."""
GEO_BLOCK: Final = re.compile(
    r"(?i)\b(?:(?:not|un|isn['’]t |no longer )\s?(?:currently )?(?:available|accessible) (?:in|from|to visitors (?:in|from)) (?:your|this) (?:country|region|location|area)|(?:access|visitors?|traffic|connections?) from (?:your|this) (?:country|region|location) (?:is|are|has been|have been) (?:blocked|restricted|denied|not allowed|not permitted)|(?:blocked|restricted|banned) (?:in|from) your (?:country|region|location)|(?:country|region|location) (?:you are (?:visiting|browsing|accessing) from )?is (?:blocked|not supported|not allowed)|unavailable (?:for legal reasons|in your (?:country|region|location)|to visitors from))"
)

NOT_FOUND_PARTS: Final = re.compile(
    r"(?i)^\W*(?:error\W*)?404\W*$|\b(?:error\W*404|404\W+(?:error|not found|page|file))\b|\b(?:page|file|document|url|content|that page|this page) (?:you (?:are|were) looking for |you requested |requested )?(?:(?:was|is|could|can|can['’]?t|cannot|could not|couldn['’]t|not|be|has|been|no longer) ?)*(?:not found|be found|(?:doesn['’]t|does not|no longer) exists?|exist|no longer available|been (?:re)?moved)\b|^\W*(?:page )?not found\W*$|^\W*nothing (?:was |could be )?found(?: here)?\W*$"
)

SCRIPT_NOTE: Final = re.compile(
    r"(?i)\b(?:enable|activate|turn on|requires?|needs?|allow|without) (?:your )?java ?script\b|\bjava ?script (?:is |must be |has to be |needs to be )?(?:required|disabled|enabled|off|turned off|not (?:enabled|supported))\b"
)
SPA_ROOTS: Final = (
    "#root, #app, #__next, #__nuxt, #___gatsby, #svelte, #q-app, #main-app, #react-root, #ember-app, app-root, ion-app"
)
FORM_FIELDS: Final = (
    "textarea, select, input:not([type=hidden]):not([type=submit]):not([type=button]):not([type=image])"
)
FRAMES: Final = "frameset, iframe"
SIGN_IN_FIELD: Final = "input[type=password i]"
COOKIE_LINE: Final = re.compile(
    r"(?i)cookie|consent|\baccept\b|\breject\b|\bdecline\b|\bagree\b|preferences|privacy|partners|tracking|personali[sz]e|necessary|analytics|marketing|manage|settings|experience"
)
FULL_TEXT: Final = re.compile(
    r"(?i)\b(?:full|complete|entire|whole|detailed|current)\b.{0,40}\b(?:privacy|policy|terms|notice|statement)\b|\b(?:privacy|policy|terms|notice|statement)\b.{0,40}\b(?:in full|full text|can be found|is available|here)\b|\b(?:read|view|see|open|download) (?:it|them|the (?:full|complete|whole))\b"
)
