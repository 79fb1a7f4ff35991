import { userInfo } from "node:os"

/** The user of the operating system; in a container there may be a number and no name. */
export const userName = (): string => {
  try {
    return userInfo().username
  } catch {
    return `user ${process.getuid?.() ?? "unknown"}`
  }
}
