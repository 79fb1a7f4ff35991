/** The server for programs: `makeApp` over a runtime of the core's layers. */
export { makeApp } from "./app.ts"
export type { Runtime } from "./http/answer.ts"
export type { Identity } from "./routes/actuator.ts"
