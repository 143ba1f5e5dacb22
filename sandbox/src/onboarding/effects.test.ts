import { effects } from '../testing/effects.ts'
import { onboardingContract } from './testing/onboardingContract.ts'

await effects(onboardingContract, {
  addJourneyStep: {
    again: ['getJourney', 'listAllUserJourneys', 'listJourneys'],
    missed: ['getUserJourney', 'getUserProgress', 'listUserJourneys'],
  },
  completeStep: {
    atOnce: ['getUserJourney', 'getUserProgress', 'listAllUserJourneys', 'listUserJourneys'],
    again: ['getUserJourney', 'listAllUserJourneys'],
    missed: ['getUserProgress', 'listUserJourneys'],
  },
  createJourney: { again: ['getJourney', 'listJourneys'] },
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
    again: ['getUserJourney', 'listAllUserJourneys'],
    missed: ['getUserProgress', 'listUserJourneys'],
  },
  resumeUserJourney: {
    atOnce: ['getUserJourney', 'getUserProgress', 'listAllUserJourneys', 'listUserJourneys'],
    again: ['getUserJourney', 'listAllUserJourneys'],
    missed: ['getUserProgress', 'listUserJourneys'],
  },
  sendActivationEmail: {},
  skipStep: {
    atOnce: ['getUserJourney', 'getUserProgress', 'listAllUserJourneys', 'listUserJourneys'],
    again: ['getUserJourney', 'listAllUserJourneys'],
    missed: ['getUserProgress', 'listUserJourneys'],
  },
  startUserJourney: { again: ['getUserProgress', 'listAllUserJourneys', 'listUserJourneys'] },
  suspendUserJourney: {
    atOnce: ['getUserJourney', 'getUserProgress', 'listAllUserJourneys', 'listUserJourneys'],
    again: ['getUserJourney', 'listAllUserJourneys'],
    missed: ['getUserProgress', 'listUserJourneys'],
  },
  updateJourney: {
    atOnce: ['getJourney', 'listJourneys'],
    again: ['getJourney', 'listAllUserJourneys', 'listJourneys'],
    missed: ['getUserJourney', 'getUserProgress', 'listUserJourneys'],
  },
  updateJourneyStep: {
    again: ['getJourney', 'listAllUserJourneys', 'listJourneys'],
    missed: ['getUserJourney', 'getUserProgress', 'listUserJourneys'],
  },
})
