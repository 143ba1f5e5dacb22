import { contract } from '../testing/contract.ts'
import { contentContract } from './testing/contentContract.ts'

await contract(contentContract)
