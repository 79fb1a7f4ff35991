// Loaded into the program by a test: an error nobody catches, whenever the test wants it.
process.on("SIGUSR2", () => {
  throw new Error("boom")
})
