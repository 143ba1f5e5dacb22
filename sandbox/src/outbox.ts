import type { Database } from './database/openDatabase.ts'

/** A mail that a real server would have sent. */
export interface Mail {
  readonly unique_id: string
  readonly tenant: string
  readonly kind: string
  readonly recipient: string
  readonly subject: string
  readonly body: string
  /** What the reader would click, `null` where there is nothing to click. */
  readonly link: string | null
  /** The bare secret inside the link, for tests. */
  readonly token: string | null
  readonly created_at: string
}

/** Where mail goes instead of out. */
export interface Outbox {
  send(mail: Pick<Mail, 'kind' | 'recipient' | 'subject' | 'body'> & Partial<Pick<Mail, 'link' | 'token'>>): void
}

export const outboxMigrations: readonly string[] = [
  `create table mails (
     unique_id text primary key, tenant text not null, kind text not null, recipient text not null, subject text not null,
     body text not null, link text, token text, created_at text not null
   );
   create index mails_by_time on mails (created_at);`,
]

/**
 * The outbox of one tenant. A mail is part of the transaction it is sent in: what is rolled back was never sent.
 *
 * @example
 * context.outbox.send({ kind: 'magic_link', recipient: 'ada@example.com', subject: 'Sign in', body: 'Follow the link.', link })
 */
export function openOutbox(database: Database, tenant: string, now: () => number, mint: () => string): Outbox {
  return {
    send: ({ kind, recipient, subject, body, link = null, token = null }) => {
      database.run(
        `insert into mails (unique_id, tenant, kind, recipient, subject, body, link, token, created_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        mint(),
        tenant,
        kind,
        recipient,
        subject,
        body,
        link,
        token,
        new Date(now()).toISOString(),
      )
    },
  }
}

/**
 * All mails, newest first.
 *
 * @example
 * const [reset] = readMails(sandbox.database)
 */
export function readMails(database: Database): Mail[] {
  return database.all<Mail>('select * from mails order by created_at desc, rowid desc limit 200')
}
