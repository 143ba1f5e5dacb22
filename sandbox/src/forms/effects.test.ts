import { effects } from '../testing/effects.ts'
import { formsContract } from './testing/formsContract.ts'

await effects(formsContract, {
  bookAppointment: { again: ['getAppointment', 'listAppointments', 'listForms', 'listSlots'] },
  cancelAppointment: { again: ['getAppointment', 'listAppointments', 'listForms', 'listSlots'] },
  cancelSubmission: { again: ['getForm', 'getFormAnalytics', 'getSubmission', 'listForms', 'listSubmissions'] },
  confirmAppointment: { again: ['getAppointment', 'listAppointments', 'listForms'] },
  createAppointmentForm: {
    again: ['exportSubmissions', 'getForm', 'getFormAnalytics', 'getSubmission', 'listFormVersions', 'listForms', 'listSubmissions'],
  },
  createForm: {
    again: ['exportSubmissions', 'getForm', 'getFormAnalytics', 'getSubmission', 'listFormVersions', 'listForms', 'listSubmissions'],
  },
  createSubmission: { again: ['exportSubmissions', 'getForm', 'getFormAnalytics', 'getSubmission', 'listForms', 'listSubmissions'] },
  createSurvey: {
    again: ['exportSubmissions', 'getForm', 'getFormAnalytics', 'getSubmission', 'listFormVersions', 'listForms', 'listSubmissions'],
  },
  deleteForm: {
    atOnce: ['getForm', 'listForms'],
    again: ['exportSubmissions', 'getForm', 'getFormAnalytics', 'getSubmission', 'listFormVersions', 'listForms', 'listSubmissions'],
  },
  enableMagicLink: { atOnce: ['getForm', 'listForms'], again: ['getForm', 'listForms'] },
  exportSubmissions: 'reads',
  getAppointment: 'reads',
  getForm: 'reads',
  getFormAnalytics: 'reads',
  getSubmission: 'reads',
  listAppointments: 'reads',
  listFormVersions: 'reads',
  listForms: 'reads',
  listSlots: 'reads',
  listSubmissions: 'reads',
  openPublicForm: 'reads',
  resendMagicLink: { again: ['getForm', 'getSubmission', 'listForms', 'listSubmissions'] },
  savePublicForm: { again: ['openPublicForm'] },
  sendFormCode: { again: ['openPublicForm'] },
  submitForm: { again: ['getForm', 'getFormAnalytics', 'getSubmission', 'listForms', 'listSubmissions'] },
  submitPublicForm: { again: ['openPublicForm'] },
  updateForm: { atOnce: ['getForm', 'listForms'], again: ['getForm', 'listFormVersions', 'listForms'] },
  updateSubmission: { again: ['getForm', 'getFormAnalytics', 'getSubmission', 'listForms', 'listSubmissions'] },
  verifyFormCode: { again: ['openPublicForm'] },
})
