import { effects } from '../testing/effects.ts'
import { onboardingContract } from './testing/onboardingContract.ts'

await effects(onboardingContract, {
  addJourneyStep: { again: ['getJourney', 'getUserJourney', 'getUserProgress', 'listAllUserJourneys', 'listJourneys', 'listUserJourneys'] },
  completeStep: {
    atOnce: ['getUserJourney', 'getUserProgress', 'listAllUserJourneys', 'listUserJourneys'],
    again: ['getUserJourney', 'getUserProgress', 'listAllUserJourneys', 'listUserJourneys'],
  },
  createJourney: { again: ['listJourneys'] },
  createMailTemplate: { again: ['listMailTemplates'] },
  deleteJourney: {
    atOnce: ['getJourney', 'listJourneys'],
    again: ['getJourney', 'getUserJourney', 'getUserProgress', 'listAllUserJourneys', 'listJourneys', 'listUserJourneys'],
  },
  deleteJourneyStep: {
    again: ['getJourney', 'getUserJourney', 'getUserProgress', 'listAllUserJourneys', 'listJourneys', 'listUserJourneys'],
  },
  getJourney: 'reads',
  getJourneyAnalytics: 'reads',
  getUserJourney: 'reads',
  getUserProgress: 'reads',
  listAllUserJourneys: 'reads',
  listJourneys: 'reads',
  listMailTemplates: 'reads',
  listUserJourneys: 'reads',
  publishMailTemplate: { again: ['listMailTemplates'] },
  resetJourney: {
    atOnce: ['getUserJourney', 'getUserProgress', 'listAllUserJourneys', 'listUserJourneys'],
    again: ['getUserJourney', 'getUserProgress', 'listAllUserJourneys', 'listUserJourneys'],
  },
  resumeUserJourney: {
    atOnce: ['getUserJourney', 'getUserProgress', 'listAllUserJourneys', 'listUserJourneys'],
    again: ['getUserJourney', 'getUserProgress', 'listAllUserJourneys', 'listUserJourneys'],
  },
  sendActivationEmail: {},
  skipStep: {
    atOnce: ['getUserJourney', 'getUserProgress', 'listAllUserJourneys', 'listUserJourneys'],
    again: ['getUserJourney', 'getUserProgress', 'listAllUserJourneys', 'listUserJourneys'],
  },
  startUserJourney: { again: ['getUserProgress', 'listAllUserJourneys', 'listUserJourneys'] },
  suspendUserJourney: {
    atOnce: ['getUserJourney', 'getUserProgress', 'listAllUserJourneys', 'listUserJourneys'],
    again: ['getUserJourney', 'getUserProgress', 'listAllUserJourneys', 'listUserJourneys'],
  },
  updateJourney: {
    atOnce: ['getJourney', 'listJourneys'],
    again: ['getJourney', 'getUserJourney', 'getUserProgress', 'listAllUserJourneys', 'listJourneys', 'listUserJourneys'],
  },
  updateJourneyStep: {
    again: ['getJourney', 'getUserJourney', 'getUserProgress', 'listAllUserJourneys', 'listJourneys', 'listUserJourneys'],
  },
})
