/** What happens to backups, on this replica and on others, for those who listen. While nobody does nothing is asked. */
import { Context, type Option, type Stream } from "effect"
import type { BackupEvent } from "../domain/BackupEvent.ts"
import type { Component } from "../domain/Component.ts"

/** What a listener receives. */
export type FeedItem =
  /** Where the listener stands now: everything that happens from here on comes. */
  | { readonly _tag: "Position"; readonly id: string }
  /** Events between the given id and here are lost: look at everything anew. */
  | { readonly _tag: "Reset"; readonly id: string }
  | { readonly _tag: "Event"; readonly id: string; readonly event: BackupEvent }

/** What happens to backups, on this replica and on others. */
export class EventFeed extends Context.Service<
  EventFeed,
  {
    /** From the event behind `lastEventId` on, or from now on. Never ends, never fails. */
    readonly listen: (
      lastEventId: Option.Option<string>,
      components: ReadonlyArray<Component>
    ) => Stream.Stream<FeedItem>
  }
>()("@camunda-backup/core/ports/EventFeed") {}
