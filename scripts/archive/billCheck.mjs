// Whether a bill of materials is one, and says what there is.
import { Spec, Validation } from "@cyclonedx/cyclonedx-library"
import { existsSync, readFileSync } from "node:fs"
import path from "node:path"
import { programs } from "./bundled.mjs"

/** Licences under which a package may be handed on in an archive of ours. */
const allowed = new Set(["MIT", "ISC", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "0BSD", "BlueOak-1.0.0"])

const nameOf = ({ expression, license }) => expression ?? license.id

/** `home`: the folder that it is about. */
export const problemsOfBill = async (file, home) => {
  const text = readFileSync(file, "utf8")
  const invalid = await new Validation.JsonStrictValidator(Spec.Version.v1dot6).validate(text)
  const { components, dependencies } = JSON.parse(text)
  const refs = new Set(components.map((x) => x["bom-ref"]))
  const npm = components.filter(
    (x) => x.purl?.startsWith("pkg:npm/") && !x.name.startsWith("@camunda-backup/")
  )
  const licences = readFileSync(path.join(home, "licences", "npm-packages.txt"), "utf8")
  return [
    ...(invalid === null ? [] : [JSON.stringify(invalid)]),
    ...["node", "effect", "express", "ink", "react", "@elastic/elasticsearch", "undici"]
      .filter((x) => !components.some((y) => y.name === x))
      .map((x) => `${x} is not in it`),
    ...npm
      .filter((x) => !x.licenses.every((y) => allowed.has(nameOf(y))))
      .map((x) => `${x.name}: ${x.licenses.map(nameOf).join()}`),
    ...npm
      .filter((x) => !licences.includes(`${x.name} ${x.version} (`))
      .map((x) => `the licence of ${x.name} is not handed on`),
    ...dependencies
      .flatMap((x) => x.dependsOn)
      .filter((x) => !refs.has(x))
      .map((x) => `${x} is depended on and not there`),
    ...Object.values(programs)
      .filter((x) => !existsSync(path.join(home, "lib", x, "main.js")))
      .map((x) => `${x} is in the bill and not in the folder`)
  ]
}
