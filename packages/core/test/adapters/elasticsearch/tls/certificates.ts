/** Real certificates, made while the test runs. */
import "reflect-metadata"
import {
  BasicConstraintsExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  PemConverter,
  SubjectAlternativeNameExtension,
  X509CertificateGenerator
} from "@peculiar/x509"

const algorithm = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" }
const day = 24 * 60 * 60 * 1000

const newKeys = () => crypto.subtle.generateKey(algorithm, true, ["sign", "verify"])

const pemOf = async (key: CryptoKey): Promise<string> =>
  PemConverter.encode(await crypto.subtle.exportKey("pkcs8", key), "PRIVATE KEY")

export interface Certificate {
  readonly cert: string
  readonly key: string
}

export interface Authority {
  readonly cert: string
  readonly issue: (options?: {
    readonly names?: ReadonlyArray<string>
    readonly expired?: boolean
  }) => Promise<Certificate>
}

let serial = 1

/** Between yesterday and tomorrow, or until yesterday. */
const validity = (expired: boolean) => ({
  notBefore: new Date(Date.now() - 10 * day),
  notAfter: new Date(Date.now() + (expired ? -day : day))
})

export const newAuthority = async (): Promise<Authority> => {
  const keys = await newKeys()
  const issuer = `CN=Test authority ${serial}`
  const own = await X509CertificateGenerator.create({
    serialNumber: String(serial++).padStart(4, "0"),
    subject: issuer,
    issuer,
    ...validity(false),
    signingAlgorithm: algorithm,
    publicKey: keys.publicKey,
    signingKey: keys.privateKey,
    extensions: [
      new BasicConstraintsExtension(true, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign, true)
    ]
  })
  return {
    cert: own.toString("pem"),
    issue: async ({ expired = false, names = ["localhost"] } = {}) => {
      const { privateKey, publicKey } = await newKeys()
      const certificate = await X509CertificateGenerator.create({
        serialNumber: String(serial++).padStart(4, "0"),
        subject: "CN=Test node",
        issuer,
        ...validity(expired),
        signingAlgorithm: algorithm,
        publicKey,
        signingKey: keys.privateKey,
        extensions: [
          new SubjectAlternativeNameExtension(names.map((value) => ({ type: "dns" as const, value })))
        ]
      })
      return { cert: certificate.toString("pem"), key: await pemOf(privateKey) }
    }
  }
}

/** A certificate that signed itself, as `elasticsearch-certutil` and many tutorials make one. */
export const newSelfSigned = async (): Promise<Certificate> => {
  const keys = await newKeys()
  const certificate = await X509CertificateGenerator.createSelfSigned({
    serialNumber: String(serial++).padStart(4, "0"),
    name: "CN=localhost",
    ...validity(false),
    signingAlgorithm: algorithm,
    keys,
    extensions: [new SubjectAlternativeNameExtension([{ type: "dns", value: "localhost" }])]
  })
  return { cert: certificate.toString("pem"), key: await pemOf(keys.privateKey) }
}
