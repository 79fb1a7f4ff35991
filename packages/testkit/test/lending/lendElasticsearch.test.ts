import { afterEach, expect, it } from "vitest"
import { lenderVariable } from "../../src/launcher/borrowElasticsearch.ts"
import { elasticsearchForTests } from "../../src/launcher/elasticsearchForTests.ts"
import { type ElasticsearchLender, lendElasticsearch } from "../../src/lending/lendElasticsearch.ts"
import type { SharedServer } from "../../src/lending/SharedServer.ts"

let lender: ElasticsearchLender | undefined
afterEach(async () => {
  await lender?.close()
  lender = undefined
})

/** Lends servers that only write down what happens to them. */
const lending = async (start: (version: string) => void = () => {}) => {
  const happened: Array<string> = []
  const note = (what: string) => {
    happened.push(what)
    return Promise.resolve()
  }
  const serverOf = (version: string): SharedServer => ({
    ready: async () => {
      start(version)
      await note(`ready ${version}`)
      return {
        url: `http://${version}`,
        version,
        repositoryPath: "/r",
        dataDirectory: "/d",
        pid: 1,
        exited: new Promise(() => {}),
        stop: () => note("stop"),
        kill: () => note(`kill ${version}`),
        restart: () => note(`restart ${version}`)
      }
    },
    clean: () => note(`clean ${version}`),
    stop: () => note(`stop ${version}`)
  })
  lender = await lendElasticsearch(serverOf)
  const environment = { [lenderVariable]: lender.url }
  return { happened, borrow: (version: string) => elasticsearchForTests(version, environment) }
}

it("lends a server to one after the other, and cleans it between them", async () => {
  const { borrow, happened } = await lending()
  const first = await borrow("8.19.21")
  expect(first).toMatchObject({ url: "http://8.19.21", version: "8.19.21", repositoryPath: "/r" })
  const second = borrow("8.19.21").then((server) => {
    happened.push("second has it")
    return server
  })
  const other = await borrow("9.5.3")
  expect(happened).toEqual(["ready 8.19.21", "ready 9.5.3"])
  await first.stop()
  await (await second).stop()
  await other.stop()
  const of8 = happened.filter((x) => !x.includes("9.5.3"))
  expect(of8.slice(0, 4)).toEqual(["ready 8.19.21", "clean 8.19.21", "ready 8.19.21", "second has it"])
})

it("kills and restarts for who has it", async () => {
  const { borrow, happened } = await lending()
  const server = await borrow("8.19.21")
  await server.process?.kill()
  await server.process?.restart()
  expect(happened.filter((x) => /kill|restart/.test(x))).toEqual(["kill 8.19.21", "restart 8.19.21"])
})

it("says why there is no server, and lends the next time", async () => {
  let tries = 0
  const { borrow } = await lending(() => {
    tries++
    if (tries === 1) throw new Error("no JDK\nanywhere")
  })
  await expect(borrow("8.19.21")).rejects.toThrow("no JDK anywhere")
  expect((await borrow("8.19.21")).url).toBe("http://8.19.21")
})

it("ends its servers when the run ends, lent or not", async () => {
  const { borrow, happened } = await lending()
  await borrow("8.19.21")
  await lender?.close()
  lender = undefined
  expect(happened.slice(-2)).toEqual(["clean 8.19.21", "stop 8.19.21"])
})
