/** What a client's certificate proves now. The handshake, which says whether it is signed, may be long past: connections are kept and sessions resumed. */
import type { Socket } from "node:net"
import { type DetailedPeerCertificate, TLSSocket } from "node:tls"

interface Certificate {
  readonly commonName: string | null
  /** When it and every authority above it are valid. */
  readonly from: number
  readonly to: number
}

const chainOf = (first: DetailedPeerCertificate): ReadonlyArray<DetailedPeerCertificate> => {
  const chain: Array<DetailedPeerCertificate> = []
  // An authority at the top is its own issuer; a resumed session may know none.
  for (
    let next: DetailedPeerCertificate | undefined = first;
    next !== undefined && !chain.includes(next);
    next = next.issuerCertificate
  )
    chain.push(next)
  return chain
}

const read = (socket: TLSSocket): Certificate | null => {
  if (!socket.authorized) return null
  const certificate = socket.getPeerCertificate(true)
  const chain = chainOf(certificate)
  const { CN: commonName } = certificate.subject
  return {
    commonName: typeof commonName === "string" ? commonName : null,
    from: Math.max(...chain.map((x) => Date.parse(x.valid_from))),
    to: Math.min(...chain.map((x) => Date.parse(x.valid_to)))
  }
}

/** A connection has the same one for its life; to read it takes longer than all else that is decided about a request. */
const ofSocket = new WeakMap<TLSSocket, Certificate | null>()

/** What the certificate of a connection says of who asks. */
export interface Proven {
  /** `null`: there is none, no known authority signed it, or it is not valid now. */
  readonly commonName: string | null
  /** It was valid when the connection was opened, and is not any longer: another connection may come with the next one. */
  readonly ended: boolean
}

export const provenBy = (socket: Socket, now: number): Proven => {
  if (!(socket instanceof TLSSocket)) return { commonName: null, ended: false }
  const certificate = ofSocket.get(socket) ?? read(socket)
  ofSocket.set(socket, certificate)
  if (certificate === null) return { commonName: null, ended: false }
  const isValid = certificate.from <= now && now <= certificate.to
  return { commonName: isValid ? certificate.commonName : null, ended: !isValid }
}
