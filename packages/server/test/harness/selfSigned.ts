/** A certificate that nobody knows, for `localhost`, made while the test runs. */
import "reflect-metadata"
import { PemConverter, SubjectAlternativeNameExtension, X509CertificateGenerator } from "@peculiar/x509"

const signingAlgorithm = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" }

export const selfSigned = async (): Promise<{ readonly cert: string; readonly key: string }> => {
  const keys = await crypto.subtle.generateKey(signingAlgorithm, true, ["sign", "verify"])
  const made = await X509CertificateGenerator.createSelfSigned({
    name: "CN=localhost",
    keys,
    signingAlgorithm,
    extensions: [new SubjectAlternativeNameExtension([{ type: "dns", value: "localhost" }])]
  })
  const key = await crypto.subtle.exportKey("pkcs8", keys.privateKey)
  return { cert: made.toString("pem"), key: PemConverter.encode(key, "PRIVATE KEY") }
}
