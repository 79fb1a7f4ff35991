import { isIPv4 } from "node:net"

/** Whether only this machine can reach it. A name that is not `localhost` may mean anything. */
export const isLoopback = (host: string): boolean =>
  host === "localhost" || host === "::1" || (isIPv4(host) && host.startsWith("127."))
