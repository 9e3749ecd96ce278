/** The style sheet of the pages: light or dark as the reader's system is. */
export const STYLE = `
:root { color-scheme: light dark; --line: light-dark(#d8d4cc, #45423c); --soft: light-dark(#f6f3ee, #24221e); --ink: light-dark(#26231e, #ece8e1); --quiet: light-dark(#5d574d, #b3aca0); --accent: light-dark(#1f5f5b, #7fc7c0); }
* { box-sizing: border-box; }
body { margin: 0; font: 1rem/1.5 system-ui, sans-serif; color: var(--ink); background: light-dark(#fff, #191815); }
header { padding: .75rem 1rem; border-bottom: 1px solid var(--line); background: var(--soft); }
header a { font-weight: 700; margin-right: .75rem; }
header span, .quiet { color: var(--quiet); }
main { max-width: 76rem; margin: 0 auto; padding: 1rem; }
a { color: var(--accent); }
.skip { position: absolute; left: -99rem; }
.skip:focus { left: 1rem; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
h1 { font-size: 1.4rem; overflow-wrap: anywhere; }
h2 { font-size: 1.1rem; margin-top: 1.75rem; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .45rem .6rem; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
th { color: var(--quiet); font-weight: 600; }
time { white-space: nowrap; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1rem; }
dt { color: var(--quiet); }
dd { margin: 0; overflow-wrap: anywhere; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; padding: 1rem; background: var(--soft); border: 1px solid var(--line); border-radius: .4rem; }
iframe { width: 100%; height: 32rem; border: 1px solid var(--line); border-radius: .4rem; background: #fff; }
nav a { display: inline-block; padding: .3rem .8rem; border: 1px solid var(--line); border-radius: .4rem; text-decoration: none; }
nav a[aria-current] { background: var(--accent); color: light-dark(#fff, #191815); }
form.row { display: flex; flex-wrap: wrap; gap: .5rem; align-items: end; margin: .5rem 0; }
form.stack { display: grid; gap: .6rem; max-width: 40rem; margin: .75rem 0; }
label { display: grid; grid-template-columns: minmax(0, 1fr); gap: .15rem; max-width: 100%; }
label.check { display: flex; gap: .5rem; align-items: center; }
input, select, textarea, button { font: inherit; padding: .4rem .6rem; border: 1px solid var(--quiet); border-radius: .4rem; background: transparent; color: inherit; max-width: 100%; }
button { cursor: pointer; background: var(--soft); }
details { margin: .75rem 0; border: 1px solid var(--line); border-radius: .4rem; padding: .5rem .9rem; }
summary { cursor: pointer; font-weight: 600; }
code { overflow-wrap: anywhere; }
@media (max-width: 44rem) { thead { display: none; } tr { display: grid; padding: .5rem 0; border-bottom: 1px solid var(--line); } td { padding: .05rem 0; border: 0; } td:empty { display: none; } td:first-child { color: var(--quiet); } }
`;
