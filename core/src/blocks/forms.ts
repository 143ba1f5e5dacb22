/** Forms: fields and rules, answers, scores, bookings, and links that need no account. */
export {
  createForm,
  deleteForm,
  enableMagicLink,
  Form,
  FormVersion,
  getForm,
  getFormAnalytics,
  listForms,
  listFormVersions,
  updateForm,
} from './forms/forms.ts'
export { createAppointmentForm, createSurvey } from './forms/kinds.ts'
export {
  cancelSubmission,
  createSubmission,
  exportSubmissions,
  getSubmission,
  listSubmissions,
  resendMagicLink,
  Submission,
  submitForm,
  updateSubmission,
} from './forms/submissions.ts'
export {
  Appointment,
  bookAppointment,
  cancelAppointment,
  confirmAppointment,
  getAppointment,
  listAppointments,
  listSlots,
} from './forms/appointments.ts'
export { openPublicForm, savePublicForm, sendFormCode, submitPublicForm, verifyFormCode } from './forms/publicForms.ts'
