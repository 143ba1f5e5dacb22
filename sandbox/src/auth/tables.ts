/** The tables of auth, step by step. Columns bear the wire names of the fields they hold; secrets are stored as digests only. */
export const authMigrations: readonly string[] = [
  `create table users (
     unique_id text not null, tenant text not null, email text not null, email_key text not null, password_digest text not null,
     first_name text, last_name text, status text not null, email_verified integer not null, role text not null,
     mfa_enabled integer not null default 0, mfa_secret text, mfa_pending_secret text, mfa_last_counter integer not null default -1,
     last_login_at text, created_at text not null, updated_at text not null,
     primary key (tenant, unique_id), unique (tenant, email_key)
   );
   create table backup_codes (tenant text not null, user_id text not null, digest text not null, pending integer not null,
     primary key (tenant, user_id, digest));
   create table sessions (
     unique_id text not null, tenant text not null, user_id text not null, created_at text not null, revoked_at text,
     primary key (tenant, unique_id)
   );
   create index sessions_by_user on sessions (tenant, user_id);
   create table refresh_tokens (
     tenant text not null, digest text not null, session_id text not null, expires_at integer not null, used_at integer,
     primary key (tenant, digest)
   );
   create index refresh_tokens_by_session on refresh_tokens (tenant, session_id);
   create table mfa_challenges (
     unique_id text not null, tenant text not null, user_id text not null, expires_at integer not null, tries integer not null default 0,
     used_at integer, primary key (tenant, unique_id)
   );
   create table mailed_tokens (
     tenant text not null, digest text not null, kind text not null, user_id text not null, expires_at integer not null, used_at integer,
     primary key (tenant, digest)
   );
   create table login_tries (tenant text not null, email_key text not null, at integer not null);
   create index login_tries_by_email on login_tries (tenant, email_key, at);
   create table api_keys (
     unique_id text not null, tenant text not null, user_id text not null, name text not null, scopes text, prefix text not null,
     digest text not null, status text not null, expires_at text, last_used_at text, revoked_at text, created_at text not null,
     updated_at text not null, primary key (tenant, unique_id)
   );
   create table signing_keys (kid text primary key, private_jwk text not null);`,
  // A key is told once, when it is made: a list that is sorted or filtered by it finds nothing there.
  `create view api_keys_told as select *, rowid, null as key from api_keys;`,
]
