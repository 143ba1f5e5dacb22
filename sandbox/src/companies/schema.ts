import { createTable } from '../database/createTable.ts'
import { createView } from '../database/createView.ts'

const userOf = (field: string): string =>
  `(select u.${field} from users u where u.tenant = r.tenant and u.unique_id = r.user_unique_id) as ${field}`

const membersOf = 'companies_members m where m.tenant = r.tenant and m.team_unique_id = r.unique_id'

/** The block's tables, step by step; append only. A company and its settings bear the same id. */
export const companiesSchema: readonly string[] = [
  `${createTable(
    'companies_companies',
    `code text not null, name text not null, url_id text not null, schema_name text not null, api_key_digest text not null,
     auth_provider text not null, preferred_domain text, preferred_language text not null, description text, legal_name text, tax_id text,
     industry text, website text, logo_url text, status text not null`,
  )}
   create unique index companies_companies_by_code on companies_companies (tenant, code);
   create unique index companies_companies_by_slug on companies_companies (tenant, url_id);
   ${createTable(
     'companies_settings',
     `allow_public_signup integer not null, require_mfa integer not null, default_role text not null,
      session_timeout_minutes integer not null, allowed_email_domains text not null`,
   )}
   ${createTable('companies_teams', 'company_id text not null, name text not null, description text, department_id text, status text not null')}
   create index companies_teams_by_company on companies_teams (tenant, company_id);
   ${createTable(
     'companies_members',
     `company_unique_id text not null, team_unique_id text, user_unique_id text not null, role text not null, payload text,
      joined_at text not null`,
   )}
   create unique index companies_members_once on companies_members (tenant, company_unique_id, coalesce(team_unique_id, ''), user_unique_id);
   create index companies_members_by_user on companies_members (tenant, user_unique_id);
   create index companies_members_by_team on companies_members (tenant, team_unique_id);
   ${createTable(
     'companies_invitations',
     `email text not null, organization_id text not null, role text not null, message text, status text not null, inviter_id text not null,
      sent_at text not null, expires_at text not null, accepted_at text, declined_at text, cancelled_at text, digest text not null`,
   )}
   create index companies_invitations_by_company on companies_invitations (tenant, organization_id, status);
   create index companies_invitations_by_digest on companies_invitations (tenant, digest);
   ${createView('companies_companies', 'null as api_access_key')}
   ${createView(
     'companies_teams',
     `(select m.user_unique_id from ${membersOf} and m.role = 'lead' order by m.seq limit 1) as team_lead_id,
      (select count(*) from ${membersOf}) as members_count`,
   )}
   ${createView('companies_members', `${userOf('email')}, ${userOf('first_name')}, ${userOf('last_name')}`)}`,
]
