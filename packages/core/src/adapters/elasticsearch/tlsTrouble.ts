/** What went wrong with TLS, from the codes of Node and OpenSSL, and the setting to change. */
import type { TlsTrouble } from "../../domain/BackupError.ts"

export type Trouble = typeof TlsTrouble.Type

const own = "CAMUNDA_BACKUP_ELASTICSEARCH"

const codes: ReadonlyArray<readonly [codes: RegExp, trouble: Trouble]> = [
  [/^(CERT_HAS_EXPIRED|CERT_NOT_YET_VALID)$/, "expired"],
  [/^ERR_TLS_CERT_ALTNAME_(INVALID|FORMAT)$/, "host name"],
  [
    /^(UNABLE_TO_\w+|SELF_SIGNED_CERT_IN_CHAIN|DEPTH_ZERO_SELF_SIGNED_CERT|CERT_UNTRUSTED|CERT_REJECTED|INVALID_CA|INVALID_PURPOSE|CERT_CHAIN_TOO_LONG|CERT_SIGNATURE_FAILURE|PATH_LENGTH_EXCEEDED)$/,
    "unknown authority"
  ],
  [
    /^ERR_SSL_[\w/]*ALERT_(CERTIFICATE_REQUIRED|BAD_CERTIFICATE|HANDSHAKE_FAILURE|UNKNOWN_CA|CERTIFICATE_UNKNOWN|CERTIFICATE_EXPIRED|ACCESS_DENIED)$/,
    "client certificate"
  ],
  [/^ERR_SSL_(WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|HTTP_REQUEST)$/, "http expected"],
  [/^(ERR_SSL_|ERR_TLS_|ERR_OSSL_|CERT_|EPROTO)/, "handshake"]
]

/** `null`: it has nothing to do with TLS. */
export const troubleOf = (code: string): Trouble | null => codes.find(([x]) => x.test(code))?.[1] ?? null

/** For an established connection: with TLS 1.3 a server may miss the client's certificate after the client has finished the handshake. */
export const alertIn = (message: string): Trouble | null =>
  /alert (certificate required|bad certificate|handshake failure|unknown ca|certificate (unknown|expired)|access denied)/i.test(
    message
  )
    ? "client certificate"
    : null

const advice: Readonly<Record<Trouble, string>> = {
  "unknown authority": `Its certificate was not issued by an authority that is trusted here. Set ${own}_CA (or ${own}_CA_FILE) to the certificate of the authority that issued it.`,
  "host name": `Its certificate was made for other names. Use one of them in ${own}_URL, have a certificate made for this name, or set ${own}_VERIFY_HOSTNAME=false.`,
  expired: `Its certificate is not valid at this time. Renew it in Elasticsearch, and ${own}_CA if the authority is a new one; or correct the clock here.`,
  "client certificate": `It wants a certificate of its clients that it trusts. Set ${own}_CLIENT_CERTIFICATE and ${own}_CLIENT_KEY (or the same with _FILE).`,
  "http expected": `What listens there does not speak TLS. Use http:// in ${own}_URL.`,
  "https expected": `What listens there speaks TLS only. Use https:// in ${own}_URL.`,
  handshake: `The TLS handshake failed. Compare ${own}_URL, ${own}_CA and ${own}_CLIENT_CERTIFICATE with the TLS settings of Elasticsearch.`
}

/** Some servers close the connection without an alert when they miss a certificate; that looks like a crash. */
export const closedWithoutWord = `If it wants a certificate of its clients, set ${own}_CLIENT_CERTIFICATE and ${own}_CLIENT_KEY.`

/** What happened, as two or three sentences. */
export const sayTrouble = (trouble: Trouble, node: string, detail: string): string =>
  `${node}: ${detail.trim().replace(/\.$/, "")}. ${advice[trouble]}`
