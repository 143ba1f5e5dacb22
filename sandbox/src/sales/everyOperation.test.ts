import { contract } from '../testing/contract.ts'
import { salesContract } from './testing/salesContract.ts'

await contract(salesContract)
