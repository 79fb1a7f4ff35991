/** Questions that only the page itself can answer. Written as texts: the types of a browser are nobody else's business in this package. */
import axe from "axe-core"
import type { Page } from "playwright-core"

/** By how many pixels it has to be scrolled sideways. */
export const wider = (page: Page): Promise<number> =>
  page.evaluate<number>("document.documentElement.scrollWidth - document.documentElement.clientWidth")

export const openAll = (page: Page): Promise<void> =>
  page.evaluate<void>("for (const x of document.querySelectorAll('details')) x.open = true")

const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

/** The least contrast of the words in the picture, which axe does not tell. The paper is below all of it. */
export const leastContrast = (page: Page): Promise<number> =>
  page.evaluate<number>(`(() => {
    const channels = (colour) => colour.match(/[\\d.]+/g).slice(0, 3).map((x) => {
      const share = Number(x) / 255
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
    })
    const luminance = ([r, g, b]) => 0.2126 * r + 0.7152 * g + 0.0722 * b
    const of = (colour) => luminance(channels(colour)) + 0.05
    const paper = of(getComputedStyle(document.body).backgroundColor)
    const all = [...document.querySelectorAll(".timeline text")].map((x) => of(getComputedStyle(x).fill))
    return Math.min(21, ...all.map((x) => Math.max(x, paper) / Math.min(x, paper)))
  })()`)

/** What WCAG 2.2 AA and good practice ask for and the page does not have, in words; a contrast that cannot be told counts as well, but for words in the picture. */
export const violations = async (page: Page): Promise<ReadonlyArray<string>> => {
  await page.evaluate(axe.source)
  const {
    incomplete,
    passes,
    violations: wrong
  } = await page.evaluate<axe.AxeResults>(`axe.run({ runOnly: ${JSON.stringify(rules)} })`)
  if (passes.length < 15) return [`only ${passes.length} rules were looked at`]
  const contrast = incomplete.filter((x) => x.id === "color-contrast")
  const inPicture = (x: axe.NodeResult): boolean => x.html.startsWith("<text")
  return [...wrong, ...contrast].flatMap((x) =>
    x.nodes
      .filter((node) => x.id !== "color-contrast" || !inPicture(node))
      .map((node) => `${x.id}: ${node.html.slice(0, 200)} ${node.failureSummary ?? ""}`)
  )
}

/** What has the focus: its element and text, and whether somebody who looks can see that. */
export const focused = (page: Page): Promise<string> =>
  page.evaluate<string>(`(() => {
    const x = document.activeElement
    const { bottom, height, width, y } = x.getBoundingClientRect()
    const isSeen = width > 0 && height > 0 && y >= 0 && bottom <= innerHeight && getComputedStyle(x).outlineStyle === "solid"
    const words = x.textContent.trim().replaceAll(/\\s+/g, " ").slice(0, 30)
    return x.tagName + " " + words + (isSeen ? "" : " cannot be seen")
  })()`)

/** Of every mark and bar: whether it has another colour than the paper. */
export const painted = (page: Page): Promise<ReadonlyArray<boolean>> =>
  page.evaluate<ReadonlyArray<boolean>>(`(() => {
    const paper = getComputedStyle(document.body).backgroundColor
    return [...document.querySelectorAll(".mark, .bar")].map((x) => {
      const { color, stroke } = getComputedStyle(x)
      return (x.classList.contains("bar") ? stroke : color) !== paper
    })
  })()`)
