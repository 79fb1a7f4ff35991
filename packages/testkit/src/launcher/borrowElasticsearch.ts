import { type IncomingMessage, request } from "node:http"

/** Where the lender of this test run is found (`lendElasticsearch`). */
export const lenderVariable = "CAMUNDA_BACKUP_ELASTICSEARCH_LENDER"

export interface BorrowedElasticsearch {
  readonly url: string
  readonly version: string
  readonly repositoryPath: string
  readonly kill: () => Promise<void>
  readonly restart: () => Promise<void>
  /** Gives it back; the lender cleans it. The end of this process does the same. */
  readonly giveBack: () => void
}

/** The first line of the answer. */
const firstLine = async (answer: IncomingMessage): Promise<string> => {
  let text = ""
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  answer.setEncoding("utf8")
  answer.on("data", (piece: string) => {
    text += piece
    if (text.includes("\n")) resolve(text.slice(0, text.indexOf("\n")))
  })
  answer.once("error", reject)
  answer.once("close", () => reject(new Error(`The lender of Elasticsearch ended: ${text}`)))
  return promise
}

const ask = (lender: string, path: string) => {
  // No pool and no time limit: who comes second waits until the first has given it back.
  const asked = request(`${lender}${path}`, { method: "POST", agent: false })
  const answered = new Promise<IncomingMessage>((resolve, reject) => {
    asked.once("response", resolve)
    asked.once("error", reject)
  })
  asked.end()
  return { asked, answered }
}

/** The server of that version that the whole test run shares, for as long as it is not given back: alone with it, and it is empty. */
export const borrowElasticsearch = async (
  lender: string,
  version: string
): Promise<BorrowedElasticsearch> => {
  const { asked, answered } = ask(lender, `/borrow/${version}`)
  const answer = await answered
  const line = await firstLine(answer)
  if (answer.statusCode !== 200) throw new Error(line)
  // The loan ends by cutting this connection.
  answer.on("error", () => {})
  asked.on("error", () => {})
  const order = async (what: "kill" | "restart"): Promise<void> => {
    const done = await ask(lender, `/${what}/${version}`).answered
    const said = await firstLine(done)
    if (done.statusCode !== 200) throw new Error(said)
  }
  const lent: Pick<BorrowedElasticsearch, "url" | "version" | "repositoryPath"> = JSON.parse(line)
  return {
    ...lent,
    kill: () => order("kill"),
    restart: () => order("restart"),
    giveBack: () => void asked.destroy()
  }
}
