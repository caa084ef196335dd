"""Asks for known vulnerabilities of every installed package with pip-audit; fails when any could not be asked about."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    """Status 1 when something is vulnerable, 3 when something could not be asked about."""
    with tempfile.TemporaryDirectory() as folder:
        program = shutil.which("pip-audit") or install(Path(folder))
        command = [program, "--format", "json", "--progress-spinner", "off", "--no-deps", "--disable-pip"]
        run = subprocess.run(
            [*command, "-r", str(ROOT / "requirements/dev.txt")], capture_output=True, text=True, check=False
        )
    try:
        packages = json.loads(run.stdout)["dependencies"]
    except (ValueError, KeyError):
        print(f"The audit could not be done:\n{run.stderr.strip()}", file=sys.stderr)
        return 3
    skipped = [package["name"] for package in packages if "skip_reason" in package]
    vulnerable = [package for package in packages if package.get("vulns")]
    for package in vulnerable:
        for found in package["vulns"]:
            fixed = ", ".join(found["fix_versions"]) or "no version yet"
            print(f"{package['name']} {package['version']}: {found['id']}, fixed in {fixed}")
    if skipped:
        print(f"Could not be asked about: {', '.join(skipped)}", file=sys.stderr)
    print(f"{len(packages)} packages, {len(vulnerable)} vulnerable, {len(skipped)} not asked about")
    return 1 if vulnerable else 3 if skipped else 0


def install(folder: Path) -> str:
    """pip-audit in an environment of its own, so that it is no dependency."""
    venv.create(folder / "venv", with_pip=True)
    subprocess.run([folder / "venv/bin/pip", "install", "--quiet", "pip-audit"], check=True)
    return str(folder / "venv/bin/pip-audit")


if __name__ == "__main__":
    sys.exit(main())
