/**
 * Whether TLS is spoken at an address. Elasticsearch closes a connection on which it is spoken to without TLS and says nothing, which looks
 * like a crash; this tells the two apart. Nothing is sent over the connection, so that whom it trusts does not matter.
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
    // A server that turns us away with a word of TLS speaks it.
    socket.on("error", (error) => end("code" in error && /ALERT/.test(String(error.code))))
    return Effect.sync(() => socket.destroy())
  }).pipe(Effect.timeoutOption(within), Effect.map(Option.getOrElse(() => false)))
