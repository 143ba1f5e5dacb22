import { contract } from '../testing/contract.ts'
import { salesforceContract } from './testing/salesforceContract.ts'

await contract(salesforceContract)
