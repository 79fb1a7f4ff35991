/** Faults on demand, in the emulator or in front of a real server. */
export { type FaultProxy, type FaultProxyOptions, startFaultProxy } from "../proxy/startFaultProxy.ts"
export type { FaultAction, FaultMatch, FaultRule, SubstituteAction } from "./FaultRule.ts"
export type { Fault, FaultReport, Faults } from "./Faults.ts"
export type { RecordedRequest, RequestLog } from "./RequestLog.ts"
