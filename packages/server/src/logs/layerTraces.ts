/** Traces to an OpenTelemetry collector, over OTLP/HTTP in JSON. */
import { type Duration, Layer, Option } from "effect"
import { FetchHttpClient } from "effect/http"
import { OtlpSerialization, OtlpTracer } from "effect/observability"
import { version } from "../version.ts"

/** A collector that is away costs spans, and nothing else: what waits to be sent is bounded. */
const exporting = {
  exportInterval: "5 seconds",
  maxBatchSize: 1000,
  shutdownTimeout: "2 seconds"
} as const satisfies Record<string, Duration.Input>

/** `endpoint`: the base address of the collector, such as `http://127.0.0.1:4318`; `none`: no span is exported. */
export const layerTraces = (endpoint: Option.Option<string>, replica: string) =>
  Option.match(endpoint, {
    onNone: (): Layer.Layer<never> => Layer.empty,
    onSome: (url): Layer.Layer<never> =>
      OtlpTracer.layer({
        url: `${url}/v1/traces`,
        resource: {
          serviceName: "camunda-backup",
          serviceVersion: version,
          attributes: { "service.instance.id": replica }
        },
        ...exporting
      }).pipe(Layer.provide(OtlpSerialization.layerJson), Layer.provide(FetchHttpClient.layer))
  })
