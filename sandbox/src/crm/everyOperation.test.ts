import { contract } from '../testing/contract.ts'
import { crmContract } from './testing/crmContract.ts'

await contract(crmContract)
