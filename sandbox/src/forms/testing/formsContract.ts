import type { Contract } from '../../testing/contract.ts'
import { formsBlock } from '../formsBlock.ts'
import { fields, guest, onePiece, tour } from './onePiece.ts'
import type { OnePiece } from './onePiece.ts'

const answers = { responses: { email: 'ada@example.com', size: 'M' } }
const asks = { require_otp_verification: true }

/** How each operation of the block is asked rightly. */
export const formsContract: Contract<OnePiece> = {
  block: formsBlock,
  piece: async (world, operation) => {
    const piece = await onePiece(world)
    if (operation === 'sendFormCode') await world.send('PUT', `forms/${piece.forms}`, { form: asks })
    return piece
  },
  ids: ({ path }, piece): Readonly<Record<string, string>> =>
    path.startsWith('forms/appointments/')
      ? { form_unique_id: piece.appointmentForm, unique_id: piece.appointment }
      : { form_unique_id: piece.forms, unique_id: path.includes('/instances') ? piece.instances : piece.forms },
  statuses: { enableMagicLink: 200, submitForm: 200, cancelSubmission: 200, confirmAppointment: 200, cancelAppointment: 200 },
  inputs: {
    createForm: () => ({ name: 'Contact', form_type: 'landing', form_fields: [...fields], mail_template: { subject: 'Hello' } }),
    createSurvey: () => ({ name: 'Taste', form_fields: [...fields], scoring_rules: [{ name: 'total', type: 'sum' }] }),
    createAppointmentForm: () => {
      const { form_type: _, ...settings } = tour
      return settings
    },
    updateForm: () => ({ description: 'Newer', validation_rules: { required_fields: ['size'] } }),
    enableMagicLink: () => ({ enabled: false }),
    getFormAnalytics: () => ({ from: '2026-01-01', to: '2026-01-31', group_by: 'month' }),
    createSubmission: () => answers,
    updateSubmission: () => ({ responses: { size: 'S' }, metadata: { page: 2 } }),
    submitForm: () => answers,
    exportSubmissions: () => ({ format: 'json', status: 'completed' }),
    listSlots: () => ({ date: '2026-01-08' }),
    bookAppointment: () => ({ ...guest, appointment_date: '2026-01-08', appointment_time: '10:00', notes: 'By train' }),
    cancelAppointment: () => ({ reason: 'Snow' }),
    openPublicForm: ({ token }) => ({ token }),
    sendFormCode: ({ token }) => ({ token }),
    verifyFormCode: ({ token }) => ({ token, code: '123456' }),
    savePublicForm: ({ token }) => ({ token, responses: [null, null, 0] }),
    submitPublicForm: ({ token }) => ({ token, ...answers }),
  },
}
