import type { Component } from "@camunda-backup/core"

/** `Operate`, at the begin of a line. */
export const named = (component: Component.Component): string =>
  `${component.slice(0, 1).toUpperCase()}${component.slice(1)}`
