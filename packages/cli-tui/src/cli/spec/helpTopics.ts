/** What `help` explains beside the commands. */
export const helpTopics = [
  { word: "exit-codes", text: "what the exit status of every command means" }
] as const

export type HelpTopic = (typeof helpTopics)[number]["word"]
