import type { ReactElement } from 'react'
import type { ChannelItem } from './useChannels.ts'

interface ChannelsProps {
  readonly channels: readonly ChannelItem[]
  readonly titles: ReadonlyMap<string, string>
  readonly chosen: string | undefined
  readonly choose: (id: string) => void
}

/** The channels, and how much is unread in each. */
export function Channels({ channels, titles, chosen, choose }: ChannelsProps): ReactElement {
  return (
    <nav className="channels" aria-label="Channels">
      {channels.map(({ unique_id, channel_type, unread_count = 0 }) => {
        const unread = unique_id === chosen ? 0 : unread_count
        return (
          <button
            key={unique_id}
            type="button"
            className="channel"
            aria-current={unique_id === chosen ? 'true' : undefined}
            data-unread={unread > 0}
            onClick={() => choose(unique_id)}
          >
            <span className="sign" aria-hidden="true">
              {SIGNS[channel_type ?? 'public']}
            </span>
            <span className="title">{titles.get(unique_id)}</span>
            {unread > 0 && (
              <span className="unread">
                {unread}
                <span className="unseen"> unread</span>
              </span>
            )}
          </button>
        )
      })}
    </nav>
  )
}

const SIGNS = { public: '#', private: '*', direct: '@' } as const

/**
 * Channels as they are listed: those that are open to all first, those of two people last.
 *
 * @example
 * inOrder(list.items)
 */
export function inOrder(channels: readonly ChannelItem[]): readonly ChannelItem[] {
  const kinds = Object.keys(SIGNS)
  return channels.toSorted((a, b) => kinds.indexOf(a.channel_type ?? '') - kinds.indexOf(b.channel_type ?? ''))
}
