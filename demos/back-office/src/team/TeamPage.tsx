import { useMemo, useState } from 'react'
import type { ReactElement } from 'react'
import { Ghosts } from '../shell/Ghosts.tsx'
import { Problem } from '../shell/Problem.tsx'
import { useMe } from '../shell/useMe.ts'
import { Channels, inOrder } from './Channels.tsx'
import { Roster } from './Roster.tsx'
import { Talk } from './Talk.tsx'
import { titleOf } from './titleOf.ts'
import { useChannels } from './useChannels.ts'
import { useTeam } from './useTeam.ts'

/** The team: who is here, and what they say to each other. */
export function TeamPage(): ReactElement {
  const me = useMe()
  const list = useChannels()
  const { users } = useTeam()
  const [chosen, setChosen] = useState<string | null>(null)
  const [drafts, setDrafts] = useState<Readonly<Record<string, string>>>({})
  const names = useMemo(() => new Map(users.map(({ user_unique_id, display_name }) => [user_unique_id, display_name])), [users])
  const titles = useMemo(
    () => new Map(list.items.map((channel) => [channel.unique_id, titleOf(channel, me, names)])),
    [list.items, me, names],
  )
  const mine = list.items.find(({ channel_type, members }) => channel_type === 'public' && me !== undefined && members?.includes(me))
  const open = list.items.find(({ unique_id }) => unique_id === chosen) ?? mine ?? list.items[0]
  const id = open?.unique_id
  return (
    <div className="page team-page">
      <div className="team-side">
        <h1>Team</h1>
        {list.status === 'pending' && list.items.length === 0 && <Ghosts count={4} />}
        {list.status === 'error' && <Problem error={list.error} refetch={list.refetch} />}
        {list.status === 'success' && list.items.length === 0 && <p className="quiet">There are no channels yet.</p>}
        <Channels channels={inOrder(list.items)} titles={titles} chosen={id} choose={setChosen} />
        {id !== undefined && <Roster key={id} channel={id} />}
      </div>
      {open && id !== undefined && (
        <Talk
          key={id}
          channel={open}
          title={titles.get(id) ?? open.name}
          names={names}
          draft={drafts[id] ?? ''}
          write={(draft) => setDrafts({ ...drafts, [id]: draft })}
        />
      )}
    </div>
  )
}
