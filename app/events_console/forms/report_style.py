"""The look of a test report, on a screen in light and dark, on paper, and in the subset that Qt lays out.

The colours are those of the window.
"""

from typing import Final

SCREEN: Final = """
:root {
  color-scheme: light dark;
  --window: #F6F7F9; --surface: #FFFFFF; --raised: #EEF0F4; --border: #D5D9E0; --text: #1B1F27;
  --muted: #565E6C; --accent: #1F5FBF;
  --error: #B3261E; --error-tint: #FCEBEA; --warning: #8A5300; --warning-tint: #FFF4E0;
  --info: #1F5FBF; --info-tint: #E8F0FE; --good: #1B6E3C; --good-tint: #E6F5EC;
}
@media (prefers-color-scheme: dark) {
  :root {
    --window: #16181D; --surface: #1E2128; --raised: #272B34; --border: #3A404C; --text: #E8EAEE;
    --muted: #A3ABB8; --accent: #7FB0FF;
    --error: #FF8A80; --error-tint: #3A2022; --warning: #F0B45A; --warning-tint: #382C17;
    --info: #7FB0FF; --info-tint: #1C2A40; --good: #74D29A; --good-tint: #17301F;
  }
}
* { box-sizing: border-box; }
html { background: var(--window); color: var(--text); -webkit-text-size-adjust: 100%; }
body { max-width: 1040px; margin: 0 auto; padding: 40px 24px 64px; font: 14px/1.5 system-ui, sans-serif; }
h1, h2, h3, h4, p, pre { margin: 0; }
h1 { font-size: 28px; line-height: 1.25; letter-spacing: -.01em; }
h2 { font-size: 18px; margin: 40px 0 12px; }
h3 { font-size: 16px; }
h4 { font-size: 13px; margin: 16px 0 6px; }
h1, h2, h3, p, td, th, li { overflow-wrap: anywhere; }
a { color: var(--accent); text-decoration: none; }
a:hover { text-decoration: underline; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 4px; }
.kicker { color: var(--accent); font-size: 12px; font-weight: 600; letter-spacing: .06em;
  text-transform: uppercase; }
header .facts { margin-top: 24px; }
.lead { margin-top: 12px; max-width: 72ch; white-space: pre-wrap; }
.muted { color: var(--muted); }
.small { font-size: 12px; }
.card { background: var(--surface); border: 1px solid var(--border); border-radius: 8px; padding: 16px; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th { text-align: left; font-weight: 400; color: var(--muted); font-size: 12px; vertical-align: top; }
td { vertical-align: top; }
table.grid th, table.grid td { padding: 6px 12px 6px 0; border-bottom: 1px solid var(--border); }
table.grid th { white-space: nowrap; }
table.grid tr:last-child td { border-bottom: 0; }
td.text { min-width: 6.5em; } td.time, td.properties, td.list { min-width: 9em; }
.count, .number, table.grid th.count, table.grid th.number { text-align: right; }
.count { white-space: nowrap; }
td.number { min-width: 4em; }
.columns { display: grid; grid-template-columns: 1fr 1fr; gap: 0 32px; align-items: start; }
.when { white-space: nowrap; }
table.facts { width: auto; }
table.facts th { padding: 2px 20px 2px 0; white-space: nowrap; line-height: 21px; }
table.facts td { padding: 2px 0; }
table.totals tr { display: flex; flex-wrap: wrap; gap: 10px; }
table.totals td { flex: 1; white-space: nowrap; border-radius: 8px; padding: 12px 16px;
  background: var(--surface); border: 1px solid var(--border); }
table.totals b { font-size: 24px; line-height: 1.3; font-weight: 600; }
table.totals td.good, .pill.good { color: var(--good); background: var(--good-tint); border: 0; }
table.totals td.error, .pill.error { color: var(--error); background: var(--error-tint); border: 0; }
table.totals td.warning, .pill.warning { color: var(--warning); background: var(--warning-tint); border: 0; }
table.totals td.info, .pill.info { color: var(--info); background: var(--info-tint); border: 0; }
.pill { display: inline-block; border-radius: 11px; padding: 0 10px; font-size: 12px; line-height: 22px;
  white-space: nowrap; }
.chart { margin-top: 16px; }
.chart svg { display: block; width: 100%; height: auto; }
.chart text { fill: var(--muted); }
.chart .grid { stroke: var(--border); }
.chart .good { fill: var(--good); } .chart .error { fill: var(--error); }
.chart .warning { fill: var(--warning); } .chart .info { fill: var(--info); }
.chart .stripes { stroke: var(--surface); }
td.name { min-width: 10em; }
.exchange { margin-top: 16px; scroll-margin-top: 16px; }
.exchange:target { border-color: var(--accent); }
.head { display: flex; flex-wrap: wrap; gap: 4px 12px; align-items: baseline; }
.head .pill { margin-left: auto; }
.star { color: var(--warning); font-size: 12px; }
.says { margin: 8px 0 12px; max-width: 80ch; }
.says b { font-weight: 600; display: block; }
.note { margin: 12px 0; padding: 8px 12px; background: var(--raised); border-radius: 6px;
  white-space: pre-wrap; }
.problems { margin: 0; padding: 0; list-style: none; }
.problems li { padding: 4px 0; }
.problems .place { color: var(--muted); }
.problems .error { color: var(--error); } .problems .warning { color: var(--warning); }
.problems .info { color: var(--info); }
details { margin-top: 8px; border-top: 1px solid var(--border); padding-top: 8px; }
details + details { margin-top: 8px; }
summary { cursor: pointer; color: var(--accent); width: fit-content; }
pre { font: 12px/1.5 ui-monospace, monospace; white-space: pre-wrap; overflow-wrap: anywhere; margin-top: 8px;
  padding: 12px; background: var(--window); border: 1px solid var(--border); border-radius: 6px; }
footer { margin-top: 40px; color: var(--muted); font-size: 12px; }
@media (max-width: 860px) {
  .when { white-space: normal; min-width: 8em; }
}
@media (max-width: 640px) {
  body { padding: 20px 12px 40px; }
  .head .pill { margin-left: 0; }
  .columns { grid-template-columns: 1fr; }
}
@page { size: A4; margin: 16mm 14mm 18mm; }
@media print {
  :root {
    color-scheme: light;
    --window: #FFFFFF; --surface: #FFFFFF; --raised: #EEF0F4; --border: #D5D9E0; --text: #1B1F27;
    --muted: #565E6C; --accent: #1F5FBF;
    --error: #B3261E; --error-tint: #FCEBEA; --warning: #8A5300; --warning-tint: #FFF4E0;
    --info: #1F5FBF; --info-tint: #E8F0FE; --good: #1B6E3C; --good-tint: #E6F5EC;
  }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  body { max-width: none; padding: 0; font-size: 10pt; }
  h2, h3, h4, .head { break-after: avoid; }
  tr, .says, .note, .problems li, .chart { break-inside: avoid; }
  .scroll { overflow: visible; }
  .card { border-width: 1px 0 0; border-radius: 0; padding: 12px 0 0; }
  table.grid td { font-size: 8.5pt; }
  td.text, td.time, td.properties, td.list { min-width: 0; }
  td.text:nth-child(2) { min-width: 6em; }
  table.totals b { font-size: 15pt; } table.totals td { padding: 8px 10px; font-size: 8.5pt; }
  table.totals tr { gap: 6px; }
  thead { display: table-header-group; }
  details:not([open]) { color: var(--muted); }
  details:not([open]) summary::after { content: " (folded)"; }
}
"""

