/** A small Camunda 8.7 in an Elasticsearch: described, built, read, compared. */
export { buildInstallation } from "./buildInstallation.ts"
export { compareInstallations, compareTemplates } from "./compareInstallations.ts"
export { deleteInstallation } from "./deleteInstallation.ts"
export {
  describeInstallation,
  type IndexBody,
  type Installation,
  type InstallationComponentTemplate,
  type InstallationDocument,
  type InstallationIndex,
  type InstallationTemplate
} from "./describeInstallation.ts"
export { type InstallationOptions } from "./InstallationOptions.ts"
export { type IndexContent, type InstallationContent, readInstallation } from "./readInstallation.ts"
export { readTemplates, type TemplateContent } from "./readTemplates.ts"
export { registerRepository } from "./registerRepository.ts"
export { type SeededRandom, seededRandom } from "./seededRandom.ts"
