/** With blanks as they are. */
export const withoutControls = (line: string): string => line.replaceAll(/[\p{Cc}\p{Cf}]/gu, "\u{FFFD}")

/** Text from a server, safe for a terminal: control characters could move the cursor or hide what follows. Line ends become blanks. */
export const printable = (text: string): string => withoutControls(text.replaceAll(/\s+/g, " "))
