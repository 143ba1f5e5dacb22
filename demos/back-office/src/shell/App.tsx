import { useStore } from '@blockstate/demo-stage/useStore.ts'
import { useSession } from '@blockstate/react'
import type { ReactElement } from 'react'
import { BoardPage } from '../board/BoardPage.tsx'
import { ContactsPage } from '../contacts/ContactsPage.tsx'
import { FeedPage } from '../feed/FeedPage.tsx'
import { FilesPage } from '../files/FilesPage.tsx'
import { LibraryPage } from '../library/LibraryPage.tsx'
import { PointsPage } from '../points/PointsPage.tsx'
import type { Room } from '../stage/createPlace.ts'
import { TeamPage } from '../team/TeamPage.tsx'
import { Header } from './Header.tsx'
import { Rooms } from './Rooms.tsx'
import { Seen } from './Seen.tsx'
import { SignIn } from './SignIn.tsx'
import { Undo } from './Undo.tsx'
import { useStage } from './useStage.ts'
import { WritesBar } from './WritesBar.tsx'

const PAGES: Readonly<Record<Room, () => ReactElement>> = {
  contacts: ContactsPage,
  deals: BoardPage,
  feed: FeedPage,
  points: PointsPage,
  library: LibraryPage,
  files: FilesPage,
  team: TeamPage,
}

/** The page: who is signed in sees the office, everybody else the way in. */
export function App(): ReactElement {
  const { $place } = useStage()
  const { status } = useSession()
  const room = useStore($place)
  const Page = PAGES[room]
  return (
    <div className="app">
      <Header />
      {status === 'authenticated' ? (
        <div className="office">
          <Rooms />
          <WritesBar />
          <main className="room" key={room}>
            <Seen>
              <Page />
            </Seen>
          </main>
          <Undo />
        </div>
      ) : (
        <SignIn />
      )}
    </div>
  )
}
