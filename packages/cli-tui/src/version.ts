/** Of camunda-backup; a test holds it against the package manifest. */
export const version = "0.1.0"
