/** A process of its own that makes the files of a version in the cache (`CAMUNDA_BACKUP_CACHE`) and prints where they are. */
import { findJdk } from "../../src/launcher/findJdk.ts"
import { serverFiles } from "../../src/launcher/serverFiles.ts"

const version = process.argv[2] ?? ""
const files = await serverFiles(version, await findJdk(version))
process.stdout.write(files.core)
