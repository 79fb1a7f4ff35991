import type { NextFunction, Response } from "express"

/** A body that breaks off is answered by the parser's listener at once, and a client may be gone: then there is nothing left to say. */
export const isAnswered = (response: Response): boolean => response.headersSent || response.destroyed

/**
 * Sends what was read, unless the request was answered meanwhile: a second answer throws, and what is thrown behind a promise ends the process. Whatever fails goes
 * to the error handler of the application.
 */
export const sendWhenRead = <A>(
  response: Response,
  read: Promise<A>,
  next: NextFunction,
  send: (read: A) => void
): void => {
  read
    .then((found) => {
      if (!isAnswered(response)) send(found)
    })
    .catch(next)
}
