/**
 * Only the exact name of one index may reach a call that deletes, changes or restores: Elasticsearch reads wildcards, exclusions, date math,
 * lists, remote clusters and `_all` in the same place, and each of them can mean other people's indices.
 */

/** True for a name that Elasticsearch can only take for one index. */
export const isExactName = (name: string): boolean =>
  /^[^-_+*?,<>"|\\/#:%\s\p{Lu}][^*?,<>"|\\/#:%\s\p{Lu}]*$/u.test(name) && name !== "." && name !== ".."

/** The names that are none. */
export const inexactNames = (names: ReadonlyArray<string>): ReadonlyArray<string> =>
  names.filter((x) => !isExactName(x))
