/** From when until when a certificate can be used, and when somebody has to hear of it. */
import { Option, Result } from "effect"
import { X509Certificate } from "node:crypto"

/** Milliseconds. Of a file with several certificates: the time for which all are valid. */
export interface Validity {
  readonly from: number
  readonly to: number
}

const certificate =
  /-----BEGIN (?:TRUSTED |X509 )?CERTIFICATE-----[^-]+-----END (?:TRUSTED |X509 )?CERTIFICATE-----/g

/** `none`: there is no certificate in it that can be read. */
export const validityOf = (pem: string): Option.Option<Validity> => {
  const all = Result.try(() => (pem.match(certificate) ?? []).map((x) => new X509Certificate(x)))
  if (Result.isFailure(all) || all.success.length === 0) return Option.none()
  const from = Math.max(...all.success.map((x) => Date.parse(x.validFrom)))
  const to = Math.min(...all.success.map((x) => Date.parse(x.validTo)))
  return Number.isFinite(from) && Number.isFinite(to) ? Option.some({ from, to }) : Option.none()
}

const dayMillis = 86_400_000

/** When it should have been renewed: 14 days before its end, or after two thirds of a short life, as ACME clients and cert-manager renew. */
export const dueAt = ({ from, to }: Validity): number => to - Math.min(14 * dayMillis, (to - from) / 3)

/** Milliseconds until there is something new to say: it is due, it has ended, another day has passed. */
export const lookAgainIn = (validity: Validity, now: number): number => {
  // A certificate is valid through the second in which it ends.
  const next = [dueAt(validity), validity.to + 1000].filter((x) => x > now)
  return Math.min(dayMillis, ...next.map((x) => x - now))
}
