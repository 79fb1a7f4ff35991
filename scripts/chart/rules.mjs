// What holds for every object that the chart makes, and no schema says.
const label = /^([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?$/

const podsOf = ({ kind, spec }) =>
  kind === "Deployment"
    ? [spec.template]
    : kind === "CronJob"
      ? [spec.jobTemplate.spec.template]
      : kind === "Pod"
        ? [{ metadata: {}, spec }]
        : []

const ofContainer = (container, volumes) => {
  const { env = [], image, resources, securityContext: context = {}, volumeMounts = [] } = container
  const names = env.map((x) => x.name)
  return [
    [context.readOnlyRootFilesystem === true, "the root file system can be written"],
    [context.allowPrivilegeEscalation === false, "may gain privileges"],
    [JSON.stringify(context.capabilities?.drop) === '["ALL"]', "keeps capabilities"],
    [resources?.limits?.memory !== undefined, "has no limit of memory"],
    [!image.endsWith(":latest") && /[:@]/.test(image), `runs an image without a version: ${image}`],
    [new Set(names).size === names.length, "has a variable twice"],
    [env.every((x) => typeof (x.value ?? "") === "string"), "has a variable that is not a text"],
    [
      env.every((x) => !/(PASSWORD|APIKEY|TOKEN|CLIENT_KEY)$/.test(x.name) || x.value === undefined),
      "has a secret as a value"
    ],
    [
      env.every(({ name, value }) => {
        const [, folder] = /^\/etc\/camunda-backup\/([^/]+)\//.exec(value ?? "") ?? []
        const mounted = volumeMounts.some((x) => x.mountPath === `/etc/camunda-backup/${folder}`)
        const file = value?.split("/").at(-1)
        const items = volumes
          .filter((x) => x.name === folder)
          .flatMap((x) => x.projected.sources)
          .flatMap((x) => (x.secret ?? x.configMap).items)
        return folder === undefined || name === "" || (mounted && items.some((x) => x.path === file))
      }),
      "is told of a file that is not mounted"
    ]
  ]
}

const ofPod = ({ spec }) => [
  [spec.enableServiceLinks === false, "gets the variables of Services"],
  [spec.automountServiceAccountToken === false, "gets a token of Kubernetes"],
  [spec.securityContext?.runAsNonRoot === true, "may run as root"],
  [spec.securityContext?.runAsUser > 0, "has no numeric user"],
  ...spec.containers.flatMap((x) => ofContainer(x, spec.volumes ?? []))
]

const labelsOf = (object) => [
  ...Object.values(object.metadata.labels ?? {}),
  ...podsOf(object).flatMap((x) => Object.values(x.metadata.labels ?? {}))
]

/** What is wrong with an object. */
export const broken = (object) => {
  const { kind, metadata } = object
  const rules = [
    [kind !== "Secret", "is a Secret"],
    [metadata.name.length <= (kind === "CronJob" ? 52 : 63), "has too long a name"],
    [/^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(metadata.name), "has an invalid name"],
    [labelsOf(object).every((x) => typeof x === "string" && label.test(x)), "has an invalid label"],
    ...podsOf(object).flatMap(ofPod)
  ]
  return rules.filter(([holds]) => !holds).map(([, what]) => `${kind} ${metadata.name} ${what}`)
}
