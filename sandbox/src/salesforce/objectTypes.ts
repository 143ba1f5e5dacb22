/** What is kept in step. */
export const objectTypes = ['contacts', 'leads', 'opportunities'] as const

/** One kind of them. */
export type ObjectType = (typeof objectTypes)[number]

/** What a field holds; only fields of one kind can be mapped onto each other. */
export type FieldKind = 'text' | 'number' | 'date'

/** A field of the stand-in org, with the rules its rows are held to. */
export interface OrgField {
  readonly kind: FieldKind
  readonly required?: true
  /** The most letters a text may have. */
  readonly length?: number
  /** The text must be an address. */
  readonly address?: true
  readonly least?: number
  readonly most?: number
}

type Fields<T> = { readonly [K in ObjectType]: Readonly<Record<string, T>> }

/** The fields here that may be mapped. */
export const localFields: Fields<FieldKind> = {
  contacts: { first_name: 'text', last_name: 'text', email: 'text', phone: 'text', title: 'text' },
  leads: { name: 'text', email: 'text', source: 'text', stage: 'text', value: 'number', probability: 'number' },
  opportunities: { name: 'text', stage: 'text', value: 'number', close_date: 'date', probability: 'number' },
}

const percent = { kind: 'number', least: 0, most: 100 } as const
const text = (length: number): OrgField => ({ kind: 'text', length })
const required = (length: number): OrgField => ({ kind: 'text', length, required: true })

/** The fields there, with the limits that Salesforce's own standard objects have. */
export const orgFields: Fields<OrgField> = {
  contacts: {
    FirstName: text(40),
    LastName: required(80),
    Email: { kind: 'text', length: 80, address: true },
    Phone: text(40),
    MobilePhone: text(40),
    Title: text(128),
    Department: text(80),
  },
  leads: {
    Name: required(121),
    Email: { kind: 'text', length: 80, address: true },
    LeadSource: text(255),
    Status: text(255),
    AnnualRevenue: { kind: 'number', least: 0 },
    Probability__c: percent,
  },
  opportunities: {
    Name: required(120),
    StageName: required(255),
    Amount: { kind: 'number', least: 0 },
    CloseDate: { kind: 'date', required: true },
    Probability: percent,
    NextStep: text(255),
  },
}

/**
 * Is it one of the kinds that are kept in step?
 *
 * @example
 * isObjectType('tasks') // false
 */
export function isObjectType(name: string): name is ObjectType {
  return objectTypes.some((one) => one === name)
}
