"""The sheet of styles of a report in HTML: on a screen by day and in the dark, and on paper.

On paper its inks are always those of paper, and every page says at its foot what it belongs to.
"""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.reports.document import PAGE, PAGES, Document
from app.domain.reports.look import DARK_INKS, TONE_INKS, Paper, Sheet

_COUNTERS = {PAGE: "counter(page)", PAGES: "counter(pages)"}
_GROUND = "#FFFFFF"
_CSS = """
@page {{ size: {page}; margin: {top}mm {side}mm {bottom}mm;
 @bottom-{start} {{ content: {foot}; width: 80%; text-align: {start}; direction: {direction};
 font: {small}pt/1.25 {fonts}; color: {quiet} }}
 @bottom-{end} {{ content: {number}; text-align: {end}; direction: {direction};
 font: {small}pt/1.25 {fonts}; color: {quiet} }} }}
:root {{ color-scheme: light; {light} }}
html {{ font: {body}pt/1.35 {fonts}; color: var(--ink); background: var(--ground) }}
body {{ margin: 0 auto; max-width: {width}mm; padding: 8mm }}
h1 {{ font-size: {title}pt; margin: 0 0 1mm }}
h2 {{ font-size: {section}pt; margin: 5mm 0 1.5mm; break-after: avoid }}
p {{ margin: 0 0 1.5mm }}
.subtitle {{ font-size: {section}pt; color: var(--quiet) }}
dl {{ display: flex; flex-wrap: wrap; gap: 0.5mm 5mm; margin: 2mm 0 }}
dt, dd {{ display: inline; margin: 0 }}
dt {{ color: var(--quiet) }}
dt::after {{ content: ":" }}
table {{ border-collapse: collapse; width: 100%; table-layout: fixed }}
th, td {{ text-align: start; vertical-align: top; padding: {pad}mm 1.5mm; overflow-wrap: anywhere;
 border-bottom: 0.2mm solid var(--rule) }}
th {{ font-weight: 600; border-bottom: 0.4mm solid var(--ink) }}
.end {{ text-align: end }}
thead {{ display: table-header-group }}
tr {{ break-inside: avoid }}
p, dl {{ break-inside: avoid }}
tr.group td {{ font-weight: 600; border-top: 0.4mm solid var(--ink); break-after: avoid }}
td p {{ margin: 0 0 0.4mm; white-space: pre-line }}
[dir=rtl] td p[dir=ltr] {{ text-align: right }}
.strong {{ font-weight: 600 }}
.quiet {{ color: var(--quiet); font-size: {small}pt }}
.counts {{ margin: 0 0 1mm }}
.counts b {{ font-weight: 600; margin-inline-end: 1mm }}
.counts span {{ margin-inline-end: 4mm; display: inline-block }}
{tones}
@media screen and (prefers-color-scheme: dark) {{
:root {{ color-scheme: dark; {dark} }} }}
@media print {{ body {{ padding: 0; max-width: none }} }}
"""


def style(document: Document, paper: Paper) -> str:
    """Return the styles of a report; no text of it can become more than a text in them."""
    sheet = Sheet.of(paper, upright=document.upright)
    mirrored = document.right_to_left
    tones = "\n".join(f".{tone} {{ color: var(--{tone}) }}" for tone in TONE_INKS)
    light = {
        "ground": _GROUND,
        "ink": sheet.ink,
        "quiet": sheet.quiet,
        "rule": sheet.rule,
        **{str(tone): ink for tone, ink in TONE_INKS.items()},
    }
    return _CSS.format(
        page=f"{sheet.width}mm {sheet.height}mm",
        width=sheet.width,
        top=sheet.top,
        bottom=sheet.bottom,
        side=sheet.side,
        pad=sheet.pad,
        start="right" if mirrored else "left",
        end="left" if mirrored else "right",
        direction="rtl" if mirrored else "ltr",
        foot=_quoted(document.foot),
        number=" ".join(_COUNTERS.get(each) or _quoted(each) for each in document.numbering),
        fonts=", ".join(f'"{each}"' for each in sheet.fonts) + ", sans-serif",
        tones=tones,
        **sheet.sizes,
        quiet=sheet.quiet,
        light=_inks(light),
        dark=_inks(DARK_INKS),
    )


def _inks(inks: Mapping[str, str]) -> str:
    return "; ".join(f"--{name}: {ink}" for name, ink in inks.items())


def _quoted(text: str) -> str:
    """Return a text as one of a style sheet: whatever is no letter or digit by its number."""
    letters = (each if each.isalnum() and each.isascii() else f"\\{ord(each):06x}" for each in text)
    return f'"{"".join(letters)}"'
