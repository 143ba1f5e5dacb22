import '@blockstate/demo-stage/base.css'
import { BlockstateProvider } from '@blockstate/react'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { createStage } from './stage/createStage.ts'
import { App } from './shell/App.tsx'
import { StageContext } from './shell/useStage.ts'
import './style/shell.css'
import './style/parts.css'
import './style/contacts.css'
import './style/board.css'
import './style/feed.css'
import './style/points.css'
import './style/library.css'
import './style/files.css'
import './style/team.css'

const stage = createStage(window, import.meta.env.VITE_SANDBOX_URL ?? 'http://localhost:4023')
const host = document.querySelector('#app')
if (!host) throw new Error('index.html has no #app')

createRoot(host).render(
  <StrictMode>
    <StageContext value={stage}>
      <BlockstateProvider client={stage.client}>
        <App />
      </BlockstateProvider>
    </StageContext>
  </StrictMode>,
)
