/**
 * The parts of Camunda whose data we back up. A component is data: its snapshot prefix and its default index prefix. Nothing outside this
 * table and `IndexSets` depends on a component's name.
 */
export const all = ["operate", "tasklist"] as const

/** A Camunda component that is backed up. */
export type Component = (typeof all)[number]

interface Row {
  /** First characters of every snapshot name of the component (Camunda API reference §6.1). */
  readonly snapshotPrefix: string
  /** Camunda's default of `camunda.<component>.elasticsearch.indexPrefix`. */
  readonly defaultIndexPrefix: string
}

const table: Readonly<Record<Component, Row>> = {
  operate: { snapshotPrefix: "camunda_operate_", defaultIndexPrefix: "operate" },
  tasklist: { snapshotPrefix: "camunda_tasklist_", defaultIndexPrefix: "tasklist" }
}

/** How every snapshot name of the component begins, e.g. `camunda_operate_`. */
export const snapshotPrefix = (component: Component): string => table[component].snapshotPrefix

/** The component's index prefix unless another is configured, e.g. `operate`. */
export const defaultIndexPrefix = (component: Component): string => table[component].defaultIndexPrefix

/** Builds a record with one value for each component. */
export const record = <A>(make: (component: Component) => A): Readonly<Record<Component, A>> => ({
  operate: make("operate"),
  tasklist: make("tasklist")
})
