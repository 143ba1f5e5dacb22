import { createTable } from '../database/createTable.ts'
import { createView } from '../database/createView.ts'

const stepsOf = 'onboarding_steps s where s.tenant = r.tenant and s.journey_id = '

/**
 * The block's tables, step by step; append only.
 *
 * A begun journey remembers the step it stands at by its id, and tells its order: a step may move under whoever stands at it. `round`
 * counts resets; what was logged in rounds before is history and counts for nothing. Nobody walks one journey twice at the same time.
 */
export const onboardingSchema: readonly string[] = [
  `${createTable('onboarding_journeys', 'name text not null, description text, status text not null')}
  ${createTable(
    'onboarding_steps',
    `journey_id text not null, name text not null, description text, "order" integer not null, step_type text not null,
     required integer not null, metadata text`,
  )}
  create index onboarding_steps_by_journey on onboarding_steps (tenant, journey_id, "order");
  ${createTable(
    'onboarding_runs',
    `onboarding_id text not null, user_unique_id text not null, step_id text not null, status text not null, metadata text,
     round integer not null default 1, started_at text not null, completed_at text`,
  )}
  create unique index onboarding_runs_under_way on onboarding_runs (tenant, onboarding_id, user_unique_id) where status <> 'completed';
  create index onboarding_runs_by_user on onboarding_runs (tenant, user_unique_id);
  create table onboarding_logs (seq integer primary key, tenant text not null, run_id text not null, round integer not null,
    step_unique_id text, step_name text, step_order integer, action text not null, metadata text, logged_at text not null);
  create index onboarding_logs_by_run on onboarding_logs (tenant, run_id);
  ${createTable(
    'onboarding_mail_templates',
    `name text not null, from_subject text not null, template_text text not null, from_name text, status text not null, published_at text`,
  )}
  ${createView(
    'onboarding_journeys',
    `(select count(*) from ${stepsOf} r.unique_id) as steps_count,
     (select json_group_array(json_object('unique_id', s.unique_id, 'name', s.name, 'description', s.description, 'order', s."order",
       'step_type', s.step_type, 'required', json(iif(s.required, 'true', 'false')), 'metadata', json(s.metadata)) order by s."order")
       from ${stepsOf} r.unique_id) as steps`,
  )}
  ${createView(
    'onboarding_runs',
    `(select j.name from onboarding_journeys j where j.tenant = r.tenant and j.unique_id = r.onboarding_id) as onboarding_name,
     (select s."order" from onboarding_steps s where s.tenant = r.tenant and s.unique_id = r.step_id) as current_step,
     (select count(*) from ${stepsOf} r.onboarding_id) as total_steps,
     (select json_group_array(s."order" order by s."order") from ${stepsOf} r.onboarding_id and exists
       (select 1 from onboarding_logs l where l.tenant = r.tenant and l.run_id = r.unique_id and l.round = r.round and l.action = 'completed'
         and l.step_unique_id = s.unique_id)) as completed_steps,
     (select json_group_array(json_object('step_unique_id', l.step_unique_id, 'step_name', l.step_name, 'step_order', l.step_order,
       'action', l.action, 'metadata', json(l.metadata), 'logged_at', l.logged_at) order by l.seq)
       from onboarding_logs l where l.tenant = r.tenant and l.run_id = r.unique_id) as logs`,
  )}`,
]
