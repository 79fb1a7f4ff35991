/**
 * The style of the page: inside the document, and named in its policy by its hash, so that no second request is needed and nothing else is let in. No
 * selector depends on what was put into the page.
 */
import { createHash } from "node:crypto"

const tokens = `
:root{color-scheme:light dark;--paper:#fff;--ink:#1b1f23;--soft:#59636e;--rule:#d5dae0;--hover:#f3f5f7;--link:#0b5cad;--good:#1f7143;--bad:#b3261e;--warn:#8a5300;--run:#0b5cad;--bar:#8795a5;--bar-unsound:#b3261e;--bad-ground:#fdf3f2;--warn-ground:#fdf7ec}
@media (prefers-color-scheme:dark){:root{--paper:#121518;--ink:#e6e9ec;--soft:#9aa5b1;--rule:#2c343c;--hover:#1a1f24;--link:#7db8f5;--good:#6cc48d;--bad:#ff8d84;--warn:#e8b04f;--run:#7db8f5;--bar:#6b7a8a;--bar-unsound:#ff8d84;--bad-ground:#241718;--warn-ground:#221d13}}
@media (prefers-contrast:more){:root{--soft:var(--ink);--rule:var(--ink)}}
`

const text = `
*{box-sizing:border-box}
html{font:15px/1.45 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{margin:0;background:var(--paper);color:var(--ink);font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
header,main,footer{max-width:70rem;margin:0 auto;padding:0 1.5rem}
code{font:.92em ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace}
a{color:var(--link);text-underline-offset:.2em}
a:focus-visible,summary:focus-visible,main:focus-visible{outline:2px solid var(--link);outline-offset:2px;border-radius:2px}
p,ul,dl,dd,figure{margin:0;padding:0}
ul{list-style:none}
h1{display:flex;gap:.6rem;align-items:center;margin:0;font-size:1.9rem;line-height:1.2;font-weight:650;letter-spacing:-.015em}
h1 .mark{width:1.5rem;height:1.5rem;flex:none}
h2{margin:0 0 .75rem;font-size:1.05rem;font-weight:650}
section{margin-top:2.5rem}
section.first{margin-top:1.6rem}
.about,.aside,.where,footer{color:var(--soft)}
.aside{white-space:nowrap}
.about{margin:.35rem 0 0}
h2+.about{margin:-.5rem 0 1rem}
.unseen{position:absolute;width:1px;height:1px;margin:-1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.skip{position:absolute;left:1rem;top:-4rem;padding:.5rem 1rem;background:var(--ink);color:var(--paper);z-index:1}
.skip:focus{top:.5rem}
details>summary{cursor:pointer;color:var(--link);padding:.4rem 0}
.long>summary{color:inherit;padding:0}
.long>p{margin-top:.4rem;padding-left:.8rem;border-left:2px solid var(--rule)}
`

const frame = `
header{display:flex;flex-wrap:wrap;gap:.25rem 1.5rem;align-items:baseline;padding-top:.8rem;padding-bottom:.8rem}
.name{font-weight:650}
.where{flex:1 1 20rem;font-size:.9rem}
.where span:not(:last-child)::after{content:"\\a0·"}
nav{display:flex;align-items:baseline;gap:.6rem;font-size:.9rem;color:var(--soft)}
nav ul{display:flex;align-items:baseline;gap:.2rem}
nav a{display:block;min-width:24px;min-height:24px;padding:.1rem .4rem;text-align:center}
nav a[aria-current]{color:var(--ink);font-weight:650;text-decoration:none;border-bottom:2px solid var(--ink)}
main{padding-top:2rem;padding-bottom:1rem}
footer{margin-top:3rem;padding-top:1rem;padding-bottom:2rem;font-size:.9rem}
footer::before{content:"";display:block;border-top:1px solid var(--rule);margin-bottom:1rem}
footer a{display:inline-block;min-height:24px}
.facts{display:grid;grid-template-columns:repeat(4,1fr);gap:1.5rem;border-top:2px solid var(--ink);padding-top:.8rem}
.facts dt{color:var(--soft);font-size:.9rem}
.facts .value{display:block;font-size:1.45rem;line-height:1.3;font-weight:600;letter-spacing:-.01em}
.facts .more{display:block;font-size:.9rem;color:var(--soft)}
.troubles>li{padding:.7rem .9rem;border-left:4px solid var(--warn);background:var(--warn-ground)}
.troubles>li+li{margin-top:.5rem}
.troubles>li.bad{border-color:var(--bad);background:var(--bad-ground)}
.troubles .what{font-weight:600}
.troubles .next{margin-top:.25rem}
.troubles .next code{display:inline-block;padding:0 .35rem;border:1px solid var(--rule);border-radius:3px;background:var(--paper)}
.running>li+li{margin-top:1.1rem}
.running .parts{display:block;margin:.35rem 0}
`

