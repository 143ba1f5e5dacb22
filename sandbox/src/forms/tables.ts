import { Appointment, Form, FormVersion, Submission } from '@blockstate/core/forms'
import { counted, stored } from '../database/table.ts'

export const forms = counted(Form, 'forms_forms', 'Form')
export const versions = stored(FormVersion, 'forms_versions', 'Form Version')
export const submissions = counted(Submission, 'forms_submissions', 'Submission')
export const appointments = counted(Appointment, 'forms_appointments', 'Appointment')
