/** Why a file cannot be read or a command failed: the code of the system. Not the message, which may repeat what was read. */
export const because = (error: unknown): string =>
  error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "it failed"
