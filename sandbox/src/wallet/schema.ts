import { createTable } from '../database/createTable.ts'
import { createView } from '../database/createView.ts'

const transaction = (column: string): string =>
  `(select t.${column} from wallet_transactions t where t.tenant = r.tenant and t.unique_id = r.transaction_unique_id) as ${column}`

/**
 * The tables of wallets: double entry. A transaction is what was asked for; its two entries add up to nothing, and each carries the
 * balance it left its account with, so that an account's balance is that of its last entry. Accounts are wallets, by their code, and
 * `outside:<currency>`, where money comes from and goes to. Amounts are whole numbers of the smallest unit.
 */
export const walletSchema: readonly string[] = [
  `${createTable('wallet_wallets', 'wallet_code text not null, user_unique_id text not null, currency text not null, status text not null')}
   create unique index wallet_wallets_by_code on wallet_wallets (tenant, wallet_code);
   create unique index wallet_wallets_by_user on wallet_wallets (tenant, user_unique_id, currency) where status <> 'closed';

   ${createTable(
     'wallet_transactions',
     `transaction_type text not null, amount_minor integer not null check (amount_minor > 0), currency text not null, description text,
      reference_id text, source_wallet text, target_wallet text, status text not null`,
   )}
   create unique index wallet_transactions_by_reference on wallet_transactions (tenant, reference_id) where reference_id is not null;
   create index wallet_transactions_by_source on wallet_transactions (tenant, source_wallet);
   create index wallet_transactions_by_target on wallet_transactions (tenant, target_wallet);

   ${createTable(
     'wallet_entries',
     `transaction_unique_id text not null, account text not null, amount_minor integer not null, balance_after_minor integer not null
        check (balance_after_minor >= 0 or account like 'outside:%')`,
   )}
   create index wallet_entries_by_account on wallet_entries (tenant, account, seq);

   ${createTable('wallet_otps', 'wallet_code text not null, operation text not null, code text not null, expires_at text not null, tries integer not null')}
   create index wallet_otps_by_wallet on wallet_otps (tenant, wallet_code);

   ${createView(
     'wallet_wallets',
     `coalesce((select e.balance_after_minor from wallet_entries e where e.tenant = r.tenant and e.account = r.wallet_code
        order by e.seq desc limit 1), 0) / 100.0 as balance`,
   )}
   ${createView('wallet_transactions', 'r.amount_minor / 100.0 as amount')}
   ${createView(
     'wallet_entries',
     `r.account as wallet_code, iif(r.amount_minor > 0, 'credit', 'debit') as entry_type, abs(r.amount_minor) / 100.0 as amount,
      r.balance_after_minor / 100.0 as balance_after, ${['currency', 'description', 'reference_id'].map(transaction).join(', ')}`,
   )}`,
]
