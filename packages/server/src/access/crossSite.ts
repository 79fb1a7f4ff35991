import type { Request } from "express"

const isSame = (origin: string, host: string | undefined): boolean => URL.parse(origin)?.host === host

/**
 * Whether a browser sent it for a page of another site, which could be anybody's: it would act with what the browser of an operator can reach. Programs send none of
 * these headers.
 */
export const isCrossSite = (request: Request): boolean => {
  const site = request.get("sec-fetch-site")
  if (site !== undefined && site !== "same-origin" && site !== "none") return true
  const origin = request.get("origin")
  return origin !== undefined && !isSame(origin, request.get("host"))
}
