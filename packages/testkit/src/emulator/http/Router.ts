import type { Method, Route } from "./Route.ts"

export type Match =
  | { readonly found: "route"; readonly route: Route; readonly params: Readonly<Record<string, string>> }
  | { readonly found: "path"; readonly allowed: readonly Method[] }
  | { readonly found: "nothing" }

interface PathPattern {
  readonly segments: readonly string[]
  readonly routes: readonly Route[]
}

const methodOrder: readonly Method[] = ["GET", "POST", "PUT", "DELETE", "HEAD"]

/** Finds the route of a path. A literal segment beats a parameter, from left to right. */
export class Router {
  private readonly patterns: readonly PathPattern[]

  constructor(routes: readonly Route[]) {
    const byShape = Map.groupBy(routes, (route) => route.path.replaceAll(/\{\w+\}/g, "{}"))
    this.patterns = [...byShape.entries()]
      .toSorted(([a], [b]) => compareShapes(a, b))
      .map(([, same]) => ({ segments: segmentsOf(same[0]?.path ?? ""), routes: same }))
  }

  match(method: string, path: readonly string[]): Match {
    const pattern = this.patterns.find(({ segments }) => fits(segments, path))
    if (pattern === undefined) return { found: "nothing" }
    const route = pattern.routes.find((candidate) => candidate.methods.some((one) => one === method))
    if (route === undefined) {
      const allowed = methodOrder.filter((one) =>
        pattern.routes.some((candidate) => candidate.methods.includes(one))
      )
      return { found: "path", allowed }
    }
    const params = segmentsOf(route.path).flatMap((segment, index) =>
      isParameter(segment) ? [[segment.slice(1, -1), path[index] ?? ""] as const] : []
    )
    return { found: "route", route, params: Object.fromEntries(params) }
  }
}

export const segmentsOf = (path: string): readonly string[] =>
  path.split("/").filter((segment) => segment !== "")

const isParameter = (segment: string): boolean => segment.startsWith("{")

const fits = (segments: readonly string[], path: readonly string[]): boolean =>
  segments.length === path.length &&
  segments.every((segment, index) => isParameter(segment) || segment === path[index])

/** `{` sorts after every letter that paths begin with, so literals come first. */
const compareShapes = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
