/** An installation to look at: backups of every kind, and one that is being taken. */
import { startWorld, type World } from "./world.ts"

const day = 24

/** Resolves when the running one has begun. */
export const startDemo = async (snapshotDuration: number): Promise<World> => {
  const world = await startWorld(snapshotDuration)
  const id = (hours: number): number => Math.floor(Date.now() / 1000) - hours * 3600
  for (let i = 1; i <= 9; i++) {
    const age = i * day - 3
    const more =
      i === 3 ? { partial: 4 } : i === 5 ? { parts: 3 } : i === 7 ? { components: ["operate"] as const } : {}
    world.seed(id(age), age, more)
  }
  const answer = await fetch(`${world.url}/api/v1/backups`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: '{"components":["operate","tasklist"]}'
  })
  if (answer.status !== 202) throw new Error(`the running backup was refused: ${await answer.text()}`)
  return world
}