const marks = `
.mark{fill:currentColor;stroke:none;vertical-align:-1px;overflow:visible}
.mark .line{fill:none;stroke:currentColor;stroke-width:2.6}
.mark .rim{fill:var(--paper);stroke:currentColor;stroke-width:1.6}
.mark .cut{fill:none;stroke:var(--paper);stroke-width:1.5}
.good{color:var(--good)}.bad{color:var(--bad)}.warn{color:var(--warn)}.run{color:var(--run)}.quiet{color:var(--soft)}
main .troubles>li{color:var(--ink)}
.state{white-space:nowrap;font-size:.92em;font-weight:550}
.parts .rest{fill:var(--rule)}.parts .done{fill:var(--run)}
.timeline{display:block;font-size:12px;overflow:visible}
.timeline text{fill:var(--soft)}
.timeline .caption{font-size:12px}
.timeline .date{text-anchor:middle}
.timeline .rule{stroke:var(--rule)}
.timeline .tick{stroke:var(--rule);stroke-dasharray:1 4}
.timeline .bar{stroke:var(--bar);stroke-width:7}
.timeline .bar.unsound{stroke:var(--bar-unsound);stroke-dasharray:2 2}
.legend{display:flex;flex-wrap:wrap;gap:.2rem 1.2rem;margin:.3rem 0 1.2rem;font-size:.9rem}
`

const tables = `
table{width:100%;border-collapse:collapse}
thead th{padding:.3rem .8rem .3rem 0;border-bottom:1px solid var(--ink);color:var(--soft);font-size:.87rem;font-weight:500;text-align:left;white-space:nowrap}
tbody th,tbody td{padding:.45rem .8rem .45rem 0;vertical-align:top;text-align:left;font-weight:400}
tbody{border-bottom:1px solid var(--rule)}
tbody:hover{background:var(--hover)}
td[data-head]{overflow-wrap:normal}
.said{color:var(--soft);overflow-wrap:anywhere}
tbody th .said{display:block}
time{white-space:nowrap}
.note td{padding-top:0;color:var(--soft)}
`

const narrow = `
@media (max-width:60rem){.facts{grid-template-columns:repeat(2,1fr)}}
@media (max-width:44rem){
header,main,footer{padding-left:1rem;padding-right:1rem}
h1{font-size:1.5rem}
.facts{gap:.9rem 1rem}
.facts .value{font-size:1.15rem}
.facts dt{font-size:.85rem}
.facts .more{font-size:.8rem}
table,tbody,tbody th,tbody td{display:block}
tbody td.nothing{display:none}
thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
tbody{padding:.5rem 0}
tbody tr{display:flex;flex-wrap:wrap;column-gap:1.2rem}
tbody th,tbody td{padding:.1rem 0}
tbody th{flex:0 0 100%;font-weight:600}
tbody td[data-head]::before{content:attr(data-head) ": ";color:var(--soft)}
.timeline .date:nth-of-type(even){display:none}
.aside{white-space:normal}
}
`

const preferences = `
@media (prefers-reduced-motion:no-preference){.skip{transition:top .1s}}
@media (forced-colors:active){
.mark,.timeline .bar,.parts .done{forced-color-adjust:none}
.mark{color:CanvasText}
.mark .cut{stroke:Canvas}.mark .rim{fill:Canvas}
.timeline text{fill:CanvasText}
.timeline .bar,.timeline .bar.unsound{stroke:CanvasText}
.timeline .rule,.timeline .tick{stroke:GrayText}
.parts .done{fill:Highlight}.parts .rest{fill:Canvas;stroke:CanvasText}
nav a[aria-current]{border-color:Highlight}
}
@media print{nav,.skip{display:none}}
`

/** As it stands in the document, to the letter. */
export const style = [tokens, text, frame, marks, tables, narrow, preferences].join("")

/** For the policy. */
export const styleHash = `'sha256-${createHash("sha256").update(style).digest("base64")}'`
