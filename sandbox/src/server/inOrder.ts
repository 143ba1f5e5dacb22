/**
 * Runs pieces of work one after the other, in the order they are given; one that fails holds up none behind it.
 *
 * @param background keeps each piece alive and reports its failure
 *
 * @example
 * const take = inOrder(background)
 * take(() => answer(frame))
 */
export function inOrder(background: (work: Promise<unknown>) => void): (run: () => Promise<void>) => void {
  let turn: Promise<unknown> = Promise.resolve()
  return (run) => {
    const work = turn.then(run)
    background(work)
    // Its failure has been reported: the next begins all the same.
    turn = work.catch(() => undefined)
  }
}
