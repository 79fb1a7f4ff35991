import { ElasticsearchError } from "../ElasticsearchError.ts"
import { type Json, type JsonObject, isArray, isObject, scalarText } from "../json/Json.ts"
import type { JsonPath } from "../json/spanAt.ts"
import { checkFieldName, metadataFault } from "./checkFieldName.ts"
import { DocumentFault, parsingError, unfitValue } from "./DocumentFault.ts"
import { dynamicField } from "./dynamicField.ts"
import { fieldFault } from "./fieldFault.ts"
import { type NewField, withFields } from "./withFields.ts"

type Dynamic = "true" | "false" | "strict" | "runtime"

interface Place {
  /** Where in the text. */
  readonly at: JsonPath
  /** The object's own full name; empty at the top. */
  readonly name: string
  readonly dynamic: Dynamic
}

/** A document on its way into an index. */
export interface MappedDocument {
  readonly text: string
  readonly id: string
  readonly source: JsonObject
  /** A field that it brings along holds for the rest of it. */
  readonly readsOnce: boolean
}

/**
 * The mapping with the fields that a document adds to it; the same object when it adds none. Throws for the first value that its field cannot
 * take, and where the mapping is strict.
 */
export const mapDocument = (mappings: JsonObject, document: MappedDocument): JsonObject => {
  const walk = new Walk(mappings, document)
  try {
    walk.object(mappings, document.source, { at: [], name: "", dynamic: "true" }, true)
  } catch (error) {
    throw error instanceof DocumentFault ? error.in(document.text) : error
  }
  return withFields(mappings, walk.added)
}

class Walk {
  readonly added: NewField[] = []
  /** New fields by their full names, as far as the rest of the document heeds them. */
  private readonly fresh = new Map<string, JsonObject>()
  private readonly root: JsonObject
  private readonly document: MappedDocument

  constructor(root: JsonObject, document: MappedDocument) {
    this.root = root
    this.document = document
  }

  object(node: JsonObject, source: JsonObject, outer: Place, top = false): void {
    const place = { ...outer, dynamic: dynamicOf(node, outer.dynamic) }
    for (const [key, value = null] of Object.entries(source)) {
      const at = [...place.at, key]
      const fault =
        checkFieldName(key, place.name, at) ??
        (top ? metadataFault(key, value, at, this.document) : undefined)
      if (fault !== undefined) throw fault
      if (top && key.split(".")[0] === "_doc_count") continue
      this.member(
        node,
        key.split(".").filter((part) => part !== ""),
        value,
        { ...place, at },
        false
      )
    }
  }

  /** A key with dots stands for objects in objects; `dotted` where this is not the first part of one. */
  private member(
    node: JsonObject,
    [name = "", ...rest]: readonly string[],
    value: Json,
    place: Place,
    dotted: boolean
  ) {
    const properties = isObject(node["properties"]) ? node["properties"] : {}
    const full = place.name === "" ? name : `${place.name}.${name}`
    const known = properties[name] ?? this.fresh.get(full)
    const inside = { ...place, name: full }
    if (rest.length > 0) {
      if (isObject(known) && !isObjectField(known)) {
        const deep = rest.reduceRight<Json>((inner, part) => ({ [part]: inner }), value)
        this.check(known, deep, full, place.at, true)
      } else if (
        isObject(known) ? known["enabled"] !== false : this.grow(full, {}, place, dotted || place.name !== "")
      )
        this.member(isObject(known) ? known : {}, rest, value, this.deeper(known, inside), true)
      return
    }
    if (isObject(known)) this.known(known, name, value, inside)
    else this.unknown(name, value, inside, place.name)
  }

  private deeper(known: Json | undefined, place: Place): Place {
    return isObject(known) ? { ...place, dynamic: dynamicOf(known, place.dynamic) } : place
  }

  private known(field: JsonObject, name: string | null, value: Json, place: Place): void {
    if (field["enabled"] === false) return
    if (isArray(value)) {
      for (const [at, item] of value.entries())
        this.known(field, null, item, { ...place, at: [...place.at, at] })
      return
    }
    if (value === null) return
    if (!isObjectField(field)) this.check(field, value, place.name, place.at, false)
    else if (isObject(value)) this.object(field, value, place)
    else
      throw new DocumentFault(place.at, ({ start }) =>
        parsingError(
          start,
          `object mapping for [${place.name}] tried to parse field [${name}] as object, but found a concrete value`
        )
      )
  }

  private check(field: JsonObject, value: Json, name: string, at: JsonPath, dotted: boolean): void {
    const cause = fieldFault(field, value, { dotted, name, readsOnce: this.document.readsOnce })
    const type = scalarText(field["type"]) ?? "object"
    if (cause !== undefined) throw unfitValue(at, { name, type, id: this.document.id }, value, cause)
  }

  private unknown(name: string, value: Json, place: Place, parent: string): void {
    if (place.dynamic === "strict") throw notIntroduced(name, parent, place.at)
    if (place.dynamic === "false" || value === null) return
    if (isArray(value)) {
      for (const [at, item] of value.entries()) {
        const fresh = this.fresh.get(place.name)
        const inside = { ...place, at: [...place.at, at] }
        if (fresh === undefined) this.unknown(name, item, inside, parent)
        else this.known(fresh, null, item, inside)
      }
      return
    }
    if (isObject(value)) {
      if (this.grow(place.name, {}, place, false)) this.object({}, value, place)
      return
    }
    const runtime = place.dynamic === "runtime"
    const field = dynamicField(this.root, { name, full: place.name, value, runtime })
    if (field === undefined) return
    this.add({ path: place.name.split("."), field, runtime, dotted: false })
    this.check(field, value, place.name, place.at, false)
  }

  private add(field: NewField): void {
    this.added.push(field)
    if (this.document.readsOnce && !field.runtime) this.fresh.set(field.path.join("."), field.field)
  }

  /** A new object; false where none is made, and what is in it is passed over. */
  private grow(full: string, field: JsonObject, place: Place, dotted: boolean): boolean {
    const parts = full.split(".")
    if (place.dynamic === "strict")
      throw notIntroduced(parts.at(-1) ?? "", parts.slice(0, -1).join("."), place.at)
    if (place.dynamic === "false") return false
    if (place.dynamic === "true") this.add({ path: parts, field, runtime: false, dotted })
    return true
  }
}

const isObjectField = (field: JsonObject): boolean =>
  field["type"] === undefined || field["type"] === "object" || field["type"] === "nested"

const dynamicOf = (node: JsonObject, inherited: Dynamic): Dynamic => {
  const dynamic = scalarText(node["dynamic"]) ?? inherited
  return dynamic === "strict" || dynamic === "false" || dynamic === "runtime" ? dynamic : "true"
}

const notIntroduced = (name: string, parent: string, at: JsonPath): DocumentFault =>
  new DocumentFault(
    at,
    ({ start }) =>
      new ElasticsearchError(
        400,
        "strict_dynamic_mapping_exception",
        `[${start}] mapping set to strict, dynamic introduction of [${name}] within [${parent || "_doc"}] is not allowed`
      )
  )
