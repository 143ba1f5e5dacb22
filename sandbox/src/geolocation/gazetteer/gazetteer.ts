import type { RecordOf } from '@blockstate/core/describe'
import type { GeocodeResult } from '@blockstate/core/geolocation'
import { slugify } from '../../server/slugify.ts'
import { metresBetween, walk } from '../sphere.ts'
import type { Position } from '../sphere.ts'
import { cities } from './cities.ts'
import { lot, streets } from './streets.ts'
import type { Street } from './streets.ts'

/** An address of the gazetteer. It never changes, so it has no stamps. */
export type Address = Omit<RecordOf<typeof GeocodeResult>, 'created_at' | 'updated_at'>

interface City {
  readonly name: string
  readonly state: string
  readonly country: string
  readonly countryName: string
  readonly at: Position
}

/** Everything that has an address here: real cities, and invented streets in some of them. */
export interface Gazetteer {
  readonly cities: readonly City[]
  readonly streets: readonly { readonly street: Street; readonly city: City; readonly begins: Position }[]
}

/** So far from a street a point still has its address. */
const roadside = 100
/** So far from a city's middle a point is still in it. */
const cityReach = 30_000
/** So far from any city a point still has a country. */
const countryReach = 400_000

/**
 * Reads the gazetteer. Names of countries are the platform's own (CLDR, in English).
 *
 * @example
 * const gazetteer = readGazetteer()
 */
export function readGazetteer(): Gazetteer {
  const names = new Intl.DisplayNames(['en'], { type: 'region' })
  const all = cities
    .trim()
    .split('\n')
    .map((line): City => {
      const [name = '', state = '', country = '', latitude = '', longitude = ''] = line.split('|')
      return { name, state, country, countryName: names.of(country) ?? country, at: [Number(longitude), Number(latitude)] }
    })
  return {
    cities: all,
    streets: streets.flatMap((street) => {
      const city = all.find(({ name }) => name === street.city)
      return city === undefined ? [] : [{ street, city, begins: walk(walk(city.at, 0, street.north), 90, street.east) }]
    }),
  }
}

/**
 * Finds where an address is, the best fitting first. A city must be named whole; a street too, with its city or without. Words that fit
 * nothing make a result less likely, and where more than half of them do there is none.
 *
 * @param country two letters; results of that country only
 *
 * @example
 * geocode(gazetteer, '12 Gezeitenweg, Hamburg')[0]?.accuracy // 'interpolated'
 */
export function geocode(gazetteer: Gazetteer, address: string, country?: string): Address[] {
  const asked = words(address)
  const found = [
    ...gazetteer.streets.flatMap((entry, rank) => {
      const rest = without(asked, words(entry.street.name))
      if (rest === undefined) return []
      const number = rest.find((word) => /^\d{1,4}$/.test(word) && Number(word) >= 1 && Number(word) <= entry.street.lots)
      const about = cityWords(entry.city, entry.street.zip_code)
      const left = rest.filter((word) => word !== number && !about.has(word)).length
      return [{ left, rank, address: streetAddress(entry, number === undefined ? undefined : Number(number)), country: entry.city.country }]
    }),
    ...gazetteer.cities.flatMap((city, rank) => {
      const rest = without(asked, words(city.name))
      if (rest === undefined) return []
      const about = cityWords(city)
      return [
        { left: rest.filter((word) => !about.has(word)).length, rank: 1000 + rank, address: cityAddress(city), country: city.country },
      ]
    }),
  ]
  return found
    .filter((one) => one.left <= asked.length / 2 && (country === undefined || one.country === country.toUpperCase()))
    .sort((one, other) => one.left - other.left || one.rank - other.rank)
    .map((one) => one.address)
}

/**
 * The addresses around a point, the nearest and most exact first: a house of a street, the city, or only the country. None in the open sea.
 *
 * @example
 * reverseGeocode(gazetteer, [9.99, 53.55])[0]?.city // 'Hamburg'
 */
