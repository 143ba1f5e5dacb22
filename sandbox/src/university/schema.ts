import { createTable } from '../database/createTable.ts'
import { createView } from '../database/createView.ts'

const lessons = `university_lessons l where l.tenant = r.tenant and l.status = 'active' and l.course_id = `

/** Lessons of the enrollment's course that its user completed. */
const marks = `university_marks m join university_lessons l on l.tenant = m.tenant and l.unique_id = m.lesson_id and l.status = 'active'
  where m.tenant = r.tenant and m.user_id = r.user_unique_id and l.course_id = r.course_unique_id`

/**
 * The block's tables, step by step; append only.
 *
 * Progress is counted from marks. That a course was completed is written down when it happens (`completed_at`), so that a lesson added
 * later takes it from nobody. Unique indexes keep apart: enrollments of one user, attempts under way, certificates.
 */
export const universitySchema: readonly string[] = [
  `${createTable(
    'university_courses',
    `name text not null, description text, code text, duration text, level text, max_students integer, lessons_in_order integer,
     status text not null`,
  )}
  ${createTable('university_subjects', 'course_id text not null, name text not null, description text, "order" integer not null, status text not null')}
  create index university_subjects_by_course on university_subjects (tenant, course_id);
  ${createTable(
    'university_lessons',
    `course_id text not null, subject_id text not null, name text not null, description text, content text, "order" integer not null,
     duration_minutes integer, content_type text, status text not null`,
  )}
  create index university_lessons_by_course on university_lessons (tenant, course_id);
  create table university_marks (tenant text not null, lesson_id text not null, user_id text not null, completed_at text not null,
    primary key (tenant, user_id, lesson_id));
  ${createTable(
    'university_enrollments',
    'course_unique_id text not null, user_unique_id text not null, enrollment_code text not null, validated_at text, completed_at text',
  )}
  create unique index university_enrollments_once on university_enrollments (tenant, course_unique_id, user_unique_id);
  create unique index university_enrollments_by_code on university_enrollments (tenant, enrollment_code);
  ${createTable(
    'university_certificates',
    `code text not null, enrollment_unique_id text not null, course_unique_id text not null, course_name text not null,
     user_unique_id text not null, user_name text not null, template text, issued_at text not null`,
  )}
  create unique index university_certificates_once on university_certificates (tenant, enrollment_unique_id);
  create unique index university_certificates_by_code on university_certificates (tenant, code);
  ${createTable(
    'university_tests',
    `name text not null, description text, test_type text not null, time_limit integer, max_score integer not null, passing_score integer not null,
     max_attempts integer, course_unique_id text, lesson_unique_id text, status text not null`,
  )}
  create index university_tests_by_course on university_tests (tenant, course_unique_id);
  ${createTable(
    'university_questions',
    'test_id text not null, position integer not null, text text not null, question_type text not null, points integer not null, accepted text not null',
  )}
  create index university_questions_by_test on university_questions (tenant, test_id, position);
  ${createTable('university_options', 'question_id text not null, position integer not null, text text not null, is_correct integer not null')}
  create index university_options_by_question on university_options (tenant, question_id, position);
  ${createTable(
    'university_attempts',
    `test_unique_id text not null, user_unique_id text not null, status text not null, score integer, max_score integer not null, passed integer,
     started_at text not null, finished_at text`,
  )}
  create unique index university_attempts_under_way on university_attempts (tenant, test_unique_id, user_unique_id) where status = 'in_progress';
  create index university_attempts_by_user on university_attempts (tenant, user_unique_id);
  create table university_answers (tenant text not null, attempt_id text not null, question_id text not null, option_id text, text text,
    primary key (tenant, attempt_id, question_id));
  ${createView(
    'university_courses',
    `(select count(*) from ${lessons} r.unique_id) as lessons_count, null as subjects,
     (select count(*) from university_enrollments e where e.tenant = r.tenant and e.course_unique_id = r.unique_id) as students_count`,
  )}
  ${createView('university_subjects', `(select count(*) from ${lessons} r.course_id and l.subject_id = r.unique_id) as lessons_count`)}
  create view university_lessons_ranked as select r.seq as rowid, r.*, null as completed, null as completed_at,
    (select s."order" * 1000000 + s.seq from university_subjects s where s.tenant = r.tenant and s.unique_id = r.subject_id) as subject_rank
    from university_lessons r;
  create view university_lessons_told as select r.*,
    row_number() over (partition by tenant, course_id order by subject_rank, "order", seq) as position from university_lessons_ranked r;
  create view university_enrollments_counted as select r.seq as rowid, r.*, (select count(*) from ${marks}) as completed_lessons,
    (select count(*) from ${lessons} r.course_unique_id) as total_lessons, (select min(m.completed_at) from ${marks}) as started_at,
    (select c.name from university_courses c where c.tenant = r.tenant and c.unique_id = r.course_unique_id) as course_name,
    (select c.code from university_certificates c where c.tenant = r.tenant and c.enrollment_unique_id = r.unique_id) as certificate_url
    from university_enrollments r;
  create view university_enrollments_told as select rowid, r.*,
    case when completed_at is not null then 1.0 when total_lessons = 0 then 0.0 else 1.0 * completed_lessons / total_lessons end as progress,
    case when completed_at is not null then 'completed' when validated_at is null then 'pending' when completed_lessons > 0 then 'in_progress'
      else 'validated' end as status from university_enrollments_counted r;
  ${createView('university_certificates', `r.code as certificate_url`)}
  ${createView(
    'university_tests',
    `null as questions, (select count(*) from university_questions q where q.tenant = r.tenant and q.test_id = r.unique_id) as questions_count`,
  )}
  ${createView(
    'university_attempts',
    '(select count(*) from university_answers a where a.tenant = r.tenant and a.attempt_id = r.unique_id) as responses_count',
  )}`,
]
