/** Every row belongs to a tenant, has an order, and an id that is unique within the tenant. */
const head = 'seq integer primary key, tenant text not null, unique_id text not null'
const foot = 'unique (tenant, unique_id)'
const count = (name: string, from: string): string => `(select count(*) from ${from}) as ${name}`

const people = `
create table jarvis_entities (${head}, name text not null, entity_type text not null, description text, instructions text,
  status text not null default 'active', code text, content text, entity_alias text, entity_source text, entity_url text, stripe_id text,
  time_zone text, preferred_language text, entity_avatar_url text, created_by text, updated_by text,
  created_at text not null, updated_at text not null, ${foot});
create table jarvis_identities (${head}, email text not null, display_name text, status text not null default 'active', metadata text,
  created_at text not null, updated_at text not null, ${foot});
create table jarvis_contexts (${head}, owner_type text not null, owner_id text not null, name text not null, content text not null,
  created_at text not null, ${foot});
create index jarvis_contexts_by_owner on jarvis_contexts (tenant, owner_id);
create table jarvis_files (${head}, entity_id text not null, name text not null, body text not null, created_at text not null, ${foot});
create index jarvis_files_by_entity on jarvis_files (tenant, entity_id);
create table jarvis_contents (${head}, identity_id text not null, title text not null, content_type text not null, body text not null,
  created_at text not null, ${foot});
create index jarvis_contents_by_identity on jarvis_contents (tenant, identity_id);`

const talk = `
create table jarvis_conversations (${head}, owner_type text not null, owner_id text not null, title text,
  status text not null default 'active', agent_unique_id text, user_unique_id text,
  created_at text not null, updated_at text not null, ${foot});
create index jarvis_conversations_by_owner on jarvis_conversations (tenant, owner_type, owner_id);
create table jarvis_messages (${head}, conversation_id text not null, role text not null, content text not null, metadata text,
  created_at text not null, ${foot});
create index jarvis_messages_by_conversation on jarvis_messages (tenant, conversation_id, created_at);
create table jarvis_runs (${head}, thread_id text not null, status text not null, input_message text not null, output_message text,
  tokens_used integer, duration_ms integer, model text, created_at text not null, completed_at text, ${foot});
create index jarvis_runs_by_thread on jarvis_runs (tenant, thread_id);`

const work = `
create table jarvis_agents (${head}, name text not null, description text, system_prompt text, provider text not null default 'openai',
  model text, code text, supervisor_user_uid text, status text not null default 'active',
  created_at text not null, updated_at text not null, ${foot});
create table jarvis_prompts (${head}, name text not null, content text not null, description text, provider text not null default 'openai',
  model text, status text not null default 'draft', created_at text not null, updated_at text not null, ${foot});
create table jarvis_prompt_versions (${head}, prompt_id text not null, version_number integer not null, content text not null,
  status text not null default 'draft', is_published integer not null default 0, published_at text, created_at text not null, ${foot});
create index jarvis_prompt_versions_by_prompt on jarvis_prompt_versions (tenant, prompt_id);
create table jarvis_prompt_executions (${head}, prompt_id text not null, version_id text not null, version_number integer not null,
  rendered_prompt text not null, output text not null, variables text not null, model text, temperature real, tokens_used integer not null,
  duration_ms integer not null, created_at text not null, ${foot});
create index jarvis_prompt_executions_by_prompt on jarvis_prompt_executions (tenant, prompt_id);
create table jarvis_workflows (${head}, name text not null, description text, status text not null default 'draft',
  created_at text not null, updated_at text not null, ${foot});
create table jarvis_workflow_steps (${head}, workflow_id text not null, name text not null, step_type text not null, gateway_type text,
  is_entry_point integer not null default 0, is_exit_point integer not null default 0, position integer not null, description text,
  created_at text not null, updated_at text not null, ${foot});
create index jarvis_workflow_steps_by_workflow on jarvis_workflow_steps (tenant, workflow_id, position);
create table jarvis_workflow_instances (${head}, workflow_id text not null, status text not null, current_step_id text, input text not null,
  output text, steps_completed integer not null, steps_total integer not null, started_at text not null, completed_at text,
  created_at text not null, ${foot});
create index jarvis_workflow_instances_by_workflow on jarvis_workflow_instances (tenant, workflow_id);
create table jarvis_clusters (${head}, name text not null, description text, created_at text not null, updated_at text not null, ${foot});
create table jarvis_tools (${head}, name text not null, description text not null, tool_type text not null, parameters text not null,
  api_method text, api_url text, requires_auth integer, response_mapping text, api_headers text,
  created_at text not null, updated_at text not null, ${foot});
create table jarvis_links (seq integer primary key, tenant text not null, from_type text not null, from_id text not null,
  to_type text not null, to_id text not null, unique (tenant, from_type, from_id, to_type, to_id));
create index jarvis_links_back on jarvis_links (tenant, to_type, to_id);`

