/** TLS of the port: certificate and key from files, read again when they change, so that a renewed certificate needs no restart. */
import { type Option, Result } from "effect"
import { readFileSync, statSync } from "node:fs"
import { createSecureContext, type SecureContextOptions, type SecureVersion } from "node:tls"
import { type Validity, validityOf } from "./certificateValidity.ts"

/** Where the files are. */
export interface TlsFiles {
  /** PEM: the certificate, and those that lead to its authority. */
  readonly certificate: string
  /** PEM, without a passphrase. */
  readonly key: string
  /** PEM: authorities whose certificates clients may prove themselves with; `null`: they are not asked for any. */
  readonly clientCa: string | null
  readonly minVersion: SecureVersion
}

const because = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/** What the files say. */
export interface ReadTls {
  readonly options: SecureContextOptions
  readonly validity: Option.Option<Validity>
  /** The authorities whose certificates prove who a client is. */
  readonly clientCa: string | null
}

/** The contents, if TLS can be spoken with them; otherwise which file, or what does not fit. Keys are not repeated. */
export const readTls = (files: TlsFiles): Result.Result<ReadTls, string> =>
  Result.try({
    try: () => {
      const cert = readFileSync(files.certificate, "utf8")
      const clientCa = files.clientCa === null ? null : readFileSync(files.clientCa, "utf8")
      const options: SecureContextOptions = {
        cert,
        key: readFileSync(files.key),
        minVersion: files.minVersion,
        ...(clientCa === null ? {} : { ca: clientCa })
      }
      createSecureContext(options)
      return { options, validity: validityOf(cert), clientCa }
    },
    catch: (error) => `${files.certificate}, ${files.key}: ${because(error)}`
  })

const stateOf = (path: string): string =>
  Result.getOrElse(
    Result.try(() => {
      const { ino, mtimeMs, size } = statSync(path)
      return `${ino} ${mtimeMs} ${size}`
    }),
    () => "gone"
  )

/** Tells one state of the files from another; secrets that Kubernetes mounts are replaced, not changed. */
export const stateOfTls = ({ certificate, clientCa, key }: TlsFiles): string =>
  [certificate, key, ...(clientCa === null ? [] : [clientCa])].map(stateOf).join()

/** Whether others than its owner may read the key. */
export const isKeyOpen = ({ key }: TlsFiles): boolean =>
  Result.getOrElse(
    Result.try(() => (statSync(key).mode & 0o077) !== 0),
    () => false
  )
