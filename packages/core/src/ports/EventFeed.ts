/** Events of backups, on this replica and on others. While nobody listens, Elasticsearch is not asked. */
import { Context, type Option, type Stream } from "effect"
import type { FeedEvent } from "../domain/restore/FeedEvent.ts"
import type { Component } from "../domain/Component.ts"

/** One item that a listener receives. */
export type FeedItem =
  /** The listener's position: it receives everything that happens from here on. */
  | { readonly _tag: "Position"; readonly id: string }
  /** Events between the given id and this position are lost: read everything again. */
  | { readonly _tag: "Reset"; readonly id: string }
  | { readonly _tag: "Event"; readonly id: string; readonly event: FeedEvent }

/** The stream of events of backups, on this replica and on others. */
export class EventFeed extends Context.Service<
  EventFeed,
  {
    /** Starts with the event after `lastEventId`, or with the next one. Never ends, never fails. */
    readonly listen: (
      lastEventId: Option.Option<string>,
      components: ReadonlyArray<Component>
    ) => Stream.Stream<FeedItem>
  }
>()("@camunda-backup/core/ports/EventFeed") {}