export function reverseGeocode(gazetteer: Gazetteer, point: Position): Address[] {
  const houses = gazetteer.streets
    .map((entry) => {
      const number = nearestNumber(entry, point)
      return { entry, number, metres: metresBetween(house(entry, number), point) }
    })
    .filter(({ metres }) => metres <= roadside)
    .sort((one, other) => one.metres - other.metres)
  const near = gazetteer.cities
    .map((city) => ({ city, metres: metresBetween(city.at, point) }))
    .filter(({ metres }) => metres <= countryReach)
    .sort((one, other) => one.metres - other.metres)
  const within = near.filter(({ metres }) => metres <= cityReach)
  const nearest = within.length === 0 ? near.slice(0, 1) : []
  return [
    ...houses.map(({ entry, number }) => streetAddress(entry, number)),
    ...within.map(({ city }) => cityAddress(city)),
    ...nearest.map(({ city }) => countryAddress(city)),
  ]
}

function house({ street, begins }: Gazetteer['streets'][number], number: number): Position {
  return walk(begins, street.heading, (number - 1) * lot)
}

/** Streets are straight: the house nearest to a point is found by halving, since the way to it falls and then rises. */
function nearestNumber(entry: Gazetteer['streets'][number], point: Position): number {
  let [low, high] = [1, entry.street.lots]
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    if (metresBetween(house(entry, middle), point) <= metresBetween(house(entry, middle + 1), point)) high = middle
    else low = middle + 1
  }
  return low
}

function streetAddress(entry: Gazetteer['streets'][number], number?: number): Address {
  const { street, city } = entry
  const [longitude, latitude] = rounded(house(entry, number ?? Math.ceil(street.lots / 2)))
  const named = number === undefined ? street.name : `${number} ${street.name}`
  const place = [street.zip_code, city.name].filter(Boolean).join(' ')
  return {
    unique_id: ['geo', slugify(city.country), slugify(city.name), slugify(street.name), number]
      .filter((part) => part !== undefined)
      .join('-'),
    formatted_address: `${named}, ${place}, ${city.countryName}`,
    latitude,
    longitude,
    accuracy: number === undefined ? 'street' : 'interpolated',
    street: named,
    city: city.name,
    ...(city.state === '' ? {} : { state: city.state }),
    ...(street.zip_code === '' ? {} : { zip_code: street.zip_code }),
    country: city.country,
  }
}

function cityAddress(city: City): Address {
  const [longitude, latitude] = city.at
  return {
    unique_id: `geo-${slugify(city.country)}-${slugify(city.name)}`,
    formatted_address: [city.name, city.state, city.countryName]
      .filter((part, at, all) => part !== '' && all.indexOf(part) === at)
      .join(', '),
    latitude,
    longitude,
    accuracy: 'city',
    city: city.name,
    ...(city.state === '' ? {} : { state: city.state }),
    country: city.country,
  }
}

function countryAddress({ country, countryName, at: [longitude, latitude] }: City): Address {
  return { unique_id: `geo-${slugify(country)}`, formatted_address: countryName, latitude, longitude, accuracy: 'country', country }
}

function cityWords({ name, state, country, countryName }: City, more = ''): ReadonlySet<string> {
  return new Set([name, state, country, countryName, more].flatMap(words))
}

/** What is left of the words asked for when these are taken away; nothing where one of them is missing. */
function without(asked: readonly string[], named: readonly string[]): string[] | undefined {
  return named.every((word) => asked.includes(word)) ? asked.filter((word) => !named.includes(word)) : undefined
}

function words(text: string): string[] {
  const folded = text
    .normalize('NFKD')
    .replace(/[\p{M}'’]/gu, '')
    .toLowerCase()
  return folded.match(/[\p{L}\p{N}]+/gu) ?? []
}

function rounded([longitude, latitude]: Position): Position {
  return [Math.round(longitude * 1e6) / 1e6, Math.round(latitude * 1e6) / 1e6]
}
