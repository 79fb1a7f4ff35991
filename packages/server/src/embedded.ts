export const startEmbedded = async (_: unknown): Promise<never> => { throw new Error("later") }
