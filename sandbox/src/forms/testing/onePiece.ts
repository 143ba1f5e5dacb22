import type { BlockWorld } from '../../testing/blockWorld.ts'

/** The ids of one record of each kind, all of them connected, and the secret of a link. */
export interface OnePiece {
  readonly forms: string
  readonly instances: string
  readonly appointmentForm: string
  readonly appointment: string
  readonly token: string
}

/** What the form asks: something required, a choice, and a line that asks nothing. */
export const fields = [
  { name: 'intro', type: 'display', content: 'Hello' },
  { name: 'email', type: 'email', required: true },
  { name: 'size', type: 'select', options: ['S', 'M', 'L'], scores: [1, 2, 3] },
] as const

/** Thursdays from nine to eleven, two seats; the virtual clock starts on Thursday, 1 January 2026 at midnight. */
export const tour = {
  name: 'Tour',
  form_type: 'appointment',
  opening_hours: [{ weekday: 'thu', from: '09:00', to: '11:00' }],
  slot_minutes: 60,
  slot_capacity: 2,
} as const

/** Who books. */
export const guest = { first_name: 'Greta', last_name: 'Sand', email: 'greta@example.com' } as const

/**
 * Makes a form open by link with a submission that is awaited, and an appointment form with a booking.
 *
 * @example
 * const piece = await onePiece(await blockWorld('forms', { blocks: [formsBlock] }))
 */
export async function onePiece({ made, send, email }: BlockWorld): Promise<OnePiece> {
  const forms = await made('forms', { form: { name: 'Order', form_type: 'app_form', form_fields: fields } })
  await send('POST', `forms/${forms}/magic_link`, { form: {} })
  const asked = await send('POST', `forms/${forms}/instances`, { app_form_instance: { assigned_to_email: email } })
  const appointmentForm = await made('forms', { form: tour })
  const appointment = { ...guest, appointment_date: '2026-01-08', appointment_time: '09:00' }
  return {
    forms,
    instances: asked.told('data.id'),
    token: asked.told('data.attributes.token'),
    appointmentForm,
    appointment: await made(`appointments/${appointmentForm}/instances`, { appointment }),
  }
}
