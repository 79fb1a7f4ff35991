/** What reads are compared with: the least one could write. */
import { Client } from "@elastic/elasticsearch"
import express from "express"
import { findSnapshots } from "./findSnapshots.ts"

const [node = "", repository = ""] = process.argv.slice(2)
const client = new Client({ node, maxRetries: 0 })
const app = express()
app.get("/backups", (_, response, next) => {
  findSnapshots(client, repository, "camunda_operate_*").then((found) => response.json(found), next)
})
app.get("/backups/:id", (request, response, next) => {
  findSnapshots(client, repository, `camunda_operate_${request.params.id}_*`).then(
    (found) => response.json(found),
    next
  )
})
const server = app.listen(0, "127.0.0.1", () => {
  const address = server.address()
  const port = typeof address === "object" ? address?.port : address
  process.stdout.write(`{"message":"listening","url":"http://127.0.0.1:${port}"}\n`)
})
