import { op, paged, resource } from '../../declare/index.ts'

/** A booked slot. `responses` answer the form's own fields, by position; the tokens of the mails are not told. */
export const Appointment = resource('appointment', {
  first_name: 'string',
  last_name: 'string',
  email: 'email',
  phone: 'string?',
  appointment_date: 'date',
  appointment_time: 'time',
  notes: 'string?',
  user_unique_id: 'uuid?',
  responses: 'json?',
  metadata: 'json{}?',
  status: 'pending|confirmed|cancelled!',
  confirmed_at: 'timestamp|null!?',
  cancelled_at: 'timestamp|null!?',
  cancellation_reason: 'string|null!?',
  form_schema_version: 'ref!?',
})

export const listSlots = op('GET forms/appointments/:form_unique_id/slots', {
  about: 'Read the slots of a day and how many places each has left',
  query: { date: 'date' },
  returns: { slots: [{ appointment_time: 'time', places_left: 'integer' }] },
})
export const listAppointments = op('GET forms/appointments/:form_unique_id/instances', {
  about: 'Page through the bookings of an appointment form, the earliest slot first',
  query: paged({ status: 'string?', search: 'string?' }),
  returns: [Appointment],
})
export const getAppointment = op('GET forms/appointments/:form_unique_id/instances/:unique_id', {
  about: 'Read one booking',
  returns: Appointment,
})
export const bookAppointment = op('POST forms/appointments/:form_unique_id/instances', {
  about: 'Book a slot; a taken one is refused',
  body: Appointment,
  returns: Appointment,
  optimistic: false,
  stale: ['forms/appointments/:form_unique_id/slots', 'forms/forms/:form_unique_id'],
})
export const confirmAppointment = op('POST forms/appointments/:form_unique_id/instances/:unique_id/confirm', {
  about: 'Confirm a booking',
  returns: Appointment,
  optimistic: false,
  stale: ['forms/forms/:form_unique_id/analytics'],
})
export const cancelAppointment = op('POST forms/appointments/:form_unique_id/instances/:unique_id/cancel', {
  about: 'Cancel a booking; its place is free again',
  body: { reason: 'string?' },
  returns: Appointment,
  optimistic: false,
  stale: ['forms/appointments/:form_unique_id/slots', 'forms/forms/:form_unique_id/analytics'],
})
