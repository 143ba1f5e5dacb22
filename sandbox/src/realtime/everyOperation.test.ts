import { contract } from '../testing/contract.ts'
import { realtimeContract } from './testing/realtimeContract.ts'

await contract(realtimeContract)
