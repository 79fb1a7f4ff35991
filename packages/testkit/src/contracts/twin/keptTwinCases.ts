import { index, type TwinCase } from "./TwinCase.ts"

const main = "$-a-1.0.0_"

const reindexed = (name: string, hidden = false): TwinCase => ({
  indices: [index(name), index("$-ab-1.0.0_")],
  aliases: [main, `${main}alias`].map((alias) => ({ name: alias, indices: [name], hidden })),
  streams: [],
  together: false
})

/** Cases from the field, and those in which core and Elasticsearch once differed; lived through before any others. */
export const keptTwinCases: ReadonlyArray<readonly [name: string, it: TwinCase]> = [
  ["a main index that was reindexed inside the prefix", reindexed(`${main}reindexed`)],
  ["a main index that was reindexed outside the prefix", reindexed(`reindexed-v8-${main}`)],
  ["the same behind hidden aliases", reindexed(`reindexed-v8-${main}`, true)],
  [
    "a hidden dated index with a hidden alias",
    {
      indices: [index(main), index(`${main}2024-06-01`, { hidden: true })],
      aliases: [{ name: `${main}hidden`, indices: [`${main}2024-06-01`], hidden: true }],
      streams: [],
      together: false
    }
  ],
  [
    "an alias of main and dated indices, open and closed",
    {
      indices: [
        index(main),
        index(`${main}2024-06-01`, { closed: true }),
        index(`${main}2024-06-02`, { hidden: true, closed: true })
      ],
      aliases: [
        {
          name: `${main}alias`,
          indices: [main, `${main}2024-06-01`, `${main}2024-06-02`],
          hidden: false
        }
      ],
      streams: [],
      together: false
    }
  ],
  [
    "an alias that has the dated name of another index",
    {
      indices: [index(main), index("$-ab-1.0.0_"), index("$-other")],
      aliases: [
        { name: `${main}2024-06-01`, indices: ["$-ab-1.0.0_"], hidden: false },
        { name: `${main}OLD`, indices: ["$-other"], hidden: true }
      ],
      streams: [],
      together: false
    }
  ],
  [
    "an alias with a dated name of one main index that leads to another, both in one dated part",
    {
      indices: [index(main), index("$-ab-1.0.0_")],
      aliases: [{ name: "$-ab-1.0.0_alias", indices: [main], hidden: false }],
      streams: [],
      together: true
    }
  ]
]
