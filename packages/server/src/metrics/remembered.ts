/** A read that is shared by all who ask within the time, and by all metrics of one scrape. A failure is not remembered. */
export const remembered = <A>(forMillis: number, read: () => Promise<A>): (() => Promise<A>) => {
  let last: { readonly at: number; readonly answer: Promise<A> } | null = null
  return () => {
    const now = performance.now()
    if (last !== null && now - last.at < forMillis) return last.answer
    const answer = read()
    const asked = { at: now, answer }
    last = asked
    answer.catch(() => {
      if (last === asked) last = null
    })
    return answer
  }
}