PAGE: Final = """
body { color: #1B1F27; }
h1 { font-size: 20pt; margin-top: 0; margin-bottom: 4px; }
h2 { font-size: 13pt; margin-top: 16px; margin-bottom: 6px; }
h3 { font-size: 13pt; margin-top: 0; margin-bottom: 2px; }
h4 { font-size: 10pt; margin-top: 10px; margin-bottom: 3px; }
p { margin-top: 0; margin-bottom: 6px; }
a { color: #1B1F27; text-decoration: none; }
.lead { white-space: pre-wrap; margin-bottom: 10px; }
.count, .number { text-align: right; }
ul { -qt-list-indent: 0; margin-left: 0; }
.kicker { color: #1F5FBF; font-size: 8pt; }
.muted { color: #565E6C; }
.small { font-size: 8pt; }
th { color: #565E6C; font-size: 8pt; font-weight: normal; text-align: left; }
table.grid td, table.grid th { padding: 3px 6px 3px 0; border-bottom: 1px solid #D5D9E0; font-size: 8pt; }
table.facts td, table.facts th { padding: 1px 14px 1px 0; font-size: 9pt; }
table.totals td { padding: 6px 16px 6px 0; font-size: 8pt; }
table.totals b { font-size: 14pt; }
.good { color: #1B6E3C; }
.error { color: #B3261E; }
.warning { color: #8A5300; }
.info { color: #1F5FBF; }
.star { color: #8A5300; font-size: 8pt; }
.note { white-space: pre-wrap; background-color: #EEF0F4; margin-top: 6px; margin-bottom: 6px; }
.place { color: #565E6C; }
pre { font-size: 8pt; margin-top: 2px; margin-bottom: 8px; white-space: pre-wrap; background-color: #F6F7F9; }
"""
