import type { Operation } from '../declare/index.ts'

// How the platform's SDK names what a block exports, twice: for the compiler and at run time. `names.test.ts` holds both
// to one list.

/** The names a block's module gives its operations. */
export type OperationNames<Block> = { [K in keyof Block]: Block[K] extends Operation ? K : never }[keyof Block] & string

type Singular<Plural extends string> = Plural extends 'Series' | `${string}ss`
  ? Plural
  : Plural extends `${infer Stem}zzes`
    ? `${Stem}z`
    : Plural extends `${infer Stem}ies`
      ? `${Stem}y`
      : Plural extends `${infer Stem}xes`
        ? `${Stem}x`
        : Plural extends `${infer Stem}s`
          ? Stem
          : Plural

/** `ContactNote` of `Contact`, which begins with it and goes on with a capital. */
type Under<Name extends string, Noun> = Noun extends string
  ? Name extends `${Noun}${infer Rest}`
    ? Rest extends '' | Uncapitalize<Rest>
      ? never
      : Name
    : never
  : never

/** What a block lists: `Contacts` of `listContacts`. */
type Listed<Names extends string> = Names extends `list${infer Plural}` ? Plural : never

/** What a block lists, less what belongs to another of these: `EntityContexts` are found under `Entities`. */
export type Plurals<Names extends string> = PluralsOf<Listed<Names>>
type PluralsOf<All extends string> = Exclude<All, Under<All, Singular<All>>>

/** `createContext` of `sdkCreateEntityContext`, the SDK's own; the documented operation of that name gives way to it. */
type Plain<Name extends string> = Name extends `sdk${infer Rest}` ? Uncapitalize<Rest> : Name

/** The method that an operation is among `Plural`: `updateStage` of `updateDealStage` among `Deals`. `never` where it is none. */
export type MethodName<Name extends string, Plural extends string, Names extends string> = `sdk${Capitalize<Name>}` extends Names
  ? never
  : MethodOf<Plain<Name>, Plural, Singular<Plural>>
type MethodOf<Name extends string, Plural extends string, Noun extends string> = Name extends `${infer Verb}${Plural}`
  ? Verb extends Lowercase<Verb>
    ? Verb
    : never
  : Name extends `${infer Verb}${Noun}${infer Rest}`
    ? Verb extends '' | Capitalize<Verb>
      ? never
      : Verb extends Lowercase<Verb>
        ? Rest extends '' | Capitalize<Rest>
          ? `${Verb}${Rest}`
          : never
        : never
    : never

function singular(plural: string): string {
  if (/^Series$|ss$/.test(plural)) return plural
  return plural.replace(/zzes$/, 'z').replace(/ies$/, 'y').replace(/xes$/, 'x').replace(/s$/, '')
}

/**
 * What a block lists, less what belongs to another of these.
 *
 * @example
 * pluralsIn(['listEntities', 'listEntityContexts', 'getEntity']) // ['Entities']
 */
export function pluralsIn(names: readonly string[]): string[] {
  const all = names.flatMap((name) => /^list(.+)$/.exec(name)?.[1] ?? [])
  return all.filter((name) => !all.some((other) => new RegExp(`^${singular(other)}[A-Z]`).test(name)))
}

/**
 * The method that an operation is among what is listed, `null` where it is none.
 *
 * @example
 * methodAmong('Deals', 'updateDealStage', names) // 'updateStage'
 */
export function methodAmong(plural: string, name: string, names: readonly string[]): string | null {
  if (names.includes(`sdk${capitalized(name)}`)) return null
  const plain = uncapitalized(name.replace(/^sdk(?=[A-Z])/, ''))
  const [, verb, rest = ''] = new RegExp(`^([a-z]+)(?:${plural}$|${singular(plural)}((?:[A-Z].*)?)$)`).exec(plain) ?? []
  return verb === undefined ? null : verb + rest
}

/**
 * A name of a type as the name of a value.
 *
 * @example
 * uncapitalized('Entities') // 'entities'
 */
export function uncapitalized(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1)
}

function capitalized(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1)
}
