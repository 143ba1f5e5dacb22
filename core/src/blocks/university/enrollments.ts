import { op, paged, resource } from '../../declare/index.ts'

/** Who takes a course, and how far they are: `progress` goes from 0 to 1. */
export const Enrollment = resource('enrollment', {
  course_unique_id: 'uuid!',
  course_name: 'string!?',
  user_unique_id: 'uuid!',
  enrollment_code: 'string!',
  status: 'pending|validated|in_progress|completed!',
  progress: 'number!?',
  completed_lessons: 'integer!?',
  total_lessons: 'integer!?',
  validated_at: 'timestamp|null!?',
  started_at: 'timestamp|null!?',
  completed_at: 'timestamp|null!?',
  certificate_url: 'string|null!?',
})

/** Proof that a course was completed. Whoever knows its code can verify it. */
export const Certificate = resource('certificate', {
  code: 'string!',
  certificate_url: 'string!?',
  enrollment_unique_id: 'uuid!',
  course_unique_id: 'uuid!',
  course_name: 'string!',
  user_unique_id: 'uuid!',
  user_name: 'string!',
  template: 'string?',
  issued_at: 'timestamp!',
})

export const enrollUser = op('POST university/courses/:unique_id/enrollment', {
  about: 'Enroll a user in a course; the code that validates it is mailed',
  root: 'enrollment',
  body: { user_unique_id: 'uuid' },
  returns: Enrollment,
  optimistic: false,
  stale: ['university/enrollments', 'university/courses/:unique_id/analytics'],
})
export const validateEnrollment = op('PUT university/courses/:unique_id/enrollment/:enrollment_code', {
  about: 'Make an enrollment valid, so that lessons and quizzes can be taken',
  returns: Enrollment,
  optimistic: false,
  stale: ['university/enrollments'],
})
export const getProgress = op('GET university/enrollments', {
  about: 'Page through the courses of a user with their progress, by default of oneself',
  query: paged({ user_unique_id: 'uuid?', course_unique_id: 'uuid?', status: 'string?' }),
  returns: [Enrollment],
})
export const getEnrollment = op('GET university/enrollments/:unique_id', { about: 'Read one enrollment', returns: Enrollment })

export const issueCertificate = op('POST university/enrollments/:unique_id/certificate', {
  about: 'Issue the certificate of a completed course, once',
  root: 'certificate',
  body: { template: 'string?' },
  returns: Certificate,
  optimistic: false,
})
export const verifyCertificate = op('GET university/certificates/:code', {
  about: 'Read the certificate that bears a code, without an account',
  auth: 'none',
  returns: Certificate,
})
