import { contract } from '../testing/contract.ts'
import { searchContract } from './testing/searchContract.ts'

await contract(searchContract)
