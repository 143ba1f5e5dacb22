import { contract } from '../testing/contract.ts'
import { rewardsContract } from './testing/rewardsContract.ts'

await contract(rewardsContract)
