/** The page's only style sheet. Colours of text have a contrast of at least 4.5 to 1 on their ground, in both schemes (a test has axe measure it). */
export const STYLE = `
:root {
  --page: #f5f5f1; --card: #ffffff; --line: #dcdcd4; --ink: #1c2126; --soft: #59626c; --link: #17509f; --code: #f1f1ec;
  --bad: #8c1c13; --bad-ground: #fcebe8; --bad-line: #c8473a;
  --doubt: #6a4700; --doubt-ground: #fdf2d9; --doubt-line: #c08a1c;
  --good: #1a5130; --good-ground: #e6f3e9; --good-line: #3f8f5c;
  --calm: #2d4a6b; --calm-ground: #e8eef6; --bar: #5a7fae;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --page: #121417; --card: #1a1d21; --line: #33383f; --ink: #e7e9ec; --soft: #a5adb7; --link: #8ab8f5; --code: #23272d;
    --bad: #ffb3a8; --bad-ground: #3c1a17; --bad-line: #e0695c;
    --doubt: #f5cf83; --doubt-ground: #35290f; --doubt-line: #c9982f;
    --good: #a3dbb5; --good-ground: #15301f; --good-line: #4da06a;
    --calm: #b5cdec; --calm-ground: #1f2b3a; --bar: #7396c4;
  }
}
*, *::before, *::after { box-sizing: border-box; }
html { background: var(--page); color: var(--ink); font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body { margin: 0 auto; max-width: 78rem; padding: 1.5rem clamp(1rem, 4vw, 2.5rem) 3rem; overflow-wrap: anywhere; }
h1, h2, h3, h4, p, ul, ol, dl, dd, pre, table { margin: 0; padding: 0; }
h1 { font-size: clamp(1.5rem, 5vw, 2.1rem); line-height: 1.2; letter-spacing: -0.01em; }
h2 { font-size: 1.2rem; line-height: 1.3; }
h3 { font-size: 1rem; margin: 1.25rem 0 0.6rem; }
h4 { font-size: 1.05rem; line-height: 1.35; }
ul, ol { list-style: none; }
a { color: var(--link); text-underline-offset: 0.15em; }
a:focus-visible, summary:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; border-radius: 2px; }
code { font: 0.85em/1.4 ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; overflow-wrap: anywhere; }
q { quotes: "“" "”"; font-style: italic; }
time, dd, .count, .at { font-variant-numeric: tabular-nums; }
.soft { color: var(--soft); font-weight: 400; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.icon { width: 1.15em; height: 1.15em; flex: none; vertical-align: -0.2em; }

.head { margin-bottom: 1.1rem; }
.whole, time { white-space: nowrap; }
.kicker { color: var(--soft); font-size: 0.9rem; margin-bottom: 0.35rem; }
.period { display: block; font-weight: 400; color: var(--soft); font-size: 0.68em; margin-top: 0.2rem; letter-spacing: 0; }
.facts { margin-top: 1.2rem; font-size: 0.875rem; display: grid; gap: 0.1rem; }
.facts > div { display: flex; flex-wrap: wrap; gap: 0 0.75rem; }
.facts dt { color: var(--soft); min-width: 4rem; }
.facts dd { flex: 1 1 14rem; }
nav ul { display: flex; flex-wrap: wrap; gap: 0.1rem 1.1rem; margin-top: 0.6rem; font-size: 0.9rem; }
nav a { display: inline-block; padding: 0.25rem 0; }

.verdict { border: 1px solid; border-left-width: 6px; border-radius: 10px; padding: 1.1rem 1.25rem 1.2rem; }
.verdict h2 { display: flex; align-items: center; gap: 0.5rem; font-size: 1rem; margin-bottom: 0.4rem; }
.verdict .sentence { font-size: clamp(1.15rem, 3.2vw, 1.5rem); line-height: 1.35; font-weight: 600; color: var(--ink); text-wrap: pretty; }
.verdict p + p { margin-top: 0.4rem; color: var(--ink); }
.verdict.attention { background: var(--bad-ground); border-color: var(--bad-line); color: var(--bad); }
.verdict.unsure { background: var(--doubt-ground); border-color: var(--doubt-line); color: var(--doubt); }
.verdict.calm { background: var(--good-ground); border-color: var(--good-line); color: var(--good); }

.numbers { display: grid; grid-template-columns: repeat(auto-fit, minmax(6.2rem, 1fr)); gap: 0.6rem; margin-top: 0.9rem; }
.numbers > div { background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: 0.6rem 0.8rem 0.65rem; display: flex; flex-direction: column; }
.numbers dt { color: var(--soft); font-size: 0.82rem; }
.numbers dd { font-size: 1.5rem; line-height: 1.2; font-weight: 600; }
.numbers .none dd { color: var(--soft); font-weight: 400; }

main > section, .main > section, .side > section { margin-top: 2rem; }
main > .verdict { margin-top: 0; }
main > section > h2, .columns section > h2 { margin-bottom: 0.7rem; }
.group > h3 { margin-top: 1rem; }

.session, .cards > li, .columns > div > section > table, .columns > div > section > dl, #limits > ul, #check { background: var(--card); border: 1px solid var(--line); border-radius: 10px; }
.session { padding: 1rem 1.15rem 1.05rem; border-left: 6px solid var(--line); scroll-margin-top: 1rem; }
.session + .session { margin-top: 0.9rem; }
.session.open { border-left-color: var(--bad-line); }
.session.not-judged { border-left-color: var(--doubt-line); }
.session.explained, .session.expected { border-left-color: var(--good-line); }
.session > header { display: flex; flex-wrap: wrap; align-items: flex-start; justify-content: space-between; gap: 0.3rem 1rem; }
.session h4 { flex: 1 1 12rem; min-width: 0; }
.badge { display: inline-flex; align-items: center; gap: 0.35rem; padding: 0.12rem 0.65rem 0.12rem 0.5rem; border-radius: 99px; font-size: 0.88rem; font-weight: 600; }
.open .badge { background: var(--bad-ground); color: var(--bad); }
.not-judged .badge { background: var(--doubt-ground); color: var(--doubt); }
.explained .badge, .expected .badge { background: var(--good-ground); color: var(--good); }
.when { margin-top: 0.15rem; }
.when .soft { font-size: 0.875rem; }
.long { white-space: nowrap; font-weight: 600; margin-left: 0.4rem; }
.why { margin-top: 0.6rem; }
.why:empty { display: none; }
.why li { padding-left: 1.1rem; position: relative; }
.why li::before { content: "–"; position: absolute; left: 0; color: var(--soft); }
.said { margin-top: 0.6rem; padding: 0.55rem 0.8rem; background: var(--calm-ground); border-radius: 8px; font-size: 0.93rem; }

.table { margin-top: 0.75rem; font-size: 0.93rem; }
.table > div { display: grid; grid-template-columns: minmax(5rem, 8.5rem) 1fr; gap: 0 0.9rem; padding: 0.4rem 0; border-top: 1px solid var(--line); }
.session .table > div { grid-template-columns: 4.2rem 1fr; }
.table dt { color: var(--soft); }
section > .table { margin-top: 0.7rem; padding: 0 1rem; }
section > .table > div:first-child { border-top: 0; }
.lead + .plain { margin-top: 0.5rem; }
.plain li { padding-left: 1.1rem; position: relative; }
.plain li::before { content: "–"; position: absolute; left: 0; }

.count, .kind, .mark { display: inline-block; padding: 0 0.5rem; border-radius: 5px; font-size: 0.85rem; background: var(--calm-ground); color: var(--calm); white-space: nowrap; }
.count.changed, .changed .kind { background: var(--doubt-ground); color: var(--doubt); }
.count.exported, .exported .kind, .acts .mark, .high .mark { background: var(--bad-ground); color: var(--bad); }
.count.signed-in, .count.sign-in-failed, .count.signed-out, .signed-in .kind, .sign-in-failed .kind, .signed-out .kind { background: var(--code); color: var(--ink); }
.medium .mark { background: var(--doubt-ground); color: var(--doubt); }

details { margin-top: 0.7rem; }
summary { cursor: pointer; font-weight: 600; font-size: 0.93rem; padding: 0.15rem 0; width: fit-content; }
.pointers { margin-top: 0.2rem; }
.pointers summary { font-weight: 400; color: var(--soft); }
.acts ol { margin-top: 0.3rem; }
.acts li { display: grid; grid-template-columns: 5rem minmax(0, 1fr) minmax(7rem, 11rem); gap: 0.1rem 0.9rem; padding: 0.55rem 0; border-top: 1px solid var(--line); font-size: 0.93rem; break-inside: avoid; }
.acts .what p { margin-top: 0.1rem; }
.acts .object { color: var(--soft); }
.acts .from { color: var(--soft); font-size: 0.875rem; }
.acts .from span { display: block; }
.pointers ol { counter-reset: act; font-size: 0.85rem; }
.pointers li { counter-increment: act; display: grid; gap: 0.1rem; padding: 0.35rem 0 0.35rem 2rem; position: relative; border-top: 1px solid var(--line); }
.pointers li::before { content: counter(act); position: absolute; left: 0; color: var(--soft); }

.cards > li { padding: 0.75rem 1rem; }
.cards > li + li { margin-top: 0.6rem; }
.cards p + p { margin-top: 0.25rem; }
.note { margin: 0.7rem 0; padding: 0.6rem 0.9rem; border-radius: 8px; background: var(--doubt-ground); color: var(--ink); border: 1px solid var(--doubt-line); }

.calendar { width: 100%; table-layout: fixed; border-collapse: separate; border-spacing: 3px; padding: 0.5rem; }
.calendar th { font-size: 0.75rem; font-weight: 400; color: var(--soft); }
.calendar abbr { text-decoration: none; }
.calendar td { padding: 0; height: 2.6rem; }
.day { position: relative; display: block; height: 100%; min-height: 2.6rem; border-radius: 6px; padding: 0.1rem 0.3rem; font-size: 0.75rem; line-height: 1.3; border: 1px solid var(--line); background: var(--card); overflow-wrap: normal; }
.day i { font-style: normal; font-weight: 600; }
.day b { position: absolute; right: 0.2rem; bottom: 0.2rem; min-width: 1.35rem; padding: 0 0.3rem; border-radius: 99px; background: var(--ink); color: var(--card); font-size: 0.75rem; line-height: 1.35rem; text-align: center; }
.sign { position: absolute; left: 0.3rem; bottom: 0.1rem; font-size: 0.85rem; font-weight: 600; }
.day.covered { background: var(--good-ground); border-color: transparent; color: var(--good); }
.day.partly { background: linear-gradient(135deg, var(--good-ground) 50%, var(--doubt-ground) 50%); border-color: var(--doubt-line); color: var(--ink); }
.day.hole { background: var(--bad-ground); border-color: var(--bad-line); color: var(--bad); }
.day.unknown, .day.not-looked-at { border-style: dashed; color: var(--soft); }
.day.future { background: none; border-style: dotted; color: var(--soft); }
.day.within { outline: 2px solid var(--ink); outline-offset: -1px; }
.legend { display: flex; flex-wrap: wrap; gap: 0.4rem 1rem; margin-top: 0.5rem; font-size: 0.82rem; color: var(--soft); }
.legend li { display: flex; align-items: center; gap: 0.4rem; }
.legend .day { width: 1.6rem; min-height: 1.6rem; height: 1.6rem; padding: 0; line-height: 1.5rem; text-align: center; font-weight: 600; }
.legend .day b { position: static; display: inline-block; }

.trend { width: 100%; border-collapse: separate; font-size: 0.9rem; font-variant-numeric: tabular-nums; border-spacing: 0; }
.trend th, .trend td { padding: 0.35rem 0.5rem; text-align: left; font-weight: 400; border-top: 1px solid var(--line); white-space: nowrap; }
.trend thead th { color: var(--soft); font-size: 0.82rem; border-top: 0; }
.trend th:first-child { padding-left: 1rem; }
.trend td:last-child, .trend th:last-child { padding-right: 1rem; }
.trend .number { text-align: right; }
.trend td.bar { width: 45%; }
.trend td.bar span { display: inline-block; min-width: 2.2rem; }
.trend svg { width: calc(100% - 2.6rem); height: 0.65rem; fill: var(--bar); vertical-align: middle; }

#limits > ul { padding: 0.9rem 1.15rem 0.9rem 2.2rem; list-style: disc; }
#limits li + li { margin-top: 0.35rem; }
#check { padding: 1rem 1.15rem 1.1rem; }
#check p + pre, #check pre + p { margin-top: 0.5rem; }
pre { background: var(--code); border-radius: 8px; padding: 0.6rem 0.8rem; white-space: pre-wrap; }
footer { margin-top: 2rem; color: var(--soft); font-size: 0.85rem; }

@media (min-width: 68rem) {
  .columns { display: grid; grid-template-columns: minmax(0, 1fr) 25rem; gap: 0 2.25rem; align-items: start; }
}
@media (max-width: 38rem) {
  body { padding-top: 1rem; }
  .acts li { display: block; }
  .acts .at { float: left; margin-right: 0.6rem; font-weight: 600; }
  .acts .what p { clear: both; }
  .acts .from span { display: inline; }
  .acts .from span + span::before { content: "· "; }
  .acts .from span::after { content: " "; }
  .session { padding: 0.85rem 0.9rem; }
  .table > div { grid-template-columns: 6rem 1fr; }
  .numbers { grid-template-columns: repeat(3, 1fr); gap: 0.4rem; }
}
@media print {
  @page { margin: 16mm 14mm; }
  html { background: #fff; font-size: 10.5pt; }
  body { max-width: none; padding: 0; }
  nav { display: none; }
  .columns { display: block; }
  .verdict, .numbers > div, .said, .cards > li, .calendar, .trend, .session > header { break-inside: avoid; }
  h2, h3, h4, .when { break-after: avoid; }
  details::details-content { content-visibility: visible; display: block; height: auto; }
  summary { list-style: none; }
  .verdict, .day, .badge, .count, .kind, .mark, .trend svg { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  a { color: inherit; }
}
`;
