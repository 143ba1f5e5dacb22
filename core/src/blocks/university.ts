/** Courses with lessons in an order, who takes them and how far they are, quizzes, and certificates that can be verified. */
export {
  completeLesson,
  Course,
  createCourse,
  createLesson,
  createSubject,
  getAnalytics,
  getCourse,
  getLesson,
  Lesson,
  listCourses,
  listLessons,
  listSubjects,
  Subject,
  updateCourse,
} from './university/courses.ts'
export {
  Certificate,
  Enrollment,
  enrollUser,
  getEnrollment,
  getProgress,
  issueCertificate,
  validateEnrollment,
  verifyCertificate,
} from './university/enrollments.ts'
export {
  answerQuestion,
  createQuiz,
  getQuiz,
  listQuizAttempts,
  listQuizzes,
  startQuiz,
  submitQuiz,
  Test,
  TestInstance,
} from './university/quizzes.ts'
