import { readFileSync } from "node:fs"
import path from "node:path"
import { describe, expect, it } from "vitest"
import { actionIds } from "../../src/tui/model/ActionId.ts"
import { bindings, bindingsOf } from "../../src/tui/keymap/bindings.ts"
import { dispatch } from "../../src/tui/keymap/dispatch.ts"
import { keybindingsDocument } from "../../src/tui/keymap/keybindingsDocument.ts"
import { isTyping, scopeOf, scopes } from "../../src/tui/keymap/Scope.ts"
import { textOfLine } from "../../src/tui/view/Line.ts"
import { footerBindings, footerLine } from "../../src/tui/view/footerLine.ts"
import { helpText } from "../../src/tui/view/helpText.ts"
import { backup, blank, both, press, withBackups, zooModel } from "./builders.ts"

const inEach: Readonly<Record<string, ReturnType<typeof zooModel>>> = {
  overview: press(zooModel(), "0")[0],
  list: zooModel(),
  detail: press(zooModel(), "enter")[0],
  part: press(zooModel(), "enter", "enter")[0],
  check: press(zooModel(), "2")[0],
  requests: press(zooModel(), "3")[0],
  schedules: press(zooModel(), "4")[0],
  help: press(zooModel(), "?")[0],
  confirmation: press(zooModel(), "x")[0],
  confirmationText: press(withBackups(blank(), both(7)), "d")[0],
  wizard: press(zooModel(), "down", "R")[0],
  wizardText: press(zooModel(), "down", "R", "tab")[0],
  notice: { ...zooModel(), dialog: { _tag: "Notice", title: "It failed", lines: ["why"] } },
  copying: press(zooModel(), "y")[0],
  search: press(zooModel(), "?", "/")[0],
  filter: press(zooModel(), "/")[0],
  palette: press(zooModel(), ":")[0]
}

describe("the table of keys", () => {
  it.each(scopes)("gives no key to two actions in the scope %s", (scope) => {
    const keys = bindingsOf(scope).flatMap((x) => x.keys)
    expect(keys.filter((x, i) => keys.indexOf(x) !== i)).toEqual([])
  })

  it("has a key for every action, and no other action", () => {
    expect([...new Set(bindings.map((x) => x.id))].toSorted()).toEqual([...actionIds].toSorted())
  })

  it.each(scopes)("has a way out of the scope %s, and ctrl+c everywhere", (scope) => {
    const ids = bindingsOf(scope).flatMap((x) => (x.id === "leave" ? [] : [x.id]))
    expect(ids.some((x) => x === "close" || x === "back" || x === "quit")).toBe(true)
    expect(dispatch(inEach[scope] ?? blank(), "ctrl+c")).toEqual({ _tag: "Action", id: "leave" })
  })

  it("binds no printable key where text is typed", () => {
    for (const scope of scopes.filter(isTyping))
      for (const key of bindingsOf(scope).flatMap((x) => x.keys)) expect(key.length).toBeGreaterThan(1)
  })

  it("is what docs/keybindings.md says (npm run keybindings writes it)", () => {
    const file = path.resolve(import.meta.dirname, "../../../../docs/keybindings.md")
    expect(readFileSync(file, "utf8")).toBe(keybindingsDocument())
  })
})

describe("dispatch", () => {
  it.each(scopes)("is made for the model of the scope %s", (scope) => {
    expect(scopeOf(inEach[scope] ?? blank())).toBe(scope)
  })

  it.each(Object.entries(inEach))("gives an answer to every key of the table, in %s", (_, model) => {
    const keys = [...new Set(bindings.flatMap((x) => x.keys))]
    const scope = scopeOf(model)
    const expected = keys.map((key) => {
      const own = bindingsOf(scope).find((x) => x.keys.includes(key))
      const reason = own?.disabled?.(model) ?? null
      if (own === undefined) return isTyping(scope) && (key.length === 1 || key === "space") ? "Typed" : null
      return reason === null ? own.id : reason
    })
    const found = keys.map((key) => {
      const msg = dispatch(model, key)
      return msg?._tag === "Action" ? msg.id : msg?._tag === "Refused" ? msg.reason : (msg?._tag ?? null)
    })
    expect(found).toEqual(expected)
  })

  it("says why a key cannot be used", () => {
    const model = withBackups(blank(), both(7))
    expect(dispatch(model, "x")).toEqual({
      _tag: "Refused",
      reason: "Only a backup that is IN_PROGRESS can be cancelled."
    })
    expect(dispatch(withBackups(blank(), []), "d")).toEqual({
      _tag: "Refused",
      reason: "There is no backup here."
    })
    expect(dispatch({ ...zooModel(), notOffered: "why" }, "x")).toMatchObject({
      reason: expect.stringContaining("Camunda's own server cannot cancel")
    })
  })

  it("refuses a create only while every component takes one", () => {
    const one = [backup("operate", 7, { parts: ["IN_PROGRESS"], live: true }), backup("tasklist", 7)]
    expect(dispatch(withBackups(blank(), one), "c")).toEqual({ _tag: "Action", id: "create" })
    const two = both(7, { parts: ["IN_PROGRESS"], live: true })
    expect(dispatch(withBackups(blank(), two), "c")?._tag).toBe("Refused")
  })

  it("takes a pasted text as one, without its control characters", () => {
    expect(dispatch(inEach["confirmationText"] ?? blank(), "178\r7")).toEqual({ _tag: "Typed", text: "1787" })
    expect(dispatch(zooModel(), "dd")).toBeNull()
  })
})

describe("footer and help", () => {
  it.each(Object.entries(inEach))("show only keys that work, in %s, at any width", (_, model) => {
    for (const width of [56, 76, 116]) {
      const text = textOfLine(footerLine(model, width))
      expect(text.length).toBeLessThanOrEqual(width)
      expect(text).toMatch(/help|close|leave it|esc back/)
    }
    for (const x of footerBindings(model)) expect(x.disabled?.(model) ?? null).toBeNull()
  })

  it.each(["c", "d", "x", "e", "v", "R"])(
    "%s changes nothing in a session that only reads, and says why",
    (key) => {
      const [model, tasks] = press(zooModel(80, 24, { readOnly: true }), "down", key)
      expect({ dialog: model.dialog, tasks }).toEqual({ dialog: null, tasks: [] })
      expect(model.toast?.text).toBe("This session only reads (--read-only).")
    }
  )

  it("help lists every key of the screen below, with the reason where one is disabled", () => {
    const [help] = press(withBackups(blank(), both(7)), "?")
    const text = helpText(help, 100).map(textOfLine).join("\n")
    for (const x of bindingsOf("list")) expect(text).toContain(x.title)
    expect(text).toContain("Only a backup that is IN_PROGRESS can be cancelled.")
  })
})
