import { assert, describe, it } from "@effect/vitest"
import { Effect, Layer, Option, Tracer } from "effect"
import type { MemoryElasticsearch } from "../../src/index.ts"
import { create, get, later, over, remove, world } from "../operations/world.ts"

/** Keeps every span that was begun. */
const collecting = () => {
  const spans: Array<Tracer.NativeSpan> = []
  const tracer = Tracer.make({
    span: (options) => {
      const span = new Tracer.NativeSpan(options)
      spans.push(span)
      return span
    }
  })
  return { spans, tracer: Layer.succeed(Tracer.Tracer, tracer) }
}

const named = (spans: ReadonlyArray<Tracer.NativeSpan>, name: string) => spans.filter((x) => x.name === name)

const traced = <A, E, R>(state: MemoryElasticsearch.State, effect: Effect.Effect<A, E, R>) => {
  const { spans, tracer } = collecting()
  return { spans, run: effect.pipe(Effect.provide(over(state)), Effect.provide(tracer)) }
}

describe("spans", () => {
  it.effect("of a backup: the request, and in a trace of its own the attempt with its six parts", () => {
    const { spans, run } = traced(world(), Effect.andThen(create(), later(1)))
    return Effect.gen(function* () {
      yield* Effect.scoped(run)
      const [[asked], [attempt], parts] = [
        named(spans, "Backup.create"),
        named(spans, "Backup.attempt"),
        named(spans, "Backup.part")
      ]
      assert.deepStrictEqual(Object.fromEntries(asked?.attributes ?? []), {
        component: "operate",
        backupId: "5"
      })
      // Whichever process works on it: its id is that of the trace.
      assert.match(attempt?.traceId ?? "", /^[0-9a-f]{32}$/)
      assert.strictEqual(attempt?.traceId, attempt?.attributes.get("attempt"))
      assert.notStrictEqual(attempt?.traceId, asked?.traceId)
      assert.deepStrictEqual(
        attempt?.links.map((x) => x.span.spanId),
        [asked?.spanId]
      )
      assert.deepStrictEqual(
        parts.map((x) => [
          x.attributes.get("part"),
          x.attributes.get("snapshot"),
          Option.getOrUndefined(x.parent)?.spanId
        ]),
        [1, 2, 3, 4, 5, 6].map((i) => [i, `camunda_operate_5_8.7.2_part_${i}_of_6`, attempt?.spanId])
      )
      assert.isTrue([asked, attempt, ...parts].every((x) => x?.status._tag === "Ended"))
    })
  })

  it.effect("of a delete: the request, and in a trace of its own what it began", () => {
    const asked = Effect.all([create(), later(1), get(), remove()])
    const { spans, run } = traced(world(), asked)
    return Effect.gen(function* () {
      yield* Effect.scoped(run)
      const [[request], [deletion]] = [named(spans, "Backup.delete"), named(spans, "Backup.deletion")]
      assert.strictEqual(deletion?.attributes.get("backupId"), "5")
      assert.deepStrictEqual(deletion?.parent, Option.none())
      assert.deepStrictEqual(
        deletion?.links.map((x) => x.span.spanId),
        [request?.spanId]
      )
    })
  })
})
