import { op, paged, patch, resource } from '../../declare/index.ts'

/** A course: subjects in an order, lessons in each. With `lessons_in_order` a lesson is completed after those before it only. */
export const Course = resource('course', {
  name: 'string',
  description: 'string?',
  code: 'string?',
  duration: 'string?',
  level: 'beginner|intermediate|advanced?',
  max_students: 'integer?',
  lessons_in_order: 'boolean?',
  status: 'active|inactive|draft?',
  lessons_count: 'integer!?',
  students_count: 'integer!?',
  subjects: 'ref[]!?',
})

/** A part of a course. */
export const Subject = resource('subject', {
  name: 'string',
  description: 'string?',
  course_id: 'uuid',
  order: 'integer?',
  status: 'active|inactive|draft?',
  lessons_count: 'integer!?',
})

/** A lesson. `position` is its place in the whole course; whether it is completed is told to each reader of themselves. */
export const Lesson = resource('lesson', {
  name: 'string',
  description: 'string?',
  content: 'string?',
  course_id: 'uuid?',
  subject_id: 'uuid?',
  order: 'integer?',
  duration_minutes: 'integer?',
  content_type: 'lecture|lab|workshop|quiz?',
  status: 'active|inactive|draft?',
  position: 'integer!?',
  completed: 'boolean!?',
  completed_at: 'timestamp|null!?',
})

export const listCourses = op('GET university/courses', {
  about: 'Page through courses',
  query: paged({ search: 'string?', level: 'string?', status: 'string?' }),
  returns: [Course],
})
export const getCourse = op('GET university/courses/:unique_id', { about: 'Read one course and which subjects it has', returns: Course })
export const createCourse = op('POST university/courses', {
  about: 'Create a course without lessons',
  body: Course,
  returns: Course,
  optimistic: false,
})
export const updateCourse = op('PUT university/courses/:unique_id', { about: 'Change fields of a course', body: Course, returns: Course })
/** Rates and progress go from 0 to 1, the average score is in percent of what could be had. */
export const getAnalytics = op('GET university/courses/:unique_id/analytics', {
  about: 'Read how many take a course, how far they are and how they are graded',
  query: { from: 'date?', to: 'date?' },
  returns: {
    enrollments_count: 'integer',
    completions_count: 'integer',
    completion_rate: 'number',
    average_progress: 'number',
    average_score: 'number|null',
    pass_rate: 'number|null',
  },
})

export const listSubjects = op('GET university/subjects', {
  about: 'Page through subjects, each course in its order',
  query: paged({ course_id: 'uuid?', search: 'string?' }),
  returns: [Subject],
})
export const createSubject = op('POST university/subjects', {
  about: 'Add a subject to a course, at the end unless an order is given',
  body: Subject,
  returns: Subject,
  optimistic: false,
  stale: ['university/courses/:course_id'],
})

export const listLessons = op('GET university/lessons', {
  about: 'Page through lessons in their order',
  query: paged({ course_id: 'uuid?', subject_id: 'uuid?', search: 'string?' }),
  returns: [Lesson],
})
export const getLesson = op('GET university/lessons/:unique_id', { about: 'Read one lesson', returns: Lesson })
export const createLesson = op('POST university/lessons', {
  about: 'Add a lesson to a subject, or to a course, whose first subject takes it',
  body: Lesson,
  returns: Lesson,
  optimistic: false,
  stale: ['university/subjects', 'university/courses'],
})
export const completeLesson = op('PUT university/lessons/:unique_id/completed', {
  about: 'Mark a lesson as completed by oneself',
  returns: Lesson,
  patches: patch(Lesson, () => ({ completed: true })),
  stale: ['university/enrollments', 'university/courses'],
})
