import { assetsBlock } from './assets/assetsBlock.ts'
import { companiesBlock } from './companies/companiesBlock.ts'
import { contentBlock } from './content/contentBlock.ts'
import { crmBlock } from './crm/crmBlock.ts'
import { filesBlock } from './files/filesBlock.ts'
import { formsBlock } from './forms/formsBlock.ts'
import { geolocationBlock } from './geolocation/geolocationBlock.ts'
import { jarvisBlock } from './jarvis/jarvisBlock.ts'
import { onboardingBlock } from './onboarding/onboardingBlock.ts'
import { productsBlock } from './products/productsBlock.ts'
import { realtimeBlock } from './realtime/realtimeBlock.ts'
import { rewardsBlock } from './rewards/rewardsBlock.ts'
import { salesBlock } from './sales/salesBlock.ts'
import { salesforceBlock } from './salesforce/salesforceBlock.ts'
import { searchBlock } from './search/searchBlock.ts'
import type { Block } from './server/block.ts'
import { universityBlock } from './university/universityBlock.ts'
import { walletBlock } from './wallet/walletBlock.ts'

/** The blocks served besides auth, which brings the users that all others ask for. One line each. */
export const blocks: readonly Block[] = [
  onboardingBlock,
  filesBlock,
  crmBlock,
  formsBlock,
  contentBlock,
  productsBlock,
  salesBlock,
  rewardsBlock,
  geolocationBlock,
  realtimeBlock,
  searchBlock,
  jarvisBlock,
  universityBlock,
  companiesBlock,
  assetsBlock,
  walletBlock,
  salesforceBlock,
]
