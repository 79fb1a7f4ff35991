const reads = new Set(["GET", "HEAD", "OPTIONS"])

/** Whether a request with this method changes nothing (RFC 9110: safe). */
export const isRead = (method: string): boolean => reads.has(method)
