import {
  Appointment,
  bookAppointment,
  cancelAppointment,
  confirmAppointment,
  getAppointment,
  listAppointments,
  listSlots,
} from '@blockstate/core/forms'
import { equalTo } from '../database/equalTo.ts'
import { changeRow, createRow, findRow, instant } from '../database/rows.ts'
import { plain, record } from '../server/answer.ts'
import { answerPage } from '../server/answerPage.ts'
import type { RequestContext } from '../server/context.ts'
import { handle } from '../server/handle.ts'
import { refuse, refuseField } from '../server/refusal.ts'
import type { FormRow } from './formField.ts'
import { findForm, publishedVersion } from './formRows.ts'
import { fitting, sendNotices } from './handIn.ts'
import { slotsOf, usual } from './slots.ts'
import { appointments } from './tables.ts'

/** Bookings: a slot has so many seats, and a seat is taken by one booking that is not cancelled. */
export const appointmentHandlers = [
  handle(listSlots, (context, { form_unique_id, date }) => {
    const form = findForm(context, form_unique_id, true)
    const slots = slotsOf(form, date).map((appointment_time) => ({
      appointment_time,
      places_left: isOver(context, date, appointment_time) ? 0 : freeSeats(context, form, date, appointment_time).length,
    }))
    return plain({ slots })
  }),

  handle(listAppointments, (context, input) => {
    const { unique_id } = findForm(context, input.form_unique_id, true)
    return answerPage(context, appointments, input, {
      search: ['first_name', 'last_name', 'email', 'notes'],
      sort: 'appointment_date,appointment_time',
      ...equalTo({ form_id: unique_id, status: input.status }),
    })
  }),

  handle(getAppointment, (context, input) => {
    findForm(context, input.form_unique_id, true)
    return record(Appointment, findRow(context, appointments, input.unique_id, { form_id: input.form_unique_id }))
  }),

  handle(bookAppointment, (context, { form_unique_id, responses, ...input }) =>
    // Check and write in one synchronous step: of two that want the last seat, one finds it taken.
    context.database.transaction(() => {
      const form = findForm(context, form_unique_id, true)
      const { appointment_date: date, appointment_time } = input
      const time = appointment_time.slice(0, 5)
      const version = publishedVersion(context, form.unique_id)
      if (version === undefined && responses !== undefined) refuseField(context.pointer('responses'), 'this form asks nothing')
      const answers = version === undefined ? undefined : fitting(context, version, responses ?? [], true)
      if (!slotsOf(form, date).includes(time))
        refuseField(context.pointer('appointment_time'), `no slot begins on ${date} at ${time}; ask for the slots of that day`)
      if (isOver(context, date, time)) refuseField(context.pointer('appointment_date'), `${date} ${time} UTC is over`)
      const [seat] = freeSeats(context, form, date, time)
      if (seat === undefined) return refuse(409, 'conflict', 'Slot Taken', `${date} ${time} is taken; choose another slot.`)
      const given = { user_unique_id: context.user.unique_id, ...input, appointment_time: time, ...(answers && { responses: answers }) }
      const beside = { form_id: form.unique_id, version_id: version?.unique_id ?? null, seat, status: 'pending' }
      const booked = createRow(context, appointments, given, beside)
      sendNotices(context, form, input.email)
      return record(Appointment, booked)
    }),
  ),

  handle(confirmAppointment, (context, { form_unique_id, unique_id }) => {
    findForm(context, form_unique_id, true)
    const { status } = findRow(context, appointments, unique_id, { form_id: form_unique_id })
    if (status === 'cancelled') refuse(422, '709', 'Booking Is Cancelled', `Booking ${unique_id} is cancelled; book a slot anew.`)
    if (status === 'pending') changeRow(context, appointments, unique_id, {}, { status: 'confirmed', confirmed_at: instant(context.now()) })
    return record(Appointment, findRow(context, appointments, unique_id), { status: 200 })
  }),

  handle(cancelAppointment, (context, { form_unique_id, unique_id, reason }) => {
    findForm(context, form_unique_id, true)
    const { status } = findRow(context, appointments, unique_id, { form_id: form_unique_id })
    if (status === 'cancelled') refuse(422, '715', 'Booking Is Cancelled', `Booking ${unique_id} was cancelled already.`)
    changeRow(
      context,
      appointments,
      unique_id,
      {},
      {
        status: 'cancelled',
        cancelled_at: instant(context.now()),
        cancellation_reason: reason ?? null,
      },
    )
    return record(Appointment, findRow(context, appointments, unique_id), { status: 200 })
  }),
]

function freeSeats({ database, tenant }: RequestContext, form: FormRow, date: string, time: string): number[] {
  const taken = database.all<{ seat: number }>(
    `select seat from forms_appointments
     where tenant = ? and form_id = ? and appointment_date = ? and appointment_time = ? and status <> 'cancelled'`,
    tenant,
    form.unique_id,
    date,
    time,
  )
  const seats = Array.from({ length: form.slot_capacity ?? usual.capacity }, (_, index) => index + 1)
  return seats.filter((seat) => !taken.some((one) => one.seat === seat))
}

function isOver({ now }: RequestContext, date: string, time: string): boolean {
  return Date.parse(`${date}T${time}:00Z`) <= now()
}
