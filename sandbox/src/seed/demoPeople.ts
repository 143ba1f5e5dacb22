const names = [
  'Greta Olsen',
  'Yusuf Demir',
  'Ines Duarte',
  'Tomasz Zielinski',
  'Bilal Haddad',
  'Ruth Adler',
  'Adaeze Obi',
  'Kurt Lindqvist',
  'Marta Kos',
  'Jonas Weber',
  'Leila Rahimi',
  'Piet de Vries',
  'Noor Aziz',
  'Sofia Rossi',
  'Emil Hansen',
  'Clara Moreau',
  'Ivo Petrov',
  'Hana Sato',
  'Liam Byrne',
  'Zoe Papas',
  'Mika Laine',
  'Anna Nowak',
  'Omar Farouk',
  'Elsa Berg',
  'Theo Blanc',
  'Rosa Vidal',
  'Finn Murphy',
  'Aylin Kaya',
  'Viktor Horvat',
  'Maya Singh',
  'Lars Nygaard',
  'Ella Fischer',
]

/**
 * People of the demo who have no account, so that there are more customers than Ada and Grace: the first so many of 32, the same in every
 * block.
 *
 * @example
 * demoPeople(2) // [{ name: 'Greta Olsen', email: 'greta.olsen@example.com' }, …]
 */
export function demoPeople(count: number): readonly { readonly name: string; readonly email: string }[] {
  return names.slice(0, count).map((name) => ({ name, email: `${name.toLowerCase().replaceAll(' ', '.')}@example.com` }))
}
