/** An authority, and certificates that it signs, made while the test runs. */
import "reflect-metadata"
import {
  BasicConstraintsExtension,
  PemConverter,
  SubjectAlternativeNameExtension,
  X509CertificateGenerator
} from "@peculiar/x509"

const signingAlgorithm = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" }

const newKeys = () => crypto.subtle.generateKey(signingAlgorithm, true, ["sign", "verify"])

export interface Pem {
  readonly cert: string
  readonly key: string
}

export interface Authority {
  readonly cert: string
  /** For a server at 127.0.0.1 or `backup.example`, or for a client of that name. `notAfter`: an hour from now unless it is said. */
  readonly sign: (commonName: string, notAfter?: Date) => Promise<Pem>
}

const hour = 3_600_000

export const authority = async (name: string): Promise<Authority> => {
  const keys = await newKeys()
  const root = await X509CertificateGenerator.createSelfSigned({
    name: `CN=${name}`,
    keys,
    signingAlgorithm,
    extensions: [new BasicConstraintsExtension(true)]
  })
  let serial = 1
  return {
    cert: root.toString("pem"),
    sign: async (commonName, notAfter = new Date(Date.now() + hour)) => {
      const own = await newKeys()
      const made = await X509CertificateGenerator.create({
        serialNumber: String(++serial).padStart(2, "0"),
        subject: `CN=${commonName}`,
        issuer: root.subject,
        publicKey: own.publicKey,
        signingKey: keys.privateKey,
        signingAlgorithm,
        notBefore: new Date(notAfter.getTime() - 24 * hour),
        notAfter,
        extensions: [
          new SubjectAlternativeNameExtension([
            { type: "ip", value: "127.0.0.1" },
            { type: "dns", value: "backup.example" }
          ])
        ]
      })
      const key = await crypto.subtle.exportKey("pkcs8", own.privateKey)
      return { cert: made.toString("pem"), key: PemConverter.encode(key, "PRIVATE KEY") }
    }
  }
}
