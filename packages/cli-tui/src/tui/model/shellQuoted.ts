/** For a shell: in single quotes nothing means anything but a quote. */
export const shellQuoted = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`
