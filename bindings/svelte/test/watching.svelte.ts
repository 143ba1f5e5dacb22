/** Runs a function in an effect of its own, again whenever what it read changed. Returns what ends it. */
export function watching(read: () => void): () => void {
  return $effect.root(() => {
    $effect(() => {
      read()
    })
  })
}
