// Values that must not be installed, beside those that have to be said, and what is said about them.
const least = {
  elasticsearch: { urls: ["http://elasticsearch:9200"] },
  camunda: { version: "8.7.2", repository: "camunda" },
  access: { existingSecret: "access" }
}

/** @type {ReadonlyArray<[what: string, given: object, message: RegExp]>} */
export const refusals = [
  ["an unknown key", { ...least, replicas: 3 }, /replicas/],
  ["an unknown key further in", { ...least, server: { replicaCount: 3 } }, /replicaCount/],
  ["a misspelt variable", { ...least, settings: { CAMUNDA_BACKUP_SHEDULE: "x" } }, /CAMUNDA_BACKUP_SHEDULE/],
  [
    "a variable that has a value of its own",
    { ...least, settings: { CAMUNDA_BACKUP_PORT: "1" } },
    /CAMUNDA_BACKUP_PORT/
  ],
  ["a text for a number", { ...least, server: { replicas: "two" } }, /replicas[\s\S]*integer/i],
  ["a number for a text", { ...least, camunda: { ...least.camunda, version: 8.7 } }, /version[\s\S]*string/i],
  ["a version that is not exact", { ...least, camunda: { ...least.camunda, version: "8.7" } }, /version/],
  [
    "one address instead of a list",
    { ...least, elasticsearch: { urls: "http://x:9200" } },
    /urls[\s\S]*array/i
  ],
  ["an address without a scheme", { ...least, elasticsearch: { urls: ["elasticsearch:9200"] } }, /urls/],
  [
    "a password in an address",
    { ...least, elasticsearch: { urls: ["http://u:S3cret@x:9200"] } },
    /address 1 of 1/
  ],
  [
    "a password as a value",
    { ...least, extraEnv: [{ name: "CAMUNDA_BACKUP_ELASTICSEARCH_PASSWORD", value: "S3cret" }] },
    /CAMUNDA_BACKUP_ELASTICSEARCH_PASSWORD is a secret/
  ],
  [
    "a password where its Secret is named",
    { ...least, elasticsearch: { ...least.elasticsearch, credentials: { password: "S3cret" } } },
    /password/
  ],
  ["a port out of range", { ...least, service: { port: 70000 } }, /port/],
  ["one port twice", { ...least, server: { managementPort: 9600 } }, /give it another one/],
  ["no address", { ...least, elasticsearch: {} }, /elasticsearch\.urls is empty/],
  ["no version", { ...least, camunda: { repository: "camunda" } }, /camunda\.version is not set/],
  ["no repository", { ...least, camunda: { version: "8.7.2" } }, /camunda\.repository is not set/],
  ["nobody who may do anything", { ...least, access: {} }, /access\.existingSecret/],
  ["both kinds of access", { ...least, access: { existingSecret: "x", auth: "none" } }, /contradict/],
  [
    "both kinds of credentials",
    {
      ...least,
      elasticsearch: {
        ...least.elasticsearch,
        credentials: { existingSecret: "x" },
        apiKey: { existingSecret: "x" }
      }
    },
    /contradict/
  ],
  [
    "certificates of clients without TLS",
    { ...least, tls: { clientCa: { existingSecret: "x" } } },
    /tls\.clientCa/
  ],
  ["a CronJob without a token", { ...least, cronJob: { enabled: true } }, /cronJob\.token/],
  ["nothing at all", { ...least, server: { enabled: false } }, /nothing would be installed/]
]
