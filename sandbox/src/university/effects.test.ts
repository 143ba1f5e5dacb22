import { effects } from '../testing/effects.ts'
import { universityContract } from './testing/universityContract.ts'

await effects(universityContract, {
  answerQuestion: { again: ['listQuizAttempts'] },
  completeLesson: {
    atOnce: ['getLesson', 'listLessons'],
    again: ['getAnalytics', 'getCourse', 'getEnrollment', 'getLesson', 'getProgress', 'listCourses', 'listLessons'],
  },
  createCourse: { again: ['listCourses'] },
  createLesson: { again: ['getAnalytics', 'getCourse', 'listCourses', 'listLessons', 'listSubjects'] },
  createQuiz: { again: ['getAnalytics', 'getCourse', 'getLesson', 'listCourses', 'listLessons', 'listQuizzes'] },
  createSubject: { again: ['getAnalytics', 'getCourse', 'listCourses', 'listSubjects'] },
  enrollUser: { again: ['getAnalytics', 'getCourse', 'getEnrollment', 'getProgress', 'listCourses'] },
  getAnalytics: 'reads',
  getCourse: 'reads',
  getEnrollment: 'reads',
  getLesson: 'reads',
  getProgress: 'reads',
  getQuiz: 'reads',
  issueCertificate: { again: ['getEnrollment', 'getProgress'] },
  listCourses: 'reads',
  listLessons: 'reads',
  listQuizAttempts: 'reads',
  listQuizzes: 'reads',
  listSubjects: 'reads',
  startQuiz: { again: ['listQuizAttempts'] },
  submitQuiz: { again: ['getAnalytics', 'getCourse', 'getEnrollment', 'getProgress', 'listCourses', 'listQuizAttempts'] },
  updateCourse: { atOnce: ['getCourse', 'listCourses'], again: ['getCourse', 'listCourses'] },
  validateEnrollment: { again: ['getCourse', 'getEnrollment', 'getProgress', 'listCourses'] },
  verifyCertificate: 'reads',
})
