import { statfs } from "node:fs/promises"

const memory = "/dev/shm"
const neededBytes = 2 ** 30

/** Where files are kept in memory, if the system has room for a server's there. */
export const memoryDirectory = async (): Promise<string | undefined> => {
  const { bavail, bsize } = await statfs(memory).catch(() => ({ bavail: 0, bsize: 0 }))
  return bavail * bsize < neededBytes ? undefined : memory
}
