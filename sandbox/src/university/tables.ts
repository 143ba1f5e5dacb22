import { Certificate, Course, Enrollment, Lesson, Subject, Test, TestInstance } from '@blockstate/core/university'
import { counted } from '../database/table.ts'

export const courses = counted(Course, 'university_courses', 'Course')
export const subjects = counted(Subject, 'university_subjects', 'Subject')
export const lessons = counted(Lesson, 'university_lessons', 'Lesson')
export const enrollments = counted(Enrollment, 'university_enrollments', 'Enrollment')
export const certificates = counted(Certificate, 'university_certificates', 'Certificate')
export const tests = counted(Test, 'university_tests', 'Test')
export const attempts = counted(TestInstance, 'university_attempts', 'Test Instance')
