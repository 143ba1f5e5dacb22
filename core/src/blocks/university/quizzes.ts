import { op, optional, paged, resource } from '../../declare/index.ts'

/** A question as it is asked: which answer is right is never told. */
const asked = {
  unique_id: 'uuid',
  text: 'string',
  question_type: 'multiple_choice|true_false|short_answer',
  points: 'integer',
  options: [{ unique_id: 'uuid', text: 'string' }],
} as const

/** What is written of a question. `accepted_answers` are for short answers; letter case and outer spaces do not matter. */
const question = {
  text: 'string',
  question_type: 'multiple_choice|true_false|short_answer',
  points: 'integer?',
  options: optional([{ text: 'string', is_correct: 'boolean?' }]),
  accepted_answers: 'string[]?',
} as const

/** One answer: the option chosen, or the text of a short answer. */
const response = { question_unique_id: 'uuid', option_unique_id: 'uuid?', text: 'string?' } as const

/** A test. Scores count up to `max_score`; from `passing_score` on it is passed. Questions are told by the single read. */
export const Test = resource('test', {
  name: 'string!',
  description: 'string!?',
  test_type: 'quiz|exam|midterm|final!',
  time_limit: 'integer|null!?',
  max_score: 'integer!?',
  passing_score: 'integer!?',
  max_attempts: 'integer|null!?',
  course_unique_id: 'uuid|null!?',
  lesson_unique_id: 'uuid|null!?',
  status: 'active|inactive|draft!',
  questions_count: 'integer!?',
  questions: optional([asked]),
})

/** One attempt of one user. Score and verdict are there once it is completed. */
export const TestInstance = resource('test_instance', {
  test_unique_id: 'uuid!',
  user_unique_id: 'uuid!',
  status: 'in_progress|completed!',
  score: 'integer|null!?',
  max_score: 'integer!?',
  passed: 'boolean|null!?',
  responses_count: 'integer!?',
  started_at: 'timestamp!?',
  finished_at: 'timestamp|null!?',
})

export const listQuizzes = op('GET university/tests', {
  about: 'Page through tests',
  query: paged({ course_unique_id: 'uuid?', lesson_unique_id: 'uuid?', test_type: 'string?', search: 'string?' }),
  returns: [Test],
})
export const getQuiz = op('GET university/tests/:unique_id', { about: 'Read one test with its questions', returns: Test })
export const createQuiz = op('POST university/tests', {
  about: 'Create a test with its questions, for a lesson, a course, or for anybody',
  root: 'test',
  body: {
    name: 'string',
    description: 'string?',
    test_type: 'quiz|exam|midterm|final?',
    time_limit: 'integer?',
    max_score: 'integer?',
    passing_score: 'integer?',
    max_attempts: 'integer?',
    course_unique_id: 'uuid?',
    lesson_unique_id: 'uuid?',
    questions: [question],
  },
  returns: Test,
  creates: Test,
  optimistic: false,
  stale: ['university/courses', 'university/lessons'],
})
export const startQuiz = op('POST university/users/:unique_id/test/:test_unique_id', {
  about: 'Begin an attempt at a test',
  returns: TestInstance,
  optimistic: false,
  stale: ['university/users/:unique_id/tests'],
})
export const answerQuestion = op('PUT university/users/:unique_id/test/:test_instance_unique_id', {
  about: 'Answer one question of an attempt, or answer it anew',
  root: 'response',
  body: response,
  returns: TestInstance,
  optimistic: false,
  stale: ['university/users/:unique_id/tests'],
})
export const submitQuiz = op('PUT university/users/:unique_id/test/:test_instance_unique_id/finish', {
  about: 'Finish an attempt, with answers or after they were given, and have it graded',
  body: { responses: optional([response]) },
  returns: TestInstance,
  optimistic: false,
  stale: ['university/users/:unique_id/tests', 'university/enrollments', 'university/courses'],
})
export const listQuizAttempts = op('GET university/users/:unique_id/tests', {
  about: "Page through a user's attempts",
  query: paged({ test_unique_id: 'uuid?', status: 'string?' }),
  returns: [TestInstance],
})
