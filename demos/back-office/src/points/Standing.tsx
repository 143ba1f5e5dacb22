import { getBalance } from '@blockstate/core/rewards'
import { listWallets } from '@blockstate/core/wallet'
import { useCollection, useQuery } from '@blockstate/react'
import type { ReactElement } from 'react'
import { useMe } from '../shell/useMe.ts'

/** What whoever is signed in has: points that rise at once, and money that is never guessed. */
export function Standing(): ReactElement {
  const me = useMe()
  const balance = useQuery(getBalance, me === undefined ? null : { unique_id: me }, { live: true })
  const wallets = useCollection(listWallets, me === undefined ? null : { unique_id: me, per_page: 3 })
  return (
    <dl className="standing">
      <div>
        <dt>Your points</dt>
        <dd data-own-points>{balance.data?.total_points.toLocaleString('en') ?? '\u00a0'}</dd>
      </div>
      <div>
        <dt>Your tier</dt>
        <dd>{balance.data ? (balance.data.tier ?? 'None yet') : '\u00a0'}</dd>
      </div>
      {wallets.items.map(({ wallet_code, currency, balance: amount }) => (
        <div key={wallet_code}>
          <dt>Wallet, {currency}</dt>
          <dd>{Number(amount).toLocaleString('en', { minimumFractionDigits: 2 })}</dd>
        </div>
      ))}
    </dl>
  )
}
