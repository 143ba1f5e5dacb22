import type { Domain } from './companies.ts'

/** A person of the demo: what they do, where (`null`: nowhere of ours), and how they are marked. */
export interface Person {
  readonly name: readonly [first: string, last: string]
  readonly title: string
  readonly at: Domain | null
  readonly tags: readonly string[]
}

const works = (at: Domain | null, ...people: readonly (readonly [name: string, title: string, tags?: string])[]): Person[] =>
  people.map(([name, title, tags = '']) => {
    const [first = '', last = ''] = name.split(' ')
    return { name: [first, last], title, at, tags: tags === '' ? [] : tags.split(', ') }
  })

/** Sixty people, the newest acquaintances last. */
export const people: readonly Person[] = [
  ...works(
    'harbourmill.example',
    ['Ines Carvalho', 'Head of production', 'customer, decision maker'],
    ['Tomasz Zielinski', 'Master baker', 'customer'],
    ['Ruth Adeyemi', 'Buyer'],
    ['Kurt Lindner', 'Oven technician'],
    ['Bilal Haddad', 'Shift lead'],
  ),
  ...works(
    'northwind-marine.example',
    ['Astrid Moen', 'Managing director', 'decision maker, vip'],
    ['Callum Reid', 'Head of rigging'],
    ['Yusuf Demir', 'Electrical engineer', 'technical'],
    ['Sofia Ferrante', 'Purchasing'],
    ['Henrik Dahl', 'Finance director', 'decision maker'],
  ),
  ...works(
    'kestrel-house.example',
    ['Margaret Holm', 'Facility manager', 'customer, decision maker'],
    ['Dev Patel', 'Tenant services', 'customer'],
    ['Oona Virtanen', 'Reception lead'],
    ['Peter Novak', 'House technician', 'technical'],
  ),
  ...works(
    'tidewater-energy.example',
    ['Greta Lund', 'Operations director', 'decision maker, vip'],
    ['Samuel Osei', 'Grid planner', 'technical'],
    ['Clara Whitfield', 'Head of procurement'],
    ['Jonas Berg', 'Turbine engineer', 'technical'],
    ['Lucia Romero', 'Sustainability lead'],
    ['Farah Siddiqui', 'Legal counsel'],
  ),
  ...works(
    'fernhill-clinic.example',
    ['Ngozi Eze', 'Medical director', 'decision maker'],
    ['Martin Keller', 'IT manager', 'technical'],
    ['Beatriz Sousa', 'Head nurse'],
    ['Owen Hughes', 'Administrator'],
  ),
  ...works(
    'almanac.example',
    ['Mei Tanaka', 'Chief technology officer', 'technical, decision maker'],
    ['Lars Nyberg', 'Product lead'],
    ['Amara Diallo', 'Customer success', 'partner'],
    ['Elena Petrova', 'Data engineer', 'technical'],
  ),
  ...works(
    'bluestone.example',
    ['Victor Stone', 'Quarry manager', 'decision maker'],
    ['Hannah Price', 'Health and safety'],
    ['Rafael Mendes', 'Fleet manager'],
    ['Ida Sorensen', 'Accounts payable'],
  ),
  ...works(
    'larkspur.example',
    ['Priya Raman', 'Head of design'],
    ['George Whitlock', 'Supply chain', 'customer'],
    ['Nora Feeney', 'Marketing director', 'decision maker'],
    ['Tobias Frei', 'E-commerce lead', 'newsletter'],
    ['Mabel Achieng', 'Quality assurance'],
  ),
  ...works(
    'city-trams.example',
    ['Walter Brandt', 'Depot manager'],
    ['Simone Laurent', 'Head of procurement', 'decision maker'],
    ['Kofi Mensah', 'Signalling engineer', 'technical'],
    ['Rosa Bianchi', 'Passenger services'],
    ['Anders Holt', 'Board secretary'],
  ),
  ...works(
    'greenway-farms.example',
    ['Edith Marlow', 'Chair', 'decision maker, vip'],
    ['Jack Turner', 'Agronomist', 'technical'],
    ['Wanjiru Kamau', 'Farm manager'],
    ['Piotr Wolski', 'Machinery ring'],
    ['Louise Perrin', 'Treasurer'],
  ),
  ...works(
    'papermakers.example',
    ['Stefan Koch', 'Mill director', 'decision maker'],
    ['Fatima Zahra', 'Head of sales', 'partner'],
    ['Imogen Clarke', 'Archivist', 'newsletter'],
    ['Dieter Voss', 'Maintenance planner', 'technical'],
    ['Marta Kowalska', 'Weaver in residence'],
  ),
  ...works(
    'rooftop-apiary.example',
    ['Theo Bonnet', 'Beekeeper', 'customer, newsletter'],
    ['Aisha Rahman', 'Market stall', 'customer'],
    ['Felix Grant', 'Volunteer coordinator'],
  ),
  ...works(
    null,
    ['Joan Ellery', 'Journalist', 'press'],
    ['Milan Horvat', 'Consultant', 'partner'],
    ['Saoirse Kelly', 'Architect', 'partner'],
    ['Ada Byron', 'Mathematician', 'newsletter'],
    ['Bruno Castelli', 'Student'],
  ),
]
