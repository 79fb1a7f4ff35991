/**
 * Whether an address expects TLS. Elasticsearch closes a connection without TLS and sends nothing, which looks like a crash; this tells the two apart.
 * Nothing is sent over the connection, so that trust does not matter.
 */
import { connect } from "node:tls"
import { Effect, Option } from "effect"

const within = "1 second"

export const speaksTls = (url: URL): Effect.Effect<boolean> =>
  Effect.callback<boolean>((resume) => {
    const host = url.hostname.replace(/^\[|\]$/g, "")
    const socket = connect({ host, port: Number(url.port || 80), rejectUnauthorized: false })
    const end = (spoken: boolean): void => {
      socket.destroy()
      resume(Effect.succeed(spoken))
    }
    socket.once("secureConnect", () => end(true))
    // A server that refuses with a TLS alert speaks TLS.
    socket.on("error", (error) => end("code" in error && /ALERT/.test(String(error.code))))
    return Effect.sync(() => socket.destroy())
  }).pipe(Effect.timeoutOption(within), Effect.map(Option.getOrElse(() => false)))
