/** Colleagues of the demo accounts. They have no password: nobody signs in as them. */
export const colleagues = [
  { first_name: 'Katherine', last_name: 'Johnson', email: 'katherine@blockworks.example', role: 'admin' },
  { first_name: 'Alan', last_name: 'Turing', email: 'alan@blockworks.example', role: 'admin' },
  { first_name: 'Annie', last_name: 'Easley', email: 'annie@blockworks.example', role: 'member' },
  { first_name: 'Edsger', last_name: 'Dijkstra', email: 'edsger@blockworks.example', role: 'member' },
  { first_name: 'Barbara', last_name: 'Liskov', email: 'barbara@blockworks.example', role: 'member' },
  { first_name: 'Tony', last_name: 'Hoare', email: 'tony@blockworks.example', role: 'member' },
  { first_name: 'Radia', last_name: 'Perlman', email: 'radia@blockworks.example', role: 'member' },
  { first_name: 'Donald', last_name: 'Knuth', email: 'donald@blockworks.example', role: 'member' },
  { first_name: 'Frances', last_name: 'Allen', email: 'frances@blockworks.example', role: 'member' },
  { first_name: 'Niklaus', last_name: 'Wirth', email: 'niklaus@blockworks.example', role: 'viewer' },
  { first_name: 'Jean', last_name: 'Bartik', email: 'jean@blockworks.example', role: 'viewer' },
  { first_name: 'John', last_name: 'Backus', email: 'john@blockworks.example', role: 'viewer' },
] as const

/** Teams, who leads them (by first name), and who else is in them. */
export const seededTeams = [
  { name: 'Platform', description: 'Keeps the services running', lead: 'Katherine', others: ['Edsger', 'Barbara', 'Radia', 'Tony'] },
  { name: 'Design', description: 'How it looks and what it says', lead: 'Annie', others: ['Frances', 'Jean'] },
  { name: 'Sales', description: 'Talks with customers', lead: 'Alan', others: ['Donald', 'Annie'] },
  { name: 'Museum', description: 'What came before', lead: null, others: ['Niklaus'] },
] as const
