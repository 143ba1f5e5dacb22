const openings = ['The gauge reads', 'High water is at', 'The ferry left at', 'The oven was lit at', 'The tram passed at'] as const
const closings = ['a little early.', 'as planned.', 'with fog.', 'and nobody minded.', 'for once.'] as const

/** Fifty short lines by turns, so that a history has pages. */
export const general: readonly string[] = Array.from({ length: 50 }, (_, at) => {
  const time = `${String(5 + (at % 15)).padStart(2, '0')}:${String((at * 13) % 60).padStart(2, '0')}`
  return `${openings[at % openings.length] ?? ''} ${time}, ${closings[(at * 3) % closings.length] ?? ''}`
})

export const harbour: readonly string[] = ['A seal at the fuel dock.', 'Please keep dogs on the leash.', 'It has moved on to pier six.']

export const crew: readonly string[] = [
  'Who has the key to the map room?',
  'I do. It is on the hook by noon.',
  'The hook by the door or the hook in the lamp?',
  'The hook in the lamp.',
]

export const privately: readonly string[] = ['Are you still at the gauge?', 'Until the water turns.', 'Then I bring tea.']
