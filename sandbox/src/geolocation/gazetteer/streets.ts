/** A street: invented, in a real city. Number 1 stands at its beginning, and every number is one lot further along its heading. */
export interface Street {
  readonly name: string
  readonly city: string
  /** From the city's point, in metres. */
  readonly north: number
  readonly east: number
  /** Degrees from north. */
  readonly heading: number
  readonly lots: number
  readonly zip_code: string
}

/** Metres from one house number to the next. */
export const lot = 12

const street = (city: string, zip_code: string, name: string, north: number, east: number, heading: number, lots: number): Street => ({
  name,
  city,
  zip_code,
  north,
  east,
  heading,
  lots,
})

/** Streets that were made up for the sandbox: no map has them. */
export const streets: readonly Street[] = [
  street('Lisbon', '1100-099', 'Rua das Andorinhas', 300, -200, 75, 90),
  street('Lisbon', '1200-014', 'Travessa do Vento', -150, 400, 160, 40),
  street('Berlin', '10117', 'Kranichgasse', 500, 100, 95, 120),
  street('Berlin', '10969', 'Lindenwinkel', -900, 300, 10, 60),
  street('Hamburg', '20457', 'Gezeitenweg', -300, 250, 120, 80),
  street('Hamburg', '20459', 'Tanner Street', 150, -350, 45, 64),
  street('London', 'EC1A 0ZZ', 'Larkspur Lane', 700, 900, 60, 150),
  street('London', 'SE1 0ZZ', 'Harbour Street', -1200, 400, 100, 70),
  street('Paris', '75004', 'Rue du Pain Lent', 250, 500, 130, 88),
  street('Madrid', '28012', 'Calle de las Grullas', -300, 150, 20, 110),
  street('Rome', '00184', 'Via dei Fornai', 200, 600, 80, 76),
  street('New York', '10002', 'Foundry Street', 1500, 800, 29, 400),
  street('New York', '10013', 'Harbour Street', 300, -100, 119, 200),
  street('San Francisco', '94110', 'Fogbank Avenue', -1500, -800, 5, 300),
  street('Tokyo', '111-0099', 'Shio-dori', 400, 700, 45, 60),
  street('Sydney', '2000', 'Wattle Steps', -500, 300, 150, 50),
  street('São Paulo', '01310-099', 'Rua do Tear', 300, -600, 110, 130),
  street('Cape Town', '8001', 'Tideline Road', -400, 200, 210, 95),
  street('Suva', '', 'Dateline Road', 100, 100, 90, 40),
]
