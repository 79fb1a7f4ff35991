/** Text from a server, safe for a terminal: control characters could move the cursor or hide what follows. Line ends become blanks. */
export const printable = (text: string): string =>
  text.replaceAll(/\s+/g, " ").replaceAll(/[\p{Cc}\p{Cf}]/gu, "\u{FFFD}")
