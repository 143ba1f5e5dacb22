import { BlockstateProvider } from '@blockstate/react'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './shell/App.tsx'
import { createStage } from './shell/createStage.ts'
import '@blockstate/demo-stage/base.css'
import '@blockstate/demo-stage/chat.css'
import './style.css'

const stage = createStage(window, import.meta.env.VITE_SANDBOX_URL ?? 'http://localhost:4023')
const host = document.querySelector('#app')
if (!host) throw new Error('index.html has no #app')

createRoot(host).render(
  <StrictMode>
    <BlockstateProvider client={stage.client}>
      <App stage={stage} />
    </BlockstateProvider>
  </StrictMode>,
)