const linked = (from: string, to: string): string =>
  `jarvis_links l where l.tenant = r.tenant and l.from_type = '${from}' and l.from_id = r.unique_id and l.to_type = '${to}'`
const owned = (table: string, column: string): string => `${table} o where o.tenant = r.tenant and o.${column} = r.unique_id`

const contextsOf = (type: string): string => count('contexts_count', `${owned('jarvis_contexts', 'owner_id')} and o.owner_type = '${type}'`)
const talksOf = (type: string): string =>
  count('conversations_count', `${owned('jarvis_conversations', 'owner_id')} and o.owner_type = '${type}'`)

/**
 * Views tell what is counted, and have a column for every declared field, since lists may be sorted by any. `rowid` is named: a view
 * has none of its own, and rows of equal rank keep the order they were made in.
 */
const told = `
create view jarvis_entities_told as select r.seq as rowid, r.*, ${contextsOf('entity')}, ${talksOf('entity')} from jarvis_entities r;
create view jarvis_identities_told as select r.seq as rowid, r.*, ${contextsOf('identity')}, ${talksOf('identity')} from jarvis_identities r;
create view jarvis_messages_told as select r.seq as rowid, r.*, r.created_at as updated_at from jarvis_messages r;
create view jarvis_conversations_told as select r.seq as rowid, r.*, r.title as name,
  ${count('messages_count', owned('jarvis_messages', 'conversation_id'))}, ${count('runs_count', owned('jarvis_runs', 'thread_id'))}
  from jarvis_conversations r;
create view jarvis_agents_told as select r.seq as rowid, r.*, null as prompts, null as entities,
  ${count('prompts_count', linked('agent', 'prompt'))},
  ${count('entities_count', linked('agent', 'entity'))} from jarvis_agents r;
create view jarvis_prompts_told as select r.seq as rowid, r.*, null as versions, 0 as likes_count, 0 as saves_count,
  ${count('versions_count', owned('jarvis_prompt_versions', 'prompt_id'))} from jarvis_prompts r;
create view jarvis_prompt_versions_told as select r.seq as rowid, r.*,
  ${count('executions_count', owned('jarvis_prompt_executions', 'version_id'))} from jarvis_prompt_versions r;
create view jarvis_prompt_executions_told as select r.seq as rowid, r.*, r.created_at as updated_at, 0 as likes_count, 0 as saves_count, 0 as comments_count
  from jarvis_prompt_executions r;
create view jarvis_workflows_told as select r.seq as rowid, r.*, null as steps,
  ${count('steps_count', owned('jarvis_workflow_steps', 'workflow_id'))},
  ${count('instances_count', owned('jarvis_workflow_instances', 'workflow_id'))} from jarvis_workflows r;
create view jarvis_clusters_told as select r.seq as rowid, r.*, null as members,
  ${count('members_count', linked('cluster', 'entity'))},
  ${count('prompts_count', linked('cluster', 'prompt'))} from jarvis_clusters r;
create view jarvis_tools_told as select r.seq as rowid, r.*,
  (select count(*) from jarvis_links l where l.tenant = r.tenant and l.to_type = 'tool' and l.to_id = r.unique_id) as agents_count
  from jarvis_tools r;`

/** The block's tables, step by step; append only. */
export const jarvisSchema: readonly string[] = [people + talk + work + told]
