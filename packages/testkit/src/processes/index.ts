export { type BuiltServer, startBuiltServer, watchBuiltServer } from "./startBuiltServer.ts"
export {
  type Exit,
  type LogLine,
  type ProcessOptions,
  watchProcess,
  type WatchedProcess
} from "./watchProcess.ts"
export { type ForwardProxy, type ForwardProxyOptions, startForwardProxy } from "./startForwardProxy.ts"
export { within } from "./within.ts"
