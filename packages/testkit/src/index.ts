/** Everything but the suites, for programs that want one import. Each room can be imported by itself. */
export * from "./emulator/index.ts"
export * from "./faults/index.ts"
export * from "./installation/index.ts"
export * from "./launcher/index.ts"
export * from "./processes/index.ts"
