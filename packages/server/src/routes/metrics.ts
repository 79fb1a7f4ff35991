/** `GET /metrics`, for Prometheus: its text format, or OpenMetrics for who asks for it. */
import { type RequestHandler, Router } from "express"
import { type OpenMetricsContentType, Registry } from "prom-client"
import { otherMethods } from "../http/frame.ts"
import { sendWhenRead } from "../http/sendWhenRead.ts"

/** The same metrics in the other format: it is part of a registry. */
const inOpenMetrics = (register: Registry): Registry<OpenMetricsContentType> => {
  const other = new Registry<OpenMetricsContentType>()
  other.setContentType(Registry.OPENMETRICS_CONTENT_TYPE)
  for (const { name } of register.getMetricsAsArray()) {
    const metric = register.getSingleMetric(name)
    if (metric !== undefined) other.registerMetric(metric)
  }
  return other
}

/** The versions are part of what a client accepts. The first is for who accepts anything. */
const offered = [
  "text/plain",
  "text/plain; version=0.0.4",
  "application/openmetrics-text; version=1.0.0",
  "application/openmetrics-text"
] as const

export const metrics = (register: Registry): Router => {
  const openMetrics = inOpenMetrics(register)
  const answer: RequestHandler = (request, response, next) => {
    const chosen = request.accepts([...offered])
    const isOpen = chosen !== false && chosen.startsWith("application/")
    const shown = isOpen ? openMetrics : register
    sendWhenRead(response, shown.metrics(), next, (text) => {
      response.status(200).set("Content-Type", shown.contentType).set("Vary", "Accept").end(text)
    })
  }
  return Router({ strict: true, caseSensitive: true })
    .get("/metrics", answer)
    .all("/metrics", otherMethods("GET"))
    .get("/actuator/prometheus", answer)
    .all("/actuator/prometheus", otherMethods("GET"))
}
