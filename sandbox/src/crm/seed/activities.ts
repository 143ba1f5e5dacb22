/** What is done with somebody, in turn: its kind, what about, and what came of it. */
export type Step = readonly [kind: 'call' | 'email' | 'meeting' | 'note', description: string, outcome?: string]

/** How a deal begins. The deeper it is in its pipeline, the more of these have happened. */
export const dealSteps: readonly Step[] = [
  ['call', 'First call: what is it about?', 'Interested'],
  ['email', 'Sent the overview and two references', 'Opened twice'],
  ['meeting', 'On site: looked at the machines and the network', 'Needs a drawing'],
  ['note', 'Budget is set in the spring; two others have been asked'],
  ['email', 'Sent the offer', 'Receipt confirmed'],
  ['call', 'Went through the offer line by line', 'Wants four weeks less'],
  ['meeting', 'Terms with purchasing and the lawyer', 'Agreed but for the penalty'],
  ['call', 'Last word on the price', 'Yes, subject to the board'],
]

/** What is done with people whom no deal is about. */
export const smallTalk: readonly Step[] = [
  ['call', 'Asked how the installation runs', 'All well'],
  ['email', 'Invitation to the open day', 'Will come'],
  ['note', 'Moves to another department in the new year'],
  ['meeting', 'Coffee at the fair', 'Knows two more who are looking'],
  ['call', 'Could not be reached', 'Call again on Thursday'],
  ['email', 'Sent the newsletter archive', 'No answer'],
]
