/** A program that behaves as its argument says. */
import { once } from "node:events"

const [behaviour] = process.argv.slice(2)
const listening = '{"message":"listening","url":"http://127.0.0.1:1"}\n'

process.stderr.write("a complaint\n")
if (behaviour === "ends") process.exitCode = 3
else {
  // Something to live for.
  const alive = setInterval(() => {}, 1000)
  if (behaviour === "stays")
    process.on("SIGTERM", () => {
      process.stdout.write('{"message":"no"}\n')
    })
  // Before it says that it can be used: from there on it may be told to end.
  const told = behaviour === "usual" ? once(process, "SIGTERM") : undefined
  if (behaviour !== "says nothing") {
    process.stdout.write("no JSON\n")
    process.stdout.write(listening)
  }
  if (told !== undefined) {
    await told
    process.stdout.write('{"message":"stopped"}\n')
    clearInterval(alive)
  }
}
