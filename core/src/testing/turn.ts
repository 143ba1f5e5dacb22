/**
 * Lets everything that can go on go on: promises, streams, renders. By messages, which no fake timer holds up.
 *
 * @example
 * await turn()
 */
export async function turn(): Promise<void> {
  // What arrived may set off more in a later task: a stream's chunk is read, answered and shown in several.
  for (let task = 0; task < 4; task += 1) {
    await new Promise<void>((resolve) => {
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = () => {
        port1.close()
        resolve()
      }
      port2.postMessage(null)
    })
  }
}
