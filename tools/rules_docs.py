"""Write docs/rules from the rules and their account; with --check only say whether it is current (status 1 if not)."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from portal.rules.command.docs import pages
from tests.entries import cited

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "rules"


def main() -> int:
    """Write or check."""
    made = pages(cited())
    kept = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.md")} if FOLDER.is_dir() else {}
    if "--check" in sys.argv:
        stale = sorted(name for name in {*made, *kept} if made.get(name) != kept.get(name))
        sys.stdout.write("".join(f"stale: docs/rules/{name}\n" for name in stale))
        return 1 if stale else 0
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name in kept.keys() - made.keys():
        (FOLDER / name).unlink()
    for name, text in made.items():
        (FOLDER / name).write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
