/** The one style sheet of the pages: system fonts, the colours the reader's system asks for, one column on a phone. */
export const style = `
:root {
  color-scheme: light dark;
  --ink: light-dark(#1c1f24, #e6e8eb); --soft: light-dark(#5b6472, #a1a9b5); --ground: light-dark(#fbfbfa, #14161a);
  --card: light-dark(#ffffff, #1c1f25); --line: light-dark(#e2e4e8, #30353d); --accent: light-dark(#1a5fb4, #7ab8ff);
  --good: light-dark(#1b7340, #6fd08c); --bad: light-dark(#b3261e, #ff9a8f);
}
* { box-sizing: border-box }
body { margin: 0; background: var(--ground); color: var(--ink); font: 16px/1.5 system-ui, sans-serif }
main, header { max-width: 70rem; margin: 0 auto; padding: 1rem 1.25rem }
header { display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; align-items: baseline }
h1 { font-size: 1.35rem; margin: 0 } h2 { font-size: 1.05rem; margin: 0 0 .5rem } p { margin: .25rem 0 .75rem }
nav { display: flex; gap: 1rem } a { color: var(--accent) } .soft { color: var(--soft) }
.grid { display: grid; gap: 1rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 26rem), 1fr)) }
section { background: var(--card); border: 1px solid var(--line); border-radius: .6rem; padding: 1rem; margin-bottom: 1rem; min-width: 0 }
.scroll { overflow-x: auto } table { border-collapse: collapse; width: 100%; font-size: .9rem }
th, td { text-align: left; padding: .3rem .75rem .3rem 0; border-bottom: 1px solid var(--line); vertical-align: top }
th { color: var(--soft); font-weight: 500 } tr:last-child td { border-bottom: 0 }
td.number { text-align: right; font-variant-numeric: tabular-nums }
code, textarea, .mono { font: .85rem/1.45 ui-monospace, monospace; overflow-wrap: anywhere }
summary { cursor: pointer; padding: .3rem 0 } :focus-visible { outline: 2px solid var(--accent); outline-offset: 2px }
textarea, button { color: var(--ink); background: var(--ground); border: 1px solid var(--line); border-radius: .4rem }
textarea { width: 100%; min-height: 7rem; padding: .5rem }
button { font: inherit; padding: .35rem .9rem; min-height: 2.5rem; cursor: pointer }
button:hover { border-color: var(--accent) } .row { display: flex; flex-wrap: wrap; gap: .5rem; align-items: center }
.good { color: var(--good) } .bad { color: var(--bad) } pre { white-space: pre-wrap; margin: .25rem 0 }
@media (max-width: 40rem) {
  .stack thead { display: none } .stack tr { display: block; padding: .5rem 0; border-bottom: 1px solid var(--line) }
  .stack td { display: block; border: 0; padding: .1rem 0 }
}
h3 { font-size: .9rem; margin: .75rem 0 .25rem; color: var(--soft); font-weight: 500 }
input, select { font: inherit; color: var(--ink); background: var(--ground); border: 1px solid var(--line); border-radius: .4rem }
input, select { width: 100%; min-height: 2.5rem; padding: .35rem .5rem } input[type=checkbox] { width: auto; min-height: 0 }
form textarea { min-height: 4.5rem } [readonly] { color: var(--soft) } [aria-invalid] { border-color: var(--bad) }
fieldset { border: 0; border-top: 1px solid var(--line); margin: 1rem 0 0; padding: .5rem 0 0; min-width: 0 }
legend { font-weight: 600; padding: 0 .5rem 0 0 }
.fields { display: grid; gap: .75rem 1.25rem; grid-template-columns: repeat(auto-fill, minmax(min(100%, 17rem), 1fr)) }
.field { display: flex; flex-direction: column; gap: .2rem; margin: 0; min-width: 0 } .field > label, .boxes legend { font-weight: 500 }
.field .bad { font-size: .85rem } .hint { color: var(--soft); font-size: .85rem; overflow-wrap: anywhere }
.boxes { border: 0; padding: 0 } .boxes label { display: flex; gap: .4rem; align-items: center; min-height: 1.75rem }
form > .row { margin-top: 1rem } .main { background: var(--accent); border-color: var(--accent); color: var(--card); font-weight: 600 }
pre.mono { max-height: 32rem; overflow: auto; overflow-wrap: anywhere } main > nav { gap: .4rem; margin-bottom: .75rem } h2 code { font-size: 1.1rem; font-weight: 600 }
.error { border-left: 3px solid var(--bad); padding: .1rem 0 .1rem .75rem; margin-bottom: .75rem } .error p { margin: 0 }
.links { list-style: none; margin: 0; padding: 0; display: flex; flex-wrap: wrap; gap: .4rem 1.25rem }
.log { max-height: 22rem; overflow: auto }
.log li { display: grid; grid-template-columns: 4ch 7ch 1fr auto; gap: .75rem; padding: .2rem 0; border-bottom: 1px solid var(--line) }
.log ol { list-style: none; margin: 0; padding: 0 }
`
