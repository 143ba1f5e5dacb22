/** Journeys that lead new users through ordered steps, how far each of them is, and the mail that begins it. */
export {
  addJourneyStep,
  createJourney,
  deleteJourney,
  deleteJourneyStep,
  getJourney,
  Journey,
  listJourneys,
  updateJourney,
  updateJourneyStep,
} from './onboarding/journeys.ts'
export {
  completeStep,
  getUserJourney,
  getUserProgress,
  listAllUserJourneys,
  listUserJourneys,
  resetJourney,
  resumeUserJourney,
  skipStep,
  startUserJourney,
  suspendUserJourney,
  UserJourney,
} from './onboarding/userJourneys.ts'
export {
  createMailTemplate,
  getJourneyAnalytics,
  listMailTemplates,
  MailTemplate,
  publishMailTemplate,
  sendActivationEmail,
} from './onboarding/mail.ts'
