import { createTable } from '../database/createTable.ts'
import { createView } from '../database/createView.ts'

const published = (column: string): string =>
  `(select v.${column} from forms_versions v where v.tenant = r.tenant and v.form_id = r.unique_id and v.status = 'published') as ${column}`

const handedIn = (table: string): string => `(select count(*) from ${table} s where s.tenant = r.tenant and s.form_id = r.unique_id)`

const reference = (type: string, column: string): string => `json_object('type', '${type}', 'id', r.${column})`

/**
 * The block's tables, step by step; append only.
 *
 * `forms_versions` holds what a form asks, so a form's fields are told from its published version. A booked place is a seat of a slot:
 * the unique index is what keeps two bookings apart, whoever writes them. `forms_counted` lays answers and bookings side by side.
 */
export const formsSchema: readonly string[] = [
  `${createTable(
    'forms_forms',
    `name text not null, form_type text not null, description text, form_url text, form_domain text, opening_hours text, slot_minutes integer,
     slot_capacity integer, require_otp_verification integer, send_confirmation_mail integer, mail_template text,
     send_admin_notification integer, admin_notification_email text, success_url text, error_url text, status text not null,
     magic_link_enabled integer not null, magic_link_expires_at text`,
  )}
  ${createTable(
    'forms_versions',
    `form_id text not null, version_number integer not null, status text not null, form_fields text not null, validation_rules text,
     scoring_rules text, published_at text not null`,
  )}
  create unique index forms_versions_by_number on forms_versions (tenant, form_id, version_number);
  ${createTable(
    'forms_submissions',
    `form_id text not null, version_id text not null, status text not null, assigned_to_email text, assigned_to_name text,
     assigned_to_unique_id text, assigned_by_unique_id text, responses text, calculated_scores text, score real, metadata text,
     expires_at text, started_at text, completed_at text, magic_link_sent_at text, magic_link_sent_count integer not null default 0`,
  )}
  create index forms_submissions_by_form on forms_submissions (tenant, form_id, created_at);
  ${createTable(
    'forms_links',
    `submission_id text not null, digest text not null, revoked_at text, code_digest text, code_expires_at integer, code_sent_at integer,
     code_sent_count integer not null default 0, code_tries integer not null default 0, verified_at text`,
  )}
  create unique index forms_links_by_digest on forms_links (tenant, digest);
  create index forms_links_by_submission on forms_links (tenant, submission_id);
  ${createTable(
    'forms_appointments',
    `form_id text not null, version_id text, seat integer not null, first_name text not null, last_name text not null, email text not null,
     phone text, appointment_date text not null, appointment_time text not null, notes text, user_unique_id text, responses text,
     metadata text, status text not null, confirmed_at text, cancelled_at text, cancellation_reason text`,
  )}
  create unique index forms_appointments_by_seat on forms_appointments (tenant, form_id, appointment_date, appointment_time, seat)
    where status <> 'cancelled';
  ${createView(
    'forms_forms',
    `${['form_fields', 'validation_rules', 'scoring_rules', 'version_number'].map(published).join(', ')},
     ${handedIn('forms_submissions')} + ${handedIn('forms_appointments')} as submissions_count`,
  )}
  ${createView(
    'forms_submissions',
    `null as token, ${reference('form', 'form_id')} as form, ${reference('form_schema_version', 'version_id')} as form_schema_version`,
  )}
  ${createView('forms_appointments', `iif(r.version_id is null, null, ${reference('form_schema_version', 'version_id')}) as form_schema_version`)}
  create view forms_counted as
    select tenant, form_id, score, created_at, completed_at as done_at,
      case status when 'completed' then 'done' when 'cancelled' then 'cancelled' else 'open' end as state from forms_submissions
    union all
    select tenant, form_id, null as score, created_at, confirmed_at as done_at,
      case status when 'confirmed' then 'done' when 'cancelled' then 'cancelled' else 'open' end as state from forms_appointments;`,
]
