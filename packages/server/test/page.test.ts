/** The page over given facts: nothing that was put in becomes markup, and what is wrong is said in the order of its urgency. */

import { describe, expect, it } from "vitest"
import { html, Html } from "../src/page/html.ts"
import { timeScale } from "../src/page/timeScale.ts"

const of = (piece: Parameters<typeof html>[1]): string =>
  html`<p title="${piece ?? null}">${piece ?? null}</p>`.markup

describe("a template", () => {
  it("lets no text become markup, in an element or in an attribute", () => {
    expect(of(`<script>alert("1")</script> & 'x'`)).toBe(
      `<p title="&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;x&#39;">&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;x&#39;</p>`
    )
    expect(of(["a", html`<b>${"<"}</b>`, 1, null])).toBe(`<p title="a<b>&lt;</b>1">a<b>&lt;</b>1</p>`)
    expect(new Html("x").markup).toBe("x")
  })

  it("shows what would turn the direction of a text, hide in it, or is half a character", () => {
    const text = of("a\u{202E}b\u{0}c\u{200B}d\nf\u{2028}g\uD800")
    expect(text).toContain("a\u{FFFD}b\u{FFFD}c\u{FFFD}d f g\u{FFFD}")
  })
})

describe("the scale of time", () => {
  const d = 86_400_000
  const now = Date.UTC(2026, 10, 28, 7, 3)

  it.each([
    [30 * d, ["11-05", "11-12", "11-19", "11-26"]],
    [4 * d, ["11-25", "11-26", "11-27", "11-28"]],
    [5 * 3_600_000, ["03:00", "04:00", "05:00", "06:00", "07:00"]],
    [0, ["07:00"]]
  ])("of %d ms has labels at full days or hours", (span, labels) => {
    const scale = timeScale(now - span, now)
    expect(scale.ticks.map((x) => x.label)).toEqual(labels)
    expect(scale.of(now)).toBe(1)
    expect(scale.of(now - 1000 * d)).toBe(0)
    for (const { at } of scale.ticks) expect(scale.of(at)).toBeGreaterThanOrEqual(0)
  })

  it("of many years has at most seven", () => {
    const { ticks } = timeScale(0, now)
    expect(ticks.length).toBeGreaterThan(3)
    expect(ticks.length).toBeLessThanOrEqual(7)
  })
})
